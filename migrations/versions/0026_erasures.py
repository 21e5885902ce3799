"""Who was erased, when, and by whom."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.create_table(
        "erasures",
        sa.Column("client_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_erasures_client_id_clients"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_erasures_user_id_users"),
        sa.PrimaryKeyConstraint("client_id", name="pk_erasures"),
    )


def downgrade() -> None:
    op.drop_table("erasures")
