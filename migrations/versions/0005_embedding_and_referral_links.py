"""The websites that may hold a form, the partners' referral links, and the link that a submission came by."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "form_sites",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("form_id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["form_id"], ["forms.id"], name="fk_form_sites_form_id_forms"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_form_sites_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_form_sites"),
        sa.UniqueConstraint("form_id", "origin", name="uq_form_sites_form_id_origin"),
    )
    op.create_table(
        "referral_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.Column("revoked_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["made_by_id"], ["users.id"], name="fk_referral_links_made_by_id_users"),
        sa.ForeignKeyConstraint(["partner_id"], ["sources.id"], name="fk_referral_links_partner_id_sources"),
        sa.ForeignKeyConstraint(["revoked_by_id"], ["users.id"], name="fk_referral_links_revoked_by_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_referral_links"),
        sa.UniqueConstraint("code", name="uq_referral_links_code"),
    )
    op.create_index("ix_referral_links_partner_id", "referral_links", ["partner_id"])
    # Written out, because both databases take a column with its key at once, and the other way rebuilds the table.
    op.execute(
        "ALTER TABLE submissions ADD COLUMN referral_link_id INTEGER"
        " CONSTRAINT fk_submissions_referral_link_id_referral_links REFERENCES referral_links (id)"
    )


def downgrade() -> None:
    op.drop_column("submissions", "referral_link_id")
    op.drop_table("referral_links")
    op.drop_table("form_sites")
