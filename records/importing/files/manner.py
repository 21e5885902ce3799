"""In which manner a file is written: what a person or the firm says of it, and what its columns show.

Days and amounts become plain ones (2026-12-31, 1234.56) before anything else looks at them, so that every kind of
file understands every style. Where a column can be read in several ways, it is asked.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

from records.firm import Firm
from records.importing.files.delimited import Row
from records.importing.files.fields import Columns, Field
from records.importing.files.styles import Asked, Days, Evidence, Numbers, Style, Styles, day, styles_of
from records.importing.files.styles.amounts import PLAIN_NUMBER, number
from records.importing.files.styles.signs import meant_by

_HOLDS = {
    "amount": Asked.NUMBERS,
    "on": Asked.DATES,
    "came_on": Asked.DATES,
    "from": Asked.DATES,
    "to": Asked.DATES,
    "value": Asked.NUMBERS,
}
"""The fields that hold days and amounts."""


def styles_held(fields: Sequence[Field]) -> set[Asked]:
    """Whether there are days among these fields, and amounts."""
    return {_HOLDS[each.name] for each in fields if each.name in _HOLDS}


_A_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Manner:
    """What is said of a file: the style of its days and amounts if somebody has said it, the firm's currency and zone.

    ``today`` is the firm's day: of several readings of a day those more than a year ahead are none.
    """

    dates: Days | None = None
    numbers: Numbers | None = None
    currency: str | None = None
    zone: ZoneInfo | None = None
    today: date = date(2199, 1, 1)

    def as_known(self, dates: Days | None, numbers: Numbers | None) -> "Manner":
        """With the styles of an export that is known to have them, where nobody has said others."""
        return replace(self, dates=self.dates or dates, numbers=self.numbers or numbers)

    def told(self) -> Mapping[Asked, Style]:
        """The styles that somebody has said."""
        said: Mapping[Asked, Style | None] = {Asked.DATES: self.dates, Asked.NUMBERS: self.numbers}
        return {what: style for what, style in said.items() if style is not None}


def manner_of(firm: Firm, now: datetime, dates: Days | None = None, numbers: Numbers | None = None) -> Manner:
    """The manner of a firm's files: its currency and zone, and what somebody has said of the styles."""
    zone = ZoneInfo(firm.zone)
    return Manner(dates, numbers, firm.currency, zone, now.astimezone(zone).date())


def find_styles(rows: Iterable[Row], columns: Columns, fields: Sequence[Field], manner: Manner) -> Styles:
    """The styles of a file's columns, from all of its rows. Raises BadCall and Unclear (``styles.columns``)."""
    told = manner.told()
    latest = manner.today + _A_YEAR
    watched = [
        (columns.places[each.name], Evidence(what, each.name, columns.headers[each.name], latest))
        for each in fields
        if (what := _HOLDS.get(each.name)) and each.name in columns.places
    ]
    asked = [(place, evidence) for place, evidence in watched if evidence.what not in told]
    if asked:
        for line, cells in rows:
            if not isinstance(cells, str):
                for place, evidence in asked:
                    if place < len(cells) and cells[place]:
                        evidence.see(line, cells[place].strip())
    return styles_of([evidence for _, evidence in watched], told)


class Cells(Protocol):
    """A line of a file, as far as it matters here."""

    cells: dict[str, str]

    def __getitem__(self, name: str) -> str: ...

    def refuse(self, reason: str, name: str | None = None) -> None:
        """Say why it cannot be taken in."""


def plainer(styles: Styles | None, manner: Manner, columns: Columns) -> Callable[[Cells], None]:
    """What makes the days and amounts of a line plain, or refuses it; without styles they stay as they are.

    A currency that stands in the cell of an amount becomes that of the row if the row says no other.
    """
    if styles is None:
        return lambda line: None
    held = [(name, what, styles.get(name)) for name, what in _HOLDS.items() if name in columns.places]

    def make_plain(line: Cells) -> None:
        for name, what, style in held:
            cell = line.cells.get(name)
            if cell is None:
                continue
            try:
                if what is Asked.DATES:
                    line.cells[name] = plain_day(cell, style)
                elif not is_plain_number(cell, style):
                    line.cells[name], sign = plain_number(cell, style)
                    if sign:
                        line.cells["currency"] = _currency(cell, line["currency"], sign, manner.currency)
            except ValueError as problem:
                line.refuse(str(problem), name)
                # Nobody has to find it wrong a second time.
                del line.cells[name]

    return make_plain


def is_plain_number(cell: str, style: Style | None) -> bool:
    """Whether an amount in this style stands there already as it is kept."""
    return bool(PLAIN_NUMBER.fullmatch(cell)) and not (style is Numbers.COMMA and "." in cell)


# A file says the same few days and amounts again and again.
@lru_cache(10_000)
def plain_day(cell: str, style: Style | None) -> str:
    """A day with the year first. Raises ValueError if it is none, or not one in this style."""
    return day(cell, Days(style) if style else None).isoformat()


@lru_cache(50_000)
def plain_number(cell: str, style: Style | None) -> tuple[str, str]:
    """A number with a decimal point, and the currency's sign beside it. Raises ValueError."""
    exact, sign = number(cell, Numbers(style) if style else None)
    return format(exact, "f"), sign


def _currency(cell: str, given: str, sign: str, usual: str | None) -> str:
    """The currency of a row whose amount has a sign. Raises ValueError if the two do not go together."""
    meant = meant_by(sign)
    found = given.upper() or usual or ""
    if found in meant:
        return found
    if given:
        raise ValueError(f"{cell[:40]!r} is not in {given[:40]}; correct the currency, or take the {sign} away")
    if len(meant) > 1:
        what = f"is not that of {usual}" if usual else "is that of several currencies"
        raise ValueError(f"the {sign} of {cell[:40]!r} {what}; say the currency in a column of its own")
    return next(iter(meant))
