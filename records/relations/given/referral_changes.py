"""Referrals given that were corrected or removed by hand: what was done, who did it, when, and how it was before.

A removed referral's row goes, with what was reported of it, so that nothing can count it by mistake; the change keeps
all that brings it back.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from attribution import fold
from records.clients import Client
from records.db import Base, instant, key
from records.engine.column_types import EPOCH, MICROSECOND
from records.relations.given.asking import ReferralAsk
from records.relations.given.outcomes import ReferralOutcome, write_referral
from records.relations.given.referrals import Outcome, ReferralGiven
from records.sources import Source
from records.sources.merged import number_meant
from records.staff.users import User


class ReferralDid(StrEnum):
    """What was done to a referral."""

    CHANGED = "changed"
    REMOVED = "removed"


class CannotTakeBack(ValueError):
    """A change of a referral that cannot be undone now; the message says why and what would do."""


class ReferralChange(Base):
    """One change of a referral, with its values ``before`` it; one that was undone says by whom and when.

    ``referral_id`` is no foreign key, because a removed referral is not there; it is then a negative number, since
    SQLite may give the number of a row that is gone to a new one. ``client_id`` is the client of the firm who was
    sent on, so that an erasure finds the copy.
    """

    __tablename__ = "referral_changes"

    id: Mapped[key]
    referral_id: Mapped[int] = mapped_column(index=True)
    client_id: Mapped[int | None] = mapped_column(ForeignKey("clients.id"), index=True)
    did: Mapped[ReferralDid]
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[instant]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    undone_at: Mapped[instant | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    client: Mapped[Client | None] = relationship()
    user: Mapped[User | None] = relationship(foreign_keys=[user_id])
    undone_by: Mapped[User | None] = relationship(foreign_keys=[undone_by_id])

    @property
    def before_on(self) -> date:
        """The day that the referral had before."""
        return date.fromisoformat(self.before["given_on"])


def change_referral(
    session: Session,
    referral: ReferralGiven,
    partner: Source,
    who: str,
    on: date,
    at: datetime,
    *,
    purpose: str = "",
    expected: int | None = None,
    currency: str | None = None,
    user: User | None = None,
) -> ReferralChange:
    """Give a referral other particulars and keep those before. Raises BadReferral as ``log_referral`` does."""
    before = _values(referral)
    with session.no_autoflush:
        write_referral(referral, partner, who, on, purpose, expected, currency)
    return _keep(session, referral, ReferralDid.CHANGED, before, at, user)


def remove_referral(session: Session, referral: ReferralGiven, at: datetime, user: User | None) -> ReferralChange:
    """Let a referral that never was be gone, with what was reported of it."""
    before = _values(referral) | {
        "id": referral.id,
        "ref": referral.ref,
        "ask_on": referral.ask_on.isoformat() if referral.ask_on else None,
        "import_id": referral.import_id,
        "user_id": referral.user_id,
        "created_at": _number(referral.created_at),
        "reports": _rows(session, ReferralOutcome, referral),
        "asks": _rows(session, ReferralAsk, referral),
    }
    change = _keep(session, referral, ReferralDid.REMOVED, before, at, user)
    of_referral = update(ReferralChange).where(ReferralChange.referral_id == referral.id)
    session.execute(of_referral.values(referral_id=-change.id))
    for table in (ReferralOutcome, ReferralAsk):
        session.execute(delete(table).where(table.referral_id == referral.id))
    session.delete(referral)
    session.flush()
    session.expire(change)
    return change


def undo_referral_change(session: Session, change: ReferralChange, at: datetime, user: User | None) -> ReferralGiven:
    """Let a referral be what it was before its newest change. Raises CannotTakeBack."""
    standing = changes_of_referral(session, change.referral_id, only_standing=True)
    if not standing or standing[0] is not change:
        raise CannotTakeBack("this referral has been changed since; undo that first")
    if change.did is ReferralDid.REMOVED:
        referral = _brought_back(session, change)
    else:
        referral = session.get_one(ReferralGiven, change.referral_id)
    _write(session, referral, change.before)
    change.undone_at, change.undone_by_id = at, user.id if user else None
    session.flush()
    return referral


def changes_of_referral(session: Session, number: int, *, only_standing: bool = False) -> list[ReferralChange]:
    """The changes of a referral, the newest first; those that were undone are left out if asked."""
    of_referral = select(ReferralChange).where(ReferralChange.referral_id == number)
    if only_standing:
        of_referral = of_referral.where(ReferralChange.undone_at.is_(None))
    return list(session.scalars(of_referral.order_by(ReferralChange.id.desc())))


def removed_referrals(session: Session, most: int) -> list[ReferralChange]:
    """The referrals that are removed, the one that was removed last first."""
    gone = select(ReferralChange).where(
        ReferralChange.did == ReferralDid.REMOVED, ReferralChange.undone_at.is_(None), ReferralChange.referral_id < 0
    )
    return list(session.scalars(gone.order_by(ReferralChange.id.desc()).limit(most)))


def _keep(
    session: Session,
    referral: ReferralGiven,
    did: ReferralDid,
    before: dict[str, Any],
    at: datetime,
    user: User | None,
) -> ReferralChange:
    change = ReferralChange(
        referral_id=referral.id,
        client_id=referral.client_id,
        did=did,
        before=before,
        at=at,
        user_id=user.id if user else None,
    )
    session.add(change)
    session.flush()
    return change


def _values(referral: ReferralGiven) -> dict[str, Any]:
    return {
        "partner_id": referral.partner_id,
        "who": referral.who,
        "given_on": referral.given_on.isoformat(),
        "purpose": referral.purpose,
        "expected": referral.expected,
        "expected_currency": referral.expected_currency,
    }


def _write(session: Session, referral: ReferralGiven, before: dict[str, Any]) -> None:
    # Whoever was merged into another partner since means that one now.
    referral.partner_id = number_meant(session, before["partner_id"])
    referral.who, referral.who_key = before["who"], fold(before["who"])
    referral.given_on, referral.purpose = date.fromisoformat(before["given_on"]), before["purpose"]
    referral.expected, referral.expected_currency = before["expected"], before["expected_currency"]
    session.add(referral)
    session.flush()
    session.expire(referral, ["partner"])


def _brought_back(session: Session, change: ReferralChange) -> ReferralGiven:
    before = change.before
    ref = before["ref"]
    if ref and session.scalars(select(ReferralGiven).where(ReferralGiven.ref == ref)).first():
        raise CannotTakeBack(f"another referral has the reference {ref!r} by now; remove that one first")
    reports: list[dict[str, Any]] = before["reports"]
    last = next((each for each in reversed(reports) if each["undone_at"] is None), None)
    referral = ReferralGiven(
        ref=ref,
        client_id=change.client_id,
        ask_on=date.fromisoformat(before["ask_on"]) if before["ask_on"] else None,
        import_id=before["import_id"],
        user_id=before["user_id"],
        created_at=_instant(before["created_at"]),
        outcome=Outcome(last["outcome"]) if last else Outcome.OPEN,
        value=last["value"] if last else None,
        currency=last["currency"] if last else None,
    )
    if session.get(ReferralGiven, before["id"]) is None:
        referral.id = before["id"]
    gone = change.referral_id
    _write(session, referral, before)
    for table, rows in ((ReferralOutcome, reports), (ReferralAsk, before["asks"])):
        for row in rows:
            values = {name: _instant(value) if name in _INSTANTS else value for name, value in row.items()}
            session.add(table(referral_id=referral.id, **values))
            session.flush()
    of_referral = update(ReferralChange).where(ReferralChange.referral_id == gone)
    session.execute(of_referral.values(referral_id=referral.id))
    session.expire(change)
    return referral


_INSTANTS = frozenset({"at", "undone_at"})


def _rows(session: Session, table: Any, referral: ReferralGiven) -> list[dict[str, Any]]:
    """The rows of a table about a referral as JSON has them, in order, without their own numbers."""
    found = session.execute(
        select(table.__table__).where(table.referral_id == referral.id).order_by(table.__table__.c.id)
    ).mappings()
    return [{name: _plain(value) for name, value in row.items() if name not in {"id", "referral_id"}} for row in found]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return _number(value)
    return value.value if isinstance(value, StrEnum) else value


def _number(at: datetime) -> int:
    return (at - EPOCH) // MICROSECOND


def _instant(number: int | None) -> datetime | None:
    return None if number is None else EPOCH + number * MICROSECOND
