"""From what partners sent to what their next referral is worth: which clients count for the estimate, and how much."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from attribution import Kind
from records.clients import Client
from records.db import days_between
from records.engine.many_values import among
from records.engine.prepared import prepared
from records.money.payments import Payment, PaymentKind, payments_that_count
from records.sources import Partner, Source
from reports.relations.expected.estimate import AllPartners, Brought, Estimate, all_partners
from reports.relations.expected.maturing import A_YEAR, Maturing, maturing
from reports.relations.suggested.facts import Sent

LOOKED_AT = 150
"""Of more partners, so many are looked at to learn what partners are usually like."""


@dataclass(frozen=True)
class Expecting:
    """What is usual of the firm's partners and their clients, as of a day."""

    today: date
    usually: Maturing
    known: AllPartners | None

    def estimate(self, sent: Iterable[Sent]) -> Estimate | None:
        """What the next referral of a partner who sent these is worth; None as long as too little is known of all."""
        return self.known.estimate(brought(sent, self.today, self.usually)) if self.known else None

    def value(self, sent: Iterable[Sent]) -> int:
        """The same as a plain number, 0 where there is none."""
        return self.known.value(brought(sent, self.today, self.usually)) if self.known else 0


def expecting(
    session: Session, currency: str, today: date, sent: Mapping[int, Sequence[Sent]], looked_at: Iterable[int]
) -> Expecting:
    """What is usual of the firm's partners, from whom those sent who are looked at for it."""
    some = [sent[number] for number in sorted(set(looked_at)) if number in sent]
    every = [one for each in some for one in each]
    usually = maturing(every, _come_by(session, currency, today, every), today)
    return Expecting(today, usually, all_partners(tuple(brought(each, today, usually) for each in some)))


def partners_looked_at(session: Session) -> Sequence[int]:
    """The numbers of all partners, or of as many of them as tell enough, evenly from the oldest to the newest."""
    numbers = partner_numbers(session)
    if len(numbers) <= LOOKED_AT:
        return numbers
    return [numbers[place * len(numbers) // LOOKED_AT] for place in range(LOOKED_AT)]


def partner_numbers(session: Session) -> Sequence[int]:
    """The numbers of all partners who are not retired, from the oldest to the newest."""
    return session.scalars(*_in_use()).all()


@prepared
def _in_use() -> Select[tuple[int]]:
    those = select(Source.id).join(Partner, Partner.source_id == Source.id)
    return those.where(Source.kind == Kind.PARTNER, Source.retired_at.is_(None)).order_by(Source.id)


def brought(sent: Iterable[Sent], today: date, usually: Maturing) -> Brought:
    """What counts of the clients whom a partner sent. Who paid in other currencies only is left out."""
    paid, not_paid, values, young, young_total = 0, 0.0, [], 0.0, 0
    for _, on, _, is_gone, money, is_elsewhere, first_paid in sent:
        age = (today - on).days
        if is_elsewhere:
            continue
        if money > 0:
            paid += 1
            part = usually.part_come(age)
            if age >= usually.settled:
                values.append(round(money / part))
            elif part > 0:
                young += part
                young_total += money
        elif is_gone or first_paid is not None:
            # Who is lost will not pay, and who was given everything back has been and gone.
            not_paid += 1
        else:
            not_paid += usually.says_not(age)
    return Brought(paid, not_paid, tuple(values), young, young_total)


def _come_by(session: Session, currency: str, today: date, sent: Iterable[Sent]) -> dict[int, int]:
    """What came so many days after the client, of those of these clients who came a year ago or more."""
    a_year_ago = today - timedelta(days=A_YEAR)
    clients = {each[0] for each in sent if each[1] <= a_year_ago}
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
