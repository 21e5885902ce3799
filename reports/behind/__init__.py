"""The records behind a number of a ranking: the list that adds up to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal_column, select, true
from sqlalchemy.orm import Session, joinedload

from attribution import WHOLE
from records.answers.credits import Credit
from records.clients import Client, Stage
from records.money.payments import Payment
from records.money.splitting import split
from reports.batches import batched
from reports.counting.counted import came_in_period, counted, in_part, payments_of
from reports.counting.months import months_since_coming
from reports.counting.part_sums import money_sums
from reports.counting.questions import CreditRule, Measure, Question


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
    those = _clients(question, part, measure)
    in_all, whole = _count_and_sum(session, question, those)
    newest = _newest_clients(those).limit(size).offset((page - 1) * size).subquery()
    number, share = newest.c
    rows = _newest_clients(select(Client, share).join(newest, Client.id == number))
    return Behind([ClientBehind(client, int(of)) for client, of in session.execute(rows).tuples()], in_all, whole)


def every_client_behind(session: Session, question: Question, part: str, measure: Measure) -> Iterator[ClientBehind]:
    """All of these clients in the same order, read a few hundred at a time."""
    numbers = session.execute(_newest_clients(_clients(question, part, measure))).all()
    for some in batched(numbers):
        yield from _client_entries(session, some)


def _clients(question: Question, part: str, measure: Measure) -> Select[Any]:
    """Number and counted share of each client behind a part."""
    share: Any = literal_column(str(WHOLE)) if question.credit is CreditRule.FIRST else func.sum(Credit.share)
    those = counted(question, Client.id, share.label("share")).where(came_in_period(question), in_part(question, part))
    if measure is Measure.WON:
        those = those.where(Client.stage == Stage.WON)
    # By the decisive credit a client counts once already; to group them again takes longer than to find them.
    return those if question.credit is CreditRule.FIRST else those.group_by(Client.id, Client.came_on)


def _newest_clients(those: Select[Any]) -> Select[Any]:
    return those.order_by(Client.came_on.desc(), Client.id.desc())


def _client_entries(session: Session, shown: Sequence[Any]) -> list[ClientBehind]:
    those = select(Client).where(Client.id.in_([row[0] for row in shown]))
    clients = {client.id: client for client in session.scalars(those)}
    return [ClientBehind(clients[row[0]], int(row[1])) for row in shown]


def payments_behind(
    session: Session, question: Question, part: str, page: int = 1, size: int = 100, within: int | None = None
) -> Behind:
    """The payments behind a part, the newest first; the sum is in minor units of the question's currency.

    ``within`` keeps those dated at most so many calendar months after the client's month of coming.
    """
    early = _early(within)
    those = _payments(question, part, within)
    in_all = session.scalar(select(func.count()).select_from(those.subquery())) or 0
    newest = session.execute(_newest_payments(those).limit(size).offset((page - 1) * size))
    entries = _payment_entries(session, question, part, [row[0] for row in newest])
    return Behind(entries, in_all, money_sums(session, question, in_part(question, part), those=early).get((), 0))


def every_payment_behind(
    session: Session, question: Question, part: str, within: int | None = None
) -> Iterator[PaymentBehind]:
    """All of these payments in the same order, read a few hundred at a time."""
    numbers = [row[0] for row in session.execute(_newest_payments(_payments(question, part, within)))]
    for some in batched(numbers):
        yield from _payment_entries(session, question, part, some)


def _early(within: int | None) -> ColumnElement[bool]:
    return true() if within is None else months_since_coming() <= within


def _payments(question: Question, part: str, within: int | None) -> Select[Any]:
    those: Select[Any] = payments_of(question, Payment.id, Payment.paid_on)
    those = those.where(in_part(question, part), _early(within))
    return those if question.credit is CreditRule.FIRST else those.distinct()


def _newest_payments(those: Select[Any]) -> Select[Any]:
    return those.order_by(Payment.paid_on.desc(), Payment.id.desc())


def _payment_entries(session: Session, question: Question, part: str, numbers: Sequence[int]) -> list[PaymentBehind]:
    with_client = select(Payment).options(joinedload(Payment.client)).where(Payment.id.in_(numbers))
    payments = {payment.id: payment for payment in session.scalars(with_client)}
    amounts = _amounts(session, question, in_part(question, part), numbers)
    return [PaymentBehind(payments[number], amounts[number]) for number in numbers]


def _count_and_sum(session: Session, question: Question, those: Select[Any]) -> tuple[int, int]:
    listed = those.subquery()
    if question.credit is CreditRule.FIRST:
        in_all = session.scalar(select(func.count()).select_from(listed)) or 0
        return in_all, in_all * WHOLE
    row = session.execute(select(func.count(), func.coalesce(func.sum(listed.c.share), 0)).select_from(listed)).one()
    return int(row[0]), int(row[1])


def _amounts(
    session: Session, question: Question, inside: ColumnElement[bool], numbers: Sequence[int]
) -> dict[int, int]:
    """What counts of each of these payments."""
    whole = question.credit is CreditRule.FIRST
    parts = payments_of(question, Payment.id, Payment.amount, Credit.share, inside.label("inside"))
    parts = parts.where(Payment.id.in_(numbers)).order_by(Payment.id, Credit.position)
    gathered: dict[int, list[Any]] = {}
    for row in session.execute(parts):
        gathered.setdefault(row[0], []).append(row)
    found = {}
    for number, rows in gathered.items():
        amounts = [rows[0][1]] if whole else split(rows[0][1], [row[2] for row in rows])
        found[number] = sum(amount for amount, row in zip(amounts, rows, strict=True) if row[3])
    return found
