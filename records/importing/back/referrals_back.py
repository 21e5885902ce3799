"""Removing referrals given that an import has brought, and taking back what it reported of others."""

from datetime import datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from records.importing.back.resting import called, changed_since, rests_on
from records.importing.back.taking_back import Undone
from records.importing.turns import Turns
from records.imports import Import, ImportChange, one_file_at_a_time
from records.relations.given.outcomes import ReferralOutcome, show_last_report
from records.relations.given.referrals import ReferralGiven

_AT_ONCE = 200


def remove_report(session: Session, change: ImportChange, at: datetime) -> bool:
    """Forget what a file reported of a referral that was there before; the report before it holds again."""
    report = session.get(ReferralOutcome, change.row_id)
    if report:
        referral = report.referral
        session.delete(report)
        session.flush()
        show_last_report(session, referral)
    return True


def remove_referrals(session: Session, record: Import, undone: Undone, turns: Turns) -> None:
    """Remove the referrals of an import with the outcomes that its file had, unless others rest on them by now."""
    after = 0
    while ids := _brought(session, record, after):
        after = ids[-1]
        kept = rests_on(session, "referrals_given", ids, ("referral_outcomes",))
        of_the_file = (ReferralOutcome.at == ReferralGiven.created_at, ReferralOutcome.user_id.is_(None))
        by_others = (
            select(ReferralOutcome.referral_id)
            .join(ReferralOutcome.referral)
            .where(ReferralOutcome.referral_id.in_(ids))
            .where(
                or_(
                    ~of_the_file[0], ~of_the_file[1], ReferralOutcome.by_partner, ReferralOutcome.undone_at.is_not(None)
                )
            )
        )
        changed = select(ReferralGiven.id).where(
            ReferralGiven.id.in_(ids), changed_since("referrals_given", ReferralGiven.id.expression, record)
        )
        for words, numbers in (("referral_outcomes", by_others), ("import_changes", changed)):
            for number in session.scalars(numbers.distinct()):
                kept.setdefault(number, called(words))
        for number, why in kept.items():
            undone.keep("referrals_given", number, f"there are {why} by now")
        gone = [number for number in ids if number not in kept]
        session.execute(delete(ReferralOutcome).where(ReferralOutcome.referral_id.in_(gone)))
        session.execute(delete(ReferralGiven).where(ReferralGiven.id.in_(gone)))
        undone.undo.removed += len(gone)
        turns()


def _brought(session: Session, record: Import, after: int) -> list[int]:
    one_file_at_a_time(session)
    brought = select(ReferralGiven.id).where(ReferralGiven.import_id == record.id, ReferralGiven.id > after)
    return list(session.scalars(brought.order_by(ReferralGiven.id).limit(_AT_ONCE)))
