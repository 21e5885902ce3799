"""How figures, days and the client's words are printed."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal, parse_pattern
from flask import Flask
from markupsafe import Markup, escape

from admin.frame import the_frame
from attribution import WHOLE
from records.currencies import minor_digits
from reports.tables.description import Cell, Column, Kind, Money
from reports.tables.figures import money_of

# The parts that Unicode has a sign for, by their size.
_SIGNS = {
    Fraction(part, whole): sign
    for sign, part, whole in [
        ("½", 1, 2), ("⅓", 1, 3), ("⅔", 2, 3), ("¼", 1, 4), ("¾", 3, 4), ("⅕", 1, 5), ("⅖", 2, 5), ("⅗", 3, 5),
        ("⅘", 4, 5), ("⅙", 1, 6), ("⅚", 5, 6), ("⅛", 1, 8), ("⅜", 3, 8), ("⅝", 5, 8), ("⅞", 7, 8),
    ]
}  # fmt: skip
# Thirds are kept in millionths, so a thousand of them are together off by less than this.
_TOLERANCE = Fraction(1, 2000)


def install(app: Flask) -> None:
    """Give the formats to every template as filters."""
    for name in (
        amount,
        clients,
        day,
        days_long,
        figure,
        marked,
        moment,
        month,
        month_name,
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
    return _amount(minor, currency, the_frame().locale)


@lru_cache(maxsize=4096)
def _amount(minor: int, currency: str, locale: Locale) -> str:
    digits = minor_digits(currency)
    pattern = parse_pattern(locale.currency_formats["standard"].pattern)
    # The digits of ISO 4217: the pattern's own follow habits, and would round what was paid.
    pattern.frac_prec = (digits, digits)
    exact = Decimal(minor).scaleb(-digits)
    printed = str(pattern.apply(exact, locale, currency=currency, currency_digits=False))
    # A code in letters stands apart from its number; a sign such as $ does not.
    return re.sub(r"(?<=[A-Z]{3})(?=\d)", "\N{NO-BREAK SPACE}", printed)


def clients(millionths: int) -> str:
    """A number of clients, given in millionths: ``12``, ``12⅓``, or ``12.58`` where there is no sign for it."""
    whole, part = divmod(Fraction(millionths, WHOLE), 1)
    if 1 - part < _TOLERANCE:
        whole, part = whole + 1, Fraction(0)
    if part < _TOLERANCE:
        return _number(whole)
    for size, sign in _SIGNS.items():
        if abs(part - size) < _TOLERANCE:
            return f"{_number(whole)}{sign}" if whole else sign
    return _number(round(float(whole + part), 2))


def _number(value: float) -> str:
    return str(format_decimal(value, locale=the_frame().locale))


def day(value: date) -> str:
    """A calendar day, as it was written down: ``4 Mar 2026`` or ``Mar 4, 2026``."""
    return str(format_date(value, "medium", locale=the_frame().locale))


def month(value: date, year: bool = True) -> str:
    """The month that a day is in: ``Mar 2026``, or ``Mar`` alone."""
    return str(format_skeleton("yMMM" if year else "MMM", value, locale=the_frame().locale))


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
    return str(format_date(first, "MMMM yyyy", locale=the_frame().locale))


def signed_clients(millionths: int) -> str:
    """A change of a number of clients: ``+1`` or ``−⅓``."""
    return f"{'+' if millionths > 0 else '−'}{clients(abs(millionths))} clients"


def plural(number: int, one: str, many: str = "") -> str:
    """A number with its noun: ``1 answer``, ``2 answers``."""
    return f"{_number(number)} {one if number == 1 else many or one + 's'}"


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
