"""A firm of any size, drawn from a seed: its rows as columns, as CSV files, and in a database of either engine.

Sixty partners brought the clients by what these say, a thousand websites by what their visits show, both by Zipf's
law. Some clients have two sources, some wait for a person, some know nothing; two in three payments are received.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Engine

from records.db import Base, number_after

PARTNERS = 60
WEBSITES = 1_000
FIRST_DAY = date(2021, 7, 1)
DAYS = 1_826
LAST_DAY = FIRST_DAY + timedelta(days=DAYS - 1)

COLUMNS = {
    "sources": ["id", "name", "kind"],
    "clients": ["id", "office_id", "came_on", "stage"],
    "credits": ["client_id", "role", "position", "standing", "source_id", "channel", "share"],
    "payments": ["id", "client_id", "kind", "currency", "paid_on", "amount"],
}
# What a column that matters to nobody here is filled with, as SQL.
_FILLED = {
    "sources": {"name_key": "'source ' || id", "created_at": "0", "website": "''", "is_noted": "false"},
    "clients": {
        "name": "'Client ' || id",
        "name_key": "'client ' || id",
        "email": "'client' || id || '@mail.example'",
        "email_key": "'client' || id || '@mail.example'",
        "phone": "''",
        "company": "''",
        "door": "'web'",
        "created_at": "0",
    },
    "credits": {"confidence": "0.97", "rule": "'full_name'", "reason": "'The answer says the name in full.'"},
    "payments": {"nth": "1", "created_at": "0"},
}


@dataclass(frozen=True)
class GeneratedFirm:
    """The rows of each table, with the columns of ``COLUMNS``."""

    tables: dict[str, Any]

    def write(self, folder: Path) -> None:
        """Write each table as a CSV file with a header."""
        for name, table in self.tables.items():
            table.to_csv(folder / f"{name}.csv", index=False)


def generated(clients: int, payments: int, seed: int = 1) -> GeneratedFirm:
    """Draw a firm; the same numbers and seed give the same rows."""
    chance = np.random.default_rng(seed)
    came = chance.integers(0, DAYS, clients)
    days = np.array([(FIRST_DAY + timedelta(days=day)).isoformat() for day in range(DAYS)])
    stages = np.array(["enquiry", "qualified", "unqualified", "lost", "won"])
    of_clients = pd.DataFrame(
        {
            "id": np.arange(1, clients + 1),
            "office_id": chance.integers(1, 3, clients),
            "came_on": days[came],
            "stage": chance.choice(stages, clients, p=[0.2, 0.1, 0.1, 0.2, 0.4]),
        }
    )
    payer = np.sort(chance.integers(0, clients, payments))
    paid = np.minimum(came[payer] + chance.geometric(1 / 60, payments), DAYS - 1)
    amounts = np.maximum(chance.lognormal(10.5, 1, payments).astype(np.int64), 1)
    of_payments = pd.DataFrame(
        {
            "id": np.arange(1, payments + 1),
            "client_id": payer + 1,
            "kind": np.where(chance.random(payments) < 2 / 3, "received", "billed"),
            "currency": np.where(chance.random(payments) < 0.95, "USD", "EUR"),
            "paid_on": days[paid],
            "amount": np.where(chance.random(payments) < 0.03, -(amounts // 2) - 1, amounts),
        }
    )
    tables = {
        "sources": _sources(),
        "clients": of_clients,
        "credits": _credits(clients, chance),
        "payments": of_payments,
    }
    return GeneratedFirm(tables)


def _sources() -> Any:
    kinds = ["website", "search engine", "social network", "AI assistant", "local listing"]
    rows: list[tuple[int, str, str]] = [(n, f"Partner {n}", "partner") for n in range(1, PARTNERS + 1)]
    rows += [(n, f"Website {n}", kinds[n % 5]) for n in range(PARTNERS + 1, PARTNERS + WEBSITES + 1)]
    return pd.DataFrame(rows, columns=COLUMNS["sources"])


def _zipf(chance: Any, size: int, several: int) -> Any:
    weights = 1 / np.arange(1, several + 1)
    return chance.choice(several, size, p=weights / weights.sum())


def _credits(clients: int, chance: Any) -> Any:
    numbers = np.arange(1, clients + 1)
    luck = chance.random(clients)
    said = pd.DataFrame({"client_id": numbers, "role": "introduced_by", "position": 0})
    said["standing"] = np.select(
        [luck < 0.91, luck < 0.95, luck < 0.96], ["credited", "in review", "conflict"], "unknown"
    )
    partner = _zipf(chance, clients, PARTNERS) + 1
    said["source_id"] = pd.array(partner, dtype="Int64")
    said.loc[said["standing"] != "credited", "source_id"] = pd.NA
    said["channel"] = np.where(said["standing"] == "credited", "Referral partner", "Unassigned")
    is_shared = luck < 0.06
    first = np.where(luck < 0.03, 500_000, 666_667)
    said["share"] = np.where(is_shared, first, 1_000_000)
    other = said[is_shared].assign(position=1)
    other["source_id"] = pd.array(partner[is_shared] % PARTNERS + 1, dtype="Int64")
    other["share"] = 1_000_000 - other["share"]
    came_by = chance.random(clients)
    visited = pd.DataFrame({"client_id": numbers, "role": "arrived_through", "position": 0})
    visited["standing"] = np.where(came_by < 0.8, "credited", "unknown")
    visited["source_id"] = pd.array(_zipf(chance, clients, WEBSITES) + PARTNERS + 1, dtype="Int64")
    visited.loc[came_by >= 0.7, "source_id"] = pd.NA
    paid = chance.random(clients) < 0.2
    visited["channel"] = np.select(
        [(came_by < 0.7) & paid, came_by < 0.7, came_by < 0.8],
        ["Paid Search", "Organic Search", "Direct"],
        "Unassigned",
    )
    visited["share"] = 1_000_000
    return pd.concat([said, other, visited]).sort_values(["client_id", "role", "position"])[COLUMNS["credits"]]


def load(engine: Engine, firm: GeneratedFirm) -> None:
    """Put the rows into a migrated database in bulk, past every verb."""
    connection: Any = engine.raw_connection()
    postgresql = engine.dialect.name == "postgresql"
    try:
        cursor = connection.cursor()
        if not postgresql:
            cursor.execute("BEGIN")
        cursor.execute("INSERT INTO offices (id, firm_id, name) VALUES (2, 1, 'Harbour')")
        for name, table in firm.tables.items():
            (_copy if postgresql else _insert)(cursor, name, table)
        cursor.execute("COMMIT")
        if postgresql:
            connection.driver_connection.autocommit = True
            cursor.execute("VACUUM ANALYZE")
            connection.driver_connection.autocommit = False
        else:
            cursor.execute("ANALYZE")
        cursor.close()
    finally:
        connection.close()
    with engine.begin() as numbered:
        # Rows that bring their numbers with them do not move PostgreSQL's own counting.
        for name in firm.tables:
            number_after(numbered, Base.metadata.tables[name])


def _names(table: str) -> tuple[str, str]:
    return ", ".join([*COLUMNS[table], *_FILLED[table]]), ", ".join([*COLUMNS[table], *_FILLED[table].values()])


def _insert(cursor: Any, name: str, table: Any) -> None:
    names, values = _names(name)
    columns = COLUMNS[name]
    cursor.execute(f"CREATE TEMP TABLE loaded ({', '.join(columns)})")  # names of our own
    marks = ", ".join("?" * len(columns))
    cursor.executemany(f"INSERT INTO loaded VALUES ({marks})", _rows(table, columns))  # noqa: S608
    cursor.execute(f"INSERT INTO main.{name} ({names}) SELECT {values} FROM loaded")  # noqa: S608
    cursor.execute("DROP TABLE loaded")


def _rows(table: Any, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    plain = [table[name].astype(object).where(table[name].notna(), None).tolist() for name in columns]
    return zip(*plain, strict=True)


def _copy(cursor: Any, name: str, table: Any) -> None:
    names, values = _names(name)
    columns = ", ".join(COLUMNS[name])
    cursor.execute(f"CREATE TEMP TABLE loaded AS SELECT {columns} FROM {name} WHERE false")  # noqa: S608
    with cursor.copy(f"COPY loaded ({columns}) FROM STDIN WITH (FORMAT csv)") as copy:
        for start in range(0, len(table), 200_000):
            copy.write(table[start : start + 200_000].to_csv(index=False, header=False))
    cursor.execute(f"INSERT INTO {name} ({names}) SELECT {values} FROM loaded")  # noqa: S608
    cursor.execute("DROP TABLE loaded")
