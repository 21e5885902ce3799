"""Figures as people of the firm's country write them, for pages and for mails."""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, parse_pattern

from attribution import WHOLE
from records.money.currencies import minor_digits

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


def locale_of(country: str) -> Locale:
    """English as it is written in a country (ISO 3166, two letters); plain English if there is no such form of it."""
    try:
        return Locale("en", territory=country)
    except (UnknownLocaleError, ValueError):
        return Locale("en")


# Long lists write the same numbers and days over and over, and Babel takes its time for each.
@lru_cache(maxsize=4096)
def number_written(value: float, locale: Locale) -> str:
    """A plain number: ``1,250``."""
    return _minus(str(format_decimal(value, locale=locale)))


@lru_cache(maxsize=4096)
def amount_written(minor: int, currency: str, locale: Locale) -> str:
    """Minor units as money of their currency, all digits shown: 125000 USD is ``$1,250.00``."""
    digits = minor_digits(currency)
    pattern = parse_pattern(locale.currency_formats["standard"].pattern)
    # The digits of ISO 4217: the pattern's own follow habits, and would round what was paid.
    pattern.frac_prec = (digits, digits)
    exact = Decimal(minor).scaleb(-digits)
    printed = str(pattern.apply(exact, locale, currency=currency, currency_digits=False))
    # A code in letters stands apart from its number; a sign such as $ does not.
    return _minus(re.sub(r"(?<=[A-Z]{3})(?=\d)", "\N{NO-BREAK SPACE}", printed))


def _minus(printed: str) -> str:
    """A number below zero with the sign that a difference has on the same page: ``−$30.00``."""
    return printed.replace("-", "\N{MINUS SIGN}")


@lru_cache(maxsize=4096)
def clients_written(millionths: int, locale: Locale) -> str:
    """A number of clients, given in millionths: ``12``, ``12⅓``, or ``12.58`` where there is no sign for it."""
    whole, part = divmod(Fraction(millionths, WHOLE), 1)
    if 1 - part < _TOLERANCE:
        whole, part = whole + 1, Fraction(0)
    if part < _TOLERANCE:
        return number_written(whole, locale)
    for size, sign in _SIGNS.items():
        if abs(part - size) < _TOLERANCE:
            return f"{number_written(whole, locale)}{sign}" if whole else sign
    return number_written(round(float(whole + part), 2), locale)


@lru_cache(maxsize=4096)
def day_written(day: date, locale: Locale) -> str:
    """A calendar day: ``4 Mar 2026`` or ``Mar 4, 2026``."""
    return str(format_date(day, "medium", locale=locale))


@lru_cache(maxsize=4096)
def short_month_written(day: date, locale: Locale, year: bool = True) -> str:
    """The month that a day is in: ``Mar 2026``, or ``Mar`` alone."""
    return str(format_skeleton("yMMM" if year else "MMM", day, locale=locale))


def estimated_clients_written(millionths: int, locale: Locale) -> str:
    """An estimated number of clients, in hundredths throughout, so that a column of them lines up: ``12.50``."""
    return _minus(str(format_decimal(millionths / WHOLE, "#,##0.00", locale=locale)))


def month_written(first: date, locale: Locale) -> str:
    """The month of a day: ``March 2026``."""
    return str(format_date(first, "MMMM yyyy", locale=locale))
