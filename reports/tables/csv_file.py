"""A table as CSV (RFC 4180): the header and the rows, and nothing else, so that every program can read it.

What the cover says has a file of its own in two columns, because a comment above the header breaks every import.
"""

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import TextIO

from records.money.currencies import plain_amount
from reports.tables.description import Cell, Column, Kind, Money, Table
from reports.tables.figures import in_clients, money_of
from reports.tables.harmless import harmless


def write_csv(table: Table, file: TextIO) -> None:
    """Write the header and the rows; ``file`` is opened with ``newline=""``. Tables that stand apart are left out."""
    writer = csv.writer(file)
    writer.writerow([harmless(column.title) for column in table.columns])
    for row in table.rows:
        writer.writerow([_written(column, cell) for column, cell in zip(table.columns, row.cells, strict=True)])


def write_cover(table: Table, file: TextIO) -> None:
    """Write what the cover says, a line each."""
    csv.writer(file).writerows(_cover(table))


def csv_text(table: Table) -> str:
    """The header and the rows as one text, for a table of few rows."""
    text = io.StringIO(newline="")
    write_csv(table, text)
    return text.getvalue()


def _cover(table: Table) -> Iterator[tuple[str, str]]:
    yield "About", "Value"
    yield "Table", harmless(table.title)
    for word, meaning in table.cover:
        yield harmless(word), harmless(meaning)
    for note in table.notes:
        yield "Note", harmless(note)


def _written(column: Column, cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return _figure(column, cell)


def _figure(column: Column, cell: int | float | Money) -> str | int | float:
    if isinstance(cell, Money) or column.kind is Kind.MONEY:
        return plain_amount(*money_of(column, cell))
    if isinstance(cell, float):
        return round(cell, 6)
    return in_clients(cell) if column.kind is Kind.CLIENTS else cell
