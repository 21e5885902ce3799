"""The tables of kept totals, and the day, month and year that a day belongs to."""

from datetime import date
from enum import IntEnum, StrEnum
from typing import cast

from sqlalchemy import String, Table
from sqlalchemy.orm import Mapped, mapped_column

from attribution import Role
from records.db import CLUSTERED, Base, currency_code, money
from records.money.payments import PaymentKind


class Span(StrEnum):
    """How long a total reaches from its first day."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    EVER = "ever"

    def start(self, day: date) -> date:
        """The first day of the span that a day belongs to; all days together begin with the first of the calendar."""
        if self is Span.DAY:
            return day
        if self is Span.EVER:
            return date.min
        return day.replace(day=1) if self is Span.MONTH else day.replace(month=1, day=1)


class Dated(StrEnum):
    """By which day money is kept: that of the payment, or that on which its client came (cohorts)."""

    PAID = "paid"
    CAME = "came"


class Place(IntEnum):
    """What stands in ``source_id`` where no source has the credit: a visit without a source, or an open part."""

    NO_SOURCE = 0
    UNKNOWN = -1
    IN_REVIEW = -2
    CONFLICT = -3


EVERY_OFFICE = 0
"""What stands in ``office_id`` of a total of all offices."""
EVERY_CHANNEL = "*"
"""What stands in ``channel`` of a total of all channels."""


class ClientTotal(Base):
    """Clients who came in a span, and those of them that are won today, in millionths of a client.

    Each is kept by both rules of credit: ``first`` (the decisive source has the whole client) and ``shared``. The
    columns of the key stand in the order in which a ranking asks for them. ``source_id`` is a source's number or a
    ``Place``; it is no foreign key, because a total outlives no credit and a credit has one.

    A day has a row for each office, source and channel that meet on it. Longer spans are kept three times, each for
    what is asked of it: by source of all offices, by source and office, and by channel and office, where all who are
    credited stand in ``Place.NO_SOURCE`` (``kept_as``).
    """

    __tablename__ = "client_totals"
    __table_args__ = (CLUSTERED,)

    span: Mapped[Span] = mapped_column(primary_key=True)
    role: Mapped[Role] = mapped_column(primary_key=True)
    starts_on: Mapped[date] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(40), primary_key=True)
    clients_first: Mapped[money]
    clients_shared: Mapped[money]
    won_first: Mapped[money]
    won_shared: Mapped[money]


class MoneyTotal(Base):
    """Money of a span in minor units of its currency, by both rules of credit; see ``ClientTotal``."""

    __tablename__ = "money_totals"
    __table_args__ = (CLUSTERED,)

    span: Mapped[Span] = mapped_column(primary_key=True)
    dated: Mapped[Dated] = mapped_column(primary_key=True)
    role: Mapped[Role] = mapped_column(primary_key=True)
    kind: Mapped[PaymentKind] = mapped_column(primary_key=True)
    currency: Mapped[currency_code] = mapped_column(primary_key=True)
    starts_on: Mapped[date] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(40), primary_key=True)
    first: Mapped[money]
    shared: Mapped[money]


class PeopleTotal(Base):
    """People who passed between the firm and a source in a span, each counted whole for every source named.

    ``received`` are clients whom the source introduced, by the day on which they came, and ``given`` those who were
    sent to it. *Qualified* are those who ever were qualified or won, *won* those who are won today.
    """

    __tablename__ = "people_totals"
    __table_args__ = (CLUSTERED,)

    span: Mapped[Span] = mapped_column(primary_key=True)
    starts_on: Mapped[date] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(primary_key=True)
    received: Mapped[int]
    received_qualified: Mapped[int]
    received_won: Mapped[int]
    given: Mapped[int]
    given_qualified: Mapped[int]
    given_won: Mapped[int]


class GivenTotal(Base):
    """What a partner made of those who were sent to them in a span and are won: minor units of its currency."""

    __tablename__ = "given_totals"
    __table_args__ = (CLUSTERED,)

    span: Mapped[Span] = mapped_column(primary_key=True)
    starts_on: Mapped[date] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(primary_key=True)
    currency: Mapped[currency_code] = mapped_column(primary_key=True)
    money: Mapped[money]


CLIENT_TOTALS = cast(Table, ClientTotal.__table__)
MONEY_TOTALS = cast(Table, MoneyTotal.__table__)
PEOPLE_TOTALS = cast(Table, PeopleTotal.__table__)
GIVEN_TOTALS = cast(Table, GivenTotal.__table__)
TOTALS = (CLIENT_TOTALS, MONEY_TOTALS, PEOPLE_TOTALS, GIVEN_TOTALS)
"""Every table of totals, in the order in which they are written."""


class DayBehind(Base):
    """A day whose totals are not those of its rows, until it is summed up anew; rankings do without totals so long."""

    __tablename__ = "days_behind"
    __table_args__ = (CLUSTERED,)

    day: Mapped[date] = mapped_column(primary_key=True)
