"""How figures, days and the client's words are printed."""

from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from flask import Flask
from markupsafe import Markup, escape

from admin.frame import the_frame
from reports.clients.own_answers import own_answers
from reports.costs import nearest
from reports.tables.description import Cell, Column, Kind, Money
from reports.tables.figures import money_of
from reports.written import (
    amount_written,
    clients_written,
    day_written,
    estimated_clients_written,
    month_written,
    number_written,
    short_month_written,
)


def install(app: Flask) -> None:
    """Give the formats to every template as filters."""
    for name in (
        amount,
        clients,
        day,
        days_long,
        estimated_clients,
        figure,
        marked,
        moment,
        month,
        month_name,
        nearest,
        own_answers,
        plural,
        printed,
        rate,
        signed_clients,
        sureness,
        times,
    ):
        app.add_template_filter(name)


def amount(minor: int, currency: str) -> str:
    """Minor units as money of their currency, all digits shown: 125000 USD is ``$1,250.00``."""
    return amount_written(minor, currency, the_frame().locale)


def clients(millionths: int) -> str:
    """A number of clients, given in millionths: ``12``, ``12⅓``, or ``12.58`` where there is no sign for it."""
    return clients_written(millionths, the_frame().locale)


def estimated_clients(millionths: int) -> str:
    """An estimated number of clients, given in millionths: ``12.50``."""
    return estimated_clients_written(millionths, the_frame().locale)


def _number(value: float) -> str:
    return number_written(value, the_frame().locale)


def day(value: date) -> str:
    """A calendar day, as it was written down: ``4 Mar 2026`` or ``Mar 4, 2026``."""
    return day_written(value, the_frame().locale)


def month(value: date, year: bool = True) -> str:
    """The month that a day is in: ``Mar 2026``, or ``Mar`` alone."""
    return short_month_written(value, the_frame().locale, year)


def days_long(number: int) -> str:
    """So many days, in months or years once nobody counts them any more: ``12 days``, ``5 months``, ``2 years``."""
    if number <= 60:
        return plural(number, "day")
    months = round(number / 30.44)
    return plural(months, "month") if months < 24 else f"{_number(round(number / 365.25, 1))} years"


def figure(value: float) -> str:
    """A plain number as it is written in the firm's country: ``1,250``."""
    return _number(value)


def rate(millionths: int) -> str:
    """A part of a whole, given in millionths: ``3.5%``."""
    return f"{_number(round(millionths / 10_000, 1))}%"


def moment(value: datetime) -> str:
    """An instant in the firm's zone."""
    frame = the_frame()
    local = value.astimezone(ZoneInfo(frame.firm.zone))
    return f"{format_date(local, 'medium', locale=frame.locale)}, {format_time(local, 'short', locale=frame.locale)}"


def month_name(first: date) -> str:
    """The month of a day: ``March 2026``."""
    return month_written(first, the_frame().locale)


def signed_clients(millionths: int) -> str:
    """A change of a number of clients: ``+1`` or ``−⅓``."""
    return f"{'+' if millionths > 0 else '−'}{clients(abs(millionths))} clients"


def plural(number: int, one: str, many: str = "") -> str:
    """A number with its noun: ``1 answer``, ``2 answers``."""
    return f"{_number(number)} {one if number == 1 else many or one + 's'}"


def sentence_of(problem: Exception) -> str:
    """What went wrong as a sentence of its own: with a capital and a full stop."""
    said = str(problem).rstrip(".")
    return f"{said[:1].upper()}{said[1:]}."


def printed(cell: Cell, column: Column) -> str:
    """A cell of a table as a person reads it."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, date):
        return day(cell)
    if isinstance(cell, Money) or column.kind is Kind.MONEY:
        return amount(*money_of(column, cell))
    if column.kind is Kind.SHARE:
        return rate(round(cell * 1_000_000))
    return clients(int(cell)) if column.kind is Kind.CLIENTS else figure(cell)


def sureness(confidence: float) -> str:
    """A probability in words."""
    steps = ((0.9, "almost certain"), (0.7, "likely"), (0.5, "possible"))
    return next((word for least, word in steps if confidence >= least), "a guess")


def times(value: Fraction) -> str:
    """How many times as much: ``3.2×``."""
    return f"{_number(round(float(value), 1))}×"


def marked(words: str, spans: Iterable[tuple[int, int]]) -> Markup:
    """The client's words with the parts marked that a credit rests on; spans are half open, in code points."""
    printed, at = Markup(), 0
    for span in sorted(spans):
        start, end = max(span[0], at), min(span[1], len(words))
        if start < end:
            printed += escape(words[at:start]) + Markup("<mark>{}</mark>").format(words[start:end])
            at = end
    return printed + escape(words[at:])
