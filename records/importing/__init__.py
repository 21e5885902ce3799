"""Files become records in three steps: read into lines, checked into a staging table, applied in short batches.

``read_file`` reads. A page calls ``prepare``, shows what would happen, lets a person answer, and then ``confirm`` and
``apply_import``; a command calls ``take_in``, which does it all. None of them commits but in turns (``ShortTurns``),
where it is told to. ``undo_import`` takes an import back; ``resume_imports`` goes on with what a killed process left.
"""

from records.importing.applying import NotPrepared, apply_import, confirm, drop_import
from records.importing.kinds import KINDS, read_file
from records.importing.outcome import Outcome
from records.importing.preparing import UnderWay, prepare
from records.importing.progress import Progress
from records.importing.sheet import Sheet
from records.importing.staged import counts_of, problems_of
from records.importing.taking import take_in
from records.importing.trouble import BadCall, Problem, Unreadable
from records.importing.turns import ShortTurns, Turns

__all__ = [
    "KINDS",
    "BadCall",
    "NotPrepared",
    "Outcome",
    "Problem",
    "Progress",
    "Sheet",
    "ShortTurns",
    "Turns",
    "UnderWay",
    "Unreadable",
    "apply_import",
    "confirm",
    "counts_of",
    "drop_import",
    "prepare",
    "problems_of",
    "read_file",
    "take_in",
]
