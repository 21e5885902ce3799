"""Values that a merge changed, each kept with what it was, and putting back what is still as it was left."""

from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import JSON, BigInteger, ColumnElement, Date, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from records.db import Base
from records.engine.column_types import EPOCH, MICROSECOND

_INSTANTS = ("at", "created_at", "made_at", "received_at")
"""What the columns are called that say when a row was made; a table has one of them, or none."""


class Move:
    """One value of a row, before and after. ``made_at`` is when the row was made, by which it is known again.

    Of a row that says nothing of it, it is when that was made to which it belongs.
    """

    in_table: Mapped[str]
    row_id: Mapped[int]
    column: Mapped[str]
    before: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    made_at: Mapped[int | None] = mapped_column(BigInteger)


AnyMove = TypeVar("AnyMove", bound=Move)


def change(session: Session, kind: type[AnyMove], table: str, number: int, column: str, value: Any) -> AnyMove:
    """Change one value, and return what it was as a move of this kind, which is not added yet.

    It is written past the rows that the session holds.
    """
    rows = Base.metadata.tables[table]
    row = session.execute(select(rows).where(key_of(table) == number)).mappings().one()
    move = kind()
    move.in_table, move.row_id, move.column = table, number, column
    move.before, move.after, move.made_at = _kept(row[column]), _kept(value), _made(session, table, row, column)
    session.execute(rows.update().where(key_of(table) == number).values({column: value}))
    return move


def move_back(session: Session, move: Move) -> bool:
    """Put a value back, unless the row is gone, is another one by now, or somebody has changed it since."""
    rows = Base.metadata.tables[move.in_table]
    row = session.execute(select(rows).where(key_of(move.in_table) == move.row_id)).mappings().first()
    if not row or _kept(row[move.column]) != move.after:
        return False
    if move.made_at is not None and _made(session, move.in_table, row, move.column) != move.made_at:
        return False
    is_day = isinstance(rows.c[move.column].type, Date) and isinstance(move.before, str)
    before = date.fromisoformat(str(move.before)) if is_day else move.before
    session.execute(rows.update().where(key_of(move.in_table) == move.row_id).values({move.column: before}))
    return True


def key_of(table: str) -> ColumnElement[int]:
    """The column that numbers the rows of a table: its own ``id``, or the one that it shares with another."""
    (number,) = Base.metadata.tables[table].primary_key.columns
    return number


def _kept(value: Any) -> Any:
    """A value as the move keeps it: days as text, because JSON knows none."""
    return value.isoformat() if isinstance(value, date) else value


def made(session: Session, table: str, number: int) -> int | None:
    """When the row of a number was made, as a number; None if there is none."""
    rows = Base.metadata.tables[table]
    row = session.execute(select(rows).where(key_of(table) == number)).mappings().first()
    return _made(session, table, row) if row else None


def as_number(at: datetime) -> int:
    """An instant as the number that moves keep."""
    return (at - EPOCH) // MICROSECOND


def _made(session: Session, table: str, row: Any, moved: str = "") -> int | None:
    """When a row was made, as a number; a new row that has got the number of an old one is told from it by this."""
    own = next((row[name] for name in _INSTANTS if row.get(name) is not None), None)
    if isinstance(own, datetime):
        return as_number(own)
    for pointing in Base.metadata.tables[table].foreign_key_constraints:
        (column,) = pointing.columns
        if column.name != moved and not column.nullable:
            return made(session, pointing.referred_table.name, row[column.name])
    return None
