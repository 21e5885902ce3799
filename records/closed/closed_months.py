"""Closed months: who closed which month and when, and the rows that its report keeps for itself.

The kept rows hold numbers, days and amounts, and no name or word of a client: only the client's number, which stands
for "erased client" once the client is gone. They point to nothing, so that nothing that goes later takes them along.
``made_at`` tells a record from a later one that was given the same number.
"""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from attribution import Channel, Kind, Role
from records.answers.credits import Standing
from records.db import Base, currency_code, instant, key, money
from records.money.costs import Every
from records.money.payments import PaymentKind
from records.staff.users import User


class Closure(Base):
    """A person closed a month, given by its first day. The month is closed until the closure is reopened.

    ``keeps_costs`` is false of one that was closed before costs were kept: what they were then is not known any more.
    """

    __tablename__ = "closures"

    id: Mapped[key]
    month: Mapped[date] = mapped_column(index=True)
    at: Mapped[instant]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    keeps_costs: Mapped[bool] = mapped_column(server_default=true(), default=True)

    user: Mapped[User] = relationship()
    reopening: Mapped["Reopening | None"] = relationship(back_populates="closure")


class Reopening(Base):
    """A person opened a closed month again; what its report kept stays readable."""

    __tablename__ = "reopenings"

    closure_id: Mapped[int] = mapped_column(ForeignKey("closures.id"), primary_key=True, autoincrement=False)
    at: Mapped[instant]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))

    closure: Mapped[Closure] = relationship(back_populates="reopening")
    user: Mapped[User] = relationship()


class ClosedClient(Base):
    """A client who came in the month or has a payment dated in it, as it was at closing."""

    __tablename__ = "closed_clients"

    closure_id: Mapped[int] = mapped_column(ForeignKey("closures.id"), primary_key=True, autoincrement=False)
    client_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    made_at: Mapped[int] = mapped_column(BigInteger)
    came_on: Mapped[date]
    office_id: Mapped[int]
    is_won: Mapped[bool]
    import_id: Mapped[int | None]


class ClosedCredit(Base):
    """A credit of such a client. ``head_id`` is the keyword that the phrase belonged to."""

    __tablename__ = "closed_credits"

    closure_id: Mapped[int] = mapped_column(ForeignKey("closures.id"), primary_key=True, autoincrement=False)
    client_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    role: Mapped[Role] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    standing: Mapped[Standing]
    source_id: Mapped[int | None]
    channel: Mapped[Channel]
    share: Mapped[int]
    keyword_id: Mapped[int | None]
    head_id: Mapped[int | None]
    keyword_kind: Mapped[str | None]


class ClosedPayment(Base):
    """A payment dated in the month, or made so far by a client who came in it."""

    __tablename__ = "closed_payments"

    closure_id: Mapped[int] = mapped_column(ForeignKey("closures.id"), primary_key=True, autoincrement=False)
    payment_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    made_at: Mapped[int] = mapped_column(BigInteger)
    client_id: Mapped[int]
    kind: Mapped[PaymentKind]
    currency: Mapped[currency_code]
    amount: Mapped[money]
    paid_on: Mapped[date]
    import_id: Mapped[int | None]


class ClosedSource(Base):
    """A source of such a credit under its name at closing; that of an existing client is a client's and is not kept."""

    __tablename__ = "closed_sources"

    closure_id: Mapped[int] = mapped_column(ForeignKey("closures.id"), primary_key=True, autoincrement=False)
    source_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str]
    kind: Mapped[Kind]


class ClosedCost(Base):
    """A cost of which a part may fall on the month, in minor units; what falls on it is reckoned as of any cost."""

    __tablename__ = "closed_costs"

    closure_id: Mapped[int] = mapped_column(ForeignKey("closures.id"), primary_key=True, autoincrement=False)
    cost_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    made_at: Mapped[int] = mapped_column(BigInteger)
    source_id: Mapped[int]
    amount: Mapped[money]
    currency: Mapped[currency_code]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    every: Mapped[Every]
