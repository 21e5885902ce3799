"""Thank-you mails before they are sent, and the words they begin with."""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0039"


def upgrade() -> None:
    op.create_table(
        "thanks_wordings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("names_clients", sa.Boolean(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_thanks_wordings_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_thanks_wordings"),
    )
    op.create_index("ix_thanks_wordings_language_names_clients", "thanks_wordings", ["language", "names_clients"])
    op.create_table(
        "thanks_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["sources.id"], name="fk_thanks_drafts_partner_id_sources"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_thanks_drafts_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_thanks_drafts"),
    )
    op.create_index("ix_thanks_drafts_partner_id", "thanks_drafts", ["partner_id"])
    op.create_table(
        "thanks_drafts_for",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["thanks_drafts.id"], name="fk_thanks_drafts_for_draft_id_thanks_drafts"),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_thanks_drafts_for_client_id_clients"),
        sa.PrimaryKeyConstraint("id", name="pk_thanks_drafts_for"),
    )
    op.create_index("ix_thanks_drafts_for_draft_id", "thanks_drafts_for", ["draft_id"])
    op.create_index("ix_thanks_drafts_for_client_id", "thanks_drafts_for", ["client_id"])


def downgrade() -> None:
    for table in ("thanks_drafts_for", "thanks_drafts", "thanks_wordings"):
        op.drop_table(table)
