"""Files become records in three steps: read into lines, check and plan against what is there, apply.

``read_file`` reads; ``take_in`` checks, plans and applies. Neither commits, but ``take_in`` in turns
(``ShortTurns``) where it is told to.
"""

from records.importing.manner import Manner, manner_of
from records.importing.sheet import Sheet
from records.importing.styles import Days, Numbers, Unclear
from records.importing.taking import KINDS, Outcome, Progress, read_file, take_in
from records.importing.trouble import BadCall, Problem, Unreadable
from records.importing.turns import ShortTurns

__all__ = [
    "KINDS",
    "BadCall",
    "Days",
    "Manner",
    "Numbers",
    "Outcome",
    "Problem",
    "Progress",
    "Sheet",
    "ShortTurns",
    "Unclear",
    "Unreadable",
    "manner_of",
    "read_file",
    "take_in",
]
