"""Totals of clients and money per day, month and year, kept with the rows that they sum."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def _word(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String(40), nullable=False)


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _place() -> list[sa.Column[Any]]:
    return [
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source_id", sa.Integer(), autoincrement=False, nullable=False),
        _word("channel"),
    ]


def _keyed(table: str, key: list[sa.Column[Any]], *numbers: str) -> None:
    op.create_table(
        table,
        *key,
        *map(_number, numbers),
        sa.PrimaryKeyConstraint(*(column.name for column in key), name=f"pk_{table}"),
        sqlite_with_rowid=False,
    )


def upgrade() -> None:
    clients = [_word("span"), _word("role"), *_place()]
    _keyed("client_totals", clients, "clients_first", "clients_shared", "won_first", "won_shared")
    currency = sa.Column("currency", sa.String(3), nullable=False)
    money = [_word("span"), _word("dated"), _word("role"), _word("kind"), currency, *_place()]
    _keyed("money_totals", money, "first", "shared")
    _keyed("days_behind", [sa.Column("day", sa.Date(), nullable=False)])
    # Days of before are summed up by `flask totals rebuild` or by the next night's jobs; rankings are right meanwhile.
    op.execute("INSERT INTO days_behind (day) SELECT came_on FROM clients UNION SELECT paid_on FROM payments")


def downgrade() -> None:
    for table in ("days_behind", "money_totals", "client_totals"):
        op.drop_table(table)
