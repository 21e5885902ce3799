"""Imports: which file brought which rows, when, and by whom."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from records.db import Base, instant, key


class Import(Base):
    """One file that was taken in. ``digest`` is its SHA-256; the counts are of its rows."""

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

    problems: Mapped[list["ImportProblem"]] = relationship(order_by="ImportProblem.id")


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
