"""What became of a file, for whoever gave it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from records.importing.trouble import Problem


@dataclass(slots=True)
class Outcome:
    """What became of a file's rows. ``added``, ``changed``, ``unchanged`` and ``refused`` count rows."""

    kind: str
    file: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    problems: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    dry_run: bool = False


Report = Callable[[Outcome, Iterable[Problem]], None]
"""Told of the outcome with all of its counts, and of every problem, which may be too many to keep."""

NOTHING = "Nothing went in, because rows were refused and --strict was asked for."
