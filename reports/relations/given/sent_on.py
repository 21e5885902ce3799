"""To which partners a client of the firm was sent on."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from records.clients import Client
from records.relations.given.referrals import ReferralGiven


def sent_on(session: Session, client: Client) -> Sequence[ReferralGiven]:
    """The referrals of a client, the newest first."""
    of_client = select(ReferralGiven).where(ReferralGiven.client_id == client.id)
    of_client = of_client.options(joinedload(ReferralGiven.partner))
    return session.scalars(of_client.order_by(ReferralGiven.given_on.desc(), ReferralGiven.id.desc())).unique().all()
