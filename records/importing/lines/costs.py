"""Costs of sources from a file: the same one again by all its columns."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import Kind, fold
from attribution.known import is_built_in
from records.firm import the_firm
from records.importing.files import cells
from records.importing.files.fields import Field
from records.importing.files.sheet import Line
from records.importing.going_in.staging import RowState
from records.importing.lines.planning import Done, LinePlan, found_by
from records.imports import Import
from records.money.costs import Cost, Every, record_cost
from records.money.currencies import currency_called, minor_units
from records.sources import Alias, Source, note_source, source_called

FIELDS = (
    Field("source", required=True),
    Field("amount", required=True, most=60),
    Field("currency", most=40),
    Field("from", required=True, most=60),
    Field("to", most=60),
)


class _Values(NamedTuple):
    """What makes two costs the same; a source that has no row yet is its name and kind."""

    source: int | tuple[str, Kind]
    amount: int
    currency: str
    starts_on: date
    ends_on: date


@dataclass(slots=True)
class CostPlan(LinePlan):
    """The costs that a file adds; one that is there already is left as it is."""

    new: list[_Values] = field(default_factory=list)

    def apply(self, session: Session, record: Import, at: datetime, done: Done) -> None:
        """Write them."""
        for each in self.new:
            source = _source(session, each.source, at)
            record_cost(
                session, source, each.amount, each.currency, each.starts_on, each.ends_on, at, import_id=record.id
            )
            done()


def plan(session: Session, lines: Sequence[Line]) -> CostPlan:
    """What the lines add to the costs that are there; a line that cannot be taken in is refused."""
    usual, sources = the_firm(session).currency, _Sources(session, {fold(line["source"]) for line in lines})
    read = [(line, row) for line in lines if (row := _read(line, sources, usual))]
    there = _there(session, {row.source for _, row in read if isinstance(row.source, int)})
    made = CostPlan()
    for line, row in read:
        made.states[line.number] = RowState.THERE if row in there else RowState.NEW
        if row not in there:
            made.new.append(row)
            # The same row twice is the same cost, in one file as in two.
            there.add(row)
    return made


def _read(line: Line, sources: "_Sources", usual: str) -> _Values | None:
    source = line.read("source", sources.meant)
    currency = line.read("currency", currency_called) if line["currency"] else usual
    amount = line.read("amount", lambda cell: _amount(cell, currency)) if currency else None
    starts_on = line.read("from", cells.day)
    ends_on = line.read("to", cells.day) if line["to"] else starts_on
    if line.problems or source is None or not amount or currency is None or starts_on is None or ends_on is None:
        return None
    if ends_on < starts_on:
        line.refuse(f"the last day ({ends_on}) is before the first ({starts_on}); correct one of them", "to")
        return None
    return _Values(source, amount, currency, starts_on, ends_on)


def _amount(cell: str, currency: str) -> int:
    amount = minor_units(cell, currency)
    if amount == 0:
        raise ValueError("a cost of nothing changes nothing; leave the row out, or correct the amount")
    return amount


class _Sources:
    """The sources that a file names, by name or another spelling."""

    def __init__(self, session: Session, names: set[str]) -> None:
        self.called: dict[str, dict[int, str]] = {}
        living = select(Source.name_key, Source.id, Source.name).where(Source.retired_at.is_(None))
        spelled = (
            select(Alias.name_key, Source.id, Source.name)
            .join(Source, Alias.source_id == Source.id)
            .where(Source.retired_at.is_(None), Alias.suspended_by_id.is_(None))
        )
        for rows in (
            found_by(session, living, Source.name_key, sorted(names)),
            found_by(session, spelled, Alias.name_key, sorted(names)),
        ):
            for name_key, number, name in rows:
                self.called.setdefault(name_key, {})[number] = name

    def meant(self, cell: str) -> int | tuple[str, Kind]:
        """The one source that a cell names. Raises ValueError for none and for several."""
        found = self.called.get(fold(cell), {})
        if len(found) > 1:
            raise ValueError(f"{cell[:80]!r} fits {len(found)} sources; give one of them a spelling of its own")
        if found:
            return next(iter(found))
        # Known to everybody, though no client has come by it yet.
        kinds = [kind for kind in Kind if is_built_in(cell, kind)]
        if len(kinds) == 1:
            return " ".join(cell.split()), kinds[0]
        raise ValueError(f"there is no source called {cell[:80]!r}; correct it, or add the partner or source first")


def _source(session: Session, meant: int | tuple[str, Kind], at: datetime) -> Source:
    if isinstance(meant, int):
        return session.get_one(Source, meant)
    return source_called(session, *meant) or note_source(session, *meant, at)


def _there(session: Session, sources: set[int]) -> set[_Values]:
    """The single costs that are there; one that was removed is not brought in again by its file."""
    columns = (Cost.source_id, Cost.amount, Cost.currency, Cost.starts_on, Cost.ends_on)
    single = select(*columns).where(Cost.every == Every.ONCE, Cost.ends_on.is_not(None))
    return {_Values(*row) for row in found_by(session, single, Cost.source_id, sorted(sources))}
