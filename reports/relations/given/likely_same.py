"""Referrals that may be of the same person: to the same partner twice, or to another partner as well."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, joinedload

from attribution import fold, same_person
from records.relations.given.referrals import ReferralGiven
from records.sources import Source

WITHIN = timedelta(weeks=8)
"""Of so many weeks before and after: later somebody may well need a partner again."""
_MOST = 5


@dataclass(frozen=True, slots=True)
class Alike:
    """A referral that may be of the same person; ``to_same`` says that it went to the same partner."""

    referral: ReferralGiven
    to_same: bool


def likely_same(
    session: Session, partner: Source, who: str, on: date, besides: ReferralGiven | None = None
) -> Sequence[Alike]:
    """The referrals around a day that are likely of the same person, those to the same partner first.

    To the same partner a similar name is enough; to another, the two names have a word in common as well.
    """
    words = fold(who).split()
    if not words:
        return []
    shared = or_(*(ReferralGiven.who_key.contains(word, autoescape=True) for word in words))
    near = select(ReferralGiven).where(
        ReferralGiven.given_on.between(on - WITHIN, on + WITHIN),
        or_(ReferralGiven.partner_id == partner.id, and_(ReferralGiven.who_key != "", shared)),
    )
    if besides is not None:
        near = near.where(ReferralGiven.id != besides.id)
    near = near.options(joinedload(ReferralGiven.partner)).order_by(ReferralGiven.given_on.desc(), ReferralGiven.id)
    found = [
        Alike(each, each.partner_id == partner.id)
        for each in session.scalars(near).unique()
        if same_person(each.who, who)
    ]
    return sorted(found, key=lambda alike: not alike.to_same)[:_MOST]
