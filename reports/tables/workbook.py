"""A table as a workbook: the cover sheet first, then the table, then those that stand apart from it.

Rows are written through to a file as they come (``constant_memory``), so a long table takes no more memory than a
short one. A sheet of Excel ends at row 1,048,576; a longer table goes on in a further sheet.
"""

import io
from datetime import date
from typing import IO, Any

import xlsxwriter  # type: ignore[import-untyped] # it carries no types

from records.money.currencies import minor_digits
from reports.tables.description import Cell, Column, Kind, Manner, Row, Table
from reports.tables.figures import in_clients, money_of
from reports.tables.harmless import could_run, sheet_name, writable

ROWS_OF_A_SHEET = 1_048_576
# Excel refuses a cell with more, and the writer would leave it out.
_LONGEST_CELL = 32_767
_WIDE, _USUAL = 40, 14
# The first day that Excel counts without its leap day of 1900, which never was.
_FIRST_DAY = date(1900, 3, 1)
_LOUD = frozenset({Manner.TOTAL})


def write_workbook(
    table: Table, file: IO[bytes], rows_of_a_sheet: int = ROWS_OF_A_SHEET, *, constant_memory: bool = True
) -> None:
    """Write the table with its cover to a file that is open for writing; it is read from its beginning on.

    Without ``constant_memory`` all cells are held until the end, which only a measurement wants.
    """
    options = {"constant_memory": constant_memory, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": writable(table.title)[:255]})
        writing = _Writing(book, rows_of_a_sheet)
        if not table.is_bare:
            writing.cover(table)
        for each in (table, *table.further):
            writing.table(each)


def workbook_bytes(table: Table) -> bytes:
    """The workbook of a table of few rows."""
    held = io.BytesIO()
    write_workbook(table, held)
    return held.getvalue()


class _Writing:
    def __init__(self, book: Any, rows_of_a_sheet: int) -> None:
        self._book = book
        self._rows_of_a_sheet = rows_of_a_sheet
        self._names: list[str] = []
        self._formats: dict[tuple[Any, ...], Any] = {}

    def cover(self, table: Table) -> None:
        sheet = self._sheet("Cover")
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 1, 100)
        self._text(sheet, 0, 0, table.title, bold=True)
        lines = [*table.cover, *(("Note", note) for each in (table, *table.further) for note in each.notes)]
        for number, (word, meaning) in enumerate(lines, start=2):
            self._text(sheet, number, 0, word, bold=True)
            self._text(sheet, number, 1, meaning, text_wrap=True)

    def table(self, table: Table) -> None:
        sheet, number = self._begun(table), 0
        for row in table.rows:
            number += 1
            if number == self._rows_of_a_sheet:
                sheet, number = self._begun(table), 1
            self._row(sheet, number, table.columns, row)

    def _begun(self, table: Table) -> Any:
        sheet = self._sheet(table.sheet)
        if len(self._names) == 2:
            sheet.activate()
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, _WIDE if column.wide else _USUAL)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.fit_to_pages(1, 0)
        for place, column in enumerate(table.columns):
            side = {"align": "right"} if column.is_figure else {}
            self._text(sheet, 0, place, column.title, bold=True, **side)
        return sheet

    def _sheet(self, wanted: str) -> Any:
        name = sheet_name(wanted, self._names)
        self._names.append(name)
        return self._book.add_worksheet(name)

    def _row(self, sheet: Any, number: int, columns: Any, row: Row) -> None:
        loud = {"bold": True} if row.manner in _LOUD else {}
        for place, (column, cell) in enumerate(zip(columns, row.cells, strict=True)):
            self._cell(sheet, number, place, column, cell, loud)

    def _cell(self, sheet: Any, number: int, place: int, column: Column, cell: Cell, loud: dict[str, Any]) -> None:
        if cell is None:
            return
        if isinstance(cell, str):
            self._text(sheet, number, place, cell, **loud)
        elif isinstance(cell, date):
            if cell < _FIRST_DAY:
                self._text(sheet, number, place, cell.isoformat(), **loud)
            else:
                sheet.write_datetime(number, place, cell, self._format(num_format="yyyy-mm-dd", **loud))
        else:
            value, pattern = _number(column, cell)
            sheet.write_number(number, place, value, self._format(num_format=pattern, **loud))

    def _text(self, sheet: Any, number: int, place: int, text: str, **manner: Any) -> None:
        """A text stays one when somebody edits its cell, because the cell says that it is quoted."""
        cut = writable(text)
        cut = cut if len(cut) <= _LONGEST_CELL else cut[: _LONGEST_CELL - 1] + "…"
        if could_run(cut):
            manner["quote_prefix"] = True
        sheet.write_string(number, place, cut, self._format(**manner) if manner else None)

    def _format(self, **manner: Any) -> Any:
        key = tuple(sorted(manner.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(manner)
        return self._formats[key]


def _number(column: Column, cell: Any) -> tuple[float, str]:
    """The number of a cell, and how a spreadsheet shows it."""
    if column.kind is Kind.MONEY:
        amount, currency = money_of(column, cell)
        digits = minor_digits(currency)
        return amount / 10**digits, f"#,##0.{'0' * digits}" if digits else "#,##0"
    if column.kind is Kind.CLIENTS:
        clients = in_clients(cell)
        return clients, "#,##0" if isinstance(clients, int) else "#,##0.00"
    if column.kind is Kind.SHARE:
        return cell, "0.0%"
    return cell, "General"
