"""Thanks to partners, the ledger of gifts and fees, and its limits."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    op.create_table(
        "thanks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(40), nullable=False),
        sa.Column("thanked_on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["partner_id"], ["sources.id"], name="fk_thanks_partner_id_sources"),
        sa.ForeignKeyConstraint(["mail_id"], ["mails.id"], name="fk_thanks_mail_id_mails"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_thanks_user_id_users"),
        sa.ForeignKeyConstraint(["undone_by_id"], ["users.id"], name="fk_thanks_undone_by_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_thanks"),
    )
    op.create_index("ix_thanks_partner_id", "thanks", ["partner_id"])
    op.create_index("ix_thanks_mail_id", "thanks", ["mail_id"])
    op.create_table(
        "thanks_for",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thanks_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["thanks_id"], ["thanks.id"], name="fk_thanks_for_thanks_id_thanks"),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_thanks_for_client_id_clients"),
        sa.PrimaryKeyConstraint("id", name="pk_thanks_for"),
    )
    op.create_index("ix_thanks_for_thanks_id", "thanks_for", ["thanks_id"])
    op.create_index("ix_thanks_for_client_id", "thanks_for", ["client_id"])
    op.create_table(
        "thanks_starts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_thanks_starts_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_thanks_starts"),
    )
    op.create_table(
        "ledger_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("over_because", sa.Text(), nullable=False),
        sa.Column("thanks_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["partner_id"], ["sources.id"], name="fk_ledger_entries_partner_id_sources"),
        sa.ForeignKeyConstraint(["thanks_id"], ["thanks.id"], name="fk_ledger_entries_thanks_id_thanks"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_ledger_entries_user_id_users"),
        sa.ForeignKeyConstraint(["undone_by_id"], ["users.id"], name="fk_ledger_entries_undone_by_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_ledger_entries"),
    )
    op.create_index("ix_ledger_entries_partner_id_given_on", "ledger_entries", ["partner_id", "given_on"])
    op.create_index("ix_ledger_entries_given_on", "ledger_entries", ["given_on"])
    op.create_index("ix_ledger_entries_thanks_id", "ledger_entries", ["thanks_id"])
    op.create_table(
        "ledger_limits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_ledger_limits_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_ledger_limits"),
    )


def downgrade() -> None:
    for table in ("ledger_limits", "ledger_entries", "thanks_starts", "thanks_for", "thanks"):
        op.drop_table(table)
