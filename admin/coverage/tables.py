"""Coverage and the clients behind its numbers, as tables that can go out."""

from collections.abc import Iterable, Iterator, Mapping

from admin.formats import month as month_in_words
from admin.ranked.asking import Asking
from admin.tables.covers import cover_of
from reports.counting.months import first_day
from reports.coverage import ClientsCovered, Coverage, Covered
from reports.tables.description import Column, Kind, Manner, Row, Table

_AT_ONCE = 500


def coverage_table(ask: Asking, found: Coverage, doors: Mapping[str, str]) -> Table:
    """By door, with the staff and the months as tables of their own."""
    return Table(
        title="Who was asked",
        columns=_columns("Door"),
        rows=[
            *(_row(doors.get(part.name, part.name), part.covered) for part in found.doors),
            _row("All", found.total, Manner.TOTAL),
        ],
        cover=cover_of(ask.question, ask.period_in_words),
        sheet="By door",
        further=[
            _further("By member of staff", "Staff", ((part.name, part.covered) for part in found.staff)),
            _further("By month", "Came in", ((month_in_words(first_day(m)), covered) for m, covered in found.months)),
        ],
    )


def covered_table(ask: Asking, found: ClientsCovered, heading: str) -> Table:
    """The clients behind a number, all of them."""
    return Table(
        title=heading,
        columns=[Column("Client", wide=True), Column("E-mail", wide=True), Column("Door"), Column("Came", Kind.DAY)],
        rows=_clients(found),
        cover=cover_of(ask.question, ask.period_in_words),
        sheet="Clients",
    )


def _clients(found: ClientsCovered) -> Iterator[Row]:
    number = 1
    while some := found.page(number, _AT_ONCE):
        number += 1
        for client in some:
            yield Row((client.name, client.email, client.door, client.came_on))


def _further(title: str, first: str, parts: Iterable[tuple[str, Covered]]) -> Table:
    return Table(title=title, columns=_columns(first), rows=[_row(*part) for part in parts], sheet=title)


def _columns(first: str) -> list[Column]:
    figures = ("New clients", "Asked", "Answered", "Usable", "Not asked")
    return [Column(first, wide=True), *(Column(name, Kind.NUMBER) for name in figures)]


def _row(name: str, covered: Covered, manner: Manner = Manner.ROW) -> Row:
    numbers = (covered.clients, covered.asked, covered.answered, covered.usable, covered.not_asked)
    return Row((name, *numbers), manner)
