"""The records behind a number of a ranking: the list that adds up to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session, joinedload

from attribution import WHOLE
from records.clients import Client, Stage
from records.credits import Credit
from records.payments import Payment
from reports.batches import batched
from reports.counted import came_in_period, counted, counted_credits, counted_payments, in_part
from reports.questions import CreditRule, Measure, Question
from reports.splitting import split


@dataclass(frozen=True, slots=True)
class ClientBehind:
    """A client who counts for a part of a ranking, with the share that counts (in millionths)."""

    client: Client
    share: int


@dataclass(frozen=True, slots=True)
class PaymentBehind:
    """A payment that counts for a part of a ranking, with the amount that counts (in minor units)."""

    payment: Payment
    amount: int


@dataclass(frozen=True, slots=True)
class Behind:
    """One page of a list, how many entries the whole list has, and what the whole list adds up to."""

    entries: Sequence[ClientBehind] | Sequence[PaymentBehind]
    entries_in_all: int
    sum: int


def clients_behind(
    session: Session, question: Question, part: str, measure: Measure, page: int = 1, size: int = 100
) -> Behind:
    """The clients (or the won ones) behind a part, the newest first; the sum is in millionths of a client."""
    found = _clients_in_part(session, question, part, measure)
    shown = found[(page - 1) * size : page * size]
    return Behind(_client_entries(session, shown), len(found), sum(share for _, share in found))


def every_client_behind(session: Session, question: Question, part: str, measure: Measure) -> Iterator[ClientBehind]:
    """All of these clients in the same order, read a few hundred at a time."""
    for some in batched(_clients_in_part(session, question, part, measure)):
        yield from _client_entries(session, some)


def _clients_in_part(session: Session, question: Question, part: str, measure: Measure) -> list[tuple[int, int]]:
    """Number and counted share of each client behind a part."""
    share: Any = WHOLE if question.credit is CreditRule.FIRST else func.sum(Credit.share)
    those = counted(question, Client.id, share).where(came_in_period(question), in_part(question, part))
    if measure is Measure.WON:
        those = those.where(Client.stage == Stage.WON)
    those = those.group_by(Client.id, Client.came_on).order_by(Client.came_on.desc(), Client.id.desc())
    return [(int(row[0]), int(row[1])) for row in session.execute(those)]


def _client_entries(session: Session, shown: Sequence[tuple[int, int]]) -> list[ClientBehind]:
    those = select(Client).where(Client.id.in_([number for number, _ in shown]))
    clients = {client.id: client for client in session.scalars(those)}
    return [ClientBehind(clients[number], share) for number, share in shown]


def payments_behind(session: Session, question: Question, part: str, page: int = 1, size: int = 100) -> Behind:
    """The payments behind a part, the newest first; the sum is in minor units of the question's currency."""
    found = _payments_in_part(session, question, part)
    shown = found[(page - 1) * size : page * size]
    return Behind(_payment_entries(session, shown), len(found), sum(amount for _, _, amount in found))


def every_payment_behind(session: Session, question: Question, part: str) -> Iterator[PaymentBehind]:
    """All of these payments in the same order, read a few hundred at a time."""
    for some in batched(_payments_in_part(session, question, part)):
        yield from _payment_entries(session, some)


def _payment_entries(session: Session, shown: Sequence[tuple[int, Any, int]]) -> list[PaymentBehind]:
    numbers = [number for number, _, _ in shown]
    with_client = select(Payment).options(joinedload(Payment.client)).where(Payment.id.in_(numbers))
    payments = {payment.id: payment for payment in session.scalars(with_client)}
    return [PaymentBehind(payments[number], amount) for number, _, amount in shown]


def _payments_in_part(session: Session, question: Question, part: str) -> list[tuple[int, Any, int]]:
    """Number, day and counted amount of each payment behind a part, the newest first."""
    inside = in_part(question, part)
    rows = session.execute(
        select(Payment.id, Payment.paid_on, Payment.amount, Credit.share, inside.label("inside"))
        .select_from(Payment)
        .join(Client, Payment.client_id == Client.id)
        .join(Credit, Credit.client_id == Client.id)
        .where(counted_credits(question), counted_payments(question))
        # Shares need every part of a payment; a whole client's payment is inside or not.
        .where(inside if question.credit is CreditRule.FIRST else true())
        .order_by(Payment.id, Credit.position)
    )
    gathered: dict[int, list[Any]] = {}
    for row in rows:
        gathered.setdefault(row[0], []).append(row)
    found = []
    for number, parts in gathered.items():
        shares = [WHOLE] if question.credit is CreditRule.FIRST else [part[3] for part in parts]
        amounts = split(parts[0][2], shares)
        counting = [amount for amount, part in zip(amounts, parts, strict=True) if part[4]]
        if counting:
            found.append((number, parts[0][1], sum(counting)))
    return sorted(found, key=lambda entry: (entry[1], entry[0]), reverse=True)
