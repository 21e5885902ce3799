"""Clients from a file, with the answers that they gave."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import fold
from records.answers.settling import settle
from records.answers.submissions import Submission
from records.clients import Client, Stage, StageChange, change_stage
from records.clients.contacts import email_key, phone_key
from records.firm import Firm, Office, first_office, the_firm
from records.importing.files import cells
from records.importing.files.fields import Field
from records.importing.files.sheet import Line
from records.importing.going_in.changes import change_noted, note_added
from records.importing.going_in.staging import RowState
from records.importing.lines.answers import DOOR, Told, answers_from_files, identity_of, keep_answer
from records.importing.lines.known_clients import Known, KnownClients
from records.importing.lines.planning import Done, LinePlan, differing, found_by, noon
from records.imports import Import
from records.sources.directory import directory_of
from records.totals import follow

FIELDS = (
    Field("ref", most=100),
    Field("name", required=True),
    Field("email", most=254),
    Field("phone", most=60),
    Field("company"),
    Field("came_on", required=True, most=60),
    Field("stage", most=40),
    Field("answer", most=20_000, exact=True),
    Field("searched", most=2000, exact=True),
    Field("landing_url", most=4000),
    Field("referrer", most=4000),
    Field("office"),
    Field("asked_by"),
)


@dataclass(slots=True)
class _Row:
    """A client as a line has it: its columns, its stage, and what it told; ``known`` is whom it means."""

    line: int
    values: dict[str, Any]
    stage: Stage | None
    told: Told
    known: Known | None = None
    shares_with: Known | None = None
    stages_had: frozenset[Stage] = frozenset()
    earlier: list[Submission] = field(default_factory=list)

    @property
    def client(self) -> Client | None:
        return self.known.client if self.known else None

    @property
    def identity(self) -> str:
        """The identity of what files tell of the client, who may have been joined with another since."""
        number = self.known.join.gone_id if self.known and self.known.join else self.client.id if self.client else 0
        return identity_of(number)

    @property
    def changes(self) -> dict[str, Any]:
        """What of the client the row changes; nothing of who was joined with another, who is known otherwise now."""
        is_other = self.client is None or (self.known and self.known.join)
        return {} if is_other else differing(self.client, self.values)

    @property
    def new_stage(self) -> Stage | None:
        """The stage if the client has never had it.

        A file says what was so when it was written; it does not take a client back who has gone on since,
        perhaps by a payment.
        """
        return self.stage if self.stage not in self.stages_had else None

    @property
    def tells_more(self) -> bool:
        """Whether the row tells something that the last one did not."""
        last = Told.of(self.earlier[-1] if self.earlier else None)
        return self.told.usable and self.told.completed_by(last) != last


@dataclass(slots=True)
class ClientPlan(LinePlan):
    """The clients that a file adds or changes."""

    firm: Firm
    office: Office
    new: list[_Row] = field(default_factory=list)
    changed: list[_Row] = field(default_factory=list)

    def apply(self, session: Session, record: Import, at: datetime, done: Done) -> None:
        """Write them, decide what they told, and settle their credits."""
        # All at once and in order, as whoever else changes several does.
        follow(session, [row.client.id for row in self.changed if row.client])
        for row in self.new:
            self._add(session, row, record, at)
        for row in self.changed:
            _change(session, row, record, at)
        session.flush()
        new = {id(row) for row in self.new}
        directory = directory_of(session)
        for row in (*self.new, *self.changed):
            if row.client and row.tells_more:
                received_at = noon(row.values["came_on"], self.firm)
                kept = keep_answer(session, row.client, row.told, row.earlier, received_at, at, directory, row.identity)
                note_added(session, record, kept)
            elif row.client and id(row) in new:
                settle(session, row.client, at)
            done()

    def _add(self, session: Session, row: _Row, record: Import, at: datetime) -> None:
        came_at = noon(row.values["came_on"], self.firm)
        client = Client(
            **row.values | {"office_id": row.values["office_id"] or self.office.id},
            door=DOOR,
            stage=Stage.ENQUIRY,
            import_id=record.id,
            created_at=at,
        )
        if row.shares_with:
            client.same_contact_as = row.shares_with.client
        if row.known:
            row.known.client = client
        session.add(client)
        session.add(StageChange(client=client, stage=Stage.ENQUIRY, at=came_at, import_id=record.id))
        if row.stage:
            change_stage(session, client, row.stage, came_at, None, record.id)


def plan(session: Session, lines: Sequence[Line]) -> ClientPlan:
    """What the lines do to the clients that are there; a line that cannot be taken in is refused."""
    made = ClientPlan(the_firm(session), first_office(session))
    offices = {fold(office.name): office for office in session.scalars(select(Office))}
    rows = [(line, row) for line in lines if (row := _read(line, offices, made.firm.country))]
    known = KnownClients(session, [row.values for _, row in rows])
    for line, row in rows:
        row.known, row.shares_with = known.place(line, row.values)
    placed = [(line, row) for line, row in rows if not line.problems]
    _look_up(session, [row for _, row in placed])
    for line, row in placed:
        if row.client is None:
            made.states[row.line] = RowState.NEW
            made.new.append(row)
            if row.shares_with:
                made.notices.append(
                    f"Line {line.number}: {row.values['name']} has the e-mail or telephone number of "
                    f"{row.shares_with.name}, and is kept as another client."
                )
        elif row.changes or row.new_stage or row.tells_more:
            made.states[row.line] = RowState.CHANGED
            made.changed.append(row)
        else:
            made.states[row.line] = RowState.THERE
    return made


def _read(line: Line, offices: dict[str, Office], country: str) -> _Row | None:
    def office(cell: str) -> int:
        if fold(cell) not in offices:
            known = ", ".join(each.name for each in offices.values())
            raise ValueError(f"there is no office {cell!r}; it can be {known}, or blank for the first one")
        return offices[fold(cell)].id

    name = line.read("name", cells.name) or ""
    email = line.read("email", cells.email) or ""
    phone = line.read("phone", cells.phone) or ""
    values = {
        "ref": line["ref"] or None,
        "name": name,
        "name_key": fold(name),
        "email": email,
        "email_key": email_key(email),
        "phone": phone,
        "phone_key": phone_key(phone, country),
        "company": line["company"],
        "came_on": line.read("came_on", cells.day),
        "office_id": line.read("office", office),
    }
    stage = line.read("stage", cells.one_of(Stage, "stage"))
    told = Told(line["answer"], line["searched"], line["landing_url"], line["referrer"], line["asked_by"])
    return None if line.problems else _Row(line.number, values, stage, told)


def _look_up(session: Session, rows: Sequence[_Row]) -> None:
    """Find the stages and the earlier answers of the clients that are there."""
    there = [row.client for row in rows if row.client]
    had: dict[int, set[Stage]] = {}
    stages = select(StageChange.client_id, StageChange.stage)
    for number, stage in found_by(session, stages, StageChange.client_id, [client.id for client in there]):
        had.setdefault(number, set()).add(stage)
    told = answers_from_files(session, [row.identity for row in rows if row.client])
    for row in rows:
        if row.client:
            row.stages_had = frozenset(had.get(row.client.id, set()) | {row.client.stage})
            row.earlier = told.get(row.identity, [])


def _change(session: Session, row: _Row, record: Import, at: datetime) -> None:
    if row.client:
        change_noted(session, record, row.client, row.changes)
        if row.new_stage:
            change_stage(session, row.client, row.new_stage, at, None, record.id)
