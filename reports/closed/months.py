"""What the report of one month rests on: as it was kept at closing, or as it is now, in the same shape."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from attribution import Channel, Kind, Role
from records.answers.credits import Credit, Standing
from records.clients import Client
from records.closed.closed_months import ClosedClient, ClosedCredit, ClosedPayment, ClosedSource, Closure
from records.closed.closing import contents, first_of_next
from records.db import Base
from records.money.payments import Payment, PaymentKind
from records.sources import Source
from reports.batches import batched
from reports.counting.keyword_names import shown_phrases
from reports.counting.questions import Count, CreditRule, Question


class HeldClient(NamedTuple):
    """A client of the month."""

    number: int
    made_at: int
    came_on: date
    office: int
    won: bool
    import_number: int | None


class HeldCredit(NamedTuple):
    """A credit of such a client; ``share`` is in millionths."""

    client: int
    role: Role
    position: int
    standing: Standing
    source: int | None
    channel: Channel
    share: int
    phrase: int | None
    keyword: int | None
    keyword_kind: str | None


class HeldPayment(NamedTuple):
    """A payment of such a client, in minor units."""

    number: int
    made_at: int
    client: int
    kind: PaymentKind
    currency: str
    amount: int
    paid_on: date
    import_number: int | None


@dataclass(slots=True)
class Month:
    """The rows of a month, with the names and kinds of its sources and the phrases of its keywords."""

    first: date
    clients: dict[int, HeldClient] = field(default_factory=dict)
    credits: dict[tuple[int, Role], list[HeldCredit]] = field(default_factory=dict)
    payments: list[HeldPayment] = field(default_factory=list)
    sources: dict[int, tuple[str, Kind]] = field(default_factory=dict)
    phrases: dict[int, str] = field(default_factory=dict)

    def holds(self, day: date) -> bool:
        """Whether a day is in the month."""
        return (day.year, day.month) == (self.first.year, self.first.month)


ERASED_SOURCE = "erased client"
ERASED_PHRASE = "erased words"


_OF: dict[Any, tuple[Any, Any]] = {
    ClosedClient: (ClosedClient.client_id, Client.id),
    ClosedCredit: (ClosedCredit.client_id, Credit.client_id),
    ClosedPayment: (ClosedPayment.client_id, Payment.client_id),
}
"""The column of the client in the kept rows and in those from which they would be kept now."""


def month_closed(
    session: Session, closure: Closure, clients: Collection[int] | None = None, question: Question | None = None
) -> Month:
    """The month as it was closed; of these clients only, if some are given, and of what a question counts only."""
    tables = (ClosedClient, ClosedCredit, ClosedPayment, ClosedSource)
    rows: dict[type[Base], Select[Any]] = {table: kept_in(table, closure) for table in tables}
    if question:
        rows |= _counted_by(question, closure.month, rows)
    return _read(session, closure.month, rows, 0, clients)


def _counted_by(question: Question, first: date, rows: Mapping[Any, Select[Any]]) -> dict[Any, Select[Any]]:
    """The credits and payments that a question counts: half of them or fewer, and to read them is most of the work."""
    credits = rows[ClosedCredit].where(ClosedCredit.role.in_({question.role, *(only.role for only in question.only)}))
    if question.credit is CreditRule.FIRST:
        credits = credits.where(ClosedCredit.position == 0)
    payments = rows[ClosedPayment].where(
        ClosedPayment.kind == question.money, ClosedPayment.currency == question.currency
    )
    if question.count is Count.PERIOD:
        payments = payments.where(ClosedPayment.paid_on >= first, ClosedPayment.paid_on < first_of_next(first))
    return {ClosedCredit: credits, ClosedPayment: payments}


def month_frame(session: Session, closure: Closure) -> Month:
    """The names and kinds of the month's sources and the phrases of its keywords, without clients and payments."""
    month = Month(closure.month)
    _name_sources(session, month, kept_in(ClosedSource, closure))
    heads = select(ClosedCredit.head_id).where(ClosedCredit.closure_id == closure.id, ClosedCredit.head_id.is_not(None))
    _name_phrases(session, month, {number for number in session.scalars(heads.distinct()) if number})
    return month


def kept_in(table: Any, closure: Closure) -> Select[Any]:
    """What was kept in a table at closing."""
    columns = [column for column in table.__table__.columns if column.key != "closure_id"]
    return select(*columns).where(table.closure_id == closure.id)


def month_now(session: Session, first: date, clients: Collection[int] | None = None) -> Month:
    """The month as it would be closed now; of these clients only, if some are given."""
    return _read(session, first, dict(contents(session, first)), 1, clients)


def _read(
    session: Session,
    first: date,
    rows: dict[type[Base], Select[Any]],
    side: int,
    clients: Collection[int] | None,
) -> Month:
    month = Month(first)

    def of(table: Any) -> Iterator[Any]:
        if clients is None:
            yield from session.execute(rows[table])
            return
        for some in batched(sorted(clients)):
            yield from session.execute(rows[table].where(_OF[table][side].in_(some)))

    for row in of(ClosedClient):
        client = HeldClient(*row)
        month.clients[client.number] = client
    for row in of(ClosedCredit):
        credit = HeldCredit(*row)
        month.credits.setdefault((credit.client, credit.role), []).append(credit)
    for parts in month.credits.values():
        parts.sort(key=lambda credit: credit.position)
    month.payments = sorted(HeldPayment(*row) for row in of(ClosedPayment))
    _name_sources(session, month, rows[ClosedSource])
    _name_phrases(
        session, month, {credit.keyword for parts in month.credits.values() for credit in parts if credit.keyword}
    )
    return month


def _name_phrases(session: Session, month: Month, keywords: set[int]) -> None:
    phrases = shown_phrases(session, keywords)
    month.phrases = {number: phrases.get(number, ERASED_PHRASE) for number in keywords}


def _name_sources(session: Session, month: Month, sources: Select[Any]) -> None:
    """Sources that are clients are called what the client is called now, since no name of a client is kept."""
    for number, name, kind in session.execute(sources):
        month.sources[number] = (name, kind)
    nameless = sorted(number for number, (name, _) in month.sources.items() if not name)
    names: dict[int, str] = {}
    for some in batched(nameless):
        names |= dict(session.execute(select(Source.id, Source.name).where(Source.id.in_(some))).tuples().all())
    for number in nameless:
        month.sources[number] = (names.get(number, ERASED_SOURCE), month.sources[number][1])
