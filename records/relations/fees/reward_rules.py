"""Rules by which a partner is due something, and which of them a profession may have.

A rule only proposes (``records.relations.fees.due``). A percentage is refused for law and health, because it shares a
fee. For health a sum for each client is refused too, because it is reckoned from the number of referrals; what an owner
can switch on there is a fixed sum for each month, quarter or year, which is the same whoever is sent.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.db import Base, currency_code, instant, key, locked_by_name, money
from records.firm import Profession, the_firm
from records.firm.professions import Switch, is_on
from records.money.costs import Every
from records.money.payments import PaymentKind
from records.sources import Source
from records.staff.users import User

WHOLE_PERCENT = 10_000
"""A percentage is kept in hundredths of a percent: this many are the whole."""
_DAY = timedelta(days=1)
_NO_PERCENTAGE = frozenset({Profession.LAW, Profession.HEALTH})
_NOTHING_FROM_REFERRALS = frozenset({Profession.HEALTH})


class Basis(StrEnum):
    """What is due by a rule."""

    PERCENT = "percentage"
    """A part of the money of the clients whom the partner sent."""
    PER_CLIENT = "sum for each client"
    """A fixed sum for each of them, once money has come."""
    FLAT = "sum for each period"
    """A fixed sum for each month, quarter or year, whoever was sent."""


class RuleRefused(ValueError):
    """A rule that cannot be: the message says why and what would do."""


class RewardRule(Base):
    """A rule of one partner from a day on, to ``ends_on`` or until further notice.

    ``counts`` says whether billed or received money counts, None for a sum for each period. ``amount`` is in minor
    units of ``currency``, ``percent`` in hundredths of a percent; a percentage counts in every currency for itself.
    """

    __tablename__ = "reward_rules"
    __table_args__ = (Index(None, "partner_id"),)

    id: Mapped[key]
    partner_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    basis: Mapped[Basis]
    counts: Mapped[PaymentKind | None]
    percent: Mapped[int | None]
    amount: Mapped[money | None]
    currency: Mapped[currency_code | None]
    every: Mapped[Every | None]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    words: Mapped[str]
    at: Mapped[instant]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))

    partner: Mapped[Source] = relationship()
    user: Mapped[User] = relationship()
    ends: Mapped[list["RewardRuleEnd"]] = relationship(back_populates="rule", order_by="RewardRuleEnd.id")

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds: that of its newest end that stands, else its own; None for no end."""
        standing = [end for end in self.ends if end.undone_at is None]
        return standing[-1].last_day if standing else self.ends_on

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.starts_on <= day and (self.last_day is None or day <= self.last_day)


