"""What is expected of a referral given, whom of the clients it is of, and every report of what became of it."""

import sqlalchemy as sa
from alembic import op

from attribution import fold

revision = "0020"
down_revision = "0018"

_COLUMNS = (
    "who_key TEXT DEFAULT '' NOT NULL",
    "expected BIGINT",
    "expected_currency VARCHAR(3)",
    # SQLite takes a column that points elsewhere only in this short form; PostgreSQL takes it too.
    "client_id INTEGER CONSTRAINT fk_referrals_given_client_id_clients REFERENCES clients (id)",
    "ask_on DATE",
    "import_id INTEGER CONSTRAINT fk_referrals_given_import_id_imports REFERENCES imports (id)",
)
_INDEXED = ("given_on", "who_key", "client_id", "ask_on", "import_id")


def upgrade() -> None:
    for column in _COLUMNS:
        op.execute(f"ALTER TABLE referrals_given ADD COLUMN {column}")
    for column in _INDEXED:
        op.create_index(f"ix_referrals_given_{column}", "referrals_given", [column])
    op.create_table(
        "referral_outcomes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(3), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("by_partner", sa.Boolean(), nullable=False),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referrals_given.id"], name="fk_referral_outcomes_referral_id_referrals_given"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_referral_outcomes_user_id_users"),
        sa.ForeignKeyConstraint(["undone_by_id"], ["users.id"], name="fk_referral_outcomes_undone_by_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_referral_outcomes"),
    )
    op.create_index("ix_referral_outcomes_referral_id", "referral_outcomes", ["referral_id"])
    _fold_those_that_are_there()
    # What is known of a referral by now is the first report of it, so that a later one can be undone.
    op.execute(
        "INSERT INTO referral_outcomes (referral_id, outcome, value, currency, at, user_id, by_partner) "
        "SELECT id, outcome, value, currency, created_at, user_id, false FROM referrals_given "
        "WHERE outcome <> 'open' OR value IS NOT NULL"
    )


def _fold_those_that_are_there() -> None:
    given = sa.table("referrals_given", sa.column("id"), sa.column("who"), sa.column("who_key"))
    connection = op.get_bind()
    for number, who in connection.execute(sa.select(given.c.id, given.c.who)).all():
        connection.execute(given.update().where(given.c.id == number).values(who_key=fold(who)))


def downgrade() -> None:
    op.drop_table("referral_outcomes")
    for column in _INDEXED:
        op.drop_index(f"ix_referrals_given_{column}", "referrals_given")
    for column in reversed(_COLUMNS):
        op.execute(f"ALTER TABLE referrals_given DROP COLUMN {column.split()[0]}")
