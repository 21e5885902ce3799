"""What a table is, however it is written: a title, columns of a kind, rows in order, and the lines of its cover."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What the cells of a column hold, which says how they are written and to which side they stand."""

    TEXT = "text"
    NUMBER = "number"
    CLIENTS = "clients"
    MONEY = "money"
    SHARE = "share"
    DAY = "day"


class Manner(StrEnum):
    """How a row stands in its table: as one of the rows, apart from them, as a part of the row above, or as the sum."""

    ROW = "row"
    APART = "apart"
    WITHIN = "within"
    TOTAL = "total"


class Money(NamedTuple):
    """An amount whose currency is its own and not the column's: minor units and an ISO 4217 code."""

    amount: int
    currency: str


Cell = str | int | float | date | Money | None
"""None is empty. Clients are in millionths, money in minor units of the column's currency, a share is a part of 1."""


class Row(NamedTuple):
    """The cells of one row, as many as there are columns."""

    cells: Sequence[Cell]
    manner: Manner = Manner.ROW


@dataclass(frozen=True, slots=True)
class Column:
    """One column; a column of money names its currency unless each cell does.

    What stands ``below`` has no column of its own on paper: it stands in the first one, below what is there.
    """

    title: str
    kind: Kind = Kind.TEXT
    currency: str = ""
    wide: bool = False
    below: bool = False

    @property
    def is_figure(self) -> bool:
        """Whether its cells stand to the right."""
        return self.kind is not Kind.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """One table. ``rows`` may be a generator, so a table is written once.

    ``cover`` says in pairs of a word and its meaning what a reader has to know: the firm, the period, the filters,
    the rule by which it is counted, and as of when. ``further`` are tables that belong to it and stand apart.
    A bare one has no sheet for its cover: whoever takes the workbook in reads the first sheet.
    """

    title: str
    columns: Sequence[Column]
    rows: Iterable[Row]
    cover: Sequence[tuple[str, str]] = ()
    sheet: str = "Table"
    notes: Sequence[str] = ()
    further: "Sequence[Table]" = field(default=())
    is_bare: bool = False

    def below(self, row: Row) -> list[tuple[Column, Cell]]:
        """What stands on paper below the first cell of a row."""
        return [(column, cell) for column, cell in zip(self.columns, row.cells, strict=True) if column.below and cell]
