"""What a person says of a row of partners who looks like somebody that is there: the same, or somebody else."""

from datetime import datetime

from sqlalchemy.orm import Session

from records.importing.files.sheet import Line
from records.importing.going_in.answering import NotWaiting, must_be
from records.importing.going_in.staging import RowState, StagedRow
from records.importing.going_in.staging_lines import AS_STAGED
from records.importing.lines.partners import SAID_TO_BE, plan, said_to_be
from records.imports import ImportState, one_file_at_a_time
from records.sources import Source
from records.sources.merged import number_meant
from records.staff.users import User


def say_which_partner(session: Session, row: StagedRow, partner: Source | None, user: User, at: datetime) -> RowState:
    """Say that a row is a partner who is there, whose blanks it fills, or with None that it is somebody else.

    Of an import that is not confirmed the row waits with the others; else it goes in at once. Returns what becomes of
    it. Raises NotWaiting if it is not asked, if that partner is none of those who may be meant, if its import is being
    applied just now, or if it cannot be taken in.
    """
    must_be(session, row, RowState.ASKED, kind="partners")
    if partner and partner.id not in {number_meant(session, each["id"]) for each in row.candidates or ()}:
        raise NotWaiting(f"{partner.name} is not one of those whom line {row.line} may mean")
    one_file_at_a_time(session)
    cells = {name: cell for name, cell in (row.cells or {}).items() if name != SAID_TO_BE}
    cells |= {SAID_TO_BE: said_to_be(partner)} if partner else {}
    line = Line(row.line, cells, AS_STAGED)
    planned = plan(session, [line])
    if line.problems:
        raise NotWaiting(f"line {row.line} {line.problems[0].reason}")
    record, state = row.record, planned.states[row.line]
    if record.state is ImportState.PREPARED:
        row.cells, row.state = cells, state
        # Who else it may mean stays, since it is asked again if that partner goes before the import is let in.
        others = [each for each in row.candidates or () if partner and number_meant(session, each["id"]) != partner.id]
        row.column, row.reason, row.candidates = None, None, others
        row.answered_by_id, row.answered_at = user.id, at
    else:
        planned.apply(session, record, at, lambda: None)
        session.delete(row)
    record.added += planned.counts.added
    record.changed += planned.counts.changed
    record.unchanged += planned.counts.unchanged
    session.flush()
    return state
