"""What each partner was given: the people sent to them, and the money that they made of those who were won."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import case, func, select, true
from sqlalchemy.orm import Session

from records.referrals import Outcome, ReferralGiven


@dataclass(slots=True)
class People:
    """How many people, how many of them qualified, and how many are won, with their money by currency."""

    referrals: int = 0
    qualified: int = 0
    won: int = 0
    money: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def given(session: Session, start: date | None = None, end: date | None = None) -> dict[int, People]:
    """By the number of the partner's source, whom they were given on the days of a period, both ends inclusive.

    Of the outcomes only *won* says that somebody was the right one for the partner, so that it is *qualified* as well.
    Money is what partners report of referrals that are won; what was expected of a referral is no money.
    """
    is_won = ReferralGiven.outcome == Outcome.WON
    value = case((is_won, ReferralGiven.value), else_=None)
    sums = (
        select(
            ReferralGiven.partner_id,
            ReferralGiven.currency,
            func.count(),
            func.sum(case((is_won, 1), else_=0)),
            func.sum(value),
        )
        .where(
            ReferralGiven.given_on >= start if start else true(),
            ReferralGiven.given_on <= end if end else true(),
        )
        .group_by(ReferralGiven.partner_id, ReferralGiven.currency)
    )
    found: dict[int, People] = defaultdict(People)
    for number, currency, referrals, won, money in session.execute(sums):
        people = found[number]
        people.referrals += referrals
        people.qualified += won
        people.won += won
        if currency and money:
            people.money[currency] += int(money)
    return dict(found)
