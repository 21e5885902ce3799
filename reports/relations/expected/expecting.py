"""From what partners sent to what their next referral is worth: which clients count for the estimate, and how much."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attribution import Kind
from records.clients import Client
from records.db import days_between
from records.engine.many_values import among
from records.money.payments import Payment, PaymentKind, payments_that_count
from records.sources import Partner, Source
from reports.relations.expected.estimate import AllPartners, Brought, Estimate, all_partners
from reports.relations.expected.maturing import A_YEAR, Maturing, maturing
from reports.relations.suggested.facts import Came, Facts

LOOKED_AT = 150
"""Of more partners, so many are looked at to learn what partners are usually like."""


@dataclass(frozen=True)
class Expecting:
    """What is usual of the firm's partners and their clients, as of a day."""

    today: date
    usually: Maturing
    known: AllPartners | None

    def estimate(self, facts: Facts) -> Estimate | None:
        """What the partner's next referral is worth; None as long as too little is known of all partners."""
        return self.known.estimate(brought(facts, self.today, self.usually)) if self.known else None

    def value(self, facts: Facts) -> int:
        """The same as a plain number, 0 where there is none."""
        return self.known.value(brought(facts, self.today, self.usually)) if self.known else 0


def expecting(
    session: Session, currency: str, today: date, facts: Iterable[Facts], looked_at: Iterable[int]
) -> Expecting:
    """What is usual of the firm's partners, from the facts of those who are looked at for it."""
    chosen = set(looked_at)
    some = [each for each in facts if each.partner in chosen]
    came = [one for each in some for one in each.came]
    usually = maturing(came, _come_by(session, currency, today, came), today)
    return Expecting(today, usually, all_partners(tuple(brought(each, today, usually) for each in some)))


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


def brought(facts: Facts, today: date, usually: Maturing) -> Brought:
    """What counts of a partner's clients. Who paid in other currencies only is left out."""
    paid, not_paid, values, young, young_total = 0, 0.0, [], 0.0, 0
    # Thousands of clients have the same few ages.
    part_come = cache(usually.part_come)
    for each in facts.came:
        age = (today - each.on).days
        if each.is_elsewhere:
            continue
        if each.money > 0:
            paid += 1
            part = part_come(age)
            if age >= usually.settled:
                values.append(round(each.money / part))
            elif part > 0:
                young += part
                young_total += each.money
        elif each.is_gone or each.first_paid is not None:
            # Who is lost will not pay, and who was given everything back has been and gone.
            not_paid += 1
        else:
            not_paid += usually.says_not(age)
    return Brought(paid, not_paid, tuple(values), young, young_total)


def _come_by(session: Session, currency: str, today: date, came: Sequence[Came]) -> dict[int, int]:
    """What came so many days after the client, of those of these clients who came a year ago or more."""
    a_year_ago = today - timedelta(days=A_YEAR)
    clients = {each.client for each in came if each.on <= a_year_ago}
    if not clients:
        return {}
    after = days_between(Client.came_on, Payment.paid_on)
    sums = (
        select(after, func.sum(Payment.amount))
        .join_from(Payment, Client, Payment.client_id == Client.id)
        .where(
            Payment.kind == PaymentKind.RECEIVED,
            Payment.currency == currency,
            Payment.paid_on <= today,
            payments_that_count(),
            among(session, Client.id, clients),
        )
        .group_by(after)
    )
    money: dict[int, int] = {}
    for day, amount in session.execute(sums):
        money[max(int(day), 0)] = money.get(max(int(day), 0), 0) + int(amount)
    return money
