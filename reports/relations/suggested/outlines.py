"""What is suggested about partners as far as the kept totals say it, so that only few have to be read client by client.

In a large firm reading every client of every partner would take seconds at each look at the list of who deserves time.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Integer, case, cast, exists, func, or_, select
from sqlalchemy.orm import Session

from attribution import Kind, Role
from records.clients import Client
from records.money.payments import Payment, PaymentKind
from records.relations.given.referrals import ReferralGiven
from records.relations.known.suggestion_answers import Suggests
from records.sources import Partner, Relation, Source
from records.totals import MONEY_TOTALS, PEOPLE_TOTALS, Dated, Span, behind, has_unwritten, look_up
from reports.counting.kept import grouped, kept_in, pieces
from reports.relations.suggested.rhythm import may_be_quiet
from reports.relations.suggested.suggesting import (
    GIVEN,
    HALF_YEAR,
    NEW,
    Key,
    Placed,
    Usual,
    gives_back,
    is_good,
    is_rising_by,
    rethinks,
)
from reports.relations.thanking.waiting_sums import WaitingSum, waiting_sums


class Outlines(NamedTuple):
    """Partners with the strongest of what is suggested about each, those of whom that must be read, and what is usual.

    Whoever is in neither is not to be suggested for anything.
    """

    placed: Mapping[int, Placed]
    to_read: Collection[int]
    usual: Usual


class _Outline(NamedTuple):
    """The totals of a partner. Days are None where there is none; ``recent`` and ``before`` are of two half years."""

    came: int = 0
    won: int = 0
    gave: int = 0
    won_by_them: int = 0
    first: date | None = None
    last: date | None = None
    last_given: date | None = None
    recent: int = 0
    before: int = 0


def outlines(
    session: Session,
    currency: str,
    today: date,
    allowed: Collection[Suggests],
    besides: Collection[int],
    *,
    by_value: bool,
) -> Outlines | None:
    """What the totals say as of a day; None where they say nothing.

    Partners in ``besides`` are to be read in any case, because somebody has answered something about them. The totals
    are of all days, so that they say nothing while anything lies ahead.
    """
    if has_unwritten(session) or behind(session) or _lies_ahead(session, currency, today):
        return None
    waiting, found, money = waiting_sums(session, currency), _outlines(session, today), _money(session, currency)
    sources, partners = Source.__table__, Partner.__table__
    living = (
        select(sources.c.id, sources.c.name_key, partners.c.relation)
        .join_from(sources, partners, partners.c.source_id == sources.c.id)
        .where(sources.c.kind == Kind.PARTNER, sources.c.retired_at.is_(None))
    )
    every = session.execute(living).tuples().all()
    none, asked = _Outline(), set(besides)
    usual = Usual(
        sum(found.get(number, none).came for number, _, _ in every),
        sum(found.get(number, none).won for number, _, _ in every),
    )
    placed, to_read = {}, set()
    for number, name_key, relation in every:
        one = found.get(number, none)
        if number in asked:
            to_read.add(number)
            continue
        suggests = _strongest(one, waiting.get(number), relation, today, usual, allowed)
        if suggests is None:
            continue
        key = _key(suggests, one, waiting.get(number), money.get(number, 0), by_value=by_value)
        if key is None:
            to_read.add(number)
        else:
            placed[number] = Placed(suggests, key, name_key, number)
    # What began to be summed up anew while the totals were read may have changed between two of them.
    return None if behind(session) else Outlines(placed, to_read, usual)


def _strongest(
    one: _Outline,
    waits: WaitingSum | None,
    relation: Relation,
    today: date,
    usual: Usual,
    allowed: Collection[Suggests],
) -> Suggests | None:
    """The first that holds in the order of ``suggesting.possible``; a silence is taken for one as long as it may be."""
    holds = {
        Suggests.WELCOME: one.came == 1 and one.first is not None and today - one.first <= NEW,
        Suggests.RESCUE: bool(one.first and one.last and may_be_quiet(one.first, one.last, one.came, today)),
        Suggests.GIVE_BACK: gives_back(one.won, one.won_by_them, one.came, one.gave, relation),
        Suggests.RETHINK: one.gave >= GIVEN and one.last_given is not None and rethinks(one.won, one.last_given, today),
        Suggests.NURTURE: is_rising_by(one.recent, one.before) and is_good(one.won, one.came, usual),
        Suggests.THANK: waits is not None,
    }
    first = [Suggests.WELCOME, *([Suggests.THANK] if waits and waits.money > 0 else [])]
    for suggests in (*first, *(each for each in holds if each not in first)):
        if suggests in allowed and holds[suggests]:
            return suggests
    return None


def _key(suggests: Suggests, one: _Outline, waits: WaitingSum | None, money: int, *, by_value: bool) -> Key | None:
    """By what ``suggesting.strength`` orders it; None where that asks for the clients themselves."""
    if suggests is Suggests.THANK and waits:
        return (-waits.money if by_value else 0, waits.since)
    if suggests is Suggests.WELCOME and one.first:
        return (-one.first.toordinal(),)
    if suggests is Suggests.GIVE_BACK:
        return (one.won_by_them - one.won, -money, one.gave - one.came)
    if suggests is Suggests.RETHINK and one.last_given:
        return (-one.gave, -one.last_given.toordinal())
    return None


def _lies_ahead(session: Session, currency: str, today: date) -> bool:
    """Whether a client, a referral given, or money that was received in the currency is of a day to come."""
    clients = exists().where(Client.came_on > today)
    given = exists().where(ReferralGiven.given_on > today)
    paid = exists().where(Payment.kind == PaymentKind.RECEIVED, Payment.currency == currency, Payment.paid_on > today)
    return bool(session.scalar(select(or_(clients, given, paid))))


def _outlines(session: Session, today: date) -> dict[int, _Outline]:
    columns = PEOPLE_TOTALS.c
    names = ("received", "received_won", "given", "given_won")
    ever = select(columns.source_id, *(columns[name] for name in names)).where(columns.span == Span.EVER)
    recent, older = today - HALF_YEAR, today - 2 * HALF_YEAR
    is_recent, is_older = columns.starts_on > recent, (columns.starts_on > older) & (columns.starts_on <= recent)
    came_on: Any = case((columns.received > 0, columns.starts_on))
    days = (
        select(
            columns.source_id,
            func.min(came_on),
            func.max(came_on),
            func.max(case((columns.given > 0, columns.starts_on))),
            *(cast(func.sum(case((those, columns.received), else_=0)), Integer) for those in (is_recent, is_older)),
        )
        .where(columns.span == Span.DAY)
        .group_by(columns.source_id)
    )
    dated = {number: rest for number, *rest in session.execute(days).all()}
    nothing = [None, None, None, 0, 0]
    return {number: _Outline(*sums, *dated.get(number, nothing)) for number, *sums in session.execute(ever).all()}


def _money(session: Session, currency: str) -> dict[int, int]:
    columns = MONEY_TOTALS.c
    those: list[Any] = [columns.dated == Dated.CAME, columns.role == Role.INTRODUCED_BY]
    those += [columns.kind == PaymentKind.RECEIVED, columns.currency == currency]
    ever = select(columns.source_id, columns.shared).where(*those, *kept_in(MONEY_TOTALS, pieces(None, None)[0]))
    return dict(look_up(session, grouped([ever], 1)))
