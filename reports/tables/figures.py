"""The figures of a cell, as numbers for a file."""

from attribution import WHOLE
from reports.tables.description import Cell, Column, Kind, Money


def in_clients(millionths: int) -> int | float:
    """Millionths of a client as clients: a whole number where it is one, else a decimal."""
    whole, part = divmod(millionths, WHOLE)
    return millionths / WHOLE if part else whole


def money_of(column: Column, cell: Cell) -> Money:
    """The amount of a cell with its currency: its own, else that of its column."""
    if isinstance(cell, Money):
        return cell
    if column.kind is not Kind.MONEY or not isinstance(cell, int):
        raise TypeError(f"{cell!r} in the column {column.title!r} is no amount")
    return Money(cell, column.currency)
