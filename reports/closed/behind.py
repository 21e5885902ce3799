"""The lists behind the numbers of a closed month; a client who is gone is an erased client there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.clients import Client
from reports.batches import batched
from reports.closed.counting import counted, is_behind
from reports.closed.months import HeldClient, HeldPayment, Month
from reports.questions import Measure, Question

ERASED = "erased client"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


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


def clients_kept(session: Session, month: Month, question: Question, part: str, measure: Measure) -> list[KeptClient]:
    """The clients, or the won ones, behind a part, the newest first."""
    shares: dict[HeldClient, int] = {}
    for each in counted(month, question):
        if each.payment is None and is_behind(each.part, part):
            share = each.figures.of(measure)
            if share or measure is Measure.CLIENTS:
                shares[each.client] = shares.get(each.client, 0) + share
    names = names_of(session, shares)
    ordered = sorted(shares, key=lambda client: (client.came_on, client.number), reverse=True)
    return [KeptClient(*names[client], client.came_on, client.won, shares[client]) for client in ordered]


def payments_kept(session: Session, month: Month, question: Question, part: str) -> list[KeptPayment]:
    """The payments behind a part, the newest first."""
    amounts: dict[HeldPayment, int] = {}
    for each in counted(month, question):
        if each.payment is not None and is_behind(each.part, part):
            amounts[each.payment] = amounts.get(each.payment, 0) + each.figures.revenue
    names = names_of(session, {month.clients[payment.client] for payment in amounts})
    ordered = sorted(amounts, key=lambda payment: (payment.paid_on, payment.number), reverse=True)
    return [
        KeptPayment(*names[month.clients[payment.client]], payment.paid_on, payment.amount, amounts[payment])
        for payment in ordered
    ]


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
