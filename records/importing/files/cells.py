"""Readers of single cells: text in, a value out; ValueError says what is wrong and what to do."""

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import TypeVar

from attribution import fold

Word = TypeVar("Word", bound=StrEnum)

_DAY = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?", re.ASCII)
_DAY_OR_MONTH_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
_ADDRESS = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]{2,}")


def day(cell: str) -> date:
    """A calendar day with the year first; a time of day behind it is left out, a zone is not understood."""
    found = _DAY.fullmatch(cell)
    if not found:
        raise ValueError(f"{cell[:40]!r} is not a day; {_what_to_write(cell)}")
    try:
        read = date(int(found[1]), int(found[3]), int(found[4]))
    except ValueError:
        raise ValueError(f"{cell[:40]!r} is not in the calendar; correct it") from None
    if not 1900 <= read.year <= 2200:
        raise ValueError(f"the year of {cell[:40]!r} cannot be meant; correct it")
    return read


def _what_to_write(cell: str) -> str:
    found = _DAY_OR_MONTH_FIRST.fullmatch(cell)
    if found:
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        days = [f"{year}-{month:02}-{day:02}" for day, month in {(first, second), (second, first)} if 1 <= month <= 12]
        if days:
            return f"write the year first: {' or '.join(sorted(days))}, whichever is meant"
    return "write it like 2026-04-03"


def one_of(words: type[Word], what: str) -> Callable[[str], Word]:
    """A reader of a word from a fixed list, whatever its case."""

    def read(cell: str) -> Word:
        try:
            return words(cell.casefold())
        except ValueError:
            raise ValueError(f"{cell[:40]!r} is no {what}; it can be {', '.join(words)}") from None

    return read


def name(cell: str) -> str:
    """A name; it needs at least one letter or digit, or nobody could ever be found by it."""
    if not fold(cell):
        raise ValueError(f"{cell[:40]!r} has no letters; write the name")
    return " ".join(cell.split())


def email(cell: str) -> str:
    """An e-mail address by its shape; whether it exists is not asked."""
    if not _ADDRESS.fullmatch(cell):
        raise ValueError(f"{cell[:60]!r} is not an e-mail address; correct it, or leave the cell blank")
    return cell


def phone(cell: str) -> str:
    """A telephone number as it was typed; fewer than five digits reach nobody."""
    if sum(character.isdecimal() for character in cell) < 5:
        raise ValueError(f"{cell[:40]!r} is not a telephone number; correct it, or leave the cell blank")
    return cell
