"""What was done to accounts, by whom and when."""

import sqlalchemy as sa
from alembic import op

revision = "0106"
down_revision = "0105"


def upgrade() -> None:
    op.create_table(
        "user_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("did", sa.String(40), nullable=False),
        sa.Column("before", sa.String(40), nullable=True),
        sa.Column("after", sa.String(40), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["users.id"], name="fk_user_changes_account_id_users"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_user_changes_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_user_changes"),
    )
    op.create_index("ix_user_changes_account_id", "user_changes", ["account_id"])


def downgrade() -> None:
    op.drop_table("user_changes")
