"""Which member of staff took a new client in."""

import sqlalchemy as sa
from alembic import op

revision = "0087"
down_revision = "0084"


def upgrade() -> None:
    op.create_table(
        "taken_in",
        sa.Column("client_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_taken_in_client_id_clients"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_taken_in_user_id_users"),
        sa.PrimaryKeyConstraint("client_id", name="pk_taken_in"),
    )
    op.create_index("ix_taken_in_user_id", "taken_in", ["user_id"])


def downgrade() -> None:
    op.drop_table("taken_in")