class RewardRuleEnd(Base):
    """Somebody has let a rule end with a day; one before its first day takes it away altogether."""

    __tablename__ = "reward_rule_ends"
    __table_args__ = (Index(None, "rule_id"),)

    id: Mapped[key]
    rule_id: Mapped[int] = mapped_column(ForeignKey("reward_rules.id"))
    last_day: Mapped[date]
    at: Mapped[instant]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    undone_at: Mapped[instant | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    rule: Mapped[RewardRule] = relationship(back_populates="ends")
    user: Mapped[User] = relationship(foreign_keys=[user_id])
    undone_by: Mapped[User | None] = relationship(foreign_keys=[undone_by_id])


def refusal(session: Session, basis: Basis) -> str | None:
    """Why the firm cannot have rules of this sort now, None if it can."""
    return refusals(session)[basis]


def refusals(session: Session) -> dict[Basis, str | None]:
    """For each sort of rule why the firm cannot have it now, None if it can."""
    profession = the_firm(session).profession_kind
    off = "fees and rewards are off for your profession; an owner can switch them on with a reason"
    why: dict[Basis, str | None] = dict.fromkeys(Basis, None if is_on(session, Switch.FIXED_REWARDS) else off)
    if profession in _NO_PERCENTAGE:
        why[Basis.PERCENT] = f"a percentage is refused for {profession.value}: it would share a fee"
    if profession in _NOTHING_FROM_REFERRALS:
        why[Basis.PER_CLIENT] = f"for {profession.value} nothing is reckoned from the number or the value of referrals"
    return why


def add_rule(
    session: Session,
    partner: Source,
    basis: Basis,
    starts_on: date,
    at: datetime,
    user: User,
    *,
    ends_on: date | None = None,
    counts: PaymentKind | None = None,
    percent: int | None = None,
    amount: int | None = None,
    currency: str | None = None,
    every: Every | None = None,
    words: str = "",
) -> RewardRule:
    """A new rule of a partner. Raises RuleRefused where the profession does not allow it, or another rule holds."""
    locked_by_name(session, f"rewards of {partner.id}")
    why = refusal(session, basis)
    if why:
        raise RuleRefused(why)
    if partner.partner is None:
        raise RuleRefused(f"{partner.name} is no partner; only partners have rules")
    if ends_on is not None and ends_on < starts_on:
        raise RuleRefused("the last day is before the first; correct one of them")
    _check(basis, counts, percent, amount, currency, every)
    rule = RewardRule(
        partner=partner,
        basis=basis,
        counts=counts,
        percent=percent,
        amount=amount,
        currency=currency,
        every=every,
        starts_on=starts_on,
        ends_on=ends_on,
        words=words.strip(),
        at=at,
        user=user,
    )
    with session.no_autoflush:
        _check_alone(session, rule)
    session.add(rule)
    session.flush()
    return rule


def end_rule(session: Session, rule: RewardRule, last_day: date, at: datetime, user: User) -> RewardRuleEnd:
    """Let a rule end with a day; the day before its first takes it away. Raises RuleRefused for an earlier one."""
    if last_day < rule.starts_on - _DAY:
        raise RuleRefused(f"the rule began on {rule.starts_on}; the day before that takes it away altogether")
    end = RewardRuleEnd(rule=rule, last_day=last_day, at=at, user=user)
    session.add(end)
    session.flush()
    # A later end than before can reach into a rule that was made since.
    _check_alone(session, rule)
    return end


def undo_end(session: Session, end: RewardRuleEnd, at: datetime, user: User) -> None:
    """Let a rule hold as before it was ended. Raises RuleRefused if it was ended anew, or another rule holds by now."""
    standing = [each for each in end.rule.ends if each.undone_at is None]
    if not standing or standing[-1] is not end:
        raise RuleRefused("this rule was ended anew since; undo that first")
    end.undone_at, end.undone_by = at, user
    _check_alone(session, end.rule)
    session.flush()


def rules_of(session: Session, partner: Source) -> list[RewardRule]:
    """Every rule of a partner, the oldest first."""
    of_partner = select(RewardRule).where(RewardRule.partner_id == partner.id)
    return list(session.scalars(of_partner.order_by(RewardRule.id)))


def _check(
    basis: Basis,
    counts: PaymentKind | None,
    percent: int | None,
    amount: int | None,
    currency: str | None,
    every: Every | None,
) -> None:
    if basis is Basis.PERCENT:
        if percent is None or not 0 < percent <= WHOLE_PERCENT:
            raise RuleRefused("type a percentage over 0 and up to 100")
    elif amount is None or amount <= 0 or currency is None:
        raise RuleRefused("type an amount over nothing, with its currency")
    if basis is Basis.FLAT:
        if every is None or every is Every.ONCE:
            raise RuleRefused("say for which period the sum is: each month, quarter or year")
    elif counts is None:
        raise RuleRefused("say whether billed or received money counts")


def _check_alone(session: Session, rule: RewardRule) -> None:
    """Two rules at once would have to be told apart for every payment; so there is one at a time."""
    for other in rules_of(session, rule.partner):
        if other is not rule and _overlap(rule, other):
            raise RuleRefused("another rule of this partner holds on some of these days; let that one end first")


def _overlap(one: RewardRule, other: RewardRule) -> bool:
    latest = max(one.starts_on, other.starts_on)
    return one.holds_on(latest) and other.holds_on(latest)
