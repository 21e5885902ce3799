"""One source: what it brought, whom it introduced, and what it was given if it is a partner."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from records.payments import Payment, payments_that_count
from records.referrals import ReferralGiven
from records.sources import Source
from reports.behind import ClientBehind, clients_behind, payments_behind
from reports.questions import Measure, Question
from reports.rankings import Figures


@dataclass(frozen=True, slots=True)
class Introduced:
    """A client who counts for the source, and all their money of the question's kind and currency."""

    counted: ClientBehind
    money: int


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A source with its figures by the question's rule, the newest of its clients, and referrals given to it."""

    source: Source
    figures: Figures
    introduced: Sequence[Introduced]
    given: Sequence[ReferralGiven]


def source_page(session: Session, source: Source, question: Question, most: int = 50) -> SourcePage:
    """Read one source's page; its figures are those of its row in the question's ranking."""
    part = str(source.id)
    counted = clients_behind(session, question, part, Measure.CLIENTS, size=most)
    won = clients_behind(session, question, part, Measure.WON, size=0)
    revenue = payments_behind(session, question, part, size=0)
    given = session.scalars(
        select(ReferralGiven)
        .where(ReferralGiven.partner_id == source.id)
        .order_by(ReferralGiven.given_on.desc(), ReferralGiven.id.desc())
    ).all()
    return SourcePage(
        source,
        Figures(counted.sum, won.sum, revenue.sum),
        _with_money(session, question, [entry for entry in counted.entries if isinstance(entry, ClientBehind)]),
        given,
    )


def _with_money(session: Session, question: Question, counted: Sequence[ClientBehind]) -> list[Introduced]:
    paid = (
        select(Payment.client_id, func.sum(Payment.amount))
        .where(
            Payment.client_id.in_([entry.client.id for entry in counted]),
            Payment.kind == question.money,
            Payment.currency == question.currency,
            payments_that_count(),
        )
        .group_by(Payment.client_id)
    )
    money = {client: int(amount) for client, amount in session.execute(paid)}
    return [Introduced(entry, money.get(entry.client.id, 0)) for entry in counted]
