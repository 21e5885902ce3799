"""The table of the ranking page: a ranking with averages, return, the earlier days beside it, and trends."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import WHOLE, Kind
from records.sources import Source
from reports.costs import Return
from reports.counting.counted import PARTS, kinds_ranked
from reports.counting.questions import Count, Measure, Of, Question
from reports.counting.rankings import Figures, Ranking, Row, figures_by_source, place_of, rank
from reports.ranked.comparison import Earlier, earlier_days
from reports.ranked.trends import Spans, Trends, spans_of, trends
from reports.ranked.views import Order, View


@dataclass(slots=True)
class Entry:
    """One row, or a part without a row.

    ``before`` is the same of the earlier days, None if there are none; ``so_far`` of the clients who came in the
    period, with all their money until now; ``cost`` what was spent in the period, in minor units, and ``costing`` the
    figures of those of its sources that it was spent on. ``rank`` is None for what has nothing in this period.
    """

    part: str
    name: str = ""
    kind: str = ""
    figures: Figures = field(default_factory=Figures)
    before: Figures | None = None
    so_far: Figures = field(default_factory=Figures)
    cost: int = 0
    costing: Figures = field(default_factory=Figures)
    trend: list[int] = field(default_factory=list)
    rank: int | None = None

    @property
    def average(self) -> int | None:
        """What a won client has brought so far, in minor units, rounded to the nearest one (a half to the even one)."""
        won = self.so_far.won
        return round(Fraction(self.so_far.revenue * WHOLE, won)) if won > 0 else None

    @property
    def spending(self) -> Return:
        """What was spent in the period beside what came of the sources that it was spent on."""
        return Return(self.cost, self.costing.clients, self.costing.won, self.costing.revenue)

    def spend(self, cost: int, brought: Figures) -> None:
        """Count the cost of one source, and what the source brought."""
        self.cost += cost
        self.costing.add(brought)

    @property
    def returned(self) -> Fraction | None:
        """Return on spend in the period, of the sources that cost something; None if nothing was spent."""
        return self.spending.times

    def change(self, measure: Measure) -> int | None:
        """By how much a measure has grown since the earlier days."""
        return None if self.before is None else self.figures.of(measure) - self.before.of(measure)


@dataclass(slots=True)
class Standings:
    """All that the page shows: ``rows`` in order, and ``apart`` by the names of ``reports.counting.counted.PARTS``.

    Rows, elsewhere, unknown and in review add up to the total, earlier figures and costs too.
    """

    view: View
    rows: list[Entry]
    apart: dict[str, Entry]
    earlier: Earlier | None
    over: Spans
    has_costs: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing came or was paid or spent, now or in the earlier days. Sums that cancel out are something."""
        return not self.rows and not any(_counts(entry) for entry in self.apart.values())

    @property
    def leader_is_open(self) -> bool:
        """Whether what waits for review could change the first place, wherever it went."""
        return _leader_is_open(self)


def standings(
    session: Session, view: View, today: date, first_weekday: int = 0, costs: Mapping[int, int] | None = None
) -> Standings:
    """The table of a view as of a day. ``costs`` is what each source cost in the period, by its number."""
    question = view.question
    now = rank(session, question)
    earlier = earlier_days(question.start, question.end, view.compare, today)
    before = rank(session, _on(question, earlier)) if earlier else None
    cohort = replace(question, count=Count.COHORT)
    same = question.count is Count.COHORT or (question.start is None and question.end is None)
    so_far = now if same else rank(session, cohort)
    over = spans_of(question, today, first_weekday)
    spent = dict(costs or {}) if view.has_return else {}
    rows = _rows(session, question, now, before, spent)
    apart = {part: Entry(part) for part in PARTS}
    for ranking, name in ((now, "figures"), (before, "before"), (so_far, "so_far")):
        if ranking:
            _fill(rows, apart, ranking, name)
    if earlier:
        for entry in (*rows.values(), *apart.values()):
            entry.before = entry.before or Figures()
    _spend(session, question, rows, apart, spent)
    _draw(rows, apart, trends(session, question, over))
    ordered = sorted(rows.values(), key=lambda entry: _place(view, entry))
    _number(view, ordered)
    return Standings(view, ordered, apart, earlier, over, bool(spent))


