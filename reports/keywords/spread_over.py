"""The clients over whom an estimate is spread, and their payments: the lists behind the sums of estimates."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from attribution import WHOLE
from records.answers.credits import Credit
from records.clients import Client, Stage
from records.money.payments import Payment
from reports.behind import Behind, ClientBehind, PaymentBehind
from reports.counting.counted import came_in_period, counted_payments
from reports.counting.questions import Measure
from reports.keywords.estimates import Estimates, clients_without_search, speaks
from reports.keywords.exported_days import Exported

SPREAD = "spread"
APART = "apart"
"""Those on whose days no export tells of clicks."""


def period_part(exported: Exported) -> str:
    """The part of those who are spread over one exported period."""
    return f"{exported.starts_on}..{exported.ends_on}"


def is_part(found: Estimates, part: str) -> bool:
    """Whether an estimate has this part: all that is spread, what is not, or one exported period."""
    return part in {SPREAD, APART, *map(period_part, found.days.used())}


def clients_spread(
    session: Session, found: Estimates, part: str, measure: Measure, page: int = 1, size: int = 100
) -> Behind:
    """The clients (or the won ones) of a part, the newest first; the sum is in millionths of a client."""
    those = _of_clients(found, select(Client.id, Client.came_on))
    if measure is Measure.WON:
        those = those.where(Client.stage == Stage.WON)
    numbers = _in_part(session, found, part, those.order_by(Client.came_on.desc(), Client.id.desc()))
    shown = numbers[(page - 1) * size : page * size]
    clients = {client.id: client for client in session.scalars(select(Client).where(Client.id.in_(shown)))}
    return Behind([ClientBehind(clients[number], WHOLE) for number in shown], len(numbers), len(numbers) * WHOLE)


def payments_spread(session: Session, found: Estimates, part: str, page: int = 1, size: int = 100) -> Behind:
    """Their payments, the newest first; the sum is in minor units."""
    those = _of_clients(found, select(Payment.id, Client.came_on, Payment.amount))
    those = those.join(Payment, Payment.client_id == Client.id).where(counted_payments(found.question))
    rows = _rows_in_part(session, found, part, those.order_by(Payment.paid_on.desc(), Payment.id.desc()))
    shown = [row[0] for row in rows[(page - 1) * size : page * size]]
    with_client = select(Payment).options(joinedload(Payment.client)).where(Payment.id.in_(shown))
    payments = {payment.id: payment for payment in session.scalars(with_client)}
    entries = [PaymentBehind(payments[number], payments[number].amount) for number in shown]
    return Behind(entries, len(rows), sum(row[2] for row in rows))


def _of_clients(found: Estimates, columns: Any) -> Any:
    return (
        columns.select_from(Credit)
        .join(Client, Credit.client_id == Client.id)
        .where(clients_without_search(found.question), came_in_period(found.question))
    )


def _in_part(session: Session, found: Estimates, part: str, those: Any) -> list[int]:
    return [row[0] for row in _rows_in_part(session, found, part, those)]


def _rows_in_part(session: Session, found: Estimates, part: str, those: Any) -> Sequence[Any]:
    """The rows whose second column, the day that the client came, is of the part."""
    parts: dict[date, set[str]] = {}
    rows = []
    for row in session.execute(those):
        if row[1] not in parts:
            exported = speaks(found, row[1])
            parts[row[1]] = {SPREAD, period_part(exported)} if exported else {APART}
        if part in parts[row[1]]:
            rows.append(row)
    return rows
