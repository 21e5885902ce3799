"""The report of a closed month, its lists and what changed since, as tables that can go out."""

from collections.abc import Iterable, Mapping, Sequence

from admin.formats import moment
from admin.money.cost_list import EVERY
from admin.ranked.ranking_lines import few_won
from admin.ranked.ranking_words import OF
from admin.tables.covers import cover_of
from admin.told_apart import name_in_full
from records.closed.closed_months import Closure
from records.db import db
from reports.closed.behind import KeptClient, KeptPayment
from reports.closed.changes import Change, names_of_changed
from reports.closed.cost_changes import ChangedCost, costs_not_kept
from reports.closed.months import Month
from reports.closed.spending import KeptCost
from reports.closed.standings import ClosedStandings
from reports.costs import nearest
from reports.counting.questions import Question
from reports.ranked.standings import Entry
from reports.tables.description import Cell, Column, Kind, Manner, Row, Table


def report_table(closure: Closure, found: ClosedStandings, lines: Iterable[tuple[Manner, str, Entry]]) -> Table:
    """The ranking of the month as it was closed."""
    question = found.question
    return Table(
        title=f"Closed report of {closure.month:%Y-%m}: {OF[question.of].lower()} by {question.by}",
        columns=[
            Column("Rank", Kind.NUMBER),
            Column("Name", wide=True),
            Column("Kind"),
            *_figures(question),
            Column("Share", Kind.SHARE),
            Column(f"Average ({question.currency})", Kind.MONEY, question.currency),
            Column("Average of few won", Kind.CLIENTS),
            *(_of_costs(question) if found.has_costs else []),
        ],
        rows=[
            Row(
                (
                    entry.rank,
                    name_in_full(entry.part, name),
                    kind_shown(entry.kind),
                    entry.figures.clients,
                    entry.figures.won,
                    entry.figures.revenue,
                    found.shares.get(entry.part),
                    entry.average,
                    few_won(entry),
                    *(_spent(entry) if found.has_costs else []),
                ),
                manner,
            )
            for manner, name, entry in lines
        ],
        cover=_cover(closure, question),
        sheet=OF[question.of],
    )


def kind_shown(kind: str) -> str:
    """The kind of source, where the name alone does not say it."""
    return "" if kind in {"partner", "channel"} else kind


def _of_costs(question: Question) -> list[Column]:
    currency = question.currency
    titles = ("Cost", "Cost per client", "Cost per won client")
    return [*(Column(f"{each} ({currency})", Kind.MONEY, currency) for each in titles), Column("Return", Kind.NUMBER)]


def _spent(entry: Entry) -> list[int | float | None]:
    spending = entry.spending
    back = None if entry.returned is None else round(float(entry.returned), 4)
    return [entry.cost or None, nearest(spending.per_client), nearest(spending.per_won), back]


def costs_table(closure: Closure, question: Question, title: str, month: Month, entries: Iterable[KeptCost]) -> Table:
    """The costs behind a number of the report."""
    currency = question.currency
    return Table(
        title=f"{title} ({closure.month:%Y-%m}, closed)",
        columns=[
            Column("Source", wide=True),
            Column("How often"),
            Column("From", Kind.DAY),
            Column("To", Kind.DAY),
            Column(f"Amount ({currency})", Kind.MONEY, currency),
            Column(f"Of this month ({currency})", Kind.MONEY, currency),
        ],
        rows=[
            Row(
                (
                    month.sources[each.source][0],
                    EVERY[each.every.value],
                    each.starts_on,
                    each.ends_on,
                    each.amount,
                    each.part,
                )
            )
            for each in entries
        ],
        cover=_cover(closure, question),
        sheet="Costs",
    )


def clients_table(closure: Closure, question: Question, title: str, entries: Iterable[KeptClient]) -> Table:
    """The clients behind a number of the report."""
    return Table(
        title=f"{title} ({closure.month:%Y-%m}, closed)",
        columns=[Column("Client", wide=True), Column("Came", Kind.DAY), Column("Won"), Column("Counts", Kind.CLIENTS)],
        rows=[Row((each.name, each.came_on, "won" if each.won else "", each.share)) for each in entries],
        cover=_cover(closure, question),
        sheet="Clients",
    )


def payments_table(closure: Closure, question: Question, title: str, entries: Iterable[KeptPayment]) -> Table:
    """The payments behind a number of the report."""
    currency = question.currency
    return Table(
        title=f"{title} ({closure.month:%Y-%m}, closed)",
        columns=[
            Column("Client", wide=True),
            Column("Day", Kind.DAY),
            Column(f"Payment ({currency})", Kind.MONEY, currency),
            Column(f"Counts ({currency})", Kind.MONEY, currency),
        ],
        rows=[Row((each.name, each.paid_on, each.paid, each.amount)) for each in entries],
        cover=_cover(closure, question),
        sheet="Payments",
    )


def changes_table(
    closure: Closure, question: Question, changes: Sequence[Change | ChangedCost], *, has_costs: bool
) -> Table:
    """What has changed since closing: a line for each record and each part that it counts otherwise for."""
    names = names_of_changed(db.session(), [each for each in changes if isinstance(each, Change)])
    return Table(
        title=f"What changed since {closure.month:%Y-%m} was closed",
        columns=[
            Column("When"),
            Column("Who"),
            Column("What", wide=True),
            Column("Why", wide=True),
            Column("Client", wide=True),
            Column("Counts for", wide=True),
            *_figures(question),
            *([Column(f"Cost ({question.currency})", Kind.MONEY, question.currency)] if has_costs else []),
        ],
        rows=[
            Row((*_cause(change), *cells) if has_costs else (*_cause(change), *cells[:-1]))
            for change in changes
            for cells in _moved(change, names)
        ],
        cover=_cover(closure, question),
        sheet="Changes",
    )


def _cause(change: Change | ChangedCost) -> tuple[str, str, str, str]:
    cause = change.cause
    return moment(cause.at) if cause.at else "", cause.who, change.what, cause.why


def _moved(change: Change | ChangedCost, names: Mapping[int, str]) -> list[tuple[Cell, ...]]:
    """For each part that a record counts otherwise for: of whom it is, the part, three figures, and costs."""
    if isinstance(change, ChangedCost):
        return [("", part, None, None, None, by) for part, by in change.moved]
    whose = names.get(change.client, "erased client")
    return [(whose, part, by.clients, by.won, by.revenue, None) for part, by in change.moved]


def _figures(question: Question) -> list[Column]:
    revenue = Column(f"Revenue ({question.currency})", Kind.MONEY, question.currency)
    return [Column("Clients", Kind.CLIENTS), Column("Won", Kind.CLIENTS), revenue]


def _cover(closure: Closure, question: Question) -> list[tuple[str, str]]:
    closed = [("Closed", f"{moment(closure.at)} by {closure.user.name}")]
    if costs_not_kept(db.session(), closure, question):
        closed.append(("Costs", "not kept with this month when it was closed"))
    return cover_of(question, None, closed)
