"""A person who was sent on to a partner: the referral keeps its day, outcome and money, and says nothing of them."""

from collections.abc import Iterable

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from attribution import fold
from records.answers.erasures import ERASED
from records.clients import Client
from records.relations.given.referral_changes import ReferralChange
from records.relations.given.referrals import ReferralGiven


def forget_who_was_sent(session: Session, client: Client, names: Iterable[str]) -> None:
    """Blank who was sent and what for, where it was this client or somebody of exactly their name."""
    keys = {fold(name) for name in names} - {""}
    theirs = or_(ReferralGiven.client_id == client.id, ReferralGiven.who_key.in_(sorted(keys)))
    session.execute(update(ReferralGiven).where(theirs).values(who=ERASED, who_key="", purpose=""))
    for change in session.scalars(select(ReferralChange)).all():
        if change.client_id == client.id or fold(change.before["who"]) in keys:
            change.before = change.before | {"who": ERASED, "purpose": ""}
