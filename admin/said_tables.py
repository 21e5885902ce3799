"""Said against clicked as tables that can go out: the grid, how the two agree, and the clients behind a number."""

from collections.abc import Callable, Iterable

from admin.covers import cover_of
from records.db import db
from reports.batches import batched
from reports.behind import ClientBehind
from reports.questions import Question
from reports.said_and_clicked import Agreement, Grid
from reports.tables.description import Column, Kind, Manner, Row, Table
from reports.words_said import words_of


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
        cover=_cover(question, period, rule),
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


def between_table(
    question: Question, period: str | None, title: str, rule: str, found: Iterable[ClientBehind]
) -> Table:
    """The clients behind a number of the grid."""

    def rows() -> Iterable[Row]:
        for some in batched(found):
            said = words_of(db.session(), [each.client.id for each in some])
            for each in some:
                client = each.client
                cells = (client.name, said.get(client.id, ""), client.stage.value, client.came_on)
                yield Row((*cells, each.share))

    return Table(
        title=title,
        columns=[
            Column("Client", wide=True),
            Column("What brought them, in their words", wide=True),
            Column("Stage"),
            Column("Came", Kind.DAY),
            Column("Counts", Kind.CLIENTS),
        ],
        rows=rows(),
        cover=_cover(question, period, rule),
        sheet="Clients",
    )


def _cover(question: Question, period: str | None, rule: str) -> list[tuple[str, str]]:
    """The grid has a rule of its own, and no currency."""
    lines = [line for line in cover_of(question, period) if line[0] not in {"How counted", "Currency"}]
    return [*lines[:-2], ("How counted", rule), *lines[-2:]]
