"""Imports: which file brought which rows, when, by whom, and what is needed to take it back."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, exists, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.db import Base, instant, key, locked_by_name
from records.staff.users import User


class ImportState(StrEnum):
    """How far an import has come. Nothing of it counts while it is checked, prepared or applied."""

    CHECKING = "checking"
    PREPARED = "prepared"
    APPLYING = "applying"
    FINISHED = "finished"
    UNDOING = "undoing"
    UNDONE = "undone"


UNFINISHED = (ImportState.APPLYING, ImportState.UNDOING)
"""The states in which an import has brought something that does not count."""


def is_any_unfinished(session: Session) -> bool:
    """Whether an import is under way, so that not all that is in the tables counts."""
    under_way = exists().where(Import.finished_at.is_(None), Import.state.in_(UNFINISHED))
    return bool(session.scalar(select(under_way)))


class Import(Base):
    """One file that was taken in. ``digest`` is its SHA-256; the counts are of its rows.

    ``at`` and ``user_id`` say when and by whom the file was given, ``confirmed_at`` and ``confirmed_by_id`` when and
    by whom it was let in. ``notices`` are what the reader noticed of the file as a whole: its titles, no clients.
    ``finished_at`` is None until its last batch is in: what an unfinished import has brought counts nowhere.
    """

    __tablename__ = "imports"

    id: Mapped[key]
    kind: Mapped[str]
    filename: Mapped[str]
    digest: Mapped[str]
    at: Mapped[instant]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    added: Mapped[int]
    changed: Mapped[int]
    unchanged: Mapped[int]
    refused: Mapped[int]
    state: Mapped[ImportState] = mapped_column(server_default=ImportState.FINISHED.value)
    confirmed_at: Mapped[instant | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    finished_at: Mapped[instant | None]
    notices: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))

    problems: Mapped[list["ImportProblem"]] = relationship(order_by="ImportProblem.id")
    user: Mapped[User | None] = relationship(foreign_keys=[user_id])
    confirmed_by: Mapped[User | None] = relationship(foreign_keys=[confirmed_by_id])
    undos: Mapped[list["ImportUndo"]] = relationship(back_populates="record", order_by="ImportUndo.id")


class ImportProblem(Base):
    """Why one row of a file was refused: its line, the column if it is one cell's fault, and what to do.

    Reasons quote cells, so they are kept only for files that say nothing of a client.
    """

    __tablename__ = "import_problems"

    id: Mapped[key]
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"), index=True)
    line: Mapped[int]
    column: Mapped[str | None]
    reason: Mapped[str]


class ImportChange(Base):
    """What an import did to a row that it did not bring: the values that it changed, before and after.

    ``of`` is the name of the row's table. A row that it added beside others, such as another spelling of a partner,
    has no ``before``. It is kept only to be undone, and it holds what clients are called, so an erasure takes it too.
    """

    __tablename__ = "import_changes"
    __table_args__ = (Index(None, "of", "row_id"),)

    id: Mapped[key]
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"), index=True)
    of: Mapped[str]
    row_id: Mapped[int]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class ImportUndo(Base):
    """Somebody took an import back. ``removed`` and ``restored`` count rows, ``kept`` those on which others rest.

    ``finished_at`` is None until the last of it is done.
    """

    __tablename__ = "import_undos"

    id: Mapped[key]
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"), index=True)
    at: Mapped[instant]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    removed: Mapped[int] = mapped_column(default=0)
    restored: Mapped[int] = mapped_column(default=0)
    kept: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[instant | None]

    record: Mapped[Import] = relationship(back_populates="undos")
    user: Mapped[User | None] = relationship()


def one_file_at_a_time(session: Session) -> None:
    """Wait until no other file of lines, and no undo of one, is in the middle of a batch, and let none begin one.

    What a batch finds must stay until it is written: two that bring the same would each find it missing.
    """
    locked_by_name(session, "lines of files")


def finish(record: Import, at: datetime) -> None:
    """From now on what an import has brought counts."""
    record.state = ImportState.FINISHED
    record.finished_at = at
