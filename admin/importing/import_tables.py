"""The wrong rows of a file as a table to correct and to give again."""

from collections.abc import Sequence

from records.importing import KINDS
from records.importing.files.sheet import BEYOND
from records.imports import Import
from reports.importing.imports_taken import WrongRow
from reports.tables.description import Column, Row, Table


def wrong_rows_table(rows: Sequence[WrongRow], record: Import) -> Table:
    """The rows under the titles that a file of this kind may have, and behind them their lines and what is wrong.

    It is bare, because a cover would be read for the table when it is given again.
    """
    there = {name for row in rows for name in row.cells}
    fields = [each.name for each in KINDS[record.kind].fields if each.required or each.name in there]
    fields += [BEYOND] if BEYOND in there else []
    return Table(
        title=f"Wrong rows of {record.filename}",
        columns=[*(Column(name) for name in fields), Column("line"), Column("what is wrong", wide=True)],
        rows=[Row((*(row.cells.get(name) for name in fields), str(row.line), "; ".join(row.reasons))) for row in rows],
        sheet="Wrong rows",
        is_bare=True,
    )
