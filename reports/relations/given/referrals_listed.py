"""The referrals given, searched by partner, period and outcome, with what they come to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session, joinedload

from records.relations.given.referrals import UNDECIDED, Outcome, ReferralGiven

_AT_ONCE = 500


class Which(StrEnum):
    """Which referrals are wanted: those with one outcome, those still open to any, or those to ask about today."""

    ALL = ""
    UNDECIDED = "undecided"
    DUE = "due"
    OPEN = "open"
    CONTACTED = "contacted"
    WON = "won"
    LOST = "lost"
    UNQUALIFIED = "unqualified"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which referrals are looked for; both ends of the period are inclusive, and None is no bound."""

    which: Which = Which.ALL
    partner: int | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What the wanted referrals come to: how many, by outcome, and the money by currency, reported and expected."""

    count: int
    by_outcome: dict[Outcome, int]
    due: int
    value: dict[str, int]
    expected: dict[str, int]


def given_in_all(session: Session, wanted: Wanted, today: date) -> Given:
    """How many there are of the partner and period, whatever the outcome, and what the wanted ones come to in money."""
    around = _of(Wanted(partner=wanted.partner, start=wanted.start, end=wanted.end), today)
    due = case((and_(*is_due(today)), 1), else_=0)
    parts = (ReferralGiven.outcome, ReferralGiven.currency, ReferralGiven.expected_currency, due)
    figures = (func.count(), func.sum(ReferralGiven.value), func.sum(ReferralGiven.expected))
    by_outcome: dict[Outcome, int] = {}
    is_asked = 0
    value: dict[str, int] = {}
    expected: dict[str, int] = {}
    for outcome, currency, expected_currency, asked, count, made, hoped in session.execute(
        select(*parts, *figures).where(*around).group_by(*parts)
    ):
        by_outcome[outcome] = by_outcome.get(outcome, 0) + count
        is_asked += count if asked else 0
        if _is_wanted(wanted.which, outcome, asked=bool(asked)):
            for sums, code, amount in ((value, currency, made), (expected, expected_currency, hoped)):
                if code and amount is not None:
                    sums[code] = sums.get(code, 0) + int(amount)
    money = (dict(sorted(value.items())), dict(sorted(expected.items())))
    return Given(sum(by_outcome.values()), by_outcome, is_asked, *money)


def _is_wanted(which: Which, outcome: Outcome, *, asked: bool) -> bool:
    if which is Which.ALL:
        return True
    if which is Which.DUE:
        return asked
    if which is Which.UNDECIDED:
        return outcome in UNDECIDED
    return outcome is Outcome(which.value)


def count_of(given: Given, which: Which) -> int:
    """How many of the referrals of a partner and period are of a kind."""
    if which is Which.ALL:
        return given.count
    if which is Which.DUE:
        return given.due
    if which is Which.UNDECIDED:
        return sum(given.by_outcome.get(outcome, 0) for outcome in UNDECIDED)
    return given.by_outcome.get(Outcome(which.value), 0)


def referrals_found(session: Session, wanted: Wanted, today: date, page: int, size: int) -> Sequence[ReferralGiven]:
    """One page of the wanted referrals: those to ask about by the day of asking, all others the newest first."""
    order = (
        (ReferralGiven.ask_on, ReferralGiven.id)
        if wanted.which is Which.DUE
        else (ReferralGiven.given_on.desc(), ReferralGiven.id.desc())
    )
    found = select(ReferralGiven).where(*_of(wanted, today)).order_by(*order)
    found = found.options(joinedload(ReferralGiven.partner), joinedload(ReferralGiven.user))
    return session.scalars(found.limit(size).offset((page - 1) * size)).unique().all()


def every_referral(session: Session, wanted: Wanted, today: date) -> Iterator[ReferralGiven]:
    """All of them, a few hundred at a time."""
    page = 1
    while some := referrals_found(session, wanted, today, page, _AT_ONCE):
        yield from some
        page += 1


def is_due(today: date) -> tuple[ColumnElement[bool], ...]:
    """The conditions that it is time to ask what became of a referral."""
    return (ReferralGiven.outcome.in_(UNDECIDED), ReferralGiven.ask_on <= today)


def undecided_of(session: Session, partner: int) -> Sequence[ReferralGiven]:
    """The referrals to a partner of which the outcome is not known yet, the oldest first."""
    those = select(ReferralGiven).where(ReferralGiven.partner_id == partner, ReferralGiven.outcome.in_(UNDECIDED))
    return session.scalars(those.order_by(ReferralGiven.given_on, ReferralGiven.id)).all()


def _of(wanted: Wanted, today: date) -> list[ColumnElement[bool]]:
    those: list[ColumnElement[bool]] = []
    if wanted.partner is not None:
        those.append(ReferralGiven.partner_id == wanted.partner)
    if wanted.start:
        those.append(ReferralGiven.given_on >= wanted.start)
    if wanted.end:
        those.append(ReferralGiven.given_on <= wanted.end)
    if wanted.which is Which.DUE:
        those += is_due(today)
    elif wanted.which is Which.UNDECIDED:
        those.append(ReferralGiven.outcome.in_(UNDECIDED))
    elif wanted.which is not Which.ALL:
        those.append(ReferralGiven.outcome == Outcome(wanted.which.value))
    return those
