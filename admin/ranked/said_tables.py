"""Said against clicked as tables that can go out: the grid, and how the two agree."""

from collections.abc import Callable

from admin.tables.covers import cover_by_rule
from reports.behind.said_and_clicked import Agreement, Grid
from reports.counting.questions import Question
from reports.tables.description import Column, Kind, Manner, Row, Table


def grid_table(question: Question, period: str | None, grid: Grid, shown: Callable[[str], str], rule: str) -> Table:
    """The grid with its sums, and the agreements as a table of their own."""
    rows = [
        Row((shown(said), *(grid.cells.get((said, word), 0) for word in grid.clicked), grid.row(said)))
        for said in grid.said
    ]
    total = Row(("All", *(grid.column(word) for word in grid.clicked), grid.whole), Manner.TOTAL)
    return Table(
        title=f"Said against clicked, by {grid.by.value}",
        columns=[
            Column("Said, then clicked", wide=True),
            *(Column(shown(word), Kind.NUMBER) for word in grid.clicked),
            Column("All", Kind.NUMBER),
        ],
        rows=[*rows, total],
        cover=cover_by_rule(question, period, rule),
        sheet="Said and clicked",
        further=[
            Table(
                title="How the two agree",
                columns=[Column("Agreement", wide=True), Column("Clients", Kind.NUMBER)],
                rows=[Row((each.value, grid.agreeing(each))) for each in Agreement],
                sheet="Agreement",
            )
        ],
    )
