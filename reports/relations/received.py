"""What each partner has sent: the clients whom they introduced, and the money of these."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, distinct, func, or_, select, true
from sqlalchemy.orm import Session

from attribution import Role
from records.clients import Client, Stage, StageChange
from records.credits import Credit, Standing
from records.totals import behind
from reports.kept import is_kept, kept_money
from reports.money_kept import currencies_in_use
from reports.part_sums import money_sums
from reports.questions import Count, CreditRule, Of, Question
from reports.relations.given import People

QUALIFIED = (Stage.QUALIFIED, Stage.WON)


def received(session: Session, currency: str, start: date | None = None, end: date | None = None) -> dict[int, People]:
    """By the number of a source, the clients whom it introduced who came in a period, and money dated in it.

    Each source that a client named counts the client whole; money goes by share. What waits for review counts nowhere.
    """
    found: dict[int, People] = defaultdict(People)
    for number, referrals, qualified, won in session.execute(_people(start, end)):
        people = found[number]
        people.referrals, people.qualified, people.won = referrals, int(qualified), int(won)
    for code in currencies_in_use(session, currency):
        for number, amount in _money(session, money_question(code, start, end)):
            found[number].money[code] += amount
    return dict(found)


def money_question(currency: str, start: date | None = None, end: date | None = None) -> Question:
    """The ranking that has the money of a balance: what came in, by the shares of all who were named."""
    return Question(currency, Of.PARTNERS, start=start, end=end, count=Count.PERIOD, credit=CreditRule.SHARED)


def introduced() -> ColumnElement[bool]:
    """The credits that count as a referral received: what a client said, decided for a source."""
    return and_(Credit.role == Role.INTRODUCED_BY, Credit.standing == Standing.CREDITED, Credit.source_id.is_not(None))


def was_qualified() -> ColumnElement[bool]:
    """Clients who are or ever were qualified or won."""
    ever = select(StageChange.id).where(StageChange.client_id == Client.id, StageChange.stage.in_(QUALIFIED))
    return or_(Client.stage.in_(QUALIFIED), ever.exists().correlate(Client))


def _people(start: date | None, end: date | None) -> Select[Any]:
    return (
        select(
            Credit.source_id,
            func.count(distinct(Client.id)),
            func.count(distinct(case((was_qualified(), Client.id)))),
            func.count(distinct(case((Client.stage == Stage.WON, Client.id)))),
        )
        .join_from(Credit, Client, Credit.client_id == Client.id)
        .where(introduced(), Client.came_on >= start if start else true(), Client.came_on <= end if end else true())
        .group_by(Credit.source_id)
    )


def _money(session: Session, question: Question) -> Iterator[tuple[int, int]]:
    if is_kept(session, question):
        kept = [(group[1], amount) for group, amount in kept_money(session, question) if group[1] is not None]
        # What began to be summed up anew while the totals were read may have changed between two of them.
        if not behind(session):
            yield from kept
            return
    for (number,), amount in money_sums(session, question, introduced(), Credit.source_id).items():
        yield number, amount
