"""Column maps: which column of a file is which field, kept by its header for the next such file."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.db import Base, instant, key
from records.staff.users import User


class ColumnMap(Base):
    """How files of one kind with one header are read, as a person has said it.

    ``mapping`` names a column for each field, ``defaults`` what blank cells mean; ``dates`` and ``numbers`` are the
    styles of its days and amounts where they had to be asked. ``header_key`` is made of the titles in their order.
    """

    __tablename__ = "column_maps"
    __table_args__ = (UniqueConstraint("kind", "header_key"),)

    id: Mapped[key]
    kind: Mapped[str]
    header_key: Mapped[str]
    header: Mapped[list[str]] = mapped_column(JSON)
    mapping: Mapped[dict[str, str]] = mapped_column(JSON)
    defaults: Mapped[dict[str, str]] = mapped_column(JSON)
    dates: Mapped[str | None]
    numbers: Mapped[str | None]
    at: Mapped[instant]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    user: Mapped[User | None] = relationship()


def map_of(session: Session, kind: str, header: Sequence[str]) -> ColumnMap | None:
    """The map that is kept for a header, if there is one."""
    return session.scalar(select(ColumnMap).filter_by(kind=kind, header_key=_key(header)))


def keep_map(
    session: Session,
    kind: str,
    header: Sequence[str],
    mapping: Mapping[str, str],
    defaults: Mapping[str, str],
    at: datetime,
    user: User | None,
    *,
    dates: str | None = None,
    numbers: str | None = None,
) -> ColumnMap:
    """Keep how files with this header are read, instead of what was kept before."""
    kept = map_of(session, kind, header)
    if kept is None:
        kept = ColumnMap(kind=kind, header_key=_key(header), header=list(header))
    kept.mapping, kept.defaults = dict(mapping), dict(defaults)
    kept.dates, kept.numbers = dates, numbers
    kept.at, kept.user_id = at, user.id if user else None
    session.add(kept)
    session.flush()
    return kept


def forget_map(session: Session, kept: ColumnMap) -> None:
    """Forget a map; files with its header are mapped anew."""
    session.delete(kept)
    session.flush()


def _key(header: Sequence[str]) -> str:
    titles = "\x1f".join(" ".join(title.casefold().split()) for title in header)
    return hashlib.sha256(titles.encode("utf-8", "surrogateescape")).hexdigest()
