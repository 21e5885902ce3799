"""What the clients of answers that wait have paid so far: received money, in minor units by currency."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, func, select
from sqlalchemy.orm import Session

from records.answers.credits import Decision
from records.answers.submissions import Submission
from records.imports import is_any_unfinished
from records.money.payments import Payment, PaymentKind, payments_that_count

Group = tuple[str, str]
"""The words and the candidates of a group."""


def money_of(session: Session, submissions: Iterable[Submission]) -> dict[str, int]:
    """What the clients of these answers have paid so far, in minor units by currency, each client once."""
    clients = {each.client_id for each in submissions}
    paid = (
        select(Payment.currency, func.sum(Payment.amount))
        .where(Payment.client_id.in_(clients), Payment.kind == PaymentKind.RECEIVED, payments_that_count())
        .group_by(Payment.currency)
        .order_by(Payment.currency)
    )
    return {currency: int(amount) for currency, amount in session.execute(paid).tuples()}


def money_by_client(session: Session, submissions: Iterable[Submission]) -> Mapping[int, dict[str, int]]:
    """The same of each client by itself."""
    paid = (
        select(Payment.client_id, Payment.currency, func.sum(Payment.amount))
        .where(
            Payment.client_id.in_({each.client_id for each in submissions}),
            Payment.kind == PaymentKind.RECEIVED,
            payments_that_count(),
        )
        .group_by(Payment.client_id, Payment.currency)
    )
    found: dict[int, dict[str, int]] = {}
    for client, currency, amount in session.execute(paid).tuples():
        found.setdefault(client, {})[currency] = int(amount)
    return found


def money_of_groups(session: Session, groups: Sequence[Group]) -> Mapping[Group, dict[str, int]]:
    """The same of the clients of each group of open answers, and perhaps of others with the same words."""
    if not groups:
        return {}
    paid = (
        select(Decision.words_group, Decision.candidates, Payment.currency, func.sum(Payment.amount))
        .join(Submission, Submission.id == Decision.submission_id)
        .join(Payment, and_(Payment.client_id == Submission.client_id, *_counts(session)))
        .where(Decision.is_open, Decision.words_group.in_({words for words, _ in groups}))
        .group_by(Decision.words_group, Decision.candidates, Payment.currency)
    )
    found: dict[Group, dict[str, int]] = {}
    for words, candidates, currency, amount in session.connection().execute(paid):
        found.setdefault((words, candidates), {})[currency] = int(amount)
    return found


def paid_in(session: Session, currency: str) -> ScalarSelect[int]:
    """What the client of a submission has paid in a currency, for a query that has submissions."""
    paid = select(func.sum(Payment.amount)).where(Payment.currency == currency, *_of_client(session))
    return paid.correlate(Submission).scalar_subquery()


def is_paid_otherwise(session: Session, currency: str) -> bool:
    """Whether anybody has paid in another currency at all."""
    # Two looks at the ends of an index; “another one than” would look at all payments.
    ends = (Payment.currency < currency, Payment.currency > currency)
    return any(session.scalar(select(exists().where(Payment.kind == PaymentKind.RECEIVED, end))) for end in ends)


def has_paid_otherwise(session: Session, currency: str) -> ColumnElement[bool]:
    """Whether the client of a submission has paid in another currency, more than was given back."""
    others = select(Payment.currency).where(Payment.currency != currency, *_of_client(session))
    return others.group_by(Payment.currency).having(func.sum(Payment.amount) > 0).correlate(Submission).exists()


def _of_client(session: Session) -> list[ColumnElement[bool]]:
    return [Payment.client_id == Submission.client_id, *_counts(session)]


def _counts(session: Session) -> list[ColumnElement[bool]]:
    """Received money that counts. Hardly ever is an import under way, and without one an index says it all."""
    received = Payment.kind == PaymentKind.RECEIVED
    return [received, payments_that_count()] if is_any_unfinished(session) else [received]
