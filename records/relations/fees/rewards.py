"""What was approved, declined or paid of what partners were due: rows with who and when, each of which can be undone.

What is due is only ever proposed. A person approves or declines a proposal as it stands that moment; an approved one is
paid by a person, and that writes the fee into the ledger.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.clients import Client
from records.db import Base, currency_code, instant, key, locked_by_name, money
from records.relations.fees.ledger import Given, LedgerEntry, give
from records.sources import Source
from records.staff.users import User


class Did(StrEnum):
    """What somebody did with a proposal."""

    APPROVED = "approved"
    DECLINED = "declined"
    PAID = "paid"


class CannotSettle(ValueError):
    """A proposal that cannot be settled so, or a step that cannot be undone; the message says why."""


class Reward(Base):
    """A proposal that somebody has approved or declined, in minor units: the sum of its lines.

    Its state is its newest step that stands. One without any counts nowhere: its first step was undone.
    """

    __tablename__ = "rewards"
    __table_args__ = (Index(None, "partner_id"),)

    id: Mapped[key]
    partner_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    amount: Mapped[money]
    currency: Mapped[currency_code]
    until: Mapped[date]
    at: Mapped[instant]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))

    partner: Mapped[Source] = relationship()
    user: Mapped[User] = relationship()
    lines: Mapped[list["RewardLine"]] = relationship(back_populates="reward", order_by="RewardLine.id")
    steps: Mapped[list["RewardStep"]] = relationship(back_populates="reward", order_by="RewardStep.id")

    @property
    def newest(self) -> "RewardStep | None":
        """The newest step that stands."""
        standing = [step for step in self.steps if step.undone_at is None]
        return standing[-1] if standing else None


class RewardLine(Base):
    """The part of a reward that is due for one client; None for a sum that is due whoever was sent.

    It is below nothing where a refund took back what was settled before.
    """

    __tablename__ = "reward_lines"
    __table_args__ = (Index(None, "reward_id"), Index(None, "client_id"))

    id: Mapped[key]
    reward_id: Mapped[int] = mapped_column(ForeignKey("rewards.id"))
    client_id: Mapped[int | None] = mapped_column(ForeignKey("clients.id"))
    amount: Mapped[money]

    reward: Mapped[Reward] = relationship(back_populates="lines")
    client: Mapped[Client | None] = relationship()


class RewardStep(Base):
    """One thing that somebody did with a reward; paying it points to the ledger's entry."""

    __tablename__ = "reward_steps"
    __table_args__ = (Index(None, "reward_id"), Index(None, "entry_id"))

    id: Mapped[key]
    reward_id: Mapped[int] = mapped_column(ForeignKey("rewards.id"))
    did: Mapped[Did]
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("ledger_entries.id"))
    at: Mapped[instant]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    undone_at: Mapped[instant | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    reward: Mapped[Reward] = relationship(back_populates="steps")
    entry: Mapped[LedgerEntry | None] = relationship()
    user: Mapped[User] = relationship(foreign_keys=[user_id])
    undone_by: Mapped[User | None] = relationship(foreign_keys=[undone_by_id])


def keep_reward(
    session: Session,
    partner: Source,
    currency: str,
    lines: dict[int | None, int],
    did: Did,
    until: date,
    at: datetime,
    user: User,
) -> Reward:
    """Write down a settled proposal, by client; see ``records.relations.fees.due.settle_due``, which reckons it."""
    reward = Reward(partner=partner, amount=sum(lines.values()), currency=currency, until=until, at=at, user=user)
    reward.lines = [RewardLine(client_id=client, amount=amount) for client, amount in lines.items()]
    reward.steps = [RewardStep(did=did, at=at, user=user)]
    session.add(reward)
    session.flush()
    return reward


def pay_reward(
    session: Session, reward: Reward, on: date, at: datetime, user: User, *, words: str = "", over_because: str = ""
) -> RewardStep:
    """Pay an approved reward: a fee in the ledger. Raises CannotSettle if it is not approved, OverLimit as ``give``."""
    locked_by_name(session, f"rewards of {reward.partner_id}")
    session.expire(reward, ["steps"])
    if reward.newest is None or reward.newest.did is not Did.APPROVED:
        raise CannotSettle("only what is approved and not paid yet can be paid")
    entry = give(
        session,
        reward.partner,
        Given.FEE,
        reward.amount,
        reward.currency,
        on,
        at,
        user,
        words=words,
        over_because=over_because,
    )
    step = RewardStep(reward=reward, did=Did.PAID, entry=entry, at=at, user=user)
    session.add(step)
    session.flush()
    return step


def undo_step(session: Session, step: RewardStep, at: datetime, user: User) -> None:
    """Take the newest step of a reward back; a fee that was paid counts nowhere then. Raises CannotSettle."""
    locked_by_name(session, f"rewards of {step.reward.partner_id}")
    session.expire(step.reward, ["steps"])
    if step.reward.newest is not step:
        raise CannotSettle("something else was done since; undo that first")
    step.undone_at, step.undone_by = at, user
    if step.entry is not None and step.entry.undone_at is None:
        step.entry.undone_at, step.entry.undone_by = at, user
    session.flush()
