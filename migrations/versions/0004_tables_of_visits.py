"""Which tables a visit was read with, kept beside each decision."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    # Decisions made before say "": they were read with tables that are not here any more.
    op.add_column("decisions", sa.Column("tables_version", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("decisions", "tables_version")
