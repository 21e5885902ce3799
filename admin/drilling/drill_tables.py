"""The pages of a partner, a source, a keyword and a channel as tables: the clients first, then the rest."""

from collections.abc import Iterator, Sequence

from admin.drilling.drill import Drill
from admin.since_coming.first_payments import TOOK
from admin.tables.covers import cover_of
from admin.tables.figure_columns import figure_columns, figures_of
from records.db import db
from reports.behind.told_clients import every_told_client
from reports.costs import nearest
from reports.counting.questions import CreditRule
from reports.tables.description import Cell, Column, Kind, Manner, Row, Table


def drill_table(page: Drill, title: str, also: Sequence[tuple[str, str]] = (), further: Sequence[Table] = ()) -> Table:
    """The clients of the page; what stands above and below them there are tables of their own."""
    question = page.ask.question
    shared = [Column("Counts", Kind.CLIENTS)] if question.credit is CreditRule.SHARED else []
    return Table(
        title=title,
        columns=[
            Column("Client", wide=True),
            Column("In their words", wide=True),
            Column("Stage"),
            Column("Came", Kind.DAY),
            *shared,
            Column(f"{question.money.value.capitalize()} so far ({question.currency})", Kind.MONEY, question.currency),
        ],
        rows=_clients(page),
        cover=cover_of(question, page.ask.period_in_words, also),
        sheet="Clients",
        further=[_figures(page), *_over_time(page), *_ways(page), _first_payment(page), *further],
    )


def _clients(page: Drill) -> Iterator[Row]:
    question = page.ask.question
    for each in every_told_client(db.session(), question, page.part):
        client = each.counted.client
        counts: list[Cell] = [each.counted.share] if question.credit is CreditRule.SHARED else []
        yield Row((client.name, each.words, client.stage.value, client.came_on, *counts, each.money))


def _figures(page: Drill) -> Table:
    question = page.ask.question
    columns = [
        *figure_columns(question),
        Column(f"Average value ({question.currency})", Kind.MONEY, question.currency),
        Column("Conversion"),
    ]
    cells: list[Cell] = [*figures_of(page.figures), page.average, page.conversion]
    spending = page.spending
    if spending:
        amounts = {
            "Cost": spending.cost,
            "Cost per client": spending.per_client,
            "Cost per won client": spending.per_won,
        }
        columns += [Column(f"{term} ({question.currency})", Kind.MONEY, question.currency) for term in amounts]
        columns.append(Column("Return", Kind.NUMBER))
        cells += [nearest(each) for each in amounts.values()]
        cells.append(None if spending.times is None else round(float(spending.times), 4))
    return Table(title="Figures", columns=columns, rows=[Row(cells)], sheet="Figures")


def _over_time(page: Drill) -> list[Table]:
    if page.time is None:
        return []
    rows = [Row((step.label, *figures_of(step.figures))) for step in reversed(page.time.steps)]
    columns = [Column(page.time.each.capitalize(), wide=True), *figure_columns(page.ask.question)]
    return [Table(title=f"By {page.time.each}", columns=columns, rows=rows, sheet=f"By {page.time.each}")]


def _ways(page: Drill) -> list[Table]:
    if not (page.figures.clients or page.figures.revenue):
        return []
    return [
        Table(
            title=way.title,
            columns=[Column(way.what, wide=True), Column("Kind"), *figure_columns(page.ask.question)],
            rows=[Row((row.name, row.note, *figures_of(row.figures))) for row in way.rows],
            sheet=way.what,
            notes=[f"{way.hidden} more stand in the ranking that is filtered to these clients."]
            if way.hidden > 0
            else [],
        )
        for way in page.ways
        if way.rows
    ]


def _first_payment(page: Drill) -> Table:
    found = page.first_payment.found
    rows = [Row((TOOK[wait], number)) for wait, number in found.clients.items()]
    return Table(
        title="From coming to first payment",
        columns=[Column("First payment", wide=True), Column("Clients", Kind.NUMBER)],
        rows=[*rows, Row(("All", found.in_all), Manner.TOTAL)],
        sheet="First payment",
    )
