"""Search totals from a file that a search engine exports: the same row again by its query, engine and period.

They are kept as totals (``records.keywords.search_totals``) and never written to a client. Because rows are recognised,
a file may go in by batches: whatever a broken one has left is recognised when the file is taken in once more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.orm import Session

from attribution import fold_keyword
from records.db import locked_by_name
from records.importing.files import cells, figures
from records.importing.files.fields import Field
from records.importing.files.search_exports import BING, GOOGLE
from records.importing.files.sheet import Line
from records.importing.lines.planning import Counts, Done, chunks, found_by
from records.imports import Import, ImportChange
from records.keywords import keywords_called
from records.keywords.search_totals import SearchTotal, query_key

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
    """A line's totals."""

    line: int
    query: str
    same: Same
    values: dict[str, int | None]

    def changes(self, there: Row[Any]) -> dict[str, int]:
        """The figures that the line says otherwise. A blank cell never erases what is there."""
        return {n: v for n, v in self.values.items() if v is not None and getattr(there, n) != v}


@dataclass(slots=True)
class KeywordPlan:
    """The totals that a file adds or changes."""

    rows: list[_Row] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)
    notices: list[str] = field(default_factory=list)

    def steps(self) -> int:
        """One for each total that is written."""
        return len(self.rows)

    def batches(self, session: Session, record: Import, done: Done) -> Iterator[Counts]:
        """Write them a few hundred at a time, and say what became of those; the caller may commit after each batch.

        Keywords of queries that nobody has searched for so far are made.

        What is there is looked up once more, because others may have written since it was planned.
        """
        for rows in chunks(self.rows):
            locked_by_name(session, "search totals")
            there = _there(session, rows)
            changed = [(row, row.changes(there[row.same])) for row in rows if row.same in there]
            changed = [(row, changes) for row, changes in changed if changes]
            new = [row for row in rows if row.same not in there]
            called = keywords_called(session, [row.query for row in new])
            if new:
                session.execute(insert(SearchTotal), [_kept(row, called[row.query].id, record) for row in new])
            if changed:
                session.execute(insert(ImportChange), [_noted(there[row.same], more, record) for row, more in changed])
                session.execute(update(SearchTotal), [_figures(there[row.same]) | more for row, more in changed])
            for _ in rows:
                done()
            yield Counts(len(new), len(changed), len(rows) - len(new) - len(changed))


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
        if row.same not in there:
            made.counts.added += 1
        elif row.changes(there[row.same]):
            made.counts.changed += 1
        else:
            made.counts.unchanged += 1
            continue
        made.rows.append(row)
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


def _there(session: Session, rows: Sequence[_Row]) -> dict[Same, Row[Any]]:
    """The totals that are kept of these rows, as plain columns: tens of thousands of objects would take seconds."""
    queries = sorted({row.same[0] for row in rows})
    periods = {row.same[1:] for row in rows}
    found: dict[Same, Row[Any]] = {}
    statement = select(
        SearchTotal.id,
        SearchTotal.query_key,
        SearchTotal.engine,
        SearchTotal.starts_on,
        SearchTotal.ends_on,
        *(getattr(SearchTotal, name) for name in _FIGURES),
    )
    for total in found_by(session, statement, SearchTotal.query_key, queries):
        if (total.engine, total.starts_on, total.ends_on) in periods:
            found[total.query_key, total.engine, total.starts_on, total.ends_on] = total
    return found


def _figures(there: Row[Any]) -> dict[str, Any]:
    return {name: getattr(there, name) for name in ("id", *_FIGURES)}


def _noted(there: Row[Any], changes: dict[str, int], record: Import) -> dict[str, Any]:
    before = {name: getattr(there, name) for name in changes}
    of_row = {"import_id": record.id, "of": SearchTotal.__tablename__, "row_id": there.id}
    return of_row | {"before": before, "after": changes}


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
