"""What can be wrong with a file: as a whole, with how it was asked for, or with one of its rows."""

from dataclasses import dataclass


class BadCall(ValueError):
    """The file was asked for in a way that cannot work: a column is missing, or a field unknown."""


class Unreadable(BadCall):
    """The file is no table that can be read; the message says what it seems to be and what to do."""


class BadHeader(BadCall):
    """The header lacks a column, or has it twice; ``in_file`` is the message where nothing but the file can help."""

    def __init__(self, message: str, in_file: str) -> None:
        super().__init__(message)
        self.in_file = in_file


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row was refused: its line in the file, the column if it is one cell's fault, and what to do."""

    line: int
    column: str | None
    reason: str
