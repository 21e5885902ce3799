"""How fast rankings are: kept totals beside the indexed join that they replace, DuckDB and pandas over the same rows.

    python -m bench.rankings [--clients N ...] [--database sqlite|postgresql] [--seed N]

Each firm has three payments per client, 60 partners and 1,000 websites. The page's whole ranking is measured, with
names and order, and every answer of every way is compared with the others. Bars are those of docs/design.md.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from attribution import Role
from bench.generated_firm import LAST_DAY, generated, load
from bench.rank_peers import DuckDB, Figures, rank_with_pandas
from bench.totals import ENGINES, migrate_in
from bench.writing_totals import write_costs
from records.db import db
from records.engine.reading import reading
from records.totals import ClientTotal, MoneyTotal, rebuild_all
from reports.counting.questions import Count, CreditRule, Of, Question
from reports.counting.rankings import Ranking, rank, rank_rows
from tests.conftest import dispose, make_app

RUNS = 40
LIMITS = {60: 20.0, 1_000: 50.0}
ROLES = {60: Role.INTRODUCED_BY, 1_000: Role.ARRIVED_THROUGH}
_SOURCES = {role: sources for sources, role in ROLES.items()}
ALL_TIME = Question("USD", Of.SOURCES)
QUESTIONS = {
    "all time": ALL_TIME,
    "all time, shared, cohort": replace(ALL_TIME, credit=CreditRule.SHARED, count=Count.COHORT),
    "four years less two days": replace(ALL_TIME, start=date(2022, 2, 2), end=date(2026, 5, 30)),
    "12 months, one office": replace(ALL_TIME, start=date(2025, 5, 1), end=date(2026, 4, 30), office=2),
    "57 days of two months": replace(ALL_TIME, start=date(2026, 2, 2), end=date(2026, 3, 30)),
    "this month": replace(ALL_TIME, start=LAST_DAY.replace(day=1), end=LAST_DAY),
}


@dataclass
class Measured:
    """Milliseconds of one question at one size, by the totals and by the join."""

    totals: float
    join: float


# By engine, sources, clients and question.
Times = dict[tuple[str, int, int, str], Measured]


def main(arguments: list[str] | None = None) -> int:
    """Print every figure beside its bar; exit with 1 if two ways differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--database", choices=list(ENGINES), action="append")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    times: Times = {}
    with ExitStack() as kept:
        firms = [_Generated(size, asked.seed, Path(kept.enter_context(TemporaryDirectory()))) for size in asked.clients]
        for name in asked.database or ENGINES:
            _measure(name, firms, times)
    _growth(times, asked.clients)
    return 0


class _Generated:
    """A firm of so many clients, written to a folder, and what the peers say of it."""

    def __init__(self, clients: int, seed: int, folder: Path) -> None:
        print(f"\n== {clients:,} clients, {3 * clients:,} payments\n", flush=True)
        self.clients, self.folder = clients, folder
        self.firm = generated(clients, 3 * clients, seed)
        self.firm.write(folder)
        self.answers = _peers(folder)


def _peers(folder: Path) -> dict[tuple[int, str], Figures]:
    """What the peers answer, which must be the same; their times are printed."""
    duck = DuckDB(folder)
    answers: dict[tuple[int, str], Figures] = {}
    for sources, role in ROLES.items():
        for name, question in QUESTIONS.items():
            asked = replace(question, role=role)
            answers[sources, name], took = _timed(partial(duck.rank, asked))
            _line(f"DuckDB, {sources:,} sources, {name}", took)
        asked = replace(ALL_TIME, role=role)
        found, took = _timed(partial(rank_with_pandas, folder, asked))
        _line(f"pandas over CSV, {sources:,} sources, all time", took)
        assert found == answers[sources, "all time"], "DuckDB and pandas differ"
        asked = replace(QUESTIONS["all time, shared, cohort"], role=role)
        assert rank_with_pandas(folder, asked) == answers[sources, "all time, shared, cohort"], "the peers differ"
    return answers


