"""Taking a whole import back: what it brought goes, what it changed is again what it was.

An undo is a row with who and when. The import stops counting first, in one short transaction; the rest follows in
batches, and a killed undo is gone on with.
"""

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from records.clients import Client
from records.db import Base
from records.firm import directory_changed
from records.importing.back.people_back import remove_alias, remove_answer, remove_clients, remove_partners
from records.importing.back.referrals_back import remove_referrals, remove_report
from records.importing.back.stages_back import take_stages_back
from records.importing.back.taking_back import Remove, Undone, put_back_changes, remove_brought
from records.importing.going_in.days_touched import counting_otherwise
from records.importing.going_in.preparing import working_on
from records.importing.going_in.refunds_of_files import forget_told
from records.importing.going_in.staged import clear
from records.importing.turns import Turns
from records.imports import Import, ImportChange, ImportState, ImportUndo
from records.joining.rows import ClientJoin
from records.keywords.search_totals import SearchTotal
from records.money.costs import Cost
from records.money.payments import Payment
from records.sources import Partner, Source
from records.staff.users import User
from records.totals import catch_up

_REMOVE: dict[str, Remove] = {"aliases": remove_alias, "submissions": remove_answer, "referral_outcomes": remove_report}


class NothingToUndo(ValueError):
    """Nothing of the import is in: it is only prepared, or it was undone already."""


class WasJoined(NothingToUndo):
    """A client of the import was joined with another; the message says with whom, and what to do."""


def undo_import(
    session: Session, record: Import, user: User | None, at: datetime, *, pause: Turns | None = None
) -> Undone:
    """Take an import back, all of it on which nothing else rests by now; the rest stays and is listed.

    What stayed can be tried once more later. Rows that wait for an answer are dropped. Raises NothingToUndo,
    WasJoined, and UnderWay if another process is at the import.
    """
    turns = pause or Turns()
    with working_on(session, record):
        session.refresh(record)
        left = record.undos[-1].kept if record.undos else 0
        may = {ImportState.APPLYING, ImportState.FINISHED} | ({ImportState.UNDONE} if left else set())
        if record.state not in may:
            raise NothingToUndo(f"nothing of the import {record.id} of {record.filename} is in ({record.state.value})")
        _refuse_joined(session, record)
        with counting_otherwise(session, record, turns):
            undo = ImportUndo(record=record, user_id=user.id if user else None, at=at, removed=0, restored=0, kept=0)
            session.add(undo)
            record.state, record.finished_at = ImportState.UNDOING, None
        turns()
        return go_on_undoing(session, record, turns)


def _refuse_joined(session: Session, record: Import) -> None:
    """Who was joined with another client has no row that could be removed, or be what it was before."""
    changed = select(ImportChange.row_id).where(
        ImportChange.import_id == record.id, ImportChange.of == Client.__tablename__
    )
    theirs = select(ClientJoin).where(or_(ClientJoin.import_id == record.id, ClientJoin.gone_id.in_(changed)))
    for join in session.scalars(theirs.order_by(ClientJoin.id.desc()).limit(1)):
        raise WasJoined(
            f"{join.name}, who came with {record.filename}, is joined with {join.keep.name}; "
            "take that apart on their page first"
        )


def go_on_undoing(session: Session, record: Import, turns: Turns) -> Undone:
    """Do what is left of an undo that has begun."""
    undone = Undone(record.undos[-1])
    clear(session, record, turns)
    if record.kind == "clients":
        remove_clients(session, record, undone, turns)
    touched: set[int] = set()
    for row in put_back_changes(session, record, undone, _REMOVE, turns):
        touched |= _sources_of(row)
    if touched:
        directory_changed(session, *touched)
        turns()
    if record.kind == "payments":
        remove_brought(session, Payment, record, undone, turns)
        forget_told(session, record)
        turns()
    elif record.kind == "costs":
        remove_brought(session, Cost, record, undone, turns)
    elif record.kind == "referrals":
        remove_referrals(session, record, undone, turns)
    elif record.kind == "keywords":
        remove_brought(session, SearchTotal, record, undone, turns)
    elif record.kind == "partners":
        remove_partners(session, record, undone, turns)
    take_stages_back(session, record, turns)
    with counting_otherwise(session, record, turns):
        undone.undo.kept = undone.kept
        undone.undo.finished_at = undone.undo.at
        # What had to stay counts again.
        record.state, record.finished_at = ImportState.UNDONE, undone.undo.at
    turns()
    catch_up(session, turns)
    session.expire_all()
    return undone


def _sources_of(row: Base) -> set[int]:
    if isinstance(row, Source):
        return {row.id}
    return {row.source_id} if isinstance(row, Partner) else set()
