"""Totals of the people who passed between the firm and its partners, and of all days together."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

_PEOPLE = ("received", "received_qualified", "received_won", "given", "given_qualified", "given_won")


def _key() -> list[sa.Column[Any]]:
    return [
        sa.Column("span", sa.String(40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("source_id", sa.Integer(), autoincrement=False, nullable=False),
    ]


def _keyed(table: str, key: list[sa.Column[Any]], numbers: list[sa.Column[Any]]) -> None:
    names = [column.name for column in key]
    op.create_table(table, *key, *numbers, sa.PrimaryKeyConstraint(*names, name=f"pk_{table}"), sqlite_with_rowid=False)


def upgrade() -> None:
    _keyed("people_totals", _key(), [sa.Column(name, sa.Integer(), nullable=False) for name in _PEOPLE])
    currency = sa.Column("currency", sa.String(3), nullable=False)
    _keyed("given_totals", [*_key(), currency], [sa.Column("money", sa.BigInteger(), nullable=False)])
    # Days of before are summed up by `flask totals rebuild` or by the next night's jobs; figures are right meanwhile.
    op.execute(
        "INSERT INTO days_behind (day) SELECT came_on FROM clients UNION SELECT paid_on FROM payments "
        "UNION SELECT given_on FROM referrals_given EXCEPT SELECT day FROM days_behind"
    )


def downgrade() -> None:
    op.drop_table("given_totals")
    op.drop_table("people_totals")
    for table in ("client_totals", "money_totals"):
        op.execute(f"DELETE FROM {table} WHERE span = 'ever'")  # noqa: S608 - names of our own
