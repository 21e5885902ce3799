"""Whether the kept totals equal the recount after many random changes, on both engines, and what following costs.

    python -m bench.totals [--operations N] [--every N] [--database sqlite|postgresql] [--seed N]

One to many of them are in one transaction. What happens is what the test of the same name lets happen: new, changed,
refunded, moved, merged, split, undone, reviewed again, imported, an import taken back, another time zone. Everything is
compared every so many operations.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import flask_migrate

from records.db import db
from records.totals import differences
from tests.conftest import dispose, make_app
from tests.records.happening import ACTS, found, happen
from tests.rig.databases import Migrate, postgresql_databases, sqlite_databases

ENGINES: dict[str, Any] = {"sqlite": sqlite_databases, "postgresql": postgresql_databases}
# What is cheap happens more often, so that a long run stays a matter of minutes.
OFTEN = ("paid", "refunded", "corrected", "moved", "changed", "stage", "deleted")
# The firm stays so large that each act meets what others did before.
MOST_CLIENTS = 2_000


def main(arguments: list[str] | None = None) -> int:
    """Print what was compared; exit with 1 at the first difference."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--operations", type=int, default=100_000)
    parser.add_argument("--every", type=int, default=1_000)
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
        dispose(app)

    return migrate


def _run(name: str, asked: argparse.Namespace) -> bool:
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        with ENGINES[name](migrate_in(folder)) as databases, databases.fresh() as address:
            app = make_app(address, folder)
            try:
                with app.app_context():
                    return _happen(name, asked, folder)
            finally:
                dispose(app)


def _happen(name: str, asked: argparse.Namespace, folder: Path) -> bool:
    chance = random.Random(asked.seed)
    session = db.session()
    found(session)
    acts, begun, compared = Counter[str](), time.monotonic(), 0
    for number in range(1, asked.operations + 1):
        what = chance.choice(OFTEN) if chance.random() < 0.85 else chance.choice(ACTS)
        if what == "new" and acts[what] > MOST_CLIENTS:
            what = "paid"
        happen(session, what, chance.randrange(1_000_000), chance.randrange(1_000_000), folder)
        acts[what] += 1
        if number % asked.every == 0 or chance.random() < 0.2:
            session.commit()
        if number % asked.every == 0 or number == asked.operations:
            session.commit()
            wrong = [str(each) for each in differences(session)]
            session.rollback()
            compared += 1
            if wrong:
                print(f"{name}: after {number:,} operations {len(wrong)} totals differ, such as {wrong[0]}")
                return False
    told = ", ".join(f"{count:,} {what}" for what, count in acts.most_common())
    print(f"{name}: equal {compared:,} times in {time.monotonic() - begun:.0f} s\n  {told}\n", flush=True)
    return True


if __name__ == "__main__":
    sys.exit(main())
