"""Referrals are given to partners, and what became of each is reported: a row per report, so that it can be undone."""

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, ForeignKey, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from attribution import fold
from records.clients import Client
from records.db import Base, currency_code, instant, key, money
from records.relations.given.referrals import UNDECIDED, Outcome, ReferralGiven
from records.sources import Source
from records.staff.users import User

ASK_AFTER = timedelta(weeks=4)
"""So long after a referral was given, or after it was asked about, it is time to ask what became of it."""


class BadReferral(ValueError):
    """A referral, or a report of one, that cannot be meant; the message says why and what would do."""


class NotTheNewestReport(Exception):
    """Something newer was reported of the same referral; that has to be undone first."""


class ReferralOutcome(Base):
    """One report of what became of a referral: who said it and when. One that was undone says by whom and when.

    ``value`` is what the partner made of it, in minor units of ``currency``. ``by_partner`` says that the partner
    reported it on the page of their statement; ``user_id`` is the member of staff who wrote it down otherwise.
    """

    __tablename__ = "referral_outcomes"

    id: Mapped[key]
    referral_id: Mapped[int] = mapped_column(ForeignKey("referrals_given.id"), index=True)
    outcome: Mapped[Outcome]
    value: Mapped[money | None]
    currency: Mapped[currency_code | None]
    at: Mapped[instant]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    by_partner: Mapped[bool]
    undone_at: Mapped[instant | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    referral: Mapped[ReferralGiven] = relationship()
    user: Mapped[User | None] = relationship(foreign_keys=[user_id])
    undone_by: Mapped[User | None] = relationship(foreign_keys=[undone_by_id])


def log_referral(
    session: Session,
    partner: Source,
    who: str,
    on: date,
    at: datetime,
    *,
    purpose: str = "",
    expected: int | None = None,
    currency: str | None = None,
    user: User | None = None,
    ref: str | None = None,
    client: Client | None = None,
) -> ReferralGiven:
    """A referral to a partner on a day, open as yet. ``expected`` is in minor units of ``currency``.

    It is asked about after ``ASK_AFTER`` unless somebody says otherwise. Raises BadReferral if nobody is named, or an
    amount has no currency.
    """
    referral = ReferralGiven(
        ref=ref, client=client, user_id=user.id if user else None, created_at=at, outcome=Outcome.OPEN
    )
    referral.ask_on = on + ASK_AFTER
    write_referral(referral, partner, who, on, purpose, expected, currency)
    session.add(referral)
    session.flush()
    return referral


def write_referral(
    referral: ReferralGiven,
    partner: Source,
    who: str,
    on: date,
    purpose: str,
    expected: int | None,
    currency: str | None,
) -> None:
    """Give a referral its particulars. Raises BadReferral as ``log_referral`` does."""
    name = " ".join(who.split())
    if not fold(name):
        raise BadReferral("a referral is of somebody; write who was sent")
    if partner.partner is None:
        raise BadReferral(f"{partner.name} is no partner; referrals are given to partners")
    _check_amount(expected, currency)
    referral.partner, referral.who, referral.who_key, referral.given_on = partner, name, fold(name), on
    referral.purpose = " ".join(purpose.split())
    referral.expected, referral.expected_currency = expected, currency if expected is not None else None


def report_outcome(
    session: Session,
    referral: ReferralGiven,
    outcome: Outcome,
    at: datetime,
    *,
    value: int | None = None,
    currency: str | None = None,
    user: User | None = None,
    by_partner: bool = False,
) -> ReferralOutcome:
    """Write down what became of a referral; ``value`` is what the partner made of it, in minor units of ``currency``.

    Raises BadReferral for money that has no currency or is less than nothing, and for money of one that is not won.
    """
    _check_amount(value, currency)
    if value is not None and outcome is not Outcome.WON:
        raise BadReferral(f"a referral that is {outcome.value} has brought the partner no money; leave the amount out")
    report = ReferralOutcome(
        referral=referral,
        outcome=outcome,
        value=value,
        currency=currency if value is not None else None,
        at=at,
        user_id=user.id if user else None,
        by_partner=by_partner,
    )
    session.add(report)
    session.flush()
    show_last_report(session, referral)
    return report


def undo_outcome(session: Session, report: ReferralOutcome, at: datetime, user: User | None) -> None:
    """The newest report of a referral does not hold any more; the one before it does. Raises NotTheNewestReport."""
    standing = reports_of(session, report.referral, only_standing=True)
    if not standing or standing[0] is not report:
        raise NotTheNewestReport("something newer was reported of this referral; undo that first")
    report.undone_at, report.undone_by_id = at, user.id if user else None
    session.flush()
    show_last_report(session, report.referral)


def reports_of(session: Session, referral: ReferralGiven, *, only_standing: bool = False) -> list[ReferralOutcome]:
    """What was reported of a referral, the newest first; what was undone is left out if asked."""
    of_referral = select(ReferralOutcome).where(ReferralOutcome.referral_id == referral.id)
    if only_standing:
        of_referral = of_referral.where(ReferralOutcome.undone_at.is_(None))
    return list(session.scalars(of_referral.order_by(ReferralOutcome.id.desc())))


def show_last_report(session: Session, referral: ReferralGiven) -> None:
    """Let a referral show the newest report that stands; without any it is open."""
    standing = reports_of(session, referral, only_standing=True)
    last = standing[0] if standing else None
    referral.outcome = last.outcome if last else Outcome.OPEN
    referral.value, referral.currency = (last.value, last.currency) if last else (None, None)
    session.flush()


def was_won() -> ColumnElement[bool]:
    """The referrals of which a report that stands says, or ever said, that they are won: these were *qualified*."""
    ever = select(ReferralOutcome.id).where(
        ReferralOutcome.referral_id == ReferralGiven.id,
        ReferralOutcome.outcome == Outcome.WON,
        ReferralOutcome.undone_at.is_(None),
    )
    return or_(ReferralGiven.outcome == Outcome.WON, ever.exists().correlate(ReferralGiven))


def is_undecided(referral: ReferralGiven) -> bool:
    """Whether what became of it is not known yet."""
    return referral.outcome in UNDECIDED


def _check_amount(amount: int | None, currency: str | None) -> None:
    if amount is None:
        return
    if not currency:
        raise BadReferral("an amount has a currency; say which")
    if amount < 0:
        raise BadReferral("what a referral is worth is not less than nothing; correct the amount")
