"""Putting back what an import changed, and removing the rows that it brought and on which nothing rests."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Date, Enum, delete, select
from sqlalchemy.orm import Session

from records.answers.submissions import Submission
from records.clients import Client
from records.db import Base
from records.engine.at_once import AtOnce
from records.importing.back.held_payments import held_payments
from records.importing.back.resting import nothing_rests
from records.importing.turns import Turns
from records.imports import Import, ImportChange, ImportUndo, one_file_at_a_time
from records.joining.rows import join_of
from records.keywords.search_totals import SearchTotal
from records.money.costs import Cost
from records.money.payments import Payment
from records.totals import alone, apart, follow, write_difference

_FEW, _AT_ONCE = 50, 500
_LISTED = 200


class Kept(NamedTuple):
    """A row that an undo had to leave, and why."""

    of: str
    row_id: int
    why: str


@dataclass(slots=True)
class Undone:
    """What an undo did: rows removed, changes put back, and what it had to leave (the first ones, and how many)."""

    undo: ImportUndo
    listed: list[Kept] = field(default_factory=list)
    kept: int = 0

    def keep(self, of: str, row_id: int, why: str) -> None:
        """A row stays."""
        self.kept += 1
        if len(self.listed) < _LISTED:
            self.listed.append(Kept(of, row_id, why))


Remove = Callable[[Session, ImportChange, datetime], bool | None]
"""Removes a row that an import added beside others; False if something rests on it, None if it goes with another."""


def put_back_changes(
    session: Session, record: Import, undone: Undone, remove: dict[str, Remove], turns: Turns
) -> Iterator[Base]:
    """Give rows their old values, the newest change first, unless somebody has changed them since; gives the rows.

    A row that the import added beside others is removed by its table's own way.
    """
    below: int | None = None
    at_once = AtOnce(session, _FEW, _AT_ONCE)
    while True:
        one_file_at_a_time(session)
        those = select(ImportChange).where(ImportChange.import_id == record.id)
        those = those.where(ImportChange.id < below) if below is not None else those
        changes = session.scalars(those.order_by(ImportChange.id.desc()).limit(at_once.number)).all()
        if not changes:
            return
        below = changes[-1].id
        with at_once:
            # All at once and before they are read, so that nobody changes them meanwhile.
            follow(session, _clients_of(session, changes))
            rows = _rows_of(session, changes)
            for change in changes:
                row = rows.get((change.of, change.row_id))
                done = _undo(session, change, row, remove, undone) if row is not None else True
                if done is False:
                    undone.keep(change.of, change.row_id, "it was changed since")
                if done:
                    if row is not None and change.before is not None:
                        yield row
                    session.delete(change)
            # As the commit would do by itself, but so that it is known how long all of it takes.
            write_difference(session)
        turns()


def _clients_of(session: Session, changes: Sequence[ImportChange]) -> set[int]:
    """The clients who were changed, and those whose payments or answers were."""
    numbers: dict[str, set[int]] = {each.__tablename__: set() for each in (Client, Payment, Submission)}
    for change in changes:
        numbers.get(change.of, set()).add(change.row_id)
    paid = select(Payment.client_id).where(Payment.id.in_(numbers[Payment.__tablename__]))
    told = select(Submission.client_id).where(Submission.id.in_(numbers[Submission.__tablename__]))
    return numbers[Client.__tablename__].union(session.scalars(paid), session.scalars(told))


def _rows_of(session: Session, changes: Sequence[ImportChange]) -> dict[tuple[str, int], Base]:
    """The changed rows that are still there, by table and number."""
    found: dict[tuple[str, int], Base] = {}
    for name in {change.of for change in changes}:
        model = _models()[name]
        (key,) = model.__table__.primary_key.columns
        numbers = [change.row_id for change in changes if change.of == name]
        those = select(model).where(key.in_(numbers)).execution_options(populate_existing=True)
        for row in session.scalars(those).unique():
            found[name, getattr(row, key.key)] = row
    return found


def _models() -> dict[str, Any]:
    return {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}


def _undo(session: Session, change: ImportChange, row: Base, remove: dict[str, Remove], undone: Undone) -> bool | None:
    if change.before is None:
        removed = remove[change.of](session, change, undone.undo.at)
        undone.undo.removed += bool(removed)
        return removed
    before, after = (_typed(row, _meant(session, values)) for values in (change.before, change.after or {}))
    if any(getattr(row, name) != value for name, value in after.items()):
        return False
    for name, value in before.items():
        setattr(row, name, value)
    undone.undo.restored += 1
    return True


def _meant(session: Session, values: dict[str, Any]) -> dict[str, Any]:
    """Whose payment something was may have been joined with another client since, who has it now."""
    number = values.get("client_id")
    return values | {"client_id": join.keep_id} if number and (join := join_of(session, number)) else values


def _typed(row: Base, values: dict[str, Any]) -> dict[str, Any]:
    """Values as JSON had them, in the types of their columns."""
    return {name: _read(type(row).__table__.columns[name].type, value) for name, value in values.items()}


def _read(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return kind.enum_class(value) if isinstance(kind, Enum) and kind.enum_class else value


def remove_brought(
    session: Session,
    model: type[Payment] | type[SearchTotal] | type[Cost],
    record: Import,
    undone: Undone,
    turns: Turns,
) -> None:
    """Remove the rows that an import brought and on which nothing rests, a few hundred at a time."""
    table = model.__tablename__
    after, at_once = 0, AtOnce(session, 4 * _FEW, 2 * _AT_ONCE)
    while True:
        if model is Payment:
            # Alone, or somebody may be refunding one of them just now.
            alone(session)
        brought = select(model.id).where(model.import_id == record.id, model.id > after)
        ids = session.scalars(brought.order_by(model.id).limit(at_once.number)).all()
        if not ids:
            return
        after = ids[-1]
        # What is being undone counts no more already.
        with at_once, apart(session):
            held = held_payments(session, ids) if model is Payment else {}
            may_go = [number for number in ids if number not in held]
            gone = delete(model).where(model.id.in_(may_go), nothing_rests(table, model.id.expression, record))
            result: Any = session.execute(gone, execution_options={"synchronize_session": False})
        removed = int(result.rowcount)
        undone.undo.removed += removed
        if removed < len(ids):
            for number in session.scalars(select(model.id).where(model.id.in_(ids)).order_by(model.id)):
                undone.keep(table, number, held.get(number, "others rest on it, or have changed it since"))
        turns()
