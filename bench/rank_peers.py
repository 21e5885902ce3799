"""The same ranking by DuckDB over the same rows, and by pandas over CSV files: per source clients, won and money."""

from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from reports.counting.questions import Count, CreditRule, Question

WHOLE = 1_000_000
# Per source: clients and won clients in millionths, revenue in minor units.
Figures = dict[int, tuple[int, int, int]]


class DuckDB:
    """The rows in DuckDB's own columns, in memory."""

    def __init__(self, folder: Path) -> None:
        self.connection = duckdb.connect()
        for name in ("clients", "credits", "payments"):
            self.connection.execute(f"CREATE TABLE {name} AS SELECT * FROM read_csv('{folder}/{name}.csv')")  # noqa: S608

    def rank(self, question: Question) -> Figures:
        """Clients and money joined and summed, each payment split by largest remainder."""
        shared = question.credit is CreditRule.SHARED
        share = "share" if shared else str(WHOLE)
        counted = "role = $role" + ("" if shared else " AND position = 0")
        day = "paid_on" if question.count is Count.PERIOD else "came_on"
        within = "($start IS NULL OR {0} >= $start) AND ($end IS NULL OR {0} <= $end)"
        office = "($office IS NULL OR office_id = $office)"
        clients = f"""
            SELECT source_id, sum({share}), sum(CASE stage WHEN 'won' THEN {share} ELSE 0 END)
            FROM credits JOIN clients ON clients.id = client_id
            WHERE {counted} AND source_id IS NOT NULL AND {within.format("came_on")} AND {office}
            GROUP BY source_id"""  # noqa: S608  # our own words
        part = "amount"
        if shared:
            part = "sign(amount) * (abs(amount) * share // 1000000 + (nth <= missing)::INT)"
        money = f"""
            WITH part AS (
                SELECT payments.id, source_id, amount, share, position
                FROM payments JOIN clients ON clients.id = payments.client_id
                JOIN credits ON credits.client_id = clients.id
                WHERE {counted} AND kind = $kind AND currency = $currency AND {within.format(day)} AND {office}),
            split AS (
                SELECT *, row_number() OVER (
                    PARTITION BY id ORDER BY abs(amount) * share % 1000000 DESC, position) AS nth,
                abs(amount) - sum(abs(amount) * share // 1000000) OVER (PARTITION BY id) AS missing
                FROM part)
            SELECT source_id, sum({part}) FROM {"split" if shared else "part"}
            WHERE source_id IS NOT NULL GROUP BY source_id"""  # noqa: S608  # our own words
        given = {
            "role": str(question.role),
            "start": question.start,
            "end": question.end,
            "office": question.office,
        }
        found: dict[int, list[int]] = {}
        for source, whole, won in self.connection.execute(clients, given).fetchall():
            found[source] = [int(whole), int(won), 0]
        given |= {"kind": str(question.money), "currency": question.currency}
        for source, amount in self.connection.execute(money, given).fetchall():
            found.setdefault(source, [0, 0, 0])[2] = int(amount)
        return {source: (values[0], values[1], values[2]) for source, values in found.items()}


def rank_with_pandas(folder: Path, question: Question) -> Figures:
    """Read the files, merge and group: what somebody does with exports and a notebook."""
    clients = pd.read_csv(folder / "clients.csv")
    credits = pd.read_csv(folder / "credits.csv")
    payments = pd.read_csv(folder / "payments.csv")
    credits = credits[credits["role"] == str(question.role)]
    if question.credit is CreditRule.FIRST:
        credits = credits[credits["position"] == 0].assign(share=WHOLE)
    if question.office:
        clients = clients[clients["office_id"] == question.office]
    joined = credits.merge(clients, left_on="client_id", right_on="id")
    came = _within(joined, "came_on", question)
    came = came.assign(won=came["share"].where(came["stage"] == "won", 0))
    counts = came.groupby("source_id")[["share", "won"]].sum()
    of_kind = (payments["kind"] == str(question.money)) & (payments["currency"] == question.currency)
    paid = payments[of_kind].merge(joined, on="client_id")
    paid = _within(paid, "paid_on" if question.count is Count.PERIOD else "came_on", question)
    size = paid["amount"].abs()
    paid = paid.assign(part=size * paid["share"] // WHOLE, rest=size * paid["share"] % WHOLE, size=size)
    paid = paid.sort_values(["id_x", "rest", "position"], ascending=[True, False, True])
    nth = paid.groupby("id_x").cumcount() + 1
    missing = paid["size"] - paid.groupby("id_x")["part"].transform("sum")
    paid["part"] = np.sign(paid["amount"]) * (paid["part"] + (nth <= missing))
    money = paid.groupby("source_id")["part"].sum()
    both = counts.join(money, how="outer").fillna(0).astype("int64")
    return {int(source): (int(row[0]), int(row[1]), int(row[2])) for source, *row in both.itertuples()}


def _within(rows: Any, day: str, question: Question) -> Any:
    if question.start:
        rows = rows[rows[day] >= question.start.isoformat()]
    if question.end:
        rows = rows[rows[day] <= question.end.isoformat()]
    return rows
