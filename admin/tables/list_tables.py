"""The lists of the pages as tables that can go out: clients and payments; row after row, however many."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from admin.tables.covers import cover_of
from records.clients import Client
from records.db import db
from reports.batches import AT_ONCE, batched
from reports.behind import Behind, ClientBehind, PaymentBehind, every_client_behind, every_payment_behind
from reports.clients.client_list import Answered, ClientList
from reports.clients.words_said import words_of
from reports.counting.questions import CreditRule, Measure, Question
from reports.tables.description import Column, Kind, Row, Table


def clients_table(question: Question, part: str, measure: Measure, title: str, period: str | None) -> Table:
    """The clients behind a number; what each counts has a column, so that it adds up to the number."""
    return counted_clients_table(
        every_client_behind(db.session(), question, part, measure), title, cover_of(question, period)
    )


def counted_clients_table(clients: Iterable[ClientBehind], title: str, cover: Sequence[tuple[str, str]]) -> Table:
    """Clients with what each counts."""
    found = ((each.client, each.share) for each in clients)
    return Table(
        title=title,
        columns=[*_CLIENT, Column("Counts", Kind.CLIENTS)],
        rows=(Row((*cells, share)) for cells, share in _clients(found)),
        cover=cover,
        sheet="Clients",
    )


def every_client(read: Callable[[int, int], Behind]) -> Iterator[ClientBehind]:
    """All clients of a list, page after page; ``read`` takes the page's number and its size."""
    page = 1
    while entries := read(page, AT_ONCE).entries:
        yield from (entry for entry in entries if isinstance(entry, ClientBehind))
        page += 1


def every_payment(read: Callable[[int, int], Behind]) -> Iterator[PaymentBehind]:
    """All payments of a list, likewise."""
    page = 1
    while entries := read(page, AT_ONCE).entries:
        yield from (entry for entry in entries if isinstance(entry, PaymentBehind))
        page += 1


def all_clients_table(
    clients: ClientList,
    currencies: Sequence[str],
    states: Mapping[Answered, tuple[str, str]],
    cover: Sequence[tuple[str, str]],
) -> Table:
    """The clients of a list with what brought them, and what they have paid in each of these currencies."""
    columns = [
        Column("Came", Kind.DAY),
        Column("Client", wide=True),
        Column("What brought them"),
        Column("Counted"),
        Column("What brought them, in their words", wide=True),
        Column("Office"),
        Column("Stage"),
        *(Column(f"Received ({currency})", Kind.MONEY, currency) for currency in currencies),
    ]
    rows = (
        Row(
            (
                each.came_on,
                each.name,
                each.source,
                states[each.answered][0],
                each.said,
                each.office,
                each.stage.value,
                *(each.money.get(currency) for currency in currencies),
            )
        )
        for each in clients.every()
    )
    return Table(title="Clients", columns=columns, rows=rows, cover=cover, sheet="Clients")


def payments_table(question: Question, part: str, title: str, period: str | None, within: int | None = None) -> Table:
    """The payments behind a number; where sources share a client, what counts stands beside what was paid."""
    every = every_payment_behind(db.session(), question, part, within)
    return counted_payments_table(every, question, title, cover_of(question, period))


def counted_payments_table(
    payments: Iterable[PaymentBehind],
    question: Question,
    title: str,
    cover: Sequence[tuple[str, str]],
    *,
    shares: bool = True,
) -> Table:
    """Payments with what each counts; where ``shares`` never count, only with what was paid."""
    currency, shared = question.currency, shares and question.credit is CreditRule.SHARED
    counts = f"{'Counts' if shared else 'Amount'} ({currency})"
    paid = [Column(f"Payment ({currency})", Kind.MONEY, currency)] if shared else []
    rows = (
        Row(
            (
                each.payment.client.name,
                each.payment.paid_on,
                each.payment.ref or "",
                *([each.payment.amount] if shared else []),
                each.amount,
            )
        )
        for each in payments
    )
    return Table(
        title=title,
        columns=[
            Column("Client", wide=True),
            Column("Day", Kind.DAY),
            Column("Reference"),
            *paid,
            Column(counts, Kind.MONEY, currency),
        ],
        rows=rows,
        cover=cover,
        sheet="Payments",
    )


_CLIENT = [
    Column("Client", wide=True),
    Column("What brought them, in their words", wide=True),
    Column("Stage"),
    Column("Came", Kind.DAY),
]


def _clients(found: Iterable[tuple[Client, int]]) -> Iterator[tuple[tuple[str, str, str, date], int]]:
    for some in batched(found):
        said = words_of(db.session(), [client.id for client, _ in some])
        for client, share in some:
            yield (client.name, said.get(client.id, ""), client.stage.value, client.came_on), share
