"""Search totals from a file that a search engine exports: the same row again by its query, engine and period.

They are kept as totals (``records.search_totals``) and never written to a client.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from attribution import fold_keyword
from records.importing import cells, figures
from records.importing.fields import Field
from records.importing.planning import Counts, Done, chunks, found_by
from records.importing.search_exports import BING, GOOGLE
from records.importing.sheet import Line
from records.imports import Import
from records.keywords import keywords_called
from records.search_totals import SearchTotal, query_key

FIELDS = (
    Field("query", required=True, most=500),
    Field("clicks", required=True, most=40),
    Field("impressions", most=40),
    Field("ctr", most=40),
    Field("position", most=40),
    Field("engine", most=40),
    Field("from", required=True, most=40),
    Field("to", required=True, most=40),
)
_MILLION = 1_000_000
_FIGURES = ("clicks", "impressions", "ctr", "position")

Same = tuple[str, str, date, date]


@dataclass(slots=True)
class _Row:
    """A line's totals; ``there`` is the row that is kept already."""

    line: int
    query: str
    same: Same
    values: dict[str, int | None]
    there: SearchTotal | None = None

    def changes(self) -> dict[str, int]:
        """The figures that the line says otherwise. A blank cell never erases what is there."""
        return {n: v for n, v in self.values.items() if v is not None and getattr(self.there, n) != v}


@dataclass(slots=True)
class KeywordPlan:
    """The totals that a file adds or changes."""

    new: list[_Row] = field(default_factory=list)
    changed: list[_Row] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)
    notices: list[str] = field(default_factory=list)

    def steps(self) -> int:
        """One for each total that is written."""
        return len(self.new) + len(self.changed)

    def apply(self, session: Session, record: Import, at: datetime, done: Done) -> None:
        """Write them, with the keywords of queries that nobody has searched for so far."""
        called = keywords_called(session, [row.query for row in self.new])
        for rows in chunks(self.new):
            session.execute(insert(SearchTotal), [_kept(row, called[row.query].id, record) for row in rows])
            for _ in rows:
                done()
        for row in self.changed:
            for name, value in row.changes().items():
                setattr(row.there, name, value)
            done()
        session.flush()


def plan(session: Session, lines: Sequence[Line]) -> KeywordPlan:
    """What the lines do to the totals that are there; a line that cannot be taken in is refused."""
    rows = [(line, row) for line in lines if (row := _read(line))]
    there = _there(session, [row for _, row in rows])
    seen: dict[Same, int] = {}
    made = KeywordPlan()
    for line, row in rows:
        if row.same in seen:
            line.refuse(f"has the same query and period as line {seen[row.same]}; leave one of them out", "query")
            continue
        seen[row.same] = row.line
        row.there = there.get(row.same)
        if row.there is None:
            made.new.append(row)
        elif row.changes():
            made.changed.append(row)
        else:
            made.counts.unchanged += 1
    made.counts.added, made.counts.changed = len(made.new), len(made.changed)
    return made


def _read(line: Line) -> _Row | None:
    query = line.read("query", _query) or ""
    starts, ends = line.read("from", cells.day), line.read("to", cells.day)
    values: dict[str, int | None] = {
        "clicks": line.read("clicks", figures.whole),
        "impressions": line.read("impressions", figures.whole),
        "ctr": line.read("ctr", figures.share),
        "position": line.read("position", figures.place),
    }
    if starts and ends and starts > ends:
        line.refuse(f"the period ends ({ends}) before it begins ({starts}); exchange the two days", "to")
    clicks, impressions = values["clicks"], values["impressions"]
    if clicks is not None and impressions is not None and clicks > impressions:
        line.refuse(
            f"has more clicks ({clicks}) than impressions ({impressions}); correct it, or exchange the two columns",
            "clicks",
        )
    if line.problems or starts is None or ends is None:
        return None
    if values["ctr"] is None and clicks is not None and impressions:
        values["ctr"] = round(clicks * _MILLION / impressions)
    return _Row(line.number, query, (query_key(query), _engine(line["engine"]), starts, ends), values)


def _query(cell: str) -> str:
    if not fold_keyword(cell):
        raise ValueError(f"{cell[:40]!r} has no letters or digits, so nobody can be found by it; leave the row out")
    return " ".join(cell.split())


def _engine(cell: str) -> str:
    """The engine by one way to write it: engines that are known in theirs, others as they are given."""
    known = {name.casefold(): name for name in (GOOGLE, BING)}
    return known.get(cell.casefold(), cell)


def _there(session: Session, rows: Sequence[_Row]) -> dict[Same, SearchTotal]:
    queries = sorted({row.same[0] for row in rows})
    periods = {row.same[1:] for row in rows}
    found: dict[Same, SearchTotal] = {}
    for (total,) in found_by(session, select(SearchTotal), SearchTotal.query_key, queries):
        if (total.engine, total.starts_on, total.ends_on) in periods:
            found[total.query_key, total.engine, total.starts_on, total.ends_on] = total
    return found


def _kept(row: _Row, keyword_id: int, record: Import) -> dict[str, Any]:
    query, engine, starts, ends = row.same
    return {
        "keyword_id": keyword_id,
        "query": row.query,
        "query_key": query,
        "engine": engine,
        "starts_on": starts,
        "ends_on": ends,
        "import_id": record.id,
        **{name: row.values[name] for name in _FIGURES},
    }
