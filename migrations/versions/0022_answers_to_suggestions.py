"""What staff answer to suggestions about partners."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.create_table(
        "suggestion_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("suggests", sa.String(40), nullable=False),
        sa.Column("answer", sa.String(40), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("referrals", sa.Integer(), nullable=False),
        sa.Column("newest", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["partner_id"], ["sources.id"], name="fk_suggestion_answers_partner_id_sources"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_suggestion_answers_user_id_users"),
        sa.ForeignKeyConstraint(["undone_by_id"], ["users.id"], name="fk_suggestion_answers_undone_by_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_suggestion_answers"),
    )
    op.create_index("ix_suggestion_answers_partner_id_suggests", "suggestion_answers", ["partner_id", "suggests"])
