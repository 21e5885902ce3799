"""Clients of the demo firm who came through other clients, so that a partner's sphere has something below it."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from commands.demo.stories import ZONE, month_before
from commands.demo.tables import table
from records.answers.recording import Filled, record_submission
from records.clients import Client, Stage, change_stage
from records.forming.forms import published_version
from records.money.payments import PaymentKind, record_payment
from records.reviews.reviewing import review_answer, source_of_client
from records.staff.users import User

_CHOICE = "recommended"


def add_family(session: Session, staff: list[User], today: date) -> int:
    """Write down who sent whom among the clients; the same day gives the same rows. Returns how many came."""
    # Not for secrets, and apart from the draws of the other clients, which must stay what they are.
    chance = Random(f"Millbrook family {today}")  # noqa: S311
    rows = table("story")["family"]
    for number, row in enumerate(rows):
        _come(session, row, number, staff[number % len(staff)], today, chance)
    return len(rows)


def _come(session: Session, row: dict[str, Any], number: int, user: User, today: date, chance: Random) -> None:
    day = month_before(today, row["month"]) + timedelta(days=chance.randrange(20))
    version = published_version(session, "new-client")
    submission = record_submission(
        session,
        Filled(
            identity=f"demo-family-{number}",
            received_at=_at(day, 10),
            name=row["name"],
            email=f"{row['name'].split()[0].lower()}.{number}@family.example",
            phone="",
            need="Books and taxes of the whole business",
            choice=_CHOICE,
            answer=row["answer"],
            may_tell=True,
            version=version,
            order_shown=[choice["key"] for choice in version.choices] if version else [],
        ),
    )
    through = session.scalars(select(Client).where(Client.name == row["through"])).one()
    # Clients are not in the directory of names, so that somebody has to say who is meant.
    review_answer(
        session,
        submission,
        user,
        [source_of_client(session, through, _at(day, 15))],
        _at(day + timedelta(days=1), 9),
    )
    if "fee" in row:
        record_payment(
            session, submission.client, row["fee"], "USD", day + timedelta(days=9), PaymentKind.BILLED, _at(day, 12)
        )
        paid_on = day + timedelta(days=20 + chance.randrange(15))
        if paid_on < today:
            record_payment(
                session, submission.client, row["fee"], "USD", paid_on, PaymentKind.RECEIVED, _at(paid_on, 12)
            )
    else:
        change_stage(session, submission.client, Stage(row["stage"]), _at(day + timedelta(days=12), 15), user)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZONE)
