"""Values that a merge changed, each kept with what it was, and putting back what is still as it was left."""

from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import JSON, BigInteger, ColumnElement, Date, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from records.column_types import EPOCH, MICROSECOND
from records.db import Base


class Move:
    """One value of a row, before and after. ``made_at`` is when the row was made, by which it is known again."""

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
    move.before, move.after, move.made_at = _kept(row[column]), _kept(value), _made(row)
    session.execute(rows.update().where(key_of(table) == number).values({column: value}))
    return move


def move_back(session: Session, move: Move) -> bool:
    """Put a value back, unless the row is gone, is another one by now, or somebody has changed it since."""
    rows = Base.metadata.tables[move.in_table]
    row = session.execute(select(rows).where(key_of(move.in_table) == move.row_id)).mappings().first()
    if not row or _kept(row[move.column]) != move.after or _made(row) != move.made_at:
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


def _made(row: Any) -> int | None:
    """When a row was made, as a number; a new row that has got the number of an old one is told from it by this."""
    made = row.get("at") or row.get("created_at")
    return (made - EPOCH) // MICROSECOND if isinstance(made, datetime) else None
