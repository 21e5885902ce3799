"""The lists behind the numbers of a closed month, a page at a time; a client who is gone is an erased client there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Generic, TypeVar

from sqlalchemy import Select, and_, func, literal, select
from sqlalchemy.orm import Session

from attribution import WHOLE
from records.clients import Client
from records.closed.closed_months import ClosedClient, ClosedCredit, ClosedPayment, Closure
from reports.batches import batched
from reports.closed import counting
from reports.closed.asking import counts, is_behind, of_month, within
from reports.closed.months import HeldClient, HeldPayment, Month, month_closed
from reports.closed.summing import summed_up
from reports.counting.questions import Count, CreditRule, Measure, Question

ERASED = "erased client"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class KeptClient:
    """A client of the list; ``number`` is None for one who is gone. ``share`` is in millionths."""

    number: int | None
    name: str
    came_on: date
    won: bool
    share: int


@dataclass(frozen=True, slots=True)
class KeptPayment:
    """A payment of the list; ``amount`` is what counts of it, in minor units."""

    number: int | None
    name: str
    paid_on: date
    paid: int
    amount: int


@dataclass(frozen=True, slots=True)
class KeptList(Generic[T]):
    """A page of a list, the newest first, with how many there are in all and what they come to."""

    entries: Sequence[T]
    in_all: int
    sum: int


@dataclass(frozen=True, slots=True)
class Page:
    """Which page of so many entries is asked for; the first is 1."""

    number: int
    size: int


def clients_kept(
    session: Session, closure: Closure, question: Question, part: str, measure: Measure, page: Page | None = None
) -> KeptList[KeptClient]:
    """The clients, or the won ones, behind a part; all of them without a page."""
    share = func.sum(literal(WHOLE) if question.credit is CreditRule.FIRST else ClosedCredit.share)
    of_client = (ClosedClient.client_id, ClosedClient.made_at, ClosedClient.came_on, ClosedClient.office_id)
    those = (
        select(*of_client, ClosedClient.is_won, ClosedClient.import_id, share.label("share"))
        .join(ClosedCredit, counts(closure, question.role, question.credit))
        .where(of_month(closure, question), within(ClosedClient.came_on, closure))
        .where(is_behind(closure, question.of, part))
        .group_by(*of_client, ClosedClient.is_won, ClosedClient.import_id)
    )
    if measure is Measure.WON:
        those = those.where(ClosedClient.is_won).having(share > 0)
    whole = those.subquery()
    in_all, sum_ = session.execute(select(func.count(), func.sum(whole.c.share)).select_from(whole)).one()
    ordered = those.order_by(ClosedClient.came_on.desc(), ClosedClient.client_id.desc())
    rows = [(HeldClient(*client), int(share)) for *client, share in session.execute(_of_page(ordered, page))]
    names = names_of(session, (client for client, _ in rows))
    entries = [KeptClient(*names[client], client.came_on, client.won, share) for client, share in rows]
    return KeptList(entries, in_all, int(sum_ or 0))


def payments_kept(
    session: Session, closure: Closure, question: Question, part: str, page: Page | None = None
) -> KeptList[KeptPayment]:
    """The payments behind a part; all of them without a page."""
    paid = and_(ClosedPayment.closure_id == ClosedClient.closure_id, ClosedPayment.client_id == ClosedClient.client_id)
    day = ClosedPayment.paid_on if question.count is Count.PERIOD else ClosedClient.came_on
    has_part = (
        select(ClosedCredit.client_id)
        .where(counts(closure, question.role, question.credit), is_behind(closure, question.of, part))
        .exists()
    )
    those = (
        select(*(column for column in ClosedPayment.__table__.columns if column.key != "closure_id"))
        .join(ClosedClient, paid)
        .where(of_month(closure, question), within(day, closure), has_part)
        .where(ClosedPayment.kind == question.money, ClosedPayment.currency == question.currency)
    )
    whole = those.subquery()
    in_all, sum_ = session.execute(select(func.count(), func.sum(whole.c.amount)).select_from(whole)).one()
    ordered = those.order_by(ClosedPayment.paid_on.desc(), ClosedPayment.payment_id.desc())
    rows = [HeldPayment(*row) for row in session.execute(_of_page(ordered, page))]
    month = month_closed(session, closure, {row.client for row in rows}, question)
    if question.credit is CreditRule.FIRST:
        amounts = {row.number: row.amount for row in rows}
    else:
        amounts = _parts_of(month, question, part)
        # Several parts of one payment may be behind the same number.
        of_part = summed_up(session, closure, question)
        sum_ = sum(each.revenue for name, each in of_part if counting.is_behind(name, part))
    names = names_of(session, {month.clients[row.client] for row in rows})
    entries = [
        KeptPayment(*names[month.clients[row.client]], row.paid_on, row.amount, amounts[row.number]) for row in rows
    ]
    return KeptList(entries, in_all, int(sum_ or 0))


def _of_page(those: Select[tuple[object, ...]], page: Page | None) -> Select[tuple[object, ...]]:
    return those.limit(page.size).offset((page.number - 1) * page.size) if page else those


def _parts_of(month: Month, question: Question, part: str) -> dict[int, int]:
    """What counts of each payment for a part."""
    amounts: dict[int, int] = {}
    for each in counting.counted(month, question):
        if each.payment is not None and counting.is_behind(each.part, part):
            amounts[each.payment.number] = amounts.get(each.payment.number, 0) + each.figures.revenue
    return amounts


def names_of(session: Session, clients: Iterable[HeldClient]) -> dict[HeldClient, tuple[int | None, str]]:
    """The number and present name of each client; a later client under the number of one who is gone is not theirs."""
    found: dict[HeldClient, tuple[int | None, str]] = {}
    for some in batched(clients):
        by_number = {client.number: client for client in some}
        there = select(Client.id, Client.name, Client.created_at).where(Client.id.in_(by_number))
        for number, name, made in session.execute(there):
            if (made - _EPOCH) // timedelta(microseconds=1) == by_number[number].made_at:
                found[by_number[number]] = (number, name)
        found |= {client: (None, ERASED) for client in some if client not in found}
    return found
