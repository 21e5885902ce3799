"""Files become records in three steps: read into lines, check and plan against what is there, apply.

``read_file`` reads; ``take_in`` checks, plans and applies. Neither commits.
"""

from records.importing.sheet import Sheet
from records.importing.taking import KINDS, Outcome, Progress, read_file, take_in
from records.importing.trouble import BadCall, Problem, Unreadable

__all__ = ["KINDS", "BadCall", "Outcome", "Problem", "Progress", "Sheet", "Unreadable", "read_file", "take_in"]
