"""The report of a closed month with what its rows rest on: figures, money so far, and costs."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from records.closed.closed_months import Closure
from reports.closed.counting import name_of
from reports.closed.months import Month
from reports.closed.spending import costs_kept
from reports.closed.summing import closed_figures
from reports.counting.counted import PARTS, kinds_ranked
from reports.counting.questions import Of, Question
from reports.counting.rankings import Figures, Row, place_of
from reports.ranked.standings import Entry
from reports.ranked.views import View


@dataclass(frozen=True, slots=True)
class ClosedStandings:
    """The rows in order, and by part what has no row and the total; rows and parts add up to the total, costs too.

    ``shares`` are of the chosen measure, by row; ``has_costs`` says whether anything was spent in the month.
    """

    question: Question
    month: Month
    rows: list[Entry]
    apart: dict[str, Entry]
    shares: dict[str, float | None]
    has_costs: bool


def closed_standings(session: Session, closure: Closure, question: Question) -> ClosedStandings:
    """The whole report of a month by a question."""
    found = closed_figures(session, closure, question)
    month, ranking = found.month, found.ranking
    rows = {row.id: Entry(row.id, row.name, row.kind, row.figures, rank=row.rank) for row in ranking.rows}
    apart = {part: Entry(part, figures=getattr(ranking, part)) for part in PARTS}
    for row in found.so_far.rows:
        if row.id in rows:
            rows[row.id].so_far = row.figures
    for part, entry in apart.items():
        entry.so_far = getattr(found.so_far, part)
    costs = costs_kept(session, closure, question.currency) if View(question).has_return else []
    ranked = kinds_ranked(question.of)
    brought = figures_of_sources(session, closure, question) if costs else {}
    for cost in costs:
        number, kind = str(cost.source), month.sources[cost.source][1]
        if number not in rows and kind in ranked:
            rows[number] = Entry(number, *name_of(month, question.of, number))
        # A source that has several costs brought what it brought once.
        figures = brought.pop(number, Figures())
        (rows[number] if number in rows else apart["elsewhere"]).spend(cost.part, figures)
        apart["total"].spend(cost.part, figures)
    # What has only cost something stands behind all that has brought anybody or anything.
    ordered = sorted(
        rows.values(),
        key=lambda each: (each.rank is None, place_of(Row(each.part, each.name, each.kind, each.figures), question.by)),
    )
    shares = {row.id: row.share for row in ranking.rows}
    return ClosedStandings(question, month, ordered, apart, shares, bool(costs))


def figures_of_sources(session: Session, closure: Closure, question: Question) -> dict[str, Figures]:
    """What each source brought in the month, by its number, whatever kind of source is ranked."""
    ranking = closed_figures(session, closure, replace(question, of=Of.SOURCES)).ranking
    return {row.id: row.figures for row in ranking.rows}
