"""In which language the page of an answer was asked for, where that was not the form's own."""

import sqlalchemy as sa
from alembic import op

revision = "0098"
down_revision = "0092"


def upgrade() -> None:
    op.add_column("submissions", sa.Column("language", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("submissions", "language")
