"""The log of changes of the directory."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "directory_changes",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("version", "source_id", name="pk_directory_changes"),
    )


def downgrade() -> None:
    op.drop_table("directory_changes")
