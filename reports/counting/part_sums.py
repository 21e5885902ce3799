"""What a part of a ranking adds up to, by any columns: months, sources, or nothing at all.

Sums are made where the records are. Only payments that several sources share are read one by one, because each is
split for itself so that its parts add up to it.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, case, func, true
from sqlalchemy.orm import Session

from attribution import WHOLE
from records.answers.credits import Credit
from records.clients import Client, Stage
from records.money.payments import Payment
from records.money.splitting import split
from reports.counting.counted import came_in_period, counted, in_part, payments_of, undivided
from reports.counting.kept_parts import kept_by_month
from reports.counting.questions import Count, CreditRule, Question
from reports.counting.rankings import Figures


def client_sums(
    session: Session, question: Question, inside: ColumnElement[bool], *columns: Any
) -> dict[tuple[Any, ...], Figures]:
    """Clients and won clients (in millionths) inside who came in the period, per value of the columns."""
    share: Any = WHOLE if question.credit is CreditRule.FIRST else Credit.share
    won = case((Client.stage == Stage.WON, share), else_=0)
    sums = counted(question, *columns, func.sum(share), func.sum(won)).where(came_in_period(question), inside)
    return {
        tuple(row[:-2]): Figures(clients=int(row[-2]), won=int(row[-1]))
        for row in session.execute(sums.group_by(*columns))
        if row[-2] is not None
    }


def money_sums(
    session: Session,
    question: Question,
    inside: ColumnElement[bool],
    *columns: Any,
    those: ColumnElement[bool] | None = None,
) -> dict[tuple[Any, ...], int]:
    """The counted money (in minor units) of the credits inside, per value of the columns.

    ``those`` are the payments that count, all of them unless it says which.
    """
    those = true() if those is None else those
    found: dict[tuple[Any, ...], int] = defaultdict(int)
    whole = payments_of(question, *columns, func.sum(Payment.amount)).where(inside, those).group_by(*columns)
    if question.credit is CreditRule.SHARED:
        whole = whole.where(undivided())
    for row in session.execute(whole):
        if row[-1] is not None:
            found[tuple(row[:-1])] += int(row[-1])
    if question.credit is CreditRule.SHARED:
        for group, amount in _split_amounts(session, question, inside, columns, those):
            found[group] += amount
    return dict(found)


def figures_of(session: Session, question: Question, part: str) -> Figures:
    """The figures of a part as in the question's ranking."""
    kept = kept_by_month(session, question, part)
    if kept is not None:
        total = Figures()
        for figures in kept.values():
            total.add(figures)
        return total
    inside = in_part(question, part)
    figures = client_sums(session, question, inside).get((), Figures())
    figures.revenue = money_sums(session, question, inside).get((), 0)
    return figures


def figures_so_far(session: Session, question: Question, part: str) -> Figures:
    """The same with all money so far of the clients who came in the period."""
    return figures_of(session, replace(question, count=Count.COHORT), part)


def sharing(question: Question, inside: ColumnElement[bool]) -> ColumnElement[bool]:
    """Clients of whom a credit inside counts beside others: their payments are split over all of their credits."""
    those = counted(question, Credit.client_id).where(inside, Credit.share != WHOLE)
    return Client.id.in_(those.correlate(None))


def _split_amounts(
    session: Session,
    question: Question,
    inside: ColumnElement[bool],
    columns: tuple[Any, ...],
    those: ColumnElement[bool],
) -> Iterator[tuple[tuple[Any, ...], int]]:
    parts = (
        payments_of(question, Payment.id, Payment.amount, Credit.share, inside.label("inside"), *columns)
        .where(Credit.share != WHOLE, sharing(question, inside), those)
        .order_by(Payment.id, Credit.position)
    )
    payment: list[Any] = []
    for part in session.execute(parts):
        if payment and payment[0][0] != part[0]:
            yield from _counting(payment)
            payment = []
        payment.append(part)
    yield from _counting(payment)


def _counting(parts: list[Any]) -> Iterator[tuple[tuple[Any, ...], int]]:
    """The parts of one payment that are inside."""
    if not parts:
        return
    for part, amount in zip(parts, split(parts[0][1], [part[2] for part in parts]), strict=True):
        if part[3]:
            yield tuple(part[4:]), amount
