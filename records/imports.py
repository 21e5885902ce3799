"""Imports: which file brought which rows, when, and by whom."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

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
