"""The people and the money that passed between the firm and its sources, from the kept totals or from the rows."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, String, and_, func, literal_column, select, true
from sqlalchemy.orm import Session

from records.answers.credits import Credit, introduced
from records.clients import Client, Stage, was_qualified
from records.relations.given.outcomes import was_won
from records.relations.given.referrals import Outcome, ReferralGiven
from records.totals import (
    GIVEN_TOTALS,
    MONEY_TOTALS,
    PEOPLE_TOTALS,
    Place,
    behind,
    has_unwritten,
    look_up,
    people_counts,
)
from reports.counting.kept import (
    REMEMBERED,
    grouped,
    in_piece,
    kept_in,
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
_NO_CURRENCY = literal_column("''", String).label("currency")


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
        statement = _kept_sums((currency,), start, end)
        kept = () if statement is None else look_up(session, statement)
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


def _from_totals(
    session: Session, currency: str, start: date | None, end: date | None, only: Sequence[int] | None
) -> Passed:
    found = Passed({}, {}, defaultdict(dict), defaultdict(dict))
    currencies = tuple(currencies_in_use(session, currency))
    statement = _kept_sums(currencies, start, end, None if only is None else tuple(only), by_currency=True)
    for source, code, *numbers in () if statement is None else look_up(session, statement):
        if source <= Place.NO_SOURCE:
            continue
        of_people = ((found.received, numbers[:3]), (found.given, numbers[3:6]))
        for sides, people in of_people:
            if any(people):
                sides[source] = (people[0], people[1], people[2])
        for money, amount in zip((found.came_in, found.made), numbers[6:], strict=True):
            if amount:
                money[code][source] = amount
    return found


@lru_cache(REMEMBERED)
def _kept_sums(
    currencies: Sequence[str],
    start: date | None,
    end: date | None,
    only: Sequence[int] | None = None,
    *,
    by_currency: bool = False,
) -> Select[Any] | None:
    """By source what ``Passed`` has: received, given, came in, made; None of a period without a day.

    Where currencies are told apart, theirs stands behind the source; people are under a blank one. Read at once, and
    remembered, because it takes longer to put together than to answer.
    """
    none = zeros(len(_PEOPLE) + 2)
    people, given, money = PEOPLE_TOTALS, GIVEN_TOTALS, MONEY_TOTALS
    question = money_question(currencies[0])
    of_money = money.c.role == question.role, *those_of_money(question, *currencies[1:])
    parts = []
    for piece in pieces(start, end):
        sides = [*signed([people.c[name] for name in _PEOPLE], piece), *none[-2:]]
        came_in = [*none[:-2], *signed([money.c.shared], piece), none[-1]]
        made = [*none[:-1], *signed([given.c.money], piece)]
        for table, numbers, those in (
            (people, sides, ()),
            (money, came_in, of_money),
            (given, made, (given.c.currency.in_(currencies),)),
        ):
            key: list[ColumnElement[Any]] = [table.c.source_id]
            if by_currency:
                key.append(_NO_CURRENCY if table is people else table.c.currency)
            chosen = true() if only is None else table.c.source_id.in_(only)
            of_piece = kept_in(table, piece) if table is money else in_piece(table, piece)
            parts.append(select(*key, *numbers).where(*of_piece, *those, chosen))
    return grouped(parts, 2 if by_currency else 1) if parts else None


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
    inside = introduced() if only is None else and_(introduced(), Credit.source_id.in_(only))
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for code in currencies_in_use(session, currency):
        for (source,), amount in money_sums(
            session, money_question(code, start, end), inside, Credit.source_id
        ).items():
            if amount:
                found[code][source] = amount
    return found
