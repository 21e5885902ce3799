"""The rows of the ranking page: each number with the address of the list behind it, bars, changes and trends."""

from dataclasses import dataclass, field, replace

from flask import url_for

from admin.addresses import clients_address, costs_address, part_addresses, payments_address, row_address, view_address
from admin.formats import amount as in_money
from admin.formats import clients as in_clients
from admin.ranked.ranking_words import ELSEWHERE, ELSEWHERE_IS_POSSIBLE, UNKNOWN
from attribution import WHOLE, Kind
from records.firm import Firm
from records.money.currencies import minor_digits
from reports.counting.questions import Count, Measure, Only, Question
from reports.counting.rankings import Figures
from reports.ranked.standings import Entry, Standings
from reports.ranked.views import Order, View

SMALL = 5 * WHOLE
"""An average of fewer won clients says so beside itself."""
_WIDE, _HIGH = 96, 24


@dataclass(frozen=True, slots=True)
class Change:
    """A change in words, ``up 3``, and the number that it is from, with its list."""

    way: str
    by: str
    value: int
    shown: str
    href: str


@dataclass(frozen=True, slots=True)
class Trend:
    """A line as the points of an SVG, its last point, and its numbers in words."""

    points: str
    last: tuple[float, float]
    words: str


@dataclass(slots=True)
class Line:
    """A row of the page; ``bar`` is a percentage of the longest, which it may be cut to.

    ``only`` is the address of the ranking of its clients alone.
    """

    entry: Entry
    name: str
    links: dict[str, str]
    home: str | None = None
    only: str = ""
    bar: float = 0
    is_cut: bool = False
    change: Change | None = None
    trend: Trend | None = None
    rests_on: str = ""
    within: "list[Line]" = field(default_factory=list)

    @property
    def part(self) -> str:
        """The part that the row shows."""
        return self.entry.part

    @property
    def figures(self) -> Figures:
        """What it counts."""
        return self.entry.figures

    @property
    def kind(self) -> str:
        """The kind of source, where the name alone does not say it."""
        return "" if self.entry.kind in {Kind.PARTNER, "channel"} else self.entry.kind


@dataclass(slots=True)
class Lines:
    """Everything of the table in the order in which it is shown."""

    rows: list[Line]
    apart: list[Line]
    total: Line


def lines_of(found: Standings, firm: Firm, period: str | None, shown: slice) -> Lines:
    """The rows of this place in the order, what has no row of its own, and the total."""
    view, question = found.view, found.view.question
    rows = [_line(found, firm, entry, entry.name) for entry in found.rows[shown]]
    for line in rows:
        line.home = row_address(question, firm, line.part, line.entry.kind, period)
        line.only = _only(view, firm, period, line.part)
    apart = found.apart
    review = _line(found, firm, apart["in_review"], "In review")
    review.home = url_for("admin.answers")
    conflict = _line(found, firm, apart["conflict"], "of which said and clicked disagree")
    if any((conflict.figures.clients, conflict.figures.won, conflict.figures.revenue)):
        review.within.append(conflict)
    unknown = _line(found, firm, apart["unknown"], UNKNOWN[question.role])
    elsewhere = _line(found, firm, apart["elsewhere"], ELSEWHERE[question.of])
    without_a_row = [elsewhere, unknown, review] if question.of in ELSEWHERE_IS_POSSIBLE else [unknown, review]
    for line in without_a_row:
        line.only = _only(view, firm, period, line.part)
    # On every page of the rows bars are as long as if all stood under each other. Other kinds of source may be far more
    # than all rows, which would be pressed together: a bar that is longer than the longest row's breaks off.
    longest = max((_value(view, entry) for entry in (*found.rows, apart["unknown"], apart["in_review"])), default=0)
    for line in (*rows, *without_a_row):
        reach = max(0.0, 100 * _value(view, line.entry) / longest) if longest > 0 else 0
        line.bar, line.is_cut = round(min(100.0, reach), 1), reach > 100
    return Lines(rows, without_a_row, _line(found, firm, apart["total"], "Total"))


def _value(view: View, entry: Entry) -> float:
    if view.order is Order.AVERAGE:
        return entry.average or 0
    if view.order is Order.RETURN:
        return float(entry.returned or 0)
    if view.order is Order.CHANGE and entry.before is not None:
        return entry.change(view.question.by) or 0
    return entry.figures.of(view.question.by)


def _line(found: Standings, firm: Firm, entry: Entry, name: str) -> Line:
    question, part = found.view.question, entry.part
    # Of all days the two counts are the same, and so is the address.
    all_time = question.start is None and question.end is None
    so_far = question if all_time else replace(question, count=Count.COHORT)
    links = {
        **part_addresses(question, firm, part),
        "average": payments_address(so_far, firm, part),
    }
    if entry.cost:
        links["return"] = costs_address(question, firm, part)
    line = Line(entry, name, links, change=_change(found, firm, entry), trend=_trend(found, entry))
    few = few_won(entry)
    if few is not None:
        line.rests_on = in_clients(few)
    return line


def few_won(entry: Entry) -> int | None:
    """On how few won clients an average rests, in millionths; None if there is none or they are enough."""
    return entry.so_far.won if entry.average is not None and entry.so_far.won < SMALL else None


def _change(found: Standings, firm: Firm, entry: Entry) -> Change | None:
    by, question = found.view.question.by, found.view.question
    grown = entry.change(by)
    if found.earlier is None or entry.before is None or grown is None:
        return None
    then = replace(question, start=found.earlier.days.start, end=found.earlier.days.end)
    before = entry.before.of(by)
    if by is Measure.REVENUE:
        href = payments_address(then, firm, entry.part)
    else:
        href = clients_address(then, firm, entry.part, by)
    way = "up" if grown > 0 else "down" if grown < 0 else "same"
    said = "as before" if way == "same" else f"{way} {_in_words(question, abs(grown))}"
    return Change(way, said, before, _in_words(question, before), href)


def _in_words(question: Question, value: int) -> str:
    return in_money(value, question.currency) if question.by is Measure.REVENUE else in_clients(value)


def _trend(found: Standings, entry: Entry) -> Trend | None:
    values = entry.trend
    if not any(values):
        return None
    lowest, highest = min(0, *values), max(0, *values)
    across = (_WIDE - 4) / (len(values) - 1)
    points = [
        (round(2 + number * across), round(_HIGH - 3 - (value - lowest) * (_HIGH - 6) / (highest - lowest), 1))
        for number, value in enumerate(values)
    ]
    words = ", ".join(_plainly(found.view.question, value) for value in values)
    return Trend(" ".join(f"{x:g},{y:g}" for x, y in points), points[-1], words)


def _plainly(question: Question, value: int) -> str:
    """A number of a trend for those who hear it: whole money, and clients to two places."""
    if question.by is Measure.REVENUE:
        return str(round(value / 10 ** minor_digits(question.currency)))
    return f"{value / WHOLE:.2f}".rstrip("0").rstrip(".")


def _only(view: View, firm: Firm, period: str | None, part: str) -> str:
    """The address of the ranking with the clients of one row alone; nothing if that is asked already."""
    question = view.question
    only = Only(question.role, question.of, part)
    if only in question.only:
        return ""
    return view_address(replace(view, question=replace(question, only=(*question.only, only))), firm, period)
