"""Random histories of a firm: who came when and through whom, and everything that they paid and got back."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from hypothesis import strategies as some
from sqlalchemy.orm import Session

from attribution import WHOLE, Channel, Kind, Role
from records.answers.credits import Credit, Standing
from records.clients import Client, Stage
from records.firm import first_office
from records.money.payments import Payment, PaymentKind
from records.sources import Source, add_source

TODAY = date(2026, 3, 17)
SOURCES = ("Joe Smith", "Nisha Patel", "Google")
KINDS = {"Joe Smith": Kind.PARTNER, "Nisha Patel": Kind.PARTNER, "Google": Kind.SEARCH_ENGINE}
DOUBT = (Standing.IN_REVIEW, Standing.UNKNOWN)
_numbers = count(1)


@dataclass(frozen=True)
class Paid:
    amount: int
    currency: str
    on: date
    kind: PaymentKind


@dataclass(frozen=True)
class Came:
    """A client: the day, the stage, the shares by name of source or by standing, and the payments."""

    on: date
    stage: Stage
    shares: tuple[tuple[str | Standing, int], ...]
    paid: tuple[Paid, ...]


def _shares(draw: some.DrawFn) -> tuple[tuple[str | Standing, int], ...]:
    named = draw(some.lists(some.sampled_from([*SOURCES, *DOUBT]), min_size=1, max_size=3, unique=True))
    cuts = sorted(draw(some.lists(some.integers(1, WHOLE - 1), min_size=len(named) - 1, max_size=len(named) - 1)))
    ends = [0, *cuts, WHOLE]
    return tuple((name, ends[place + 1] - ends[place]) for place, name in enumerate(named))


@some.composite
def clients(draw: some.DrawFn) -> Came:
    on = TODAY - timedelta(days=draw(some.integers(-3, 800)))
    paid = some.builds(
        Paid,
        some.one_of(some.integers(1, 100_001), some.integers(-50_001, -1)),
        some.sampled_from(["USD", "USD", "EUR"]),
        some.integers(-40, 500).map(lambda days: on + timedelta(days=days)),
        some.sampled_from([PaymentKind.RECEIVED, PaymentKind.RECEIVED, PaymentKind.BILLED]),
    )
    return Came(on, draw(some.sampled_from(Stage)), _shares(draw), tuple(draw(some.lists(paid, max_size=4))))


histories = some.lists(clients(), max_size=8)


def write(session: Session, history: list[Came]) -> tuple[dict[str, Source], dict[int, Came]]:
    """Keep a history; returns the sources by name and the clients by number."""
    now = datetime.combine(TODAY, time(12), UTC)
    sources = {name: add_source(session, name, kind, now) for name, kind in KINDS.items()}
    office = first_office(session)
    kept: dict[int, Came] = {}
    for came in history:
        number = next(_numbers)
        row = Client(
            office=office,
            name=f"Client {number}",
            name_key=f"client {number}",
            email="",
            phone="",
            company="",
            came_on=came.on,
            door="web",
            stage=came.stage,
            created_at=now,
        )
        session.add(row)
        session.flush()
        kept[row.id] = came
        for role in Role:
            for position, (named, share) in enumerate(came.shares):
                session.add(_credit(row, role, position, named, share, sources))
        for each in came.paid:
            session.add(
                Payment(
                    client=row,
                    amount=each.amount,
                    currency=each.currency,
                    paid_on=each.on,
                    kind=each.kind,
                    nth=1,
                    created_at=now,
                )
            )
    session.flush()
    return sources, kept


def _credit(
    row: Client, role: Role, position: int, named: str | Standing, share: int, sources: dict[str, Source]
) -> Credit:
    doubt = isinstance(named, Standing)
    return Credit(
        client=row,
        role=role,
        position=position,
        standing=named if isinstance(named, Standing) else Standing.CREDITED,
        source=None if isinstance(named, Standing) else sources[named],
        channel=Channel.UNASSIGNED if doubt else Channel.REFERRAL_PARTNER,
        share=share,
        rule="test",
        reason="",
    )
