"""Statements of partners: their links, totals that do not change, and what partners say there."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    op.create_table(
        "statement_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.Column("revoked_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["partner_id"], ["sources.id"], name="fk_statement_links_partner_id_sources"),
        sa.ForeignKeyConstraint(["made_by_id"], ["users.id"], name="fk_statement_links_made_by_id_users"),
        sa.ForeignKeyConstraint(["revoked_by_id"], ["users.id"], name="fk_statement_links_revoked_by_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_statement_links"),
        sa.UniqueConstraint("number", name="uq_statement_links_number"),
    )
    op.create_index("ix_statement_links_partner_id", "statement_links", ["partner_id"])
    op.create_table(
        "statement_totals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("clients", sa.Integer(), nullable=False),
        sa.Column("became", sa.Integer(), nullable=True),
        sa.Column("money", sa.JSON(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["sources.id"], name="fk_statement_totals_partner_id_sources"),
        sa.PrimaryKeyConstraint("id", name="pk_statement_totals"),
    )
    op.create_index("ix_statement_totals_partner_id", "statement_totals", ["partner_id"])
    op.create_table(
        "statement_total_members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("total_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("was_named", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["total_id"], ["statement_totals.id"], name="fk_statement_total_members_total_id_statement_totals"
        ),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_statement_total_members_client_id_clients"),
        sa.PrimaryKeyConstraint("id", name="pk_statement_total_members"),
    )
    for column in ("total_id", "client_id"):
        op.create_index(f"ix_statement_total_members_{column}", "statement_total_members", [column])
    op.create_table(
        "statement_choices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shows_money", sa.Boolean(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_statement_choices_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_statement_choices"),
    )
    op.create_table(
        "statement_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(40), nullable=True),
        sa.Column("before", sa.String(40), nullable=True),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(3), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=True),
        sa.Column("seen_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["partner_id"], ["sources.id"], name="fk_statement_words_partner_id_sources"),
        sa.ForeignKeyConstraint(["link_id"], ["statement_links.id"], name="fk_statement_words_link_id_statement_links"),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referrals_given.id"], name="fk_statement_words_referral_id_referrals_given"
        ),
        sa.ForeignKeyConstraint(["seen_by_id"], ["users.id"], name="fk_statement_words_seen_by_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_statement_words"),
        sa.UniqueConstraint("identity", "digest", name="uq_statement_words_identity_digest"),
    )
    for column in ("partner_id", "referral_id"):
        op.create_index(f"ix_statement_words_{column}", "statement_words", [column])


def downgrade() -> None:
    for table in (
        "statement_words",
        "statement_choices",
        "statement_total_members",
        "statement_totals",
        "statement_links",
    ):
        op.drop_table(table)
