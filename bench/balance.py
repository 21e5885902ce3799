"""How fast the pages of partners are: 5,000 partners and 200,000 referrals, half of them received and half given.

    python -m bench.balance [--partners N] [--referrals N] [--database sqlite|postgresql] [--runs N]

Each page is asked for by somebody signed in, in this process; what is printed is the median of its processor time.
The balances from the kept totals are compared with, and their time is set against, the plain join over the rows. Bars
are those of docs/design.md.
"""

import argparse
import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from flask import Flask

from attribution import Entity, Role
from bench.generated_firm import COLUMNS, DAYS, FIRST_DAY, GeneratedFirm, generated, load
from bench.staff_pages import EMAIL, PASSWORD, sign_in
from bench.totals import ENGINES, migrate_in
from records.db import db
from records.relations.given.referrals import Outcome, ReferralGiven
from records.sources import Partner, Relation
from records.staff.users import UserRole, add_user
from records.totals import rebuild_all
from reports.relations.give_and_take.balance import Balances
from reports.relations.give_and_take.people import from_rows, passed
from tests.conftest import dispose, make_app

BAR, SLOW_BAR = 100.0, 1_000.0
PAGES = {
    "/admin/partners": BAR,
    "/admin/partners?order=revenue": BAR,
    "/admin/balance": BAR,
    "/admin/balance?period=12-months": BAR,
    "/admin/balance?show=quality": BAR,
    "/admin/partners/duplicates": SLOW_BAR,
    "/admin/thanks": SLOW_BAR,
    "/admin/time": SLOW_BAR,
    "/admin/partners/2000": SLOW_BAR,
}
"""The lists have the bar of docs/design.md; what is reckoned from the rows at each look is to stay below a second."""


def main(arguments: list[str] | None = None) -> int:
    """Print each page's time beside the bar; exit with 1 if one is over it, or the two ways differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--partners", type=int, default=5_000)
    parser.add_argument("--referrals", type=int, default=200_000)
    parser.add_argument("--database", choices=list(ENGINES), action="append")
    parser.add_argument("--runs", type=int, default=15)
    asked = parser.parse_args(arguments)
    print(f"\n== {asked.partners:,} partners, {asked.referrals:,} referrals\n")
    return max(_run(name, asked) for name in asked.database or ENGINES)


def _run(name: str, asked: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="whence-balance-") as kept:
        folder = Path(kept)
        with ENGINES[name](migrate_in(folder)) as databases, databases.fresh() as address:
            app = make_app(address, folder)
            try:
                with app.app_context():
                    _fill(asked.partners, asked.referrals)
                return _measure(name, app, asked.runs)
            finally:
                dispose(app)


def _fill(partners: int, referrals: int) -> None:
    """Every partner has sent some and was given some; payments as in the other generated firms."""
    received = referrals // 2
    chance, made = np.random.default_rng(7), generated(received, 3 * received)
    tables = dict(made.tables)
    sources = tables["sources"]
    first = int(sources["id"].max()) + 1
    more = pd.DataFrame({"id": range(first, first + partners), "kind": "partner"})
    more["name"] = "Partner " + more["id"].astype(str)
    tables["sources"] = pd.concat([sources[sources["kind"] != "partner"], more])[COLUMNS["sources"]]
    credits = tables["credits"].copy()
    said = (credits["role"] == Role.INTRODUCED_BY.value) & credits["source_id"].notna()
    # Two who share a client are two: their places lie apart by half of all.
    drawn = chance.integers(0, partners, received + 1)[credits["client_id"]]
    number = (drawn + credits["position"] * (partners // 2)) % partners + first
    credits["source_id"] = credits["source_id"].mask(said, pd.array(number, dtype="Int64"))
    tables["credits"] = credits
    load(db.engine, GeneratedFirm(tables))
    session, now = db.session(), datetime.now(UTC)
    blank = {"organisation": "", "occupation": "", "city": "", "email": "", "phone": ""}
    each: dict[str, Any] = {"entity": Entity.PERSON, "relation": Relation.GIVE_AND_TAKE, **blank}
    session.bulk_insert_mappings(Partner.__mapper__, [{"source_id": n, **each} for n in range(first, first + partners)])
    outcomes = chance.choice(list(Outcome), referrals - received)
    given = [
        {
            "partner_id": first + int(to),
            "who": f"Person {n}",
            "who_key": f"person {n}",
            "given_on": FIRST_DAY + pd.Timedelta(days=int(day)).to_pytimedelta(),
            "purpose": "a mortgage",
            "outcome": outcome,
            "value": int(worth) if outcome == Outcome.WON else None,
            "currency": "USD" if outcome == Outcome.WON else None,
            "created_at": now,
        }
        for n, (to, day, outcome, worth) in enumerate(
            zip(
                chance.integers(0, partners, len(outcomes)),
                chance.integers(0, DAYS, len(outcomes)),
                map(Outcome, outcomes),
                chance.integers(100, 900_000, len(outcomes)),
                strict=True,
            )
        )
    ]
    session.bulk_insert_mappings(ReferralGiven.__mapper__, given)
    add_user(session, EMAIL, UserRole.OWNER, PASSWORD, "Pace")
    session.commit()
    rebuild_all(session, session.commit)
    session.commit()
    with db.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()


def _measure(name: str, app: Flask, runs: int) -> int:
    browser = app.test_client()
    sign_in(browser)
    missed = 0
    # What measuring itself has loaded (pandas) is no part of a server, and its collector need not look at it.
    gc.collect()
    gc.freeze()
    for address, bar in PAGES.items():
        took = _median(lambda address=address: browser.get(address), runs)  # type: ignore[misc]
        over = took > bar
        missed += over
        print(f"{name:<12}{address:<36}{took:>8.1f} ms{'  MISSED' if over else ''}", flush=True)
    with app.app_context():
        session = db.session()
        kept, rows = passed(session, "USD"), from_rows(session, "USD")
        same = (kept.received, kept.given) == (rows.received, rows.given) and dict(kept.made) == dict(rows.made)
        totals = _median(lambda: Balances(session, "USD").of(0, 50), runs)
        join = _median(lambda: _joined(session), 3)
        print(f"{name:<12}{'balances in order, from totals':<36}{totals:>8.1f} ms")
        print(f"{name:<12}{'the plain join over the rows':<36}{join:>8.1f} ms, {join / totals:.0f} times as long")
        print(f"{name:<12}{'both the same' if same else 'THE TWO DIFFER'}\n")
    return 1 if missed or not same else 0


def _joined(session: Any) -> Any:
    return from_rows(session, "USD")


def _median(ask: Callable[[], object], runs: int) -> float:
    """Milliseconds of processor time of this process, the median after a first run."""
    ask()
    times = []
    for _ in range(runs):
        begun = time.process_time()
        ask()
        times.append(1000 * (time.process_time() - begun))
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
