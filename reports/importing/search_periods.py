"""Which search totals are there, and which files brought them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from records.imports import Import
from records.keywords.search_totals import SearchTotal
from records.staff.users import User

_IMPORTS = 10


@dataclass(frozen=True, slots=True)
class SearchPeriod:
    """The totals of one engine in one period, both ends inclusive; impressions are 0 where the export has none."""

    engine: str
    starts_on: date
    ends_on: date
    queries: int
    clicks: int
    impressions: int


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A file that was taken in, with its refused rows, and who did it; None for a command."""

    record: Import
    user: User | None


@dataclass(frozen=True, slots=True)
class Totals:
    """One page of the totals of a period, with what the whole list adds up to."""

    entries: Sequence[SearchTotal]
    in_all: int
    clicks: int
    impressions: int


def search_periods(session: Session) -> list[SearchPeriod]:
    """Every period that is there, the newest first."""
    what = (SearchTotal.engine, SearchTotal.starts_on, SearchTotal.ends_on)
    sums = (
        func.count(),
        func.sum(SearchTotal.clicks),
        func.coalesce(func.sum(SearchTotal.impressions), 0),
    )
    found = (
        select(*what, *sums)
        .group_by(*what)
        .order_by(SearchTotal.ends_on.desc(), SearchTotal.starts_on.desc(), SearchTotal.engine)
    )
    return [SearchPeriod(*row[:3], *map(int, row[3:])) for row in session.execute(found)]


def newest_imports(session: Session) -> Sequence[TakenIn]:
    """The files that brought search totals last, the newest first."""
    files = (
        select(Import, User)
        .outerjoin(User, User.id == Import.user_id)
        .where(Import.kind == "keywords")
        .options(selectinload(Import.problems))
        .order_by(Import.id.desc())
        .limit(_IMPORTS)
    )
    return [TakenIn(*row) for row in session.execute(files)]


def totals_of(session: Session, starts_on: date, ends_on: date, engine: str, page: int, size: int) -> Totals:
    """The totals of a period, of one engine unless it is blank, those of the most clicks first."""
    those = [SearchTotal.starts_on == starts_on, SearchTotal.ends_on == ends_on]
    those += [SearchTotal.engine == engine] if engine else []
    sums = select(
        func.count(),
        func.coalesce(func.sum(SearchTotal.clicks), 0),
        func.coalesce(func.sum(SearchTotal.impressions), 0),
    )
    in_all, clicks, impressions = session.execute(sums.where(*those)).one()
    listed = (
        select(SearchTotal)
        .where(*those)
        .options(joinedload(SearchTotal.keyword))
        .order_by(SearchTotal.clicks.desc(), SearchTotal.impressions.desc(), SearchTotal.query_key, SearchTotal.id)
    )
    entries = session.scalars(listed.offset((page - 1) * size).limit(size)).all()
    return Totals(entries, int(in_all), int(clicks), int(impressions))
