"""Calendar days in the styles of the world: 2026-12-31, 31.12.2026, 12/31/26, Dec 31 2026, 31 déc. 2026, 46387.

Whether the day, the month or the year comes first is a style (``Days``). What can be read in two ways is not read
without it. A time of day behind a day is left out and never moves it.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from records.importing.files.styles.month_names import month_called, without_weekday
from records.importing.files.styles.plain import plain


class Days(StrEnum):
    """What stands first in a day that is written in figures."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    YEAR_FIRST = "year-first"


_ORDERS = {Days.DAY_FIRST: (2, 1, 0), Days.MONTH_FIRST: (2, 0, 1), Days.YEAR_FIRST: (0, 1, 2)}
"""Where the year, the month and the day stand."""

_TIME = re.compile(
    r"(?:[T,]? ?|\b)(?<!\d)\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[ap]\.? ?m\.?)?"
    r" ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}| ?[+-]\d{4})?$",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"(\d{1,4}) ?([-/. ]) ?(\d{1,2}) ?([-/. ]) ?(\d{1,4})\.?")
YEAR_BEFORE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
"""A day that says by itself how it is written."""
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_IDEOGRAPHS = re.compile(r"(\d{2,4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]")
_YEAR_WORDS = re.compile(r" ?(?:г|р|года|року)\.?$")
# Excel counts from 1 January 1900 and has a 29 February 1900, which never was; below 61 its days are one off.
_EXCEL_BEGINS = date(1899, 12, 30)
_SERIALS = range(14_611, 109_576)  # 1940 to 2200
_CENTURY_TURNS = 69
"""A year of two digits from here on is of the 1900s (POSIX, strptime)."""
_YEARS = range(1900, 2201)


def day(cell: str, style: Days | None = None) -> date:
    """The day of a cell. Raises ValueError for what is none, or has several readings and no style."""
    readings = _readings(cell)
    if not readings:
        raise ValueError(f"{cell[:40]!r} is not a day; write it like 2026-04-03")
    if style is not None and len(set(readings.values())) > 1:
        if style not in readings:
            raise ValueError(f"{cell[:40]!r} is not a day {style.replace('-', ' ')}; write it like 2026-04-03")
        return readings[style]
    either = sorted(set(readings.values()))
    if len(either) > 1:
        raise ValueError(
            f"{cell[:40]!r} can be {', '.join(map(str, either[:-1]))} or {either[-1]}; write the year first, or say "
            "which comes first"
        )
    if style is not None and len(readings) < len(Days) and style not in readings:
        raise ValueError(f"{cell[:40]!r} is not a day {style.replace('-', ' ')}; write it like {either[0]}")
    return either[0]


def day_readings(cell: str, latest: date) -> Mapping[Days, date] | None:
    """The day of a cell in each style that it can have; None if all give the same day, or it is none at all.

    Of several readings those after ``latest`` are none: nobody has paid in five years' time.
    """
    if YEAR_BEFORE.fullmatch(cell):
        return None
    try:
        readings = _readings(cell)
    except ValueError:
        return None
    if len(readings) > 1:
        readings = {style: found for style, found in readings.items() if found <= latest} or readings
    same = len(readings) == len(Days) and len(set(readings.values())) == 1
    return None if same else readings or None


@lru_cache(maxsize=8192)
def _readings(cell: str) -> Mapping[Days, date]:
    """The day in each style that it can have. Raises ValueError for what has the form of a day and is none."""
    try:
        text = without_weekday(_TIME.sub("", plain(cell)).rstrip(" ,"))
    except ValueError as problem:
        raise ValueError(f"{problem}; write the day like 2026-04-03") from None
    text = _YEAR_WORDS.sub("", text)
    if serial := _SERIAL.fullmatch(text):
        if int(serial[1]) not in _SERIALS:
            return {}
        return dict.fromkeys(Days, _EXCEL_BEGINS + timedelta(int(serial[1])))
    if whole := _COMPACT.fullmatch(text) or _IDEOGRAPHS.fullmatch(text):
        return dict.fromkeys(Days, _existing(cell, *whole.groups()))
    if figures := _FIGURES.fullmatch(text):
        return _in_every_order(cell, (figures[1], figures[3], figures[5]))
    if named := _with_named_month(cell, text):
        return dict.fromkeys(Days, named)
    return {}


def _in_every_order(cell: str, parts: tuple[str, str, str]) -> Mapping[Days, date]:
    if len(parts[0]) == 4:
        return dict.fromkeys(Days, _existing(cell, *parts))
    if 3 in map(len, parts):
        return {}
    found = {}
    for style, (year, month, day_) in _ORDERS.items():
        if len(parts[day_]) > 2 or len(parts[year]) == 1:
            continue
        try:
            found[style] = _existing(cell, parts[year], parts[month], parts[day_])
        except ValueError:
            continue
    if not found:
        raise ValueError(f"{cell[:40]!r} is not in the calendar; correct it")
    return found


def _with_named_month(cell: str, text: str) -> date | None:
    """31 December 2026, Dec 31, 2026, 31-Dec-26, 31 de diciembre de 2026, 2026 Dec 31."""
    words = [word for word in re.split(r"[ ,/.\-]+", re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text)) if word]
    figures = [word for word in words if word.isdecimal()]
    name = " ".join(word for word in words if not word.isdecimal() and word.casefold() not in {"de", "of", "del"})
    if len(figures) != 2 or not name:
        return None
    month = month_called(name)
    if month is None:
        return None
    first, second = figures
    if len(first) == 4:
        first, second = second, first
    elif len(second) not in {2, 4}:
        return None
    if len(first) > 2:
        return None
    return _existing(cell, second, str(month), first)


def _existing(cell: str, year: str, month: str, day_: str) -> date:
    counted = int(year)
    if len(year) == 2:
        counted += 1900 if counted >= _CENTURY_TURNS else 2000
    try:
        found = date(counted, int(month), int(day_))
    except ValueError:
        raise ValueError(f"{cell[:40]!r} is not in the calendar; correct it") from None
    if found.year not in _YEARS:
        raise ValueError(f"the year of {cell[:40]!r} cannot be meant; correct it")
    return found
