"""Which sources no person has put into the directory: visits and answers made them by themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    # Sources of before stay what they are; nobody knows any more who made them.
    op.add_column("sources", sa.Column("is_noted", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("sources", "is_noted")
