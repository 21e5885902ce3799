"""Whether the kept totals equal the recount after many random changes, on both engines.

    python -m bench.totals [--operations N] [--firm N] [--every N] [--database sqlite|postgresql] [--seed N]

One to many of them are in one transaction. What happens is what the test of the same name lets happen, by the verbs
that run: new, changed, refunded, moved, merged, split, undone, reviewed again, imported, an import taken back, another
time zone. Everything is compared every so many operations, and a new firm is begun every so many, so that firms stay
small and each act meets what others did before.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from itertools import product
from pathlib import Path
from typing import Any

import flask_migrate
from sqlalchemy.orm import Session

from attribution import Role
from records.db import db
from records.totals import behind, differences
from reports.counting.questions import Count, CreditRule, Of, Question
from reports.counting.rankings import rank, rank_rows
from tests.conftest import dispose, make_app
from tests.records.happenings.every import ACTS, found, happen
from tests.rig.databases import Migrate, postgresql_databases, sqlite_databases
from tests.rig.remembered import remember_statements

ENGINES: dict[str, Any] = {"sqlite": sqlite_databases, "postgresql": postgresql_databases}
# What is cheap happens more often, so that a long run stays a matter of minutes.
OFTEN = ("paid", "refunded", "corrected", "moved", "removed", "put back", "changed", "stage")
MOST_CLIENTS = 60


def main(arguments: list[str] | None = None) -> int:
    """Print what was compared; exit with 1 at the first difference."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--operations", type=int, default=100_000)
    parser.add_argument("--firm", type=int, default=2_500, help="operations in one firm")
    parser.add_argument("--every", type=int, default=250, help="operations from one comparison to the next")
    parser.add_argument("--database", choices=list(ENGINES), action="append")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    print(f"\n== {asked.operations:,} random changes, all totals compared with the rows every {asked.every:,}\n")
    good = [_run(name, asked) for name in asked.database or ENGINES]
    return 0 if all(good) else 1


def migrate_in(folder: Path) -> Migrate:
    """Makes the tables in an empty database."""

    def migrate(address: str) -> None:
        app = make_app(address, folder)
        with app.app_context():
            flask_migrate.upgrade()
            remember_statements(db.engine)
        dispose(app)

    return migrate


def _run(name: str, asked: argparse.Namespace) -> bool:
    acts, compared, begun = Counter[str](), 0, time.process_time()
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as kept, ENGINES[name](migrate_in(Path(kept))) as databases:
        for done in range(0, asked.operations, asked.firm):
            with databases.fresh() as address:
                app = make_app(address, Path(kept))
                try:
                    with app.app_context():
                        lasts = min(asked.firm, asked.operations - done)
                        compared += _live(chance, lasts, asked.every, acts, Path(kept))
                except _Differs as difference:
                    print(f"{name}: after {done:,} operations and {difference}")
                    return False
                finally:
                    dispose(app)
    told = ", ".join(f"{count:,} {what}" for what, count in acts.most_common())
    print(f"{name}: equal {compared:,} times; {time.process_time() - begun:.0f} s of processor\n  {told}\n", flush=True)
    return True


class _Differs(Exception):
    """A total is not the sum of its rows."""


def _live(chance: random.Random, operations: int, every: int, acts: Counter[str], folder: Path) -> int:
    """Let so much happen to a new firm. Returns how often everything was compared; raises _Differs."""
    session = db.session()
    found(session)
    compared = came = 0
    for number in range(1, operations + 1):
        what = chance.choice(OFTEN) if came and chance.random() < 0.6 else chance.choice(ACTS)
        came += what == "new"
        if what == "new" and came > MOST_CLIENTS:
            what = "paid"
        happen(session, what, chance.randrange(1_000_000), chance.randrange(1_000_000), folder)
        acts[what] += 1
        if chance.random() < 0.25 or number % every == 0:
            session.commit()
        if number % every == 0 or number == operations:
            if number == operations:
                happen(session, "imports gone on with", 0, 0, folder)
            session.commit()
            _compare(session, number, at_end=number == operations)
            compared += 1
    return compared


def _compare(session: Session, number: int, at_end: bool) -> None:
    wrong = [str(each) for each in differences(session)]
    if wrong:
        raise _Differs(f"{number:,} more {len(wrong)} totals differ, such as {wrong[0]}")
    if at_end and behind(session):
        raise _Differs(f"{number:,} more there are days behind, of an import that nobody is at")
    for role, count, credit in product(Role, Count, CreditRule):
        question = Question("USD", Of.SOURCES, role=role, count=count, credit=credit)
        if rank(session, question) != rank_rows(session, question):
            raise _Differs(f"{number:,} more the ranking of {question} is not that of the rows")
    session.rollback()


if __name__ == "__main__":
    sys.exit(main())