def _counts(entry: Entry) -> bool:
    return any(
        (figures.clients, figures.won, figures.revenue) != (0, 0, 0)
        for figures in (entry.figures, entry.before or Figures())
    )


def _on(question: Question, earlier: Earlier) -> Question:
    return replace(question, start=earlier.days.start, end=earlier.days.end)


def _rows(
    session: Session, question: Question, now: Ranking, before: Ranking | None, spent: Mapping[int, int]
) -> dict[str, Entry]:
    """A row for all that has something now, had something in the earlier days, or cost something."""
    found = {row.id: Entry(row.id, row.name, row.kind) for row in (*now.rows, *(before.rows if before else ()))}
    missing = sorted({number for number in spent if str(number) not in found})
    if missing:
        those = select(Source.id, Source.name, Source.kind).where(
            Source.id.in_(missing), Source.kind.in_(kinds_ranked(question.of))
        )
        for number, name, kind in session.execute(those):
            found[str(number)] = Entry(str(number), name, Kind(kind).value)
    return found


def _fill(rows: dict[str, Entry], apart: dict[str, Entry], ranking: Ranking, name: str) -> None:
    for row in ranking.rows:
        if row.id in rows:
            setattr(rows[row.id], name, row.figures)
    for part, entry in apart.items():
        setattr(entry, name, getattr(ranking, part))


def _spend(
    session: Session, question: Question, rows: dict[str, Entry], apart: dict[str, Entry], spent: Mapping[int, int]
) -> None:
    figures = {number: rows[str(number)].figures for number in spent if str(number) in rows}
    elsewhere = sorted({*spent} - {*figures})
    if elsewhere:
        figures |= figures_by_source(session, replace(question, of=Of.SOURCES), elsewhere)
    for number, cost in spent.items():
        brought = figures.get(number, Figures())
        (rows.get(str(number)) or apart["elsewhere"]).spend(cost, brought)
        apart["total"].spend(cost, brought)


def _draw(rows: dict[str, Entry], apart: dict[str, Entry], found: Trends) -> None:
    for part, entry in (rows | apart).items():
        entry.trend = found.of(part)


def _place(view: View, entry: Entry) -> tuple[Any, ...]:
    """The order's own value first, what has none last; then as the ranking of the measure is in order."""
    value: int | Fraction | None = 0
    if view.order is Order.AVERAGE:
        value = entry.average
    elif view.order is Order.RETURN:
        value = entry.returned
    elif view.order is Order.CHANGE:
        value = entry.change(view.question.by)
    row = Row(entry.part, entry.name, entry.kind, entry.figures)
    return (value is None, -(value or 0), *place_of(row, view.question.by))


def _number(view: View, ordered: list[Entry]) -> None:
    """Number the rows; what has nothing in this period has no place, but among changes it has one."""
    place = 0
    for entry in ordered:
        figures = entry.figures
        if any((figures.clients, figures.won, figures.revenue)) or (view.order is Order.CHANGE and entry.before):
            place += 1
            entry.rank = place


def _leader_is_open(found: Standings) -> bool:
    by, order, review = found.view.question.by, found.view.order, found.apart["in_review"]
    rows = found.rows
    if order is Order.AVERAGE:
        # One more client, or one more payment, can move an average either way.
        return bool(review.so_far.won or review.so_far.revenue)
    waiting = max(review.figures.of(by), 0)
    if order is Order.RETURN:
        leader = (rows[0].returned if rows else None) or Fraction(0)
        others = (Fraction(row.figures.revenue + waiting, row.cost) for row in rows[1:] if row.cost > 0)
        return waiting > 0 and any(other >= leader for other in others)
    value = [row.figures.of(by) for row in rows[:2]]
    if order is Order.CHANGE and found.earlier:
        # What waits from the earlier days would take from whoever it goes to.
        waiting += max((review.before or Figures()).of(by), 0)
        value = [row.change(by) or 0 for row in rows[:2]]
    first, second = [*value, 0, 0][:2]
    return waiting > 0 and second + waiting >= first
