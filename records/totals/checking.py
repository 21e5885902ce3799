"""Whether the kept totals equal the rows that they sum: all of them, to the millionth and the cent."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import Select, Table, bindparam, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from records.totals.longer_spans import last_of_month
from records.totals.rebuilding import months_with_anything
from records.totals.recounting import recount
from records.totals.rows import TOTALS, DayBehind, Span

_Numbers = dict[tuple[Any, ...], tuple[int, ...]]
_Longer = dict[Table, dict[tuple[Any, ...], list[int]]]


@dataclass(frozen=True, slots=True)
class Difference:
    """A total that is not the sum of its rows: which one, what is kept, and what the rows add up to."""

    table: str
    key: Mapping[str, Any]
    kept: Mapping[str, int]
    counted: Mapping[str, int]

    def __str__(self) -> str:
        where = " ".join(str(value) for value in self.key.values())
        wrong = ", ".join(
            f"{name} is {kept}, the rows add up to {self.counted[name]}"
            for name, kept in self.kept.items()
            if kept != self.counted[name]
        )
        return f"{self.table} {where}: {wrong}"


def differences(records: Session | Connection, together: int = 1) -> Iterator[Difference]:
    """Where the totals differ from the rows, month by month, but for what waits to be summed up anew.

    So many months of a year as ``together`` says are read at a time: of a large firm one, of a small one a whole year.
    Everything has to be read from one moment (``records.db.snapshot``), or what comes in meanwhile seems to differ.
    """
    put_off = set(records.scalars(select(DayBehind.day)))
    waiting = {(span, span.start(day)) for span in Span for day in put_off}
    of_all: _Longer = {table: {} for table in TOTALS}
    for year, months in groupby(months_with_anything(records), key=Span.YEAR.start):
        of_year: _Longer = {table: {} for table in TOTALS}
        for first, last in _stretches(list(months), together):
            for table, rows in recount(records, first, last).rows():
                counted = _by_key(table, rows)
                for span, longer in ((Span.YEAR, of_year), (Span.EVER, of_all)):
                    _add(longer[table], {key: numbers for key, numbers in counted.items() if key[0] is span})
                here = {key: numbers for key, numbers in counted.items() if key[0] in {Span.DAY, Span.MONTH}}
                kept = _kept(records, table, (Span.DAY, Span.MONTH), first, last)
                yield from _compared(table, kept, here, waiting)
        yield from _compared_longer(records, Span.YEAR, year, of_year, waiting)
    yield from _compared_longer(records, Span.EVER, date.min, of_all, waiting)


def _stretches(months: Sequence[date], together: int) -> Iterator[tuple[date, date]]:
    """The first and the last day of each so many months."""
    for place in range(0, len(months), together):
        yield months[place], last_of_month(months[place : place + together][-1])


def _compared_longer(
    records: Session | Connection, span: Span, start: date, found: _Longer, waiting: set[tuple[Span, date]]
) -> Iterator[Difference]:
    """What is kept of a year, or of all days together, against the sum of its months."""
    for table, numbers in found.items():
        counted = {key: tuple(values) for key, values in numbers.items() if any(values)}
        yield from _compared(table, _kept(records, table, (span,), start, start), counted, waiting)


def _add(into: dict[tuple[Any, ...], list[int]], numbers: _Numbers) -> None:
    for key, values in numbers.items():
        present = into.setdefault(key, [0] * len(values))
        for place, value in enumerate(values):
            present[place] += value


def _kept(records: Session | Connection, table: Table, spans: Sequence[Span], first: date, last: date) -> _Numbers:
    rows = records.execute(_kept_between(table), {"spans": spans, "first": first, "last": last})
    width = len(table.primary_key)
    return {row[:width]: row[width:] for row in map(tuple, rows)}


@cache
def _kept_between(table: Table) -> Select[Any]:
    """What is kept of the spans of some lengths that start between two days: the keys, then the numbers."""
    starts = table.c.starts_on
    first, last = (bindparam(name, type_=starts.type) for name in ("first", "last"))
    of_length = table.c.span.in_(bindparam("spans", type_=table.c.span.type, expanding=True))
    columns = [table.c[name] for names in _names(table) for name in names]
    return select(*columns).where(of_length, starts >= first, starts <= last)


def _by_key(table: Table, rows: list[dict[str, Any]]) -> _Numbers:
    key, numbers = _names(table)
    return {tuple(row[name] for name in key): tuple(row[name] for name in numbers) for row in rows}


def _names(table: Table) -> tuple[list[str], list[str]]:
    key = [column.name for column in table.primary_key]
    return key, [column.name for column in table.columns if column.name not in key]


def _compared(table: Table, kept: _Numbers, counted: _Numbers, waiting: set[tuple[Span, date]]) -> Iterator[Difference]:
    key_names, names = _names(table)
    place = key_names.index("starts_on")
    nothing = (0,) * len(names)
    for key in sorted(kept.keys() | counted.keys()):
        is_kept, is_counted = kept.get(key, nothing), counted.get(key, nothing)
        if is_kept != is_counted and (key[0], key[place]) not in waiting:
            yield Difference(
                table.name,
                dict(zip(key_names, key, strict=True)),
                dict(zip(names, is_kept, strict=True)),
                dict(zip(names, is_counted, strict=True)),
            )
