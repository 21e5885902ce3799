"""What a killed process has left: a half-checked file is forgotten, an import that was let in is brought to its end."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from records.importing.back.undoing import go_on_undoing
from records.importing.going_in.applying import apply_staged, tidy
from records.importing.going_in.days_touched import look_no_more
from records.importing.going_in.preparing import UnderWay, drop, working_on
from records.importing.going_in.staging import RowState, StagedRow
from records.importing.turns import Turns
from records.imports import Import, ImportState
from records.progress import Progress
from records.totals import behind, catch_up, is_looked_for


def resume_imports(session: Session, at: datetime, *, pause: Turns | None = None) -> list[str]:
    """Go on with every import and undo that nobody is at any more; what was done, in plain words.

    A file that was only half checked is not there any more, so its rows are dropped. One that a command had checked
    goes too: whoever gave it does not know that it waits. One that a person has yet to confirm is left alone.
    """
    turns = pause or Turns()
    with turns.looking():
        numbers = session.scalars(select(Import.id).where(_left()).order_by(Import.id)).all()
    told = []
    again = select(Import).where(_left()).execution_options(populate_existing=True)
    for number in numbers:
        record = session.get(Import, number)
        try:
            if record is not None:
                with working_on(session, record):
                    # Whoever was at it until now may have ended it, or dropped it.
                    record = session.scalars(again.where(Import.id == number)).first()
                    told += _go_on(session, record, at, turns) if record else []
        except UnderWay:
            continue
    with turns.looking():
        waits = behind(session)
    if waits:
        # Whoever died while it was summing up its days has left nothing else; until they are, rankings are slow.
        catch_up(session, turns)
    return told


def _left() -> ColumnElement[bool]:
    by_command = and_(Import.state == ImportState.PREPARED, Import.user_id.is_(None))
    staged = exists().where(StagedRow.import_id == Import.id, StagedRow.state != RowState.ASKED)
    untidy = and_(Import.state == ImportState.FINISHED, staged)
    begun = Import.state.in_((ImportState.CHECKING, ImportState.APPLYING, ImportState.UNDOING))
    return or_(begun, by_command, untidy, is_looked_for(Import.id))


def _go_on(session: Session, record: Import, at: datetime, turns: Turns) -> list[str]:
    named = f"import {record.id} ({record.filename})"
    if record.state in {ImportState.CHECKING, ImportState.PREPARED}:
        drop(session, record, turns)
        return [f"The {named} had broken off while it was checked; nothing of it was in. Give the file again."]
    if record.state is ImportState.APPLYING:
        apply_staged(session, record, at, turns, Progress())
        tidy(session, record, turns)
        return [f"The {named} had broken off and is finished now: {record.added:,} added, {record.changed:,} changed."]
    if record.state is ImportState.UNDOING:
        undone = go_on_undoing(session, record, turns)
        return [f"The undo of the {named} had broken off and is finished now: {undone.undo.removed:,} rows removed."]
    look_no_more(session, record)
    tidy(session, record, turns)
    return []
