"""What a firm may switch on or off because of its profession: the usual answer of each, and what an owner has said.

Whoever may be given something for sending clients, and what may be told of them, is a matter of the rules of a
profession in a country. So what could break such a rule is off by itself, and an owner switches it on with a reason.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from records.db import Base, instant, key
from records.engine.once import once
from records.firm import Firm, Profession, the_firm
from records.staff.users import User, UserRole

__all__ = ["CannotSwitch", "Profession", "Switch", "Switching", "is_on", "is_usually_on", "switch", "switchings"]


class Switch(StrEnum):
    """What can be switched."""

    SUGGEST_PARTNERS = "suggest partners"
    """Suggesting a partner for somebody whom the firm cannot serve."""
    STATEMENTS = "statements"
    """The page that shows a partner what became of whom they sent."""
    FIXED_REWARDS = "fixed rewards"
    """Rules by which a partner is due something. Percentages stay refused for law and health all the same."""


_USUALLY_OFF = {
    Profession.LAW: frozenset({Switch.SUGGEST_PARTNERS, Switch.FIXED_REWARDS}),
    Profession.HEALTH: frozenset(Switch),
}


class CannotSwitch(ValueError):
    """Something cannot be switched so; the message says why and what would do."""


class Switching(Base):
    """One switch that an owner has turned, with the reason. The newest of its switch counts.

    ``profession`` and ``country`` are those that the firm had then: a reason that was given under the rules of one
    profession says nothing under those of another, so it counts only while the firm has them.
    """

    __tablename__ = "switchings"
    __table_args__ = (Index(None, "what", "id"),)

    id: Mapped[key]
    what: Mapped[Switch]
    is_on: Mapped[bool]
    reason: Mapped[str]
    profession: Mapped[Profession]
    country: Mapped[str]
    at: Mapped[instant]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))

    user: Mapped[User] = relationship()

    def is_of(self, firm: Firm) -> bool:
        """Whether it was turned for the profession and the country that the firm has now."""
        return (self.profession, self.country) == (firm.profession_kind, firm.country)


def is_on(session: Session, switch: Switch) -> bool:
    """Whether something is on: as an owner has said for this profession and country, else as is usual for them."""
    firm = the_firm(session)
    said = once(session, is_on, lambda: _said(session, firm)).get(switch)
    return is_usually_on(firm.profession_kind, switch) if said is None else said


def _said(session: Session, firm: Firm) -> dict[Switch, bool]:
    """What an owner has said last of each."""
    those = select(Switching.what, Switching.is_on).where(*_counting(firm)).order_by(Switching.id)
    return dict(session.execute(those).tuples().all())


def is_usually_on(profession: Profession, switch: Switch) -> bool:
    """Whether something is on for a profession where no owner has said anything."""
    return switch not in _USUALLY_OFF.get(profession, frozenset())


def switch(session: Session, what: Switch, on: bool, reason: str, user: User, at: datetime) -> Switching:
    """Turn a switch, and keep who did it and why. Raises CannotSwitch without a reason, and for who is no owner."""
    firm = the_firm(session)
    if user.role is not UserRole.OWNER:
        raise CannotSwitch("only an owner can switch this; ask one of them")
    if not reason.strip():
        raise CannotSwitch("say why, so that it can be understood later")
    turned = Switching(
        what=what,
        is_on=on,
        reason=reason.strip(),
        profession=firm.profession_kind,
        country=firm.country,
        at=at,
        user=user,
    )
    session.add(turned)
    session.flush()
    return turned


def switchings(session: Session) -> list[Switching]:
    """Every switch that was turned, the newest first."""
    return list(session.scalars(select(Switching).options(joinedload(Switching.user)).order_by(Switching.id.desc())))


def _counting(firm: Firm) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Switching.profession == firm.profession_kind, Switching.country == firm.country
