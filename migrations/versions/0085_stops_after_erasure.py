"""What the link in a mail still stops once its client is erased: keyed hashes of the addresses that were written to."""

import sqlalchemy as sa
from alembic import op

revision = "0085"
down_revision = "0084"


def upgrade() -> None:
    op.add_column("ask_links", sa.Column("stops", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("ask_links", "stops")
