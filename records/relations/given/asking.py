"""Asking a partner what became of those who were sent to them: on which day, and that it was done."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.clients import Client
from records.consents.mail_leaves import rests_on_leave
from records.db import Base, instant, key
from records.mail import Mail, send_later
from records.relations.given.outcomes import ASK_AFTER
from records.relations.given.referrals import ReferralGiven
from records.sources import Source
from records.staff.users import User

MAIL_KIND = "outcomes of referrals"


class AskedHow(StrEnum):
    """How a partner was asked."""

    MAIL = "mail"
    CALL = "call"
    MEETING = "meeting"


class ReferralAsk(Base):
    """Somebody asked the partner what became of a referral; ``mail_id`` is the mail if it was one."""

    __tablename__ = "referral_asks"

    id: Mapped[key]
    referral_id: Mapped[int] = mapped_column(ForeignKey("referrals_given.id"), index=True)
    how: Mapped[AskedHow]
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("mails.id"))
    at: Mapped[instant]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    referral: Mapped[ReferralGiven] = relationship()
    mail: Mapped[Mail | None] = relationship()
    user: Mapped[User | None] = relationship()


def ask_by_mail(
    session: Session,
    partner: Source,
    referrals: Sequence[ReferralGiven],
    to: str,
    subject: str,
    text: str,
    today: date,
    at: datetime,
    user: User,
) -> Mail:
    """Queue one mail to a partner about these referrals. ``today`` is the firm's day. Raises BadMail."""
    mail = send_later(session, MAIL_KIND, to, subject, text, at, name=partner.name, about=partner, user=user)
    numbers = {each.client_id for each in referrals if each.client_id is not None}
    rests_on_leave(session, mail, session.scalars(select(Client).where(Client.id.in_(numbers))))
    for referral in referrals:
        _asked(session, referral, AskedHow.MAIL, today, at, user).mail = mail
    session.flush()
    return mail


def note_asked(
    session: Session, referral: ReferralGiven, how: AskedHow, today: date, at: datetime, user: User
) -> ReferralAsk:
    """Write down that a partner was asked by a call or when they met."""
    asked = _asked(session, referral, how, today, at, user)
    session.flush()
    return asked


def ask_on(referral: ReferralGiven, day: date | None) -> None:
    """Be reminded on a day to ask what became of a referral, or never."""
    referral.ask_on = day


def asks_of(session: Session, referral: ReferralGiven) -> Sequence[ReferralAsk]:
    """When and how the partner was asked about a referral, the newest first."""
    of_referral = select(ReferralAsk).where(ReferralAsk.referral_id == referral.id)
    return session.scalars(of_referral.order_by(ReferralAsk.id.desc())).all()


def _asked(
    session: Session, referral: ReferralGiven, how: AskedHow, today: date, at: datetime, user: User
) -> ReferralAsk:
    asked = ReferralAsk(referral=referral, how=how, at=at, user=user)
    session.add(asked)
    referral.ask_on = today + ASK_AFTER
    return asked
