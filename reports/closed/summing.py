"""The figures of a closed month, summed up by the database from the kept rows where no payment has to be split.

Nearly every client counts whole for one part; a month of any size is then a few groups. Only clients whom several share
are counted row by row (``counting``).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from sqlalchemy import Select, and_, case, func, select
from sqlalchemy.orm import Session

from attribution import WHOLE
from records.closed.closed_months import ClosedClient, ClosedCredit, ClosedPayment, Closure
from reports.closed.asking import counts, of_month, within
from reports.closed.counting import counted, part_of, ranking_of
from reports.closed.months import HeldCredit, Month, month_closed, month_frame
from reports.counting.questions import Count, CreditRule, Of, Question
from reports.counting.rankings import Figures, Ranking


@dataclass(frozen=True, slots=True)
class ClosedFigures:
    """The ranking of a closed month, and money so far of the clients who came in it by part, on which averages rest."""

    month: Month
    ranking: Ranking
    so_far: Ranking


def closed_figures(session: Session, closure: Closure, question: Question) -> ClosedFigures:
    """The figures of the report by a question."""
    month = month_frame(session, closure)
    shared = _shared_by_several(session, closure, question)
    found, so_far = (
        ranking_of(month, asked, _counted(session, closure, month, asked, shared))
        for asked in (question, replace(question, count=Count.COHORT))
    )
    return ClosedFigures(month, found, so_far)


def summed_up(session: Session, closure: Closure, question: Question) -> Iterator[tuple[str, Figures]]:
    """What counts in the month for each part, which may come several times."""
    shared = _shared_by_several(session, closure, question)
    return _counted(session, closure, month_frame(session, closure), question, shared)


def currencies_kept(session: Session, closure: Closure) -> set[str]:
    """The currencies of all money of the report."""
    kept = select(ClosedPayment.currency).where(ClosedPayment.closure_id == closure.id).distinct()
    return set(session.scalars(kept))


def _shared_by_several(session: Session, closure: Closure, question: Question) -> set[int]:
    """The clients who do not count whole for one part."""
    if question.credit is CreditRule.FIRST:
        return set()
    several = select(ClosedCredit.client_id).where(
        ClosedCredit.closure_id == closure.id,
        ClosedCredit.role == question.role,
        ClosedCredit.share.between(1, WHOLE - 1),
    )
    return set(session.scalars(several.distinct()))


def _counted(
    session: Session, closure: Closure, month: Month, question: Question, shared: set[int]
) -> Iterator[tuple[str, Figures]]:
    return chain(_summed(session, closure, month, question), _split(session, closure, question, shared))


def _split(session: Session, closure: Closure, question: Question, clients: set[int]) -> Iterator[tuple[str, Figures]]:
    if clients:
        month = month_closed(session, closure, clients, question)
        yield from ((each.part, each.figures) for each in counted(month, question))


def _summed(session: Session, closure: Closure, month: Month, question: Question) -> Iterator[tuple[str, Figures]]:
    key = _key(question)
    won = func.sum(case((ClosedClient.is_won, WHOLE), else_=0))
    came = within(ClosedClient.came_on, closure)
    for *credit, clients, of_won in session.execute(
        _of(closure, question, select(*key, func.count() * WHOLE, won)).where(came).group_by(*key)
    ):
        figures = Figures(clients=int(clients), won=int(of_won))
        yield part_of(month, _held(question, credit), question.of), figures
    paid = and_(ClosedPayment.closure_id == ClosedClient.closure_id, ClosedPayment.client_id == ClosedClient.client_id)
    dated = within(ClosedPayment.paid_on, closure) if question.count is Count.PERIOD else came
    asked = and_(dated, ClosedPayment.kind == question.money, ClosedPayment.currency == question.currency)
    money = _of(closure, question, select(*key, func.sum(ClosedPayment.amount))).join(ClosedPayment, paid)
    for *credit, amount in session.execute(money.where(asked).group_by(*key)):
        yield part_of(month, _held(question, credit), question.of), Figures(revenue=int(amount))


def _key(question: Question) -> list[Any]:
    """What tells parts apart; nearly every client has a phrase of their own, so these only where they are ranked."""
    of_keyword = [ClosedCredit.keyword_id.is_not(None), ClosedCredit.head_id, ClosedCredit.keyword_kind]
    keyword = of_keyword if question.of is Of.KEYWORDS else []
    source = [] if question.of in {Of.KEYWORDS, Of.CHANNELS} else [ClosedCredit.source_id]
    return [ClosedCredit.standing, ClosedCredit.channel, *source, *keyword]


def _held(question: Question, credit: list[Any]) -> HeldCredit:
    """The group as one credit, by which its part is found."""
    standing, channel, *rest = credit
    source, has_phrase, keyword, kind = None, False, None, None
    if question.of is Of.KEYWORDS:
        has_phrase, keyword, kind = rest
    elif question.of is not Of.CHANNELS:
        (source,) = rest
    phrase = keyword if has_phrase else None
    return HeldCredit(0, question.role, 0, standing, source, channel, WHOLE, phrase, keyword, kind)


def _of(closure: Closure, question: Question, columns: Select[Any]) -> Select[Any]:
    whole = counts(closure, question.role, question.credit)
    if question.credit is CreditRule.SHARED:
        whole = and_(whole, ClosedCredit.share == WHOLE)
    return columns.select_from(ClosedClient).join(ClosedCredit, whole).where(of_month(closure, question))
