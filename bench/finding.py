"""The search over everything in a firm of many clients and answers: how long a page with what was found takes.

    python -m bench.finding [--clients N] [--database sqlite|postgresql] [--runs N]

Every client has a name and a phone drawn from lists, and one answer; every third has a company, and every payment a
reference. Pages are asked for by somebody signed in, in this process; what is printed is the processor time of one,
that of PostgreSQL's own processes included, so that what else the machine does counts little, and beside it the median
of the time that went by. The first one is left out. The bar is 300 ms.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Table, bindparam, func, insert, literal, select, text, update
from sqlalchemy.orm import Session

from attribution import Entity, Kind, fold
from bench.generated_firm import generated, load
from bench.staff_pages import EMAIL, PASSWORD, sign_in
from bench.totals import migrate_in
from records.answers.submissions import Submission, words_key
from records.clients import Client
from records.db import db
from records.firm import the_firm
from records.money.payments import Payment
from records.relations.given.referrals import Outcome, ReferralGiven
from records.sources import Partner, Relation, Source
from records.staff.users import UserRole, add_user
from tests.conftest import dispose, make_app
from tests.rig.databases import postgresql_databases, sqlite_databases

BAR = 300.0
ENGINES: dict[str, Any] = {"sqlite": sqlite_databases, "postgresql": postgresql_databases}
DATA = Path(__file__).parents[1] / "attribution" / "data"
SAID = (
    "My neighbour {name} told me about you, she had used you for her own house and was very happy with it",
    "{name}",
    "I searched for a lawyer near me and yours was the first one with a number that somebody answered",
    "a friend at work, {name} I think, and then I saw the van outside the school",
    "Google, and {name} from the tennis club said that you were good with this sort of thing too",
)
SEARCHES = (
    ("a rare whole name", "{rare}"),
    ("a surname of many", "{surname}"),
    ("a first name of very many", "{first}"),
    ("two letters, in nearly all", "an"),
    ("a word of most answers", "you"),
    ("three words of answers", "neighbour house happy"),
    ("the end of a number", "{digits}"),
    ("a whole number", "{phone}"),
    ("an e-mail", "client77@mail.example"),
    ("a reference", "INV-4711"),
    ("nobody's name", "qzxw vjkp"),
    ("very many short words", "{many}"),
)


def main(arguments: list[str] | None = None) -> int:
    """Print the time and size of each page; exit with 1 if one is over the bar."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=100_000)
    parser.add_argument("--database", choices=list(ENGINES), action="append")
    parser.add_argument("--runs", type=int, default=7)
    asked = parser.parse_args(arguments)
    missed = sum(_run(name, asked.clients, asked.runs) for name in asked.database or ENGINES)
    return 1 if missed else 0


def _run(database: str, clients: int, runs: int) -> int:
    print(f"\n== Finding among {clients:,} clients and as many answers on {database}\n")
    with _firm(database, clients) as (app, words):
        with app.app_context():
            pace = _pace(db.session())
        browser = app.test_client()
        sign_in(browser)
        missed = 0
        for what, typed in SEARCHES:
            took, passed, size = _asked(browser, typed.format_map(words), runs, pace)
            missed += took > BAR
            late = "  MISSED" if took > BAR else ""
            print(f"{what:<32}{took:>8.1f} ms{passed:>10.1f} ms went by{size:>8.1f} KB{late}", flush=True)
    print(f"at most {BAR:g} ms")
    return missed


def _asked(browser: FlaskClient, typed: str, runs: int, pace: Callable[[], float]) -> tuple[float, float, float]:
    times, size, started = [], 0, 0.0
    for turn in range(runs + 1):
        if turn == 1:
            started = pace()
        begun = time.perf_counter()
        response = browser.get("/admin/find", query_string={"q": typed})
        times.append(1000 * (time.perf_counter() - begun))
        size = len(response.data)
        if response.status_code != 200:
            raise RuntimeError(f"{typed} answered {response.status_code}")
    return 1000 * (pace() - started) / runs, statistics.median(times[1:]), size / 1000


def _pace(session: Session) -> Callable[[], float]:
    """Reads the seconds of processor time that this process and those of the database have taken so far."""
    if session.get_bind().dialect.name == "sqlite":
        return time.process_time
    backend = int(session.execute(text("SELECT pg_backend_pid()")).scalar_one())
    postmaster, ticks = _stat(backend)[1], os.sysconf("SC_CLK_TCK")

    def read() -> float:
        # What a process has taken that is over by now, its parent has.
        others = [_stat(int(each.name)) for each in Path("/proc").iterdir() if each.name.isdigit()]
        of_postgresql = [each for each in others if postmaster in each[:2]]
        return (
            time.process_time() + sum(sum(each[2:4]) for each in of_postgresql) / ticks + _stat(postmaster)[4] / ticks
        )

    return read


