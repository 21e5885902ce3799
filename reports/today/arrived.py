"""What came in a few days: clients by what brought them and by who decided, money, and partners who began to send."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import case, exists, func, select
from sqlalchemy.orm import Session, aliased

from attribution import Kind, Role
from records.answers.credits import Credit, Review, Standing, introduced
from records.clients import Client
from records.money.currencies_kept import currencies_of_payments
from records.money.payments import Payment, PaymentKind, payments_that_count
from records.sources import Source
from records.staff.users import User
from reports.clients.client_list import Answered
from reports.counting.counted import OPEN

DAYS = timedelta(days=6)
"""With today they are seven."""


@dataclass(slots=True)
class Came:
    """New clients: how many, how many of them since yesterday, by kind of what brought them, and how that was decided.

    ``by`` are those of the staff who decided of any.
    """

    in_all: int = 0
    since_yesterday: int = 0
    kinds: Counter[Kind] = field(default_factory=Counter)
    answered: Counter[Answered] = field(default_factory=Counter)
    by: Sequence[str] = ()


def clients_of_days(session: Session, start: date, today: date) -> Came:
    """Those who came from a day until today; each counts for the decisive part of what they said."""
    is_late = case((Client.came_on >= today - timedelta(days=1), 1), else_=0)
    parts = (Credit.standing, Source.kind, User.name)
    counted = (
        select(*parts, func.count(), func.sum(is_late))
        .join_from(Client, Credit, Credit.client_id == Client.id)
        .outerjoin(Source, Source.id == Credit.source_id)
        .outerjoin(Review, Review.id == Credit.review_id)
        .outerjoin(User, User.id == Review.user_id)
        .where(Client.came_on.between(start, today), Credit.role == Role.INTRODUCED_BY, Credit.position == 0)
        .group_by(*parts)
    )
    found, by = Came(), set()
    for standing, kind, name, many, late in session.execute(counted).tuples():
        found.in_all += many
        found.since_yesterday += int(late)
        if standing in OPEN:
            found.answered[Answered.OPEN] += many
        elif standing is Standing.UNKNOWN:
            found.answered[Answered.UNKNOWN] += many
        else:
            found.kinds[kind] += many
            found.answered[Answered.CONFIRMED if name is not None else Answered.AUTOMATIC] += many
            by |= {name} if name is not None else set()
    found.by = sorted(by)
    return found


def received_in(session: Session, start: date, end: date) -> Mapping[str, int]:
    """The money received on these days, both inclusive, in minor units by currency, refunds taken off."""
    # With the currencies named, the index by kind, currency and day finds the payments of the days alone.
    those = (
        Payment.kind == PaymentKind.RECEIVED,
        Payment.currency.in_(currencies_of_payments(session)),
        Payment.paid_on.between(start, end),
        payments_that_count(),
    )
    summed = select(Payment.currency, func.sum(Payment.amount)).where(*those).group_by(Payment.currency)
    return {code: int(amount) for code, amount in session.execute(summed.order_by(Payment.currency)).tuples()}


def began_to_send(session: Session, start: date, today: date, most: int) -> Sequence[tuple[int, str]]:
    """Partners whose first client came on one of these days, by number and name; at most so many, and one more."""
    before, earlier = aliased(Credit), aliased(Client)
    sent_before = (
        exists()
        .where(
            before.source_id == Source.id,
            before.role == Role.INTRODUCED_BY,
            before.standing == Standing.CREDITED,
            earlier.id == before.client_id,
            earlier.came_on < start,
        )
        .correlate(Source)
    )
    sent = select(Credit.source_id).join(Client, Client.id == Credit.client_id)
    sent = sent.where(introduced(), Client.came_on.between(start, today))
    those = select(Source.id, Source.name).where(Source.kind == Kind.PARTNER, Source.id.in_(sent), ~sent_before)
    return (
        session.execute(those.join(Source.partner).order_by(Source.name_key, Source.id).limit(most + 1)).tuples().all()
    )
