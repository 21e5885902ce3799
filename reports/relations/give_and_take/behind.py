"""The records behind the numbers of a balance: the clients a partner sent, and the people they were given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, distinct, func, select, true
from sqlalchemy.orm import Session

from attribution import WHOLE
from records.answers.credits import Credit, introduced
from records.clients import Client, Stage, was_qualified
from records.relations.given.outcomes import was_won
from records.relations.given.referrals import Outcome, ReferralGiven
from records.sources import Source
from reports.batches import batched
from reports.behind import Behind, ClientBehind
from reports.relations.give_and_take.family import in_family

MEASURES = ("referrals", "qualified", "won", "money")


@dataclass(frozen=True, slots=True)
class Given:
    """One page of the referrals given behind a number, how many there are, and the money that they come to."""

    entries: Sequence[ReferralGiven]
    in_all: int
    money: int


def clients_received(
    session: Session,
    source: Source,
    measure: str,
    start: date | None,
    end: date | None,
    *,
    whole_family: bool = False,
    page: int = 1,
    size: int = 100,
) -> Behind:
    """The clients whom a source introduced, those who qualified or the won ones, the newest first; each counts whole.

    ``whole_family`` adds those who came through these clients, at whatever hand.
    """
    if whole_family:
        those = in_family(source, Client.id, Client.came_on)
    else:
        those = select(Client.id, Client.came_on).join_from(Credit, Client, Credit.client_id == Client.id)
        those = those.where(introduced(), Credit.source_id == source.id)
    those = those.where(_dated(Client.came_on, start, end), _of_clients(measure))
    in_all = session.scalar(those.with_only_columns(func.count(distinct(Client.id)))) or 0
    newest = those.distinct().order_by(Client.came_on.desc(), Client.id.desc())
    numbers = [row[0] for row in session.execute(newest.limit(size).offset((page - 1) * size))]
    clients = {each.id: each for each in session.scalars(select(Client).where(Client.id.in_(numbers)))}
    return Behind([ClientBehind(clients[number], WHOLE) for number in numbers], in_all, in_all * WHOLE)


def referrals_behind(
    session: Session,
    source: Source,
    measure: str,
    currency: str,
    start: date | None,
    end: date | None,
    page: int = 1,
    size: int = 100,
) -> Given:
    """The people who were sent to a partner, those who qualified, the won ones or those with money of a currency."""
    those = _referrals(source, measure, currency, start, end)
    listed = select(ReferralGiven).where(those).order_by(ReferralGiven.given_on.desc(), ReferralGiven.id.desc())
    worth = and_(those, ReferralGiven.outcome == Outcome.WON, ReferralGiven.currency == currency)
    return Given(
        session.scalars(listed.limit(size).offset((page - 1) * size)).all(),
        session.scalar(select(func.count()).select_from(ReferralGiven).where(those)) or 0,
        int(session.scalar(select(func.coalesce(func.sum(ReferralGiven.value), 0)).where(worth)) or 0),
    )


def every_referral_behind(
    session: Session, source: Source, measure: str, currency: str, start: date | None, end: date | None
) -> Iterator[ReferralGiven]:
    """All of these referrals in the same order, read a few hundred at a time."""
    those = select(ReferralGiven.id).where(_referrals(source, measure, currency, start, end))
    numbers = session.scalars(those.order_by(ReferralGiven.given_on.desc(), ReferralGiven.id.desc())).all()
    for some in batched(numbers):
        found = {each.id: each for each in session.scalars(select(ReferralGiven).where(ReferralGiven.id.in_(some)))}
        yield from (found[number] for number in some)


def _referrals(
    source: Source, measure: str, currency: str, start: date | None, end: date | None
) -> ColumnElement[bool]:
    is_won = ReferralGiven.outcome == Outcome.WON
    has_money = and_(is_won, ReferralGiven.currency == currency, ReferralGiven.value != 0)
    asked = {"qualified": was_won(), "won": is_won, "money": has_money}.get(measure, true())
    return and_(ReferralGiven.partner_id == source.id, _dated(ReferralGiven.given_on, start, end), asked)


def _of_clients(measure: str) -> ColumnElement[bool]:
    return {"qualified": was_qualified(), "won": Client.stage == Stage.WON}.get(measure, true())


def _dated(day: Any, start: date | None, end: date | None) -> ColumnElement[bool]:
    return and_(day >= start if start else true(), day <= end if end else true())
