"""Calendar months as whole numbers, in Python and in SQL: each is one more than the month before it."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement

from records.clients import Client
from records.db import month_of_day
from records.money.payments import Payment


def month_number(day: date) -> int:
    """The month that a day is in, counted from the year 0."""
    return day.year * 12 + day.month - 1


def first_day(month: int) -> date:
    """The first day of a month given by its number; of one before the calendar, the calendar's."""
    if month < month_number(date.min):
        return date.min
    return date(month // 12, month % 12 + 1, 1)


def last_day(month: int) -> date:
    """The last day of a month given by its number; of one after the calendar, the calendar's."""
    if month >= month_number(date.max):
        return date.max
    return first_day(month + 1) - timedelta(days=1)


def month_of(column: Any) -> ColumnElement[int]:
    """The number of the month that a column of days is in."""
    return month_of_day(column)


def months_since_coming() -> ColumnElement[int]:
    """How many calendar months after the client's month of coming a payment is dated: 0 is the month itself.

    Money that came before the client did has a number below 0, and counts with the month of coming.
    """
    return month_of(Payment.paid_on) - month_of(Client.came_on)
