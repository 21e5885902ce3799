"""From what partners sent to what their next referral is worth: which clients count for the estimate, and how much."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session

from attribution import Kind
from records.clients import Client
from records.credits import Credit
from records.db import days_between
from records.payments import Payment, PaymentKind, payments_that_count
from records.sources import Partner, Source
from reports.relations.estimate import AllPartners, Brought, Estimate, all_partners
from reports.relations.facts import Came, Facts
from reports.relations.reading_facts import credits_of

LOOKED_AT = 150
"""Of more partners, so many are looked at to learn what partners are usually like."""
NINE_TENTHS = 0.9
A_YEAR = 365


@dataclass(frozen=True)
class Expecting:
    """What is usual of the firm's partners, as of a day.

    ``settled`` is after how many days a client has usually paid nearly everything, and ``paid_by`` says what part of
    all first payments has come so many days after coming.
    """

    today: date
    settled: int
    paid_by: Callable[[int], float]
    known: AllPartners | None

    def estimate(self, facts: Facts) -> Estimate | None:
        """What the partner's next referral is worth; None as long as too little is known of all partners."""
        return self.known.estimate(brought(facts, self.today, self.settled, self.paid_by)) if self.known else None

    def value(self, facts: Facts) -> int:
        """The same as a plain number, 0 where there is none."""
        found = self.estimate(facts)
        return found.value if found else 0


def expecting(
    session: Session, currency: str, today: date, facts: Iterable[Facts], looked_at: Iterable[int]
) -> Expecting:
    """What is usual of the firm's partners, from the facts of those who are looked at for it."""
    chosen = set(looked_at)
    some = [each for each in facts if each.partner in chosen]
    settled = _settled(session, currency, today, chosen)
    paid_by = part_paid([one for each in some for one in each.came], today)
    known = all_partners(tuple(brought(each, today, settled, paid_by) for each in some))
    return Expecting(today, settled, paid_by, known)


def partners_looked_at(session: Session) -> Sequence[int]:
    """The numbers of all partners, or of as many of them as tell enough, evenly from the oldest to the newest."""
    numbers = partner_numbers(session)
    if len(numbers) <= LOOKED_AT:
        return numbers
    return [numbers[place * len(numbers) // LOOKED_AT] for place in range(LOOKED_AT)]


def partner_numbers(session: Session) -> Sequence[int]:
    """The numbers of all partners who are not retired, from the oldest to the newest."""
    those = (
        select(Source.id)
        .join(Partner, Partner.source_id == Source.id)
        .where(Source.kind == Kind.PARTNER, Source.retired_at.is_(None))
    )
    return session.scalars(those.order_by(Source.id)).all()


def brought(facts: Facts, today: date, settled: int, paid_by: Callable[[int], float]) -> Brought:
    """What counts of a partner's clients. Who paid in other currencies only is left out."""
    paid, not_paid, values = 0, 0.0, []
    for each in facts.came:
        age = (today - each.on).days
        if each.is_elsewhere:
            continue
        if each.money > 0:
            paid += 1
            if age >= settled:
                values.append(each.money)
        elif each.is_gone or each.first_paid is not None:
            # Who is lost will not pay, and who was given everything back has been and gone.
            not_paid += 1
        else:
            not_paid += paid_by(age)
    return Brought(paid, not_paid, tuple(values))


def part_paid(clients: Iterable[Came], today: date) -> Callable[[int], float]:
    """Which part of those who will ever pay has paid so many days after coming (Kaplan and Meier, up to today).

    Without any payment yet everybody is taken for somebody who could have paid.
    """
    paid: Counter[int] = Counter()
    waiting: Counter[int] = Counter()
    for each in {one.client: one for one in clients}.values():
        if each.first_paid is not None:
            paid[max((each.first_paid - each.on).days, 0)] += 1
        else:
            waiting[(today - each.on).days] += 1
    days, parts, unpaid = [], [], 1.0
    at_risk = sum(paid.values()) + sum(waiting.values())
    for day in sorted({*paid, *waiting}):
        if paid[day]:
            unpaid *= 1 - paid[day] / at_risk
            days.append(day)
            parts.append(1 - unpaid)
        at_risk -= paid[day] + waiting[day]
    if not days:
        return lambda age: 1.0

    def by(age: int) -> float:
        place = bisect_right(days, age)
        return parts[place - 1] / parts[-1] if place else 0.0

    return by


def _settled(session: Session, currency: str, today: date, partners: set[int]) -> int:
    """After how many days nine tenths of a client's money has usually come: of clients who came a year ago or more.

    A year at most, and a year where there are none of them yet.
    """
    clients = credits_of(Source.id.in_(sorted(partners)) if partners else ~true(), today, Credit.client_id)
    after = days_between(Client.came_on, Payment.paid_on)
    sums = (
        select(after, func.sum(Payment.amount))
        .join_from(Payment, Client, Payment.client_id == Client.id)
        .where(
            Payment.kind == PaymentKind.RECEIVED,
            Payment.currency == currency,
            Payment.paid_on <= today,
            payments_that_count(),
            Client.came_on <= today - timedelta(days=A_YEAR),
            Payment.client_id.in_(clients),
        )
        .group_by(after)
    )
    money = {max(int(day), 0): int(amount) for day, amount in session.execute(sums)}
    whole, come = sum(money.values()), 0
    for day in sorted(money):
        come += money[day]
        if whole > 0 and come >= NINE_TENTHS * whole:
            return min(day, A_YEAR)
    return A_YEAR
