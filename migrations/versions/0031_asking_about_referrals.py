"""When partners are asked what became of referrals, and every change of a referral by hand."""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0027"


def upgrade() -> None:
    op.create_table(
        "referral_asks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(40), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referrals_given.id"], name="fk_referral_asks_referral_id_referrals_given"
        ),
        sa.ForeignKeyConstraint(["mail_id"], ["mails.id"], name="fk_referral_asks_mail_id_mails"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_referral_asks_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_referral_asks"),
    )
    op.create_index("ix_referral_asks_referral_id", "referral_asks", ["referral_id"])
    op.create_table(
        "referral_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("did", sa.String(40), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_referral_changes_client_id_clients"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_referral_changes_user_id_users"),
        sa.ForeignKeyConstraint(["undone_by_id"], ["users.id"], name="fk_referral_changes_undone_by_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_referral_changes"),
    )
    for column in ("referral_id", "client_id"):
        op.create_index(f"ix_referral_changes_{column}", "referral_changes", [column])
    _ask_about_those_that_are_there()


def _ask_about_those_that_are_there() -> None:
    given = sa.table(
        "referrals_given", sa.column("id"), sa.column("given_on", sa.Date()), sa.column("ask_on", sa.Date())
    )
    connection = op.get_bind()
    for number, day in connection.execute(sa.select(given.c.id, given.c.given_on)).all():
        asked = given.update().where(given.c.id == number).values(ask_on=day + timedelta(weeks=4))
        connection.execute(asked)


def downgrade() -> None:
    op.drop_table("referral_changes")
    op.drop_table("referral_asks")