def _stat(process: int) -> tuple[int, int, int, int, int]:
    """Number, parent, ticks in the program and in the system, and those of children that are over."""
    try:
        fields = (Path("/proc") / str(process) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return (0, 0, 0, 0, 0)
    return process, int(fields[1]), int(fields[11]), int(fields[12]), int(fields[13]) + int(fields[14])


@contextmanager
def _firm(database: str, clients: int) -> Iterator[tuple[Flask, dict[str, str]]]:
    with tempfile.TemporaryDirectory(prefix="whence-finding-") as kept:
        folder = Path(kept)
        with ENGINES[database](migrate_in(folder)) as databases, databases.fresh() as address:
            app = make_app(address, folder)
            try:
                with app.app_context():
                    load(db.engine, generated(clients, 3 * clients))
                    words = _told(db.session(), clients)
                    db.session.commit()
                    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                        connection.execute(text("ANALYZE" if database == "sqlite" else "VACUUM ANALYZE"))
                yield app, words
            finally:
                dispose(app)


def _told(session: Session, clients: int) -> dict[str, str]:
    """Names, numbers, answers and references for the firm; returns words that the searches look for."""
    chance = random.Random(1)  # the same firm each time
    first, last = (_names(each) for each in ("first_names.txt", "surnames.txt"))
    add_user(session, EMAIL, UserRole.OWNER, PASSWORD, "Pace")
    the_firm(session).country = "US"
    people: list[dict[str, Any]] = []
    answers: list[dict[str, Any]] = []
    begun = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(1, clients + 1):
        name = f"{_often(chance, first)} {_often(chance, last)}"
        phone = f"+1312{chance.randrange(2_000_000, 9_999_999)}"
        company = f"{_often(chance, last)} & Sons" if number % 3 == 0 else ""
        folded = {"company": company, "company_key": fold(company)}
        people.append({"of": number, "name": name, "name_key": fold(name), "phone": phone, "phone_key": phone} | folded)
        said = chance.choice(SAID).format(name=f"{_often(chance, first)} {_often(chance, last)}")
        answers.append(_answer(number, name, said, begun + timedelta(minutes=number)))
    for some in range(0, clients, 10_000):
        _name(session, people[some : some + 10_000])
        session.execute(insert(Submission.__table__), answers[some : some + 10_000])  # type: ignore[arg-type]
    ref = literal("INV-").concat(func.cast(Payment.id, Payment.__table__.c.ref.type))
    session.execute(update(Payment).values(ref=ref), execution_options={"synchronize_session": False})
    _partners(session, chance, first, last)
    common, rare = people[0], people[-1]
    return {
        "rare": rare["name"],
        "surname": common["name"].split()[-1],
        "first": common["name"].split()[0],
        "digits": rare["phone"][-7:],
        "phone": f"({rare['phone'][2:5]}) {rare['phone'][5:8]}-{rare['phone'][8:]}",
        "many": " ".join(f"{a}{b}" for a in "aeiou" for b in "nrstl") + " " + " ".join("abcdefghijklmnopqrstuvw"),
    }


def _names(file: str) -> list[str]:
    lines = (DATA / file).read_text(encoding="utf-8").splitlines()
    return [word.title() for line in lines if not line.startswith("#") for word in line.split()]


def _often(chance: random.Random, names: list[str]) -> str:
    """The first names of the list far more often than its last ones, as in life."""
    return names[int(len(names) * chance.random() ** 3)]


def _answer(number: int, name: str, said: str, at: datetime) -> dict[str, Any]:
    blank = dict.fromkeys(("choice", "searched", "language", "phone"), "")
    of_form = {"identity": f"page {number}", "digest": f"{number:064}", "door": "web", "received_at": at}
    need = "Somebody to look after the papers of my mother's house"
    told = {"answer": said, "need": need, "words_key": words_key(said, "", need), "choice_label": "A friend"}
    rest = {"may_tell": False, "order_shown": ["friend", "google", "partner"], "own_answers": {}, "company": ""}
    return blank | of_form | told | rest | {"client_id": number, "name": name, "email": f"client{number}@mail.example"}


def _name(session: Session, people: list[dict[str, Any]]) -> None:
    table: Any = Client.__table__
    named = ("name", "name_key", "phone", "phone_key", "company", "company_key")
    values: dict[str, Any] = {each: bindparam(f"new_{each}") for each in named}
    rows = [{"of": each["of"]} | {f"new_{name}": each[name] for name in named} for each in people]
    session.connection().execute(update(table).where(table.c.id == bindparam("of")).values(values), rows)


def _partners(session: Session, chance: random.Random, first: list[str], last: list[str]) -> None:
    """A name for each partner, and many referrals given to them."""
    blank = dict.fromkeys(("city", "email", "phone"), "")
    partners = session.scalars(select(Source).where(Source.kind == Kind.PARTNER)).unique().all()
    for each in partners:
        each.name = f"{_often(chance, first)} {_often(chance, last)}"
        each.name_key = fold(each.name)
        of = {"entity": Entity.PERSON, "relation": Relation.GIVE_AND_TAKE, "occupation": "plumber"}
        session.add(Partner(source=each, organisation=f"{_often(chance, last)} & Sons", **of, **blank))
    session.flush()
    given: Table = ReferralGiven.__table__  # type: ignore[assignment]
    at = datetime(2026, 1, 1, tzinfo=UTC)
    rows = []
    for _ in range(20_000):
        who = f"{_often(chance, first)} {_often(chance, last)}"
        of_partner = {"partner_id": chance.choice(partners).id, "given_on": at.date(), "created_at": at}
        rows.append({"who": who, "who_key": fold(who), "purpose": "", "outcome": Outcome.OPEN} | of_partner)
    session.connection().execute(insert(given), rows)


if __name__ == "__main__":
    sys.exit(main())
