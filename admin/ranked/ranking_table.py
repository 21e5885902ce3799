"""The ranking of the page as a table that can go out: the same columns, the same rows, every one of them."""

from collections.abc import Iterator, Sequence

from admin.coverage.beside import Beside
from admin.ranked.ranking_lines import Line, Lines, few_won
from admin.ranked.ranking_words import OF, trend_heading
from admin.tables.covers import cover_of
from admin.told_apart import name_in_full
from reports.costs import nearest
from reports.counting.questions import Measure, Question
from reports.keywords.estimates import Estimates, how_estimated
from reports.ranked.standings import Standings
from reports.ranked.trends import Span
from reports.tables.description import Cell, Column, Kind, Manner, Row, Table

_MEASURES = {Measure.CLIENTS: "clients", Measure.WON: "won", Measure.REVENUE: "revenue"}


def ranking_table(
    found: Standings,
    lines: Lines,
    title: str,
    period: str | None,
    meanings: list[tuple[str, str]],
    estimated: Estimates | None,
    beside: Beside | None,
    notes: Sequence[tuple[str, str]],
    *,
    with_trends: bool,
) -> Table:
    """The table of the page with its cover; a trend is written as its numbers, a column each, if they are wanted.

    ``notes`` are what the page says beside its table, in pairs of a word and its meaning.
    """
    question, spans = found.view.question, found.over.spans if with_trends else []
    return Table(
        title=title,
        columns=list(_columns(found, spans)),
        rows=[
            Row((*_cells(found, line), *line.entry.trend[: len(spans)]), manner) for line, manner in _in_order(lines)
        ],
        cover=cover_of(question, period, [*_also(found), *([("Coverage", beside.in_words)] if beside else []), *notes]),
        sheet=OF[question.of],
        notes=[f"{term}: {meaning}." for term, meaning in meanings if with_trends or term != "Trend"],
        further=[estimated_table(estimated)] if estimated else [],
    )


def estimated_table(estimated: Estimates) -> Table:
    """The estimated keywords, which no figure of the ranking has in it."""
    currency = estimated.question.currency
    figures = [Column("Clients", Kind.CLIENTS), Column("Won", Kind.CLIENTS)]
    rows = [
        Row((row.phrase, row.figures.clients, row.figures.won, row.figures.revenue, row.clicks, row.impressions))
        for row in estimated.rows
    ]
    total = estimated.total
    spread = Row(("All that is spread", total.clients, total.won, total.revenue, None, None), Manner.TOTAL)
    return Table(
        title="Estimated keywords",
        columns=[
            Column("Keyword", wide=True),
            *figures,
            Column(f"Revenue ({currency})", Kind.MONEY, currency),
            Column("Clicks", Kind.NUMBER),
            Column("Impressions", Kind.NUMBER),
        ],
        rows=[*rows, spread],
        sheet="Estimated",
        notes=[how_estimated(estimated.question)],
    )


def _also(found: Standings) -> list[tuple[str, str]]:
    earlier = found.earlier
    order = ("Order", f"by {found.view.order.value}, the largest first")
    doubt = [("In doubt", "the answers in review could change the first place")] if found.leader_is_open else []
    if earlier is None or earlier.days.start is None or earlier.days.end is None:
        return [order, *doubt]
    return [order, *doubt, ("Compared with", f"{earlier.days.start.isoformat()} to {earlier.days.end.isoformat()}")]


def _columns(found: Standings, spans: Sequence[Span]) -> Iterator[Column]:
    question = found.view.question
    currency = question.currency
    yield Column("Rank", Kind.NUMBER)
    yield Column("Name", wide=True)
    yield Column("Kind")
    yield Column("Clients", Kind.CLIENTS)
    yield Column("Won", Kind.CLIENTS)
    yield Column(f"Revenue ({currency})", Kind.MONEY, currency)
    yield Column(f"Average ({currency})", Kind.MONEY, currency)
    yield Column("Average of few won", Kind.CLIENTS)
    if found.has_costs:
        yield Column(f"Cost ({currency})", Kind.MONEY, currency)
        yield Column(f"Cost per client ({currency})", Kind.MONEY, currency)
        yield Column(f"Cost per won client ({currency})", Kind.MONEY, currency)
        yield Column("Return", Kind.NUMBER)
    if found.earlier is not None:
        yield _measured(question, f"Before: {_MEASURES[question.by]}")
        yield _measured(question, "Change")
    for span in spans:
        yield _measured(question, f"{trend_heading(found.over)}: {span.start}")


def _measured(question: Question, title: str) -> Column:
    if question.by is Measure.REVENUE:
        return Column(f"{title} ({question.currency})", Kind.MONEY, question.currency)
    return Column(title, Kind.CLIENTS)


def _in_order(lines: Lines) -> Iterator[tuple[Line, Manner]]:
    for line in lines.rows:
        yield line, Manner.ROW
    for line in lines.apart:
        yield line, Manner.APART
        for inner in line.within:
            yield inner, Manner.WITHIN
    yield lines.total, Manner.TOTAL


def _cells(found: Standings, line: Line) -> Iterator[Cell]:
    entry, by = line.entry, found.view.question.by
    yield entry.rank
    yield name_in_full(entry.part, line.name)
    yield line.kind
    yield entry.figures.clients
    yield entry.figures.won
    yield entry.figures.revenue
    yield entry.average
    yield few_won(entry)
    if found.has_costs:
        yield entry.cost or None
        yield nearest(entry.spending.per_client)
        yield nearest(entry.spending.per_won)
        yield None if entry.returned is None else round(float(entry.returned), 4)
    if found.earlier is not None:
        yield None if entry.before is None else entry.before.of(by)
        yield entry.change(by)
