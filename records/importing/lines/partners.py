"""Partners from a file: the same one again by its id, else by its name and organisation."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from attribution import Entity, Kind, fold
from records.firm import directory_changed
from records.importing.files import cells
from records.importing.files.fields import Field
from records.importing.files.sheet import Line
from records.importing.going_in.changes import change_noted, note_added
from records.importing.going_in.staging import RowState
from records.importing.lines.planning import Done, Grouped, LinePlan, differing, found_by
from records.imports import Import
from records.sources import Alias, Partner, Relation, Source
from records.sources.merged import source_meant

FIELDS = (
    Field("id", most=100),
    Field("name", required=True),
    Field("kind", most=40),
    Field("organisation"),
    Field("occupation"),
    Field("city"),
    Field("aliases", most=4000),
    Field("website", most=2000),
    Field("email", most=254),
    Field("phone", most=60),
)

SAID_TO_BE = "is"
"""Beside the cells of a row the partner who, somebody has said, it is (``said_to_be``); no column of a file has it."""
_OF_SOURCE = ("name", "website")
_OF_PARTNER = ("ref", "entity", "organisation", "occupation", "city", "email", "phone")


@dataclass(slots=True)
class PartnerRow:
    """A partner as a line of the file has it; ``source`` is the one that is there already."""

    line: int
    values: dict[str, Any]
    aliases: list[str]
    source: Source | None = None
    said: str = ""
    only_fills: bool = False

    @property
    def name_and_organisation(self) -> tuple[str, str]:
        return fold(self.values["name"]), fold(self.values["organisation"])

    def new_aliases(self) -> list[str]:
        """Spellings that the source has not yet."""
        had = {alias.name_key for alias in self.source.aliases} if self.source else set()
        return [alias for alias in self.aliases if fold(alias) not in had]

    def changes(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """What changes of the source, and what of the partner."""
        assert self.source is not None  # noqa: S101 - only asked of rows that are there already
        return self._differing(self.source, _OF_SOURCE), self._differing(self.source.partner, _OF_PARTNER)

    def _differing(self, present: object, names: Sequence[str]) -> dict[str, Any]:
        # Who was merged into another one, or is said to be them, fills what is blank there; the rest they have already.
        wanted = [name for name in names if not (self.only_fills and getattr(present, name))]
        return differing(present, {name: self.values[name] for name in wanted})


@dataclass(slots=True)
class PartnerPlan(LinePlan):
    """The partners that a file adds or changes."""

    new: list[PartnerRow] = field(default_factory=list)
    changed: list[PartnerRow] = field(default_factory=list)

    def apply(self, session: Session, record: Import, at: datetime, done: Done) -> None:
        """Write them, and tell every process that the directory has changed."""
        for row in self.new:
            row.source = _new_source(row.values, record, at)
            session.add(row.source)
            _add_aliases(row, at)
            done()
        for row in self.changed:
            _change(session, row, record, at)
            done()
        session.flush()
        directory_changed(session, *(row.source.id for row in (*self.new, *self.changed) if row.source))


def said_to_be(source: Source) -> str:
    """A partner by number, and since when: SQLite may give the number of one who is gone to the next one."""
    return f"{source.id} {source.created_at.isoformat()}"


def plan(session: Session, lines: Sequence[Line]) -> PartnerPlan:
    """What the lines do to the partners that are there; a line that cannot be taken in is refused.

    One that was said to be a partner who has gone since is to be asked again.
    """
    rows = [(line, row) for line in lines if (row := read_row(line))]
    known = _Known(session, [row for _, row in rows])
    made = PartnerPlan()
    for line, row in rows:
        if known.has_gone(row):
            made.states[row.line] = RowState.ASKED
            continue
        if not known.place(line, row):
            continue
        if row.source is None:
            made.states[row.line] = RowState.NEW
            made.new.append(row)
        elif any(row.changes()) or row.new_aliases():
            made.states[row.line] = RowState.CHANGED
            made.changed.append(row)
        else:
            made.states[row.line] = RowState.THERE
    return made


def read_row(line: Line) -> PartnerRow | None:
    """What a line says of a partner, whoever is known already; None if a cell of it is wrong, which refuses it."""
    values = {
        "ref": line["id"] or None,
        "name": line.read("name", cells.name),
        "entity": line.read("kind", cells.one_of(Entity, "kind of partner")),
        "email": line.read("email", cells.email) or "",
        "phone": line.read("phone", cells.phone) or "",
    }
    values |= {name: line[name] for name in ("organisation", "occupation", "city", "website")}
    aliases = line.read("aliases", _aliases) or []
    if line.problems:
        return None
    own = fold(str(values["name"]))
    spelled = [alias for alias in aliases if fold(alias) != own]
    return PartnerRow(line.number, values, spelled, said=line.cells.get(SAID_TO_BE, ""))


def _aliases(cell: str) -> list[str]:
    spellings = {fold(alias): alias for alias in reversed([part.strip() for part in cell.split(";")])}
    for alias in spellings.values():
        if len(alias) > 200:
            raise ValueError(f"an alias has {len(alias)} characters, and at most 200 can be kept; shorten it")
    return [alias for key, alias in reversed(spellings.items()) if key]


class _Known:
    """The partners that lines may mean: those in the database, and those of earlier lines."""

    def __init__(self, session: Session, rows: Sequence[PartnerRow]) -> None:
        self.by_ref: dict[str, Source | PartnerRow] = {}
        self.by_name = Grouped()
        self.former = Grouped()
        self.merged_refs: set[str] = set()
        self.taken: dict[Source, int] = {}
        self.said: dict[str, Source] = {}
        partners = (
            select(Source)
            .join(Partner, Partner.source_id == Source.id)
            .options(selectinload(Source.aliases))
            .order_by(Source.id)
        )
        said = sorted({int(row.said.partition(" ")[0]) for row in rows if row.said})
        for (source,) in found_by(session, partners, Source.id, said):
            self.said[said_to_be(source)] = source_meant(session, source)
        refs = {row.values["ref"] for row in rows} - {None}
        names = {row.name_and_organisation[0] for row in rows}
        for (source,) in found_by(session, partners, Partner.ref, sorted(refs)):
            self.by_ref[source.partner.ref] = meant = source_meant(session, source)
            if meant is not source:
                self.merged_refs.add(source.partner.ref)
        for (source,) in found_by(session, partners, Source.name_key, sorted(names)):
            named, meant = (source.name_key, fold(source.partner.organisation)), source_meant(session, source)
            if meant is source:
                self.by_name.add(named, source)
            else:
                self.former.add(named, (source, meant))

    def has_gone(self, row: PartnerRow) -> bool:
        """Whether somebody has said who the row is, and they are not there any more, nor anybody of its id."""
        return bool(row.said) and row.said not in self.said and row.values["ref"] not in self.by_ref

    def place(self, line: Line, row: PartnerRow) -> bool:
        """Find whom the row means; False if it is refused."""
        ref = row.values["ref"]
        found = self.by_ref.get(ref) if ref else None
        if isinstance(found, PartnerRow):
            line.refuse(f"line {found.line} has the id {ref!r} already; give each partner an id of its own", "id")
            return False
        row.only_fills = ref in self.merged_refs
        if found is None and row.said in self.said:
            found, row.only_fills = self.said[row.said], True
        if found is None:
            found = self._by_name(line, row)
            if line.problems:
                return False
        if found is None and (found := self._by_former_name(row)):
            row.only_fills = True
        if row.only_fills:
            row.source = found
            return True
        if found in self.taken:
            line.refuse(f"is the same partner as line {self.taken[found]}; leave one of them out")
            return False
        if found:
            row.source = found
            self.taken[found] = row.line
        else:
            self.by_name.add(row.name_and_organisation, row)
        if ref:
            self.by_ref[ref] = row
        return True

    def _by_name(self, line: Line, row: PartnerRow) -> Source | None:
        """The one of the same name and organisation; with an id, only one that has no id yet."""
        same = self.by_name.get(row.name_and_organisation)
        there = [each for each in same if isinstance(each, Source)]
        earlier = [each for each in same if isinstance(each, PartnerRow)]
        if row.values["ref"]:
            there = [each for each in there if each.partner and not each.partner.ref]
            earlier = [each for each in earlier if not each.values["ref"]]
        elif len(same) > 1:
            line.refuse("there are several partners of this name and organisation; say by the id which one is meant")
            return None
        if earlier:
            line.refuse(
                f"is the same partner as line {earlier[0].line}; leave one out, or give each an id if they are two"
            )
        return there[0] if len(there) == 1 else None

    def _by_former_name(self, row: PartnerRow) -> Source | None:
        """The one into whom those of this name were merged, if all were merged into one."""
        same = [
            pair
            for pair in self.former.get(row.name_and_organisation)
            if not row.values["ref"] or not pair[0].partner.ref
        ]
        meant = {kept for _, kept in same}
        return meant.pop() if len(meant) == 1 else None


def _new_source(values: dict[str, Any], record: Import, at: datetime) -> Source:
    return Source(
        name=values["name"],
        name_key=fold(values["name"]),
        kind=Kind.PARTNER,
        website=values["website"],
        created_at=at,
        import_id=record.id,
        partner=Partner(
            relation=Relation.GIVE_AND_TAKE,
            **{name: values[name] for name in _OF_PARTNER} | {"entity": values["entity"] or Entity.PERSON},
        ),
    )


def _change(session: Session, row: PartnerRow, record: Import, at: datetime) -> None:
    of_source, of_partner = row.changes()
    if "name" in of_source:
        of_source["name_key"] = fold(of_source["name"])
    if row.source and row.source.partner:
        change_noted(session, record, row.source, of_source)
        change_noted(session, record, row.source.partner, of_partner)
        for alias in _add_aliases(row, at):
            session.flush()
            note_added(session, record, alias)


def _add_aliases(row: PartnerRow, at: datetime) -> list[Alias]:
    if row.source is None:
        return []
    added = [Alias(name=alias, name_key=fold(alias), at=at) for alias in row.new_aliases()]
    row.source.aliases += added
    return added
