"""Cohorts, lifetime values and first payments as tables: the columns and rows of the pages, all of them."""

from collections.abc import Iterable, Iterator, Sequence

from admin.formats import month as month_in_words
from admin.ranked.asking import Asking
from admin.ranked.ranking_words import ELSEWHERE, OF, UNKNOWN
from admin.tables.covers import cover_of
from admin.tables.figure_columns import figure_columns, figures_of
from admin.told_apart import name_in_full
from reports.counting.months import first_day
from reports.since_coming.cohorts import Cohorts
from reports.since_coming.first_payment import NOT_PAID, Waited
from reports.since_coming.lifetime import AFTER, Lifetime, Lifetimes, per_client
from reports.tables.description import Cell, Column, Kind, Manner, Row, Table


def cohorts_table(ask: Asking, found: Cohorts, after: Sequence[int], title: str, part: str) -> Table:
    """Every month of coming with its money so many months after, then all of them."""
    currency = ask.question.currency
    old = [found.old_enough.get(months) for months in after]
    total: list[Cell] = [found.total.clients, found.total.won, *([None] * len(after)), found.total.revenue]
    each: list[Cell] = [per_client(column.money, column.clients) if column else None for column in old]
    count: list[Cell] = [column.clients if column else None for column in old]
    columns = [
        Column("Came in", wide=True),
        Column("Clients", Kind.CLIENTS),
        Column("Won", Kind.CLIENTS),
        *(Column(f"{after_words(months)} ({currency})", Kind.MONEY, currency) for months in after),
        Column(f"So far ({currency})", Kind.MONEY, currency),
    ]
    rows = [
        Row(
            (
                month_in_words(first_day(cohort.month)),
                cohort.figures.clients,
                cohort.figures.won,
                *(cohort.by.get(months) for months in after),
                cohort.figures.revenue,
            )
        )
        for cohort in found.rows
    ]
    running = [
        f"{month_in_words(first_day(cohort.month))}: {after_words(cohort.running).lower()} is not over yet, so far"
        for cohort in found.rows
        if cohort.running is not None
    ]
    return Table(
        title=title,
        columns=columns,
        rows=[*rows, Row(("Total", *total), Manner.TOTAL)],
        cover=cover_of(ask.question, ask.period_in_words, [("Clients of", part)]),
        sheet="Months of coming",
        notes=running,
        further=[
            Table(
                title="Per client old enough",
                columns=[
                    Column("After", wide=True),
                    Column(f"Per client ({currency})", Kind.MONEY, currency),
                    Column("Of clients", Kind.CLIENTS),
                ],
                rows=[
                    Row((after_words(months), money, clients))
                    for months, money, clients in zip(after, each, count, strict=True)
                    if money is not None
                ],
                sheet="Per client",
            )
        ],
    )


def after_words(months: int) -> str:
    """The title of a column of money."""
    return "Same month" if months == 0 else f"After {months}"


def lifetime_table(ask: Asking, found: Lifetimes, order: str) -> Table:
    """The sources by money per client, at equal age and so far."""
    question, currency = ask.question, ask.question.currency
    names = {"elsewhere": ELSEWHERE[question.of], "unknown": UNKNOWN[question.role], "in_review": "In review"}
    ages: list[Column] = []
    for after in AFTER:
        ages.append(Column(f"After {after} months ({currency})", Kind.MONEY, currency))
        ages.append(Column(f"Of clients after {after}", Kind.CLIENTS))
    rows = [_lifetime(row, name_in_full(row.part, row.name)) for row in found.rows]
    rows += [_lifetime(row, names[row.part], Manner.APART) for row in found.apart if row.figures.clients]
    return Table(
        title=f"What a client is worth so far: {OF[question.of].lower()}",
        columns=[
            Column("Name", wide=True),
            Column("Kind"),
            Column("Months ago on average", Kind.NUMBER),
            *ages,
            Column(f"So far per client ({currency})", Kind.MONEY, currency),
            *figure_columns(question),
        ],
        rows=[*rows, _lifetime(found.total, "Total", Manner.TOTAL)],
        cover=cover_of(question, ask.period_in_words, [("Order", order)]),
        sheet=OF[question.of],
    )


def _lifetime(row: Lifetime, name: str, manner: Manner = Manner.ROW) -> Row:
    ages: list[Cell] = []
    for after in AFTER:
        at = row.at[after]
        ages += [at.each, at.clients if at.each is not None else None]
    kind = "" if row.kind in {"partner", "channel"} else row.kind
    return Row((name, kind, row.age, *ages, row.so_far.each, *figures_of(row.figures)), manner)


def first_payments_table(ask: Asking, found: Iterable[Waited], title: str, took: str) -> Table:
    """The clients of a wait, those of the most days first."""

    def rows() -> Iterator[Row]:
        for entry in found:
            paid = "not yet" if entry.wait in NOT_PAID else "paid"
            yield Row((entry.client.name, entry.client.stage.value, paid, entry.client.came_on, entry.days))

    return Table(
        title=title,
        columns=[
            Column("Client", wide=True),
            Column("Stage"),
            Column("First payment"),
            Column("Came", Kind.DAY),
            Column("Days", Kind.NUMBER),
        ],
        rows=rows(),
        cover=cover_of(ask.question, ask.period_in_words, [("First payment", took)]),
        sheet="First payments",
    )