def _measure(name: str, firms: Sequence[_Generated], times: Times) -> None:
    with ExitStack() as loaded:
        apps = [loaded.enter_context(_loaded(name, each)) for each in firms]
        for sources, role in ROLES.items():
            for called, question in QUESTIONS.items():
                asked = replace(question, role=role)
                print(f"\n{name}, {sources:,} sources, {called}")
                for firm, measured in zip(firms, _both_ways(firms, apps, asked, called), strict=True):
                    times[name, sources, firm.clients, called] = measured
                    _line(f"{firm.clients:>11,} clients", measured.totals, LIMITS[sources], measured.join)
        for firm, app in zip(firms, apps, strict=True):
            with app.app_context():
                print(f"\n{name}, {firm.clients:,} clients")
                write_costs(db.session())


@contextmanager
def _loaded(name: str, firm: _Generated) -> Iterator[Flask]:
    print(f"\n-- {name}, {firm.clients:,} clients\n", flush=True)
    with ENGINES[name](migrate_in(firm.folder)) as databases, databases.fresh() as address:
        app = make_app(address, firm.folder)
        try:
            with app.app_context():
                _, took = _timed(lambda: load(db.engine, firm.firm))
                print(f"loaded in bulk in {took / 1000:.1f} s")
                session = db.session()
                _, took = _timed(lambda: rebuild_all(session, session.commit))
                rows = {
                    table.__tablename__: session.scalar(select(func.count()).select_from(table)) or 0
                    for table in (ClientTotal, MoneyTotal)
                }
                session.commit()
                _look_over(db.engine)
                kept = ", ".join(f"{count:,} {table}" for table, count in rows.items())
                print(f"totals summed up in {took / 1000:.1f} s: {kept}", flush=True)
            yield app
        finally:
            dispose(app)


def _look_over(engine: Engine) -> None:
    """Let the database look at the rows that are there, as it does by itself after a while."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE" if engine.dialect.name == "postgresql" else "ANALYZE")


def _both_ways(firms: Sequence[_Generated], apps: Sequence[Flask], question: Question, called: str) -> list[Measured]:
    """The shortest of several times of each firm: what others do on this machine only ever makes them longer.

    The firms take turns, so that a machine that is slower for a while is so for all of them.
    """

    def timed(app: Flask, way: Callable[[Session, Question], Ranking]) -> tuple[Ranking, float]:
        with app.app_context(), reading():
            session = db.session()
            found = _timed(lambda: way(session, question))
            session.rollback()
            return found

    measured = []
    for app in apps:
        timed(app, rank)
    by_totals = [[timed(app, rank) for app in apps] for _ in range(RUNS)]
    by_join = [[timed(app, rank_rows) for app in apps] for _ in range(2)]
    for place, firm in enumerate(firms):
        found = by_totals[0][place][0]
        assert found == by_join[0][place][0], "the totals and the join differ"
        assert _figures(found) == firm.answers[_SOURCES[question.role], called], f"{called}: DuckDB says otherwise"
        measured.append(Measured(*(min(took[place][1] for took in way) for way in (by_totals, by_join))))
    return measured


def _figures(found: Ranking) -> Figures:
    return {int(row.id): (row.figures.clients, row.figures.won, row.figures.revenue) for row in found.rows}


def _growth(times: Times, sizes: list[int]) -> None:
    """How much longer the larger firm takes than the smaller one."""
    small, large = min(sizes), max(sizes)
    if small == large:
        return
    print(f"\n== {large:,} clients beside {small:,}: at most 1.5 times the time\n")
    for (name, sources, clients, called), measured in times.items():
        if clients == small:
            ratio = times[name, sources, large, called].totals / measured.totals
            print(f"{name:<11} {sources:>5,} sources  {called:<27}{ratio:>6.2f}  {'' if ratio <= 1.5 else 'MISSED'}")


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """What it gives, and the milliseconds that it takes."""
    begun = time.perf_counter()
    found = work()
    return found, 1000 * (time.perf_counter() - begun)


def _line(what: str, took: float, limit: float | None = None, join: float | None = None) -> None:
    told = f"{what:<48}{took:>9.1f} ms"
    if limit is not None and join is not None:
        told += (
            f"  at most {limit:g} {'' if took <= limit else 'MISSED'}   join {join:>8.0f} ms, {join / took:>5.0f} times"
        )
    print(told, flush=True)


if __name__ == "__main__":
    sys.exit(main())
