"""The review queue with many open answers: the time of its pages, beside what grouping at each page would take.

    python -m bench.queue [--answers N] [--runs N]

Answers of many wordings, some of them said by many and some misspelt, are recorded as the form records them. Then the
page is asked for by somebody signed in, in each order, in this process; printed is the median of processor time, and
how much longer it would take to find again, at each page, which answers say the same. The bar is 100 ms.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bench.staff_pages import EMAIL, PASSWORD, sign_in
from bench.totals import migrate_in
from records.answers.credits import Decision, group_of_its_own
from records.answers.grouping import find_group
from records.answers.recording import Filled, record_submission
from records.answers.submissions import Submission
from records.db import db
from records.forming.forms import published_version
from records.money.payments import PaymentKind, record_payment
from records.staff.users import UserRole, add_user
from tests.conftest import dispose, make_app
from tests.rig.databases import sqlite_databases

BAR = 100.0
NAMES = ["Karen", "Yolanda", "Stevo", "Wanda", "Tomek", "Greta", "Olaf", "Ines", "Ruben", "Xenia", "Pavel", "Marit"]
OTHERS = ["Osterhaus", "Fitzgibbon", "Quillfeather", "Brackenridge", "Zoltanski", "Umbridge", "Pelletreau", "Molen"]
PLACES = ["the gym", "the club", "the bakery", "the station", "the school", "the market", "the pool", "the chapel"]


def main(arguments: list[str] | None = None) -> int:
    """Print the pages, the grouping and their ratio; exit with 1 if a page is over the bar."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--answers", type=int, default=5_000)
    parser.add_argument("--runs", type=int, default=9)
    asked = parser.parse_args(arguments)
    print(f"\n== The review queue with {asked.answers:,} open answers\n")
    with _firm(asked.answers) as app:
        with app.app_context():
            waiting = db.session.scalar(select(func.count()).where(Decision.is_open)) or 0
            groups = db.session.scalar(select(func.count(Decision.words_group.distinct())).where(Decision.is_open))
            print(f"{waiting:,} answers wait, in {groups:,} groups")
            once = _grouping(db.session())
            db.session.rollback()
        browser = app.test_client()
        sign_in(browser)
        missed, slowest = 0, 0.0
        for address in ("/admin/answers", "/admin/answers?order=oldest", "/admin/answers?order=newest&page=3"):
            took, size = _asked(browser, address, asked.runs)
            slowest = max(slowest, took)
            missed += took > BAR
            print(f"{address:<40}{took:>8.1f} ms{size:>8.1f} KB{'  MISSED' if took > BAR else ''}")
    print(f"at most {BAR:g} ms")
    print(f"finding the groups of all of them again{once:>9.0f} ms, once and not at each page:")
    print(f"a page that did so would take {(slowest + once) / slowest:.0f} times as long")
    return 1 if missed else 0


def _asked(browser: object, address: str, runs: int) -> tuple[float, float]:
    times, size = [], 0
    for _ in range(runs + 1):
        begun = time.process_time()
        response = browser.get(address)  # type: ignore[attr-defined]  # a test client
        times.append(1000 * (time.process_time() - begun))
        if response.status_code != 200:
            raise RuntimeError(f"{address} answered {response.status_code}")
        size = len(response.data)
    return statistics.median(times[1:]), size / 1000


def _grouping(session: Session) -> float:
    """Milliseconds of processor time to find the groups of all open answers, as when each was decided."""
    waiting = session.scalars(select(Decision).where(Decision.is_open).order_by(Decision.submission_id)).all()
    before = Counter(Counter(each.words_group for each in waiting).values())
    told = {each.id: each for each in session.scalars(select(Submission))}
    for each in waiting:
        each.words_key = each.words_block = ""
        each.words_group = group_of_its_own()
    session.flush()
    begun = time.process_time()
    for each in waiting:
        find_group(session, told[each.submission_id], each)
        session.flush()
    took = 1000 * (time.process_time() - begun)
    if Counter(Counter(each.words_group for each in waiting).values()) != before:
        raise RuntimeError("the groups found again are others than those that were kept")
    return took


@contextmanager
def _firm(answers: int) -> Iterator[Flask]:
    with tempfile.TemporaryDirectory(prefix="whence-queue-") as kept:
        folder = Path(kept)
        with sqlite_databases(migrate_in(folder)) as databases, databases.fresh() as address:
            app = make_app(address, folder)
            try:
                with app.app_context():
                    _fill(db.session(), answers)
                yield app
            finally:
                dispose(app)


def _fill(session: Session, answers: int) -> None:
    """Answers of unknown people, every second one said by several; three in four of the clients have paid."""
    add_user(session, EMAIL, UserRole.OWNER, PASSWORD, "Pace")
    chance = random.Random(7)
    version, now = published_version(session, "new-client"), datetime.now(UTC)
    for number in range(answers):
        words = _said(chance, number)
        at = now - timedelta(days=answers - number)
        filled = Filled(
            identity=f"page-{number}",
            received_at=at,
            name=f"Client Number{number}",
            email=f"client{number}@mail.example",
            choice="recommended",
            answer=words,
            version=version,
        )
        client = record_submission(session, filled).client
        if number % 4:
            for _ in range(1, 4):
                record_payment(
                    session, client, chance.randrange(1, 900_000), "USD", at.date(), PaymentKind.RECEIVED, at
                )
        if number % 200 == 199:
            session.commit()
    session.commit()


def _said(chance: random.Random, number: int) -> str:
    name = f"{chance.choice(NAMES)} {chance.choice(OTHERS)}"
    if number % 2:
        return f"{name} from {chance.choice(PLACES)} {chr(97 + number % 26)}{chr(97 + number // 26 % 26)}{number}"
    slip = chance.randrange(3, len(name) - 1) if chance.random() < 0.2 else None
    return f"{name if slip is None else name[:slip] + name[slip + 1 :]} told me"


if __name__ == "__main__":
    sys.exit(main())
