"""Amounts in the styles of the world: 1,234.56 and 1.234,56, 1'234.56, (12.00), 12.00-, CHF 12.-, 1,23,456.78.

Which mark stands before the cents is a style (``Numbers``). What can be read in two ways is not read without it.
Sources: the number and currency patterns of Unicode CLDR 47 (cldr.unicode.org), ISO 4217, and for 12.- and the
apostrophe the Swiss Federal Chancellery's "Schreibweisungen" (bk.admin.ch).
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from records.importing.files.styles.plain import plain
from records.importing.files.styles.signs import without_sign


class Numbers(StrEnum):
    """Which mark stands before the cents."""

    POINT = "point"
    COMMA = "comma"


PLAIN_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,2})?", re.ASCII)
"""A number that is what it says; with a point it can have no other style."""
_HOW = "write it like 1250.00"
_DASHES = r"\-\u2010\u2011\u2012\u2013\u2014\u2212"
_NO_CENTS = re.compile(rf"(?<=\d)[.,] ?[{_DASHES}]{{1,2}}(?!\d)")
_LEADING_MINUS = re.compile(rf"([+{_DASHES}]) ?")
_TRAILING_MINUS = re.compile(rf" ?([+{_DASHES}])$")
# An apostrophe of whatever kind; the Arabic thousands mark; a space, which may have been narrow.
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u02bc\u00b4`", "'"))
_GROUPS = re.compile(r"[1-9]\d{0,2}(?:([,.' ٬])\d{3})(?:\1\d{3})*")
_INDIAN = re.compile(r"[1-9]\d?(?:([,٬])\d{2})(?:\1\d{2})*\1\d{3}")
_DECIMALS = {Numbers.POINT: ".", Numbers.COMMA: ","}


def number(cell: str, style: Numbers | None = None) -> tuple[Decimal, str]:
    """The number of a cell, and the sign or code of a currency that stands beside it. Raises ValueError."""
    negative, body, sign = _taken_apart(cell)
    readings = _readings(body)
    if not readings:
        raise ValueError(f"{cell[:40]!r} is not an amount; {_HOW}")
    if style is not None:
        if style not in readings:
            raise ValueError(f"{cell[:40]!r} is not an amount with a decimal {style}; {_HOW}")
        exact = readings[style]
    elif len(set(readings.values())) > 1:
        either = " or ".join(sorted(format(reading, "f") for reading in readings.values()))
        raise ValueError(f"{cell[:40]!r} can be {either}; say which mark stands before the cents")
    else:
        exact = next(iter(readings.values()))
    return -exact if negative else exact, sign


def number_readings(cell: str) -> Mapping[Numbers, Decimal] | None:
    """The number of a cell in each style that it can have; None if all give the same, or it is none at all."""
    if cell.isascii() and cell.isdecimal():
        return None
    try:
        _, body, _ = _taken_apart(cell)
    except ValueError:
        return None
    readings = _readings(body)
    same = len(readings) == len(Numbers) and len(set(readings.values())) == 1
    return None if same else readings or None


@lru_cache(maxsize=4096)
def _readings(body: str) -> Mapping[Numbers, Decimal]:
    """The number in each style that it can have."""
    found = {}
    for style, mark in _DECIMALS.items():
        # The Arabic decimal mark is one in every style.
        whole, _, part = body.replace("٫", mark).partition(mark)
        if part and not (part.isascii() and part.isdecimal()):
            continue
        if not (whole.isascii() and whole.isdecimal()):
            grouped = _GROUPS.fullmatch(whole) or _INDIAN.fullmatch(whole)
            if grouped and grouped[1] != mark:
                whole = whole.replace(grouped[1], "")
            elif whole or not part:
                continue
        found[style] = Decimal(f"{whole or '0'}.{part}" if part else whole)
    return found


@lru_cache(maxsize=4096)
def _taken_apart(cell: str) -> tuple[bool, str, str]:
    """Whether a cell is negative, its digits and marks, and the sign of its currency. Raises ValueError."""
    refused = f"{cell[:40]!r} is not an amount; {_HOW}"
    try:
        rest = plain(cell).translate(_APOSTROPHES)
    except ValueError as problem:
        raise ValueError(f"{problem}; {_HOW}") from None
    rest = _NO_CENTS.sub("", rest)
    signs: list[bool] = []
    named: list[str] = []
    while rest and not (rest[0].isdecimal() and rest[-1].isdecimal()):
        if rest[0] == "(" and rest[-1] == ")":
            signs.append(True)
            rest = rest[1:-1].strip()
        elif leading := _LEADING_MINUS.match(rest):
            signs.append(leading[1] != "+")
            rest = rest[leading.end() :]
        elif trailing := _TRAILING_MINUS.search(rest):
            signs.append(trailing[1] != "+")
            rest = rest[: trailing.start()]
        else:
            rest, sign = without_sign(rest)
            if not sign:
                break
            named.append(sign)
    if len(signs) > 1 or len(named) > 1 or not any(map(str.isdecimal, rest)):
        raise ValueError(refused)
    return any(signs), rest, named[0] if named else ""
