"""Who retired a partner, when and why, and who brought them back."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"


def upgrade() -> None:
    op.create_table(
        "retirements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_retirements_source_id_sources"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_retirements_user_id_users"),
        sa.ForeignKeyConstraint(["ended_by_id"], ["users.id"], name="fk_retirements_ended_by_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_retirements"),
    )
    op.create_index("ix_retirements_source_id", "retirements", ["source_id"])


def downgrade() -> None:
    op.drop_table("retirements")
