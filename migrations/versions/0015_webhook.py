"""Secrets of the webhook, and what was delivered to it."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "hook_secrets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("ending", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("last_used_at", sa.BigInteger(), nullable=True),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.Column("revoked_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_hook_secrets_user_id_users"),
        sa.ForeignKeyConstraint(["revoked_by_id"], ["users.id"], name="fk_hook_secrets_revoked_by_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_hook_secrets"),
    )
    op.create_index("ix_hook_secrets_origin_revoked_at", "hook_secrets", ["origin", "revoked_at"])
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(40), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("payment_id", sa.Integer(), nullable=True),
        sa.Column("first_at", sa.BigInteger(), nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["settled_by_id"], ["users.id"], name="fk_deliveries_settled_by_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.UniqueConstraint("origin", "event", name="uq_deliveries_origin_event"),
    )
    op.create_index("ix_deliveries_state_id", "deliveries", ["state", "id"])
    op.create_table(
        "told_refunds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("charge", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("failed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_told_refunds"),
        sa.UniqueConstraint("charge", "said_by", name="uq_told_refunds_charge_said_by"),
    )


def downgrade() -> None:
    op.drop_table("told_refunds")
    op.drop_table("deliveries")
    op.drop_table("hook_secrets")
