"""Search totals: how often each query showed and led to the firm's website in a period, as search engines export it.

They are totals of everybody who searched. Nothing here belongs to a client, and no client ever points here.
"""

from datetime import date

from sqlalchemy import ForeignKey, Index, UniqueConstraint, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.db import Base, key
from records.imports import Import
from records.keywords import Keyword


class SearchTotal(Base):
    """One query of one engine in one period, both ends inclusive.

    ``query_key`` is the query without regard to case and spaces, by which the same row is recognised. ``ctr`` is in
    millionths (clicks of impressions), ``position`` the average place among the results in thousandths; None is not
    known.
    """

    __tablename__ = "search_totals"
    __table_args__ = (
        UniqueConstraint("query_key", "engine", "starts_on", "ends_on"),
        Index(None, "starts_on", "ends_on"),
    )

    id: Mapped[key]
    keyword_id: Mapped[int] = mapped_column(ForeignKey("keywords.id"), index=True)
    query: Mapped[str]
    query_key: Mapped[str]
    engine: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    clicks: Mapped[int]
    impressions: Mapped[int | None]
    ctr: Mapped[int | None]
    position: Mapped[int | None]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("imports.id"))

    keyword: Mapped[Keyword] = relationship()
    brought_by: Mapped[Import | None] = relationship()


def query_key(query: str) -> str:
    """A query without regard to case and spaces."""
    return " ".join(query.split()).casefold()


def forget_totals(session: Session, engine: str, starts_on: date, ends_on: date) -> int:
    """Remove all totals of an engine's period, such as one that was given wrongly; how many there were."""
    those = (SearchTotal.engine == engine, SearchTotal.starts_on == starts_on, SearchTotal.ends_on == ends_on)
    there = session.scalar(select(func.count()).select_from(SearchTotal).where(*those)) or 0
    session.execute(delete(SearchTotal).where(*those))
    return there
