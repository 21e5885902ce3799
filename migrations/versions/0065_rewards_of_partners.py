"""Rules by which partners are due something, and what was approved, declined or paid of it."""

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0055"


def upgrade() -> None:
    op.create_table(
        "reward_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(40), nullable=False),
        sa.Column("counts", sa.String(40), nullable=True),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(3), nullable=True),
        sa.Column("every", sa.String(40), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["sources.id"], name="fk_reward_rules_partner_id_sources"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_reward_rules_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_reward_rules"),
    )
    op.create_index("ix_reward_rules_partner_id", "reward_rules", ["partner_id"])
    op.create_table(
        "reward_rule_ends",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["rule_id"], ["reward_rules.id"], name="fk_reward_rule_ends_rule_id_reward_rules"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_reward_rule_ends_user_id_users"),
        sa.ForeignKeyConstraint(["undone_by_id"], ["users.id"], name="fk_reward_rule_ends_undone_by_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_reward_rule_ends"),
    )
    op.create_index("ix_reward_rule_ends_rule_id", "reward_rule_ends", ["rule_id"])
    op.create_table(
        "rewards",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["sources.id"], name="fk_rewards_partner_id_sources"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_rewards_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_rewards"),
    )
    op.create_index("ix_rewards_partner_id", "rewards", ["partner_id"])
    op.create_table(
        "reward_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reward_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["reward_id"], ["rewards.id"], name="fk_reward_lines_reward_id_rewards"),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_reward_lines_client_id_clients"),
        sa.PrimaryKeyConstraint("id", name="pk_reward_lines"),
    )
    op.create_index("ix_reward_lines_reward_id", "reward_lines", ["reward_id"])
    op.create_index("ix_reward_lines_client_id", "reward_lines", ["client_id"])
    op.create_table(
        "reward_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reward_id", sa.Integer(), nullable=False),
        sa.Column("did", sa.String(40), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["reward_id"], ["rewards.id"], name="fk_reward_steps_reward_id_rewards"),
        sa.ForeignKeyConstraint(["entry_id"], ["ledger_entries.id"], name="fk_reward_steps_entry_id_ledger_entries"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_reward_steps_user_id_users"),
        sa.ForeignKeyConstraint(["undone_by_id"], ["users.id"], name="fk_reward_steps_undone_by_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_reward_steps"),
    )
    op.create_index("ix_reward_steps_reward_id", "reward_steps", ["reward_id"])
    op.create_index("ix_reward_steps_entry_id", "reward_steps", ["entry_id"])


def downgrade() -> None:
    for table in ("reward_steps", "reward_lines", "rewards", "reward_rule_ends", "reward_rules"):
        op.drop_table(table)
