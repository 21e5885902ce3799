"""Readers of figures as programs write them in many countries: text in, an integer out; ValueError says what is wrong.

Clicks are whole numbers, shares millionths, places thousandths.
"""

import re
from decimal import Decimal

_MILLION = 1_000_000
_LARGEST = 2**31 - 1
# Three digits behind a mark are thousands; spaces may be narrow or not breaking, and Switzerland has an apostrophe.
_GROUPED = re.compile(r"\d{1,3}(?:([,.'’\s])\d{3})(?:\1\d{3})*")
_WHOLE = re.compile(r"\d{1,15}(?:[.,]0{1,2})?")
_DECIMAL = re.compile(r"\d{1,15}(?:[.,٫]\d{1,15})?")
_PERCENT = re.compile(r"[%٪％]")
_NOTHING = frozenset({"-", "–", "—", "n/a", "na", "nan", "null"})


def whole(cell: str) -> int:
    """A whole number that is not negative, such as 1250, 1,250 or 1 250."""
    plain = cell.strip()
    grouped = _GROUPED.fullmatch(plain)
    if grouped:
        plain = plain.replace(grouped[1], "")
    elif _WHOLE.fullmatch(plain):
        plain = re.split("[.,]", plain)[0]
    else:
        raise ValueError(f"{cell[:40]!r} is not a whole number; write it like 1250")
    return _within(int(plain), cell)


def share(cell: str) -> int | None:
    """A part of a whole in millionths: 3.5%, 3,5 % and 0.035 are the same. None for a dash."""
    percent = _PERCENT.search(cell)
    number = _decimal(_PERCENT.sub("", cell), cell)
    if number is None:
        return None
    # Without a sign, what is above 1 can only be meant in the hundred.
    fraction = number / 100 if percent or number > 1 else number
    if fraction > 1:
        raise ValueError(f"{cell[:40]!r} is more than everything; correct it, or leave the cell blank")
    return int((fraction * _MILLION).to_integral_value())


def place(cell: str) -> int | None:
    """An average place among results in thousandths: 12.4 and 12,4 are the same. None for a dash."""
    number = _decimal(cell, cell)
    return None if number is None else _within(int((number * 1000).to_integral_value()), cell)


def is_figure(cell: str) -> bool:
    """Whether a cell can be one of these figures at all."""
    plain = _PERCENT.sub("", cell).strip()
    return bool(_GROUPED.fullmatch(plain) or _DECIMAL.fullmatch(plain)) or plain.casefold() in _NOTHING


def _decimal(text: str, cell: str) -> Decimal | None:
    plain = "".join(text.split()).replace("٫", ".")
    if plain.casefold() in _NOTHING:
        return None
    # Where both marks stand, the last one is the decimal mark.
    if "," in plain and "." in plain:
        thousands = "," if plain.rindex(".") > plain.rindex(",") else "."
        plain = plain.replace(thousands, "")
    if not _DECIMAL.fullmatch(plain):
        raise ValueError(f"{cell[:40]!r} is not a number; write it like 12.5, or leave the cell blank")
    return Decimal(plain.replace(",", "."))


def _within(number: int, cell: str) -> int:
    if number > _LARGEST:
        raise ValueError(f"{cell[:40]!r} is more than can be meant; correct it")
    return number
