"""What a partner was given."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.relations.given.referrals import ReferralGiven
from records.sources import Source


def referrals_given(session: Session, source: Source) -> Sequence[ReferralGiven]:
    """The referrals given to a partner, the newest first."""
    given = select(ReferralGiven).where(ReferralGiven.partner_id == source.id)
    return session.scalars(given.order_by(ReferralGiven.given_on.desc(), ReferralGiven.id.desc())).all()
