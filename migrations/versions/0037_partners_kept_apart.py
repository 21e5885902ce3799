"""Pairs of partners that are not the same."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    op.create_table(
        "partners_apart",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("taken_back_at", sa.BigInteger(), nullable=True),
        sa.Column("taken_back_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["one_id"], ["sources.id"], name="fk_partners_apart_one_id_sources"),
        sa.ForeignKeyConstraint(["other_id"], ["sources.id"], name="fk_partners_apart_other_id_sources"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_partners_apart_user_id_users"),
        sa.ForeignKeyConstraint(["taken_back_by_id"], ["users.id"], name="fk_partners_apart_taken_back_by_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_partners_apart"),
    )
    for column in ("one_id", "other_id"):
        op.create_index(f"ix_partners_apart_{column}", "partners_apart", [column])


def downgrade() -> None:
    op.drop_table("partners_apart")
