"""Lists of mailings to past clients, as tables that can go out."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from admin.tables.covers import cover_of
from records.clients import Client
from records.db import db
from reports.coverage.campaigns import Members
from reports.tables.description import Column, Kind, Row, Table

_AT_ONCE = 500


def chosen_table(heading: str, numbers: Sequence[int]) -> Table:
    """Clients of a choice, all of them."""
    return Table(title=heading, columns=_columns(), rows=_chosen(numbers), cover=cover_of(), sheet="Clients")


def members_table(heading: str, members: Members) -> Table:
    """Clients of a mailing, all of them, each with what became of the mail."""
    columns = [*_columns(), Column("Sent", Kind.DAY), Column("Why not", wide=True)]
    return Table(title=heading, columns=columns, rows=_members(members), cover=cover_of(), sheet="Clients")


def _columns() -> list[Column]:
    return [Column("Client", wide=True), Column("E-mail", wide=True), Column("Came", Kind.DAY)]


def _chosen(numbers: Sequence[int]) -> Iterator[Row]:
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        found = {client.id: client for client in db.session.scalars(select(Client).where(Client.id.in_(some)))}
        yield from (Row((found[each].name, found[each].email, found[each].came_on)) for each in some)


def _members(members: Members) -> Iterator[Row]:
    number = 1
    while some := members.page(number, _AT_ONCE):
        number += 1
        for line in some:
            client, sent_at = line.member.client, line.mail.sent_at if line.mail else None
            yield Row((client.name, client.email, client.came_on, sent_at.date() if sent_at else None, line.why))
