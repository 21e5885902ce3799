"""Which sources were merged into which, and what that moved."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "merges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("keep_id", sa.Integer(), nullable=False),
        sa.Column("gone_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.BigInteger(), nullable=True),
        sa.Column("alias_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["keep_id"], ["sources.id"], name="fk_merges_keep_id_sources"),
        sa.ForeignKeyConstraint(["gone_id"], ["sources.id"], name="fk_merges_gone_id_sources"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_merges_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_merges"),
        sa.UniqueConstraint("gone_id", name="uq_merges_gone_id"),
    )
    op.create_index("ix_merges_keep_id", "merges", ["keep_id"])
    op.create_table(
        "merge_moves",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("merge_id", sa.Integer(), nullable=False),
        sa.Column("in_table", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("column", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["merge_id"], ["merges.id"], name="fk_merge_moves_merge_id_merges"),
        sa.PrimaryKeyConstraint("id", name="pk_merge_moves"),
    )
    op.create_index("ix_merge_moves_merge_id", "merge_moves", ["merge_id"])


def downgrade() -> None:
    op.drop_table("merge_moves")
    op.drop_table("merges")
