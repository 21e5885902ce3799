"""Which style a whole column is in: a row that is possible in one way only decides for all; else it is asked.

One pass over the rows in constant memory: per column only the first line that speaks against each style is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as kept
from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import Any

from records.importing.files.styles.amounts import PLAIN_NUMBER, Numbers, number_readings
from records.importing.files.styles.days import YEAR_BEFORE, Days, day_readings
from records.importing.trouble import BadCall

_REMEMBERED = 10_000
"""So many days of a file are not looked at again."""

Style = Days | Numbers
Styles = Mapping[str, Style]
"""The style of each field that has one."""


class Asked(StrEnum):
    """What is asked about a file; the words are those of the options of ``flask import``."""

    DATES = "dates"
    NUMBERS = "numbers"


_CHOICES: Mapping[Asked, type[Days] | type[Numbers]] = {Asked.DATES: Days, Asked.NUMBERS: Numbers}


@dataclass(frozen=True, slots=True)
class Ask:
    """A column whose style nothing decides: a cell of it, and what that is in each style."""

    what: Asked
    field: str
    column: str
    line: int
    cell: str
    readings: tuple[tuple[Style, str], ...]

    def __str__(self) -> str:
        said = {"dates": "the days", "numbers": "the amounts"}[self.what]
        means = ", or ".join(f"{reading} ({style})" for style, reading in self.readings)
        choices = "|".join(style for style, _ in self.readings)
        return (
            f"{said} of the column {self.column!r} can be read in {len(self.readings)} ways and no row decides: "
            f"{self.cell!r} in line {self.line} is {means}. Say which with --{self.what} {choices}"
        )


class Unclear(BadCall):
    """A file that cannot be read before somebody says what is meant; ``asks`` is what to ask."""

    def __init__(self, asks: list[Ask]) -> None:
        super().__init__("; ".join(map(str, asks)))
        self.asks = asks


@dataclass(slots=True)
class Evidence:
    """What the cells of one column say about its style."""

    what: Asked
    field: str
    column: str
    latest: date
    against: dict[Style, tuple[int, str]] = kept(default_factory=dict)
    differing: dict[tuple[Style, Style], tuple[int, str]] = kept(default_factory=dict)
    seen: set[str] = kept(default_factory=set)
    clear: int = 0
    others: int = 0

    def _readings(self, cell: str) -> Mapping[Any, Any] | None:
        return day_readings(cell, self.latest) if self.what is Asked.DATES else number_readings(cell)

    def see(self, line: int, cell: str) -> None:
        """Take note of one cell; blank ones and those that are no day or amount at all say nothing."""
        if self.what is Asked.NUMBERS:
            # What nearly every cell of nearly every file is, without the long way.
            if PLAIN_NUMBER.fullmatch(cell):
                if "." in cell:
                    self.against.setdefault(Numbers.COMMA, (line, cell))
                return
        elif YEAR_BEFORE.fullmatch(cell):
            self.clear += 1
            return
        elif cell in self.seen:
            self.others += 1
            return
        elif len(self.seen) < _REMEMBERED:
            self.seen.add(cell)
        readings = self._readings(cell)
        if readings is None:
            return
        self.others += 1
        for style in _CHOICES[self.what]:
            if style not in readings:
                self.against.setdefault(style, (line, cell))
        for pair in combinations(readings, 2):
            if pair not in self.differing and readings[pair[0]] != readings[pair[1]]:
                self.differing[pair] = (line, cell)

    def verdict(self) -> Style | Ask | None:
        """The style that the column is in, None if none is needed, or what to ask.

        Raises BadCall with the lines that prove it if its cells are in several styles.
        """
        if self.clear > self.others:
            # The column has the year first, with all its digits; a few rows in another style are asked about as rows.
            return None
        open_ = [style for style in _CHOICES[self.what] if style not in self.against]
        if not open_:
            self._refuse()
        for pair in combinations(open_, 2):
            if pair in self.differing:
                line, cell = self.differing[pair]
                readings = self._readings(cell) or {}
                said = tuple((style, _said(readings[style])) for style in open_ if style in readings)
                return Ask(self.what, self.field, self.column, line, cell, said)
        return open_[0] if self.against else None

    def _refuse(self) -> None:
        lines = sorted(set(self.against.values()))
        shown = " and ".join(f"{cell[:40]!r} in line {line}" for line, cell in lines)
        choices = "|".join(_CHOICES[self.what])
        said = {"dates": "days", "numbers": "amounts"}[self.what]
        raise BadCall(
            f"the {said} of the column {self.column!r} are in several styles: {shown} cannot be of one. Correct them, "
            f"or say with --{self.what} {choices} which is meant; then rows in another style are refused"
        )


def _said(reading: Any) -> str:
    return reading.isoformat() if isinstance(reading, date) else format(reading, "f")


def styles_of(evidence: list[Evidence], told: Mapping[Asked, Style]) -> Styles:
    """The styles of a file's columns. Raises BadCall for a contradiction and Unclear for what must be asked."""
    found: dict[str, Style] = {}
    asks = []
    for each in evidence:
        if each.what in told:
            found[each.field] = told[each.what]
            continue
        verdict = each.verdict()
        if isinstance(verdict, Ask):
            asks.append(verdict)
        elif verdict is not None:
            found[each.field] = verdict
    if asks:
        raise Unclear(asks)
    return found
