"""Files become records in three steps: read into lines, checked into a staging table, applied in short batches.

``read_file`` reads. A page calls ``prepare``, shows what would happen, lets a person answer, and then ``confirm`` and
``apply_import``; a command calls ``take_in``, which does it all. None of them commits but in turns (``ShortTurns``),
where it is told to. ``undo_import`` takes an import back; ``resume_imports`` goes on with what a killed process left.
"""

from records.importing.back.taking_back import Kept, Undone
from records.importing.back.undoing import NothingToUndo, undo_import
from records.importing.files.manner import Manner, manner_of
from records.importing.files.sheet import Sheet
from records.importing.files.styles import Days, Numbers, Unclear
from records.importing.going_in.answering import NotWaiting, add_anyway, answer_row, candidates_of, leave_out
from records.importing.going_in.answering_partners import say_which_partner
from records.importing.going_in.applying import NotPrepared, apply_import, confirm, drop_import
from records.importing.going_in.preparing import UnderWay, prepare
from records.importing.going_in.resuming import resume_imports
from records.importing.going_in.staged import counts_of, problems_of
from records.importing.going_in.taking import take_in
from records.importing.lines.kinds import KINDS, read_file
from records.importing.outcome import Outcome
from records.importing.trouble import BadCall, Problem, Unreadable
from records.importing.turns import ShortTurns, Turns
from records.progress import Progress

__all__ = [
    "KINDS",
    "BadCall",
    "Days",
    "Kept",
    "Manner",
    "NotPrepared",
    "NotWaiting",
    "NothingToUndo",
    "Numbers",
    "Outcome",
    "Problem",
    "Progress",
    "Sheet",
    "ShortTurns",
    "Turns",
    "Unclear",
    "UnderWay",
    "Undone",
    "Unreadable",
    "add_anyway",
    "answer_row",
    "apply_import",
    "candidates_of",
    "confirm",
    "counts_of",
    "drop_import",
    "leave_out",
    "manner_of",
    "prepare",
    "problems_of",
    "read_file",
    "resume_imports",
    "say_which_partner",
    "take_in",
    "undo_import",
]
