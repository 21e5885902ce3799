"""The imports that there were, and taking one of them back."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from commands.counting import counted
from commands.running import BadCommand
from records.firm import the_firm
from records.importing import Kept, NothingToUndo, ShortTurns, UnderWay, undo_import
from records.imports import Import

_KEPT_SHOWN = 50


def list_imports(session: Session, kind: str) -> None:
    """Every import of a kind with its number, the newest first."""
    zone = the_firm(session).zone
    for record in session.scalars(select(Import).where(Import.kind == kind).order_by(Import.id.desc())):
        at = record.at.astimezone(ZoneInfo(zone))
        counts = f"{record.added:,} added, {record.changed:,} changed"
        click.echo(f"{record.id}  {at:%Y-%m-%d %H:%M}  {record.filename}  {counts}  {record.state.value}")


def take_back(session: Session, kind: str, number: int) -> bool:
    """Undo an import and say what became of its rows; whether some had to stay. Raises BadCommand."""
    record = session.get(Import, number)
    if record is None or record.kind != kind:
        raise BadCommand(f"there is no import of {kind} with the number {number}; --list shows those there are")
    try:
        undone = undo_import(session, record, None, datetime.now(UTC), pause=ShortTurns(session))
    except (NothingToUndo, UnderWay) as problem:
        raise BadCommand(str(problem)) from problem
    session.commit()
    for kept in undone.listed[:_KEPT_SHOWN]:
        click.echo(f"{_name(kept)} stays: {kept.why}.", err=True)
    if undone.kept > _KEPT_SHOWN:
        click.echo(f"… and {undone.kept - _KEPT_SHOWN:,} more.", err=True)
    click.echo(
        f"Import {number} is undone: {counted(undone.undo.removed, 'rows')} removed, "
        f"{undone.undo.restored:,} put back, {undone.kept:,} kept."
    )
    return bool(undone.kept)


def _name(kept: Kept) -> str:
    return f"{kept.of.removesuffix('s').replace('_', ' ').capitalize()} {kept.row_id}"
