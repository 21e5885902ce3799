"""The people and the money that passed between the firm and its sources, from the kept totals or from the rows."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select, Table, and_, func, select, true
from sqlalchemy.orm import Session

from records.answers.credits import Credit, introduced
from records.clients import Client, Stage, was_qualified
from records.relations.given.outcomes import was_won
from records.relations.given.referrals import Outcome, ReferralGiven
from records.totals import GIVEN_TOTALS, MONEY_TOTALS, PEOPLE_TOTALS, behind, has_unwritten, look_up, people_counts
from reports.counting.kept import (
    REMEMBERED,
    grouped,
    in_piece,
    is_kept,
    kept_in,
    kept_money,
    pieces,
    signed,
    those_of_money,
    zeros,
)
from reports.counting.part_sums import money_sums
from reports.counting.questions import Count, CreditRule, Of, Question
from reports.money_kept import currencies_in_use

NOBODY = (0, 0, 0)
_PEOPLE = ("received", "received_qualified", "received_won", "given", "given_qualified", "given_won")


class Passed(NamedTuple):
    """What passed between the firm and its sources in a period, by the number of the source.

    ``received`` and ``given`` are people, those of them who qualified, and those who are won; ``came_in`` and ``made``
    are what the firm has had of the ones and what partners report of the others, in minor units by currency.
    """

    received: dict[int, tuple[int, int, int]]
    given: dict[int, tuple[int, int, int]]
    came_in: dict[str, dict[int, int]]
    made: dict[str, dict[int, int]]


def passed(
    session: Session,
    currency: str,
    start: date | None = None,
    end: date | None = None,
    only: Sequence[int] | None = None,
) -> Passed:
    """What passed on the days of a period, both ends inclusive, with every source or ``only`` those of these numbers.

    Received are clients who came in the period, each whole for every source named; money is dated in it and goes by
    share. Given are people who were sent in it, and the money of those who are won; what is expected is no money.
    """
    if not has_unwritten(session) and not behind(session):
        found = _from_totals(session, currency, start, end, only)
        # What began to be summed up anew while the totals were read may have changed between two of them.
        if not behind(session):
            return found
    return from_rows(session, currency, start, end, only)


def money_question(currency: str, start: date | None = None, end: date | None = None) -> Question:
    """The ranking that has the money of a balance: what came in, by the shares of all who were named."""
    return Question(currency, Of.PARTNERS, start=start, end=end, count=Count.PERIOD, credit=CreditRule.SHARED)


def sums_by_source(
    session: Session, currency: str, start: date | None = None, end: date | None = None
) -> dict[int, tuple[int, ...]]:
    """By source what balances are put in order by: received and given (each people, qualified, won), came in, made.

    The same numbers as those of ``passed``, read at once; money of the one currency only.
    """
    if not has_unwritten(session) and not behind(session):
        parts = _to_order(money_question(currency, start, end))
        kept = look_up(session, grouped(parts, 1)) if parts else []
        if not behind(session):
            return {row[0]: tuple(row[1:]) for row in kept if row[0] > 0}
    found = from_rows(session, currency, start, end)
    came_in, made = found.came_in.get(currency, {}), found.made.get(currency, {})
    return {
        each: (
            *found.received.get(each, NOBODY),
            *found.given.get(each, NOBODY),
            came_in.get(each, 0),
            made.get(each, 0),
        )
        for each in {*found.received, *found.given, *came_in, *made}
    }


def given_in_all(session: Session, only: Sequence[int] | None = None) -> dict[int, int]:
    """By source how many people it was given of all time; of every source, or of those of these numbers."""
    if not has_unwritten(session) and not behind(session):
        given = PEOPLE_TOTALS.c.given
        ever = select(PEOPLE_TOTALS.c.source_id, given).where(
            given != 0,
            *in_piece(PEOPLE_TOTALS, pieces(None, None)[0]),
            true() if only is None else PEOPLE_TOTALS.c.source_id.in_(only),
        )
        kept = session.execute(ever).tuples().all()
        if not behind(session):
            return dict(kept)
    sent = select(ReferralGiven.partner_id, func.count()).group_by(ReferralGiven.partner_id)
    return dict(session.execute(sent).tuples().all())


def _to_order(question: Question) -> list[Select[Any]]:
    none = zeros(len(_PEOPLE) + 2)
    people, given, money = PEOPLE_TOTALS, GIVEN_TOTALS, MONEY_TOTALS
    parts = []
    for piece in pieces(question.start, question.end):
        sides = [*signed([people.c[name] for name in _PEOPLE], piece), *none[-2:]]
        came_in = [*none[:-2], *signed([money.c.shared], piece), none[-1]]
        made = [*none[:-1], *signed([given.c.money], piece)]
        of_money = (money.c.role == question.role, *those_of_money(question))
        for table, numbers, those in (
            (people, sides, ()),
            (money, came_in, of_money),
            (given, made, (given.c.currency == question.currency,)),
        ):
            of_piece = kept_in(table, piece) if table is money else in_piece(table, piece)
            parts.append(select(table.c.source_id, *numbers).where(*of_piece, *those))
    return parts


def _from_totals(
    session: Session, currency: str, start: date | None, end: date | None, only: Sequence[int] | None
) -> Passed:
    received, given = {}, {}
    those = None if only is None else tuple(only)
    for source, *people in _kept(session, PEOPLE_TOTALS, start, end, those):
        if any(people[:3]):
            received[source] = (int(people[0]), int(people[1]), int(people[2]))
        if any(people[3:]):
            given[source] = (int(people[3]), int(people[4]), int(people[5]))
    made: dict[str, dict[int, int]] = defaultdict(dict)
    for code, source, money in _kept(session, GIVEN_TOTALS, start, end, those):
        made[code][source] = int(money)
    return Passed(received, given, _came_in(session, currency, start, end, only), made)


def _kept(
    session: Session, table: Table, start: date | None, end: date | None, only: tuple[int, ...] | None
) -> Sequence[Any]:
    statement = _kept_sums(table, start, end, only)
    return () if statement is None else look_up(session, statement)


@lru_cache(REMEMBERED)
def _kept_sums(table: Table, start: date | None, end: date | None, only: tuple[int, ...] | None) -> Select[Any] | None:
    """People by source, or money given by currency and source; None of a period without a day.

    Remembered, because it takes longer to put together than to answer.
    """
    is_people = table is PEOPLE_TOTALS
    key = [table.c.source_id] if is_people else [table.c.currency, table.c.source_id]
    numbers = [table.c[name] for name in (_PEOPLE if is_people else ("money",))]
    those = true() if only is None else table.c.source_id.in_(only)
    parts = [
        select(*key, *signed(numbers, piece)).where(*in_piece(table, piece), those) for piece in pieces(start, end)
    ]
    if not parts:
        return None
    # Of one span a source has one row, so that nothing is left to be added up.
    alone = len(parts) == 1 and start is None and end is None
    return parts[0] if alone else grouped(parts, len(key))


def from_rows(
    session: Session,
    currency: str,
    start: date | None = None,
    end: date | None = None,
    only: Sequence[int] | None = None,
) -> Passed:
    """The same from the rows themselves, for what no total answers and as what the totals are measured against."""
    received: dict[int, tuple[int, int, int]] = {}
    came = [Client.came_on >= start if start else true(), Client.came_on <= end if end else true()]
    came.append(Credit.source_id.in_(only) if only is not None else true())
    clients = select(Credit.source_id, *people_counts(Client, was_qualified(), Client.stage == Stage.WON))
    clients = clients.join_from(Credit, Client, Credit.client_id == Client.id).where(introduced(), *came)
    for source, *people in session.execute(clients.group_by(Credit.source_id)):
        received[source] = (people[0], people[1], people[2])
    sent = [
        ReferralGiven.given_on >= start if start else true(),
        ReferralGiven.given_on <= end if end else true(),
        ReferralGiven.partner_id.in_(only) if only is not None else true(),
    ]
    is_won = ReferralGiven.outcome == Outcome.WON
    referrals = select(ReferralGiven.partner_id, *people_counts(ReferralGiven, was_won(), is_won)).where(*sent)
    given: dict[int, tuple[int, int, int]] = {}
    for source, *people in session.execute(referrals.group_by(ReferralGiven.partner_id)):
        given[source] = (people[0], people[1], people[2])
    made: dict[str, dict[int, int]] = defaultdict(dict)
    key = (ReferralGiven.currency, ReferralGiven.partner_id)
    worth = select(*key, func.sum(ReferralGiven.value)).where(is_won, ReferralGiven.currency.is_not(None), *sent)
    for code, source, money in session.execute(worth.group_by(*key)):
        if money:
            made[code][source] = int(money)
    return Passed(received, given, _came_in(session, currency, start, end, only), made)


def _came_in(
    session: Session, currency: str, start: date | None, end: date | None, only: Sequence[int] | None
) -> dict[str, dict[int, int]]:
    return {
        code: {source: amount for source, amount in _money(session, money_question(code, start, end), only) if amount}
        for code in currencies_in_use(session, currency)
    }


def _money(session: Session, question: Question, only: Sequence[int] | None) -> Iterator[tuple[int, int]]:
    inside = introduced() if only is None else and_(introduced(), Credit.source_id.in_(only))
    if is_kept(session, question):
        kept = [(group[1], amount) for group, amount in kept_money(session, question, only) if group[1] is not None]
        if not behind(session):
            yield from kept
            return
    for (number,), amount in money_sums(session, question, inside, Credit.source_id).items():
        yield number, amount
