"""What staff have corrected of clients."""

import sqlalchemy as sa
from alembic import op

revision = "0105"
down_revision = "0104"


def upgrade() -> None:
    op.create_table(
        "client_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_client_changes_client_id_clients"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_client_changes_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_client_changes"),
    )
    op.create_index("ix_client_changes_client_id", "client_changes", ["client_id"])


def downgrade() -> None:
    op.drop_table("client_changes")
