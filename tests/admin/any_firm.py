"""A firm drawn by chance: partners, websites, shares, doubt of every sort, refunds, two offices, two years."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from flask import Flask

from attribution import WHOLE, Result
from records.db import db
from records.firm import Office
from records.sources import Source
from tests.admin.small_firm import FACEBOOK, GOOGLE, clicked, client, credit, partner, pays, waits

DAY_ONE = date(2024, 12, 1)
_CLIENTS = 24


def any_firm(app: Flask, chance: Random) -> None:
    """Fill the database; the same ``chance`` makes the same firm."""
    with app.app_context():
        session = db.session()
        session.add(Office(id=2, firm_id=1, name="Salem"))
        partners = [partner(session, f"{first} Partner") for first in ("Joe", "Nisha", "Ted", "Uma")]
        for number in range(_CLIENTS):
            came = DAY_ONE + timedelta(days=chance.randrange(720))
            who = client(session, f"Client {number}", _judged(chance, partners), f"answer {number}", came=came)
            who.office_id = chance.choice((1, 1, 2))
            for _ in range(chance.randrange(4)):
                amount = chance.choice((1, 33_333, 100_000, 7, 250_001)) * chance.choice((1, 1, 1, -1))
                paid = came + timedelta(days=chance.randrange(300))
                kind = chance.choice(("received", "received", "billed"))
                pays(session, who, amount, chance.choice(("USD", "USD", "EUR")), paid, kind)
        db.session.commit()


def _judged(chance: Random, partners: Sequence[Source]) -> Result | None:
    visit = chance.choice(((), (clicked(GOOGLE),), (clicked(FACEBOOK),)))
    some = chance.sample(partners, 3)
    first = chance.randrange(1, WHOLE - 1)
    second = chance.randrange(1, WHOLE - first)
    three = zip(some, (first, second, WHOLE - first - second), strict=True)
    kind, phrase = chance.choice((("known", "best lawyer"), ("told", "tax adviser")))
    searched = {"keyword": phrase, "keyword_kind": kind} if visit else {}
    return chance.choice(
        (
            None,
            Result("none", visit),
            waits(credit(some[0]), also=visit, conflict=bool(visit)),
            waits(credit(some[1]), also=(credit(some[0], first), *visit)),
            Result("auto", (*(credit(source, part) for source, part in three), *visit)),
            Result("auto", (credit(some[0]), *visit), **searched),  # type: ignore[arg-type]  # both are texts
            Result("auto", (credit(chance.choice((some[0], GOOGLE))), *visit)),
        )
    )
