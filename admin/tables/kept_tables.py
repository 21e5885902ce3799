"""Lists of what staff have taken in or written down, as tables that can go out: imports, costs, referrals given."""

from collections.abc import Iterable, Mapping, Sequence

from admin.formats import moment
from admin.tables.covers import cover_of
from admin.told_apart import name_in_full
from records.imports import ImportState
from records.money.costs import Cost
from records.relations.given.referrals import ReferralGiven
from reports.costs import nearest
from reports.costs.spending import Spending
from reports.importing.imports_taken import Taken
from reports.tables.description import Column, Kind, Money, Row, Table


def imports_table(taken: Iterable[Taken], kinds: Mapping[str, str], states: Mapping[ImportState, str]) -> Table:
    """All imports, the newest first."""
    return Table(
        title="Imports",
        columns=[
            Column("File", wide=True),
            Column("When"),
            Column("Who"),
            Column("What"),
            Column("State"),
            *(Column(title, Kind.NUMBER) for title in ("Added", "Changed", "There already", "Wrong", "Asked")),
        ],
        rows=(
            Row(
                (
                    each.record.filename,
                    moment(each.record.at),
                    each.record.user.name if each.record.user else "from the command line",
                    kinds.get(each.record.kind, each.record.kind),
                    states[each.record.state],
                    each.record.added,
                    each.record.changed,
                    each.record.unchanged,
                    each.record.refused,
                    each.asked,
                )
            )
            for each in taken
        ),
        cover=cover_of(),
        sheet="Imports",
    )


def referrals_table(
    given: Sequence[ReferralGiven],
    title: str = "Referrals given to them",
    cover: Sequence[tuple[str, str]] = (),
) -> Table:
    """The referrals that a partner was given: beside their page, or by themselves with a cover."""
    return Table(
        title=title,
        columns=[
            Column("Who", wide=True),
            Column("For", wide=True),
            Column("Outcome"),
            Column("Day", Kind.DAY),
            Column("Worth to them", Kind.MONEY),
            Column("Currency"),
        ],
        rows=[
            Row(
                (
                    each.who,
                    each.purpose,
                    each.outcome.value,
                    each.given_on,
                    Money(each.value, each.currency) if each.value is not None and each.currency else None,
                    each.currency or "",
                )
            )
            for each in given
        ],
        cover=cover,
        sheet="Referrals given",
    )


def costs_table(costs: Iterable[Cost], title: str, every: Mapping[str, str]) -> Table:
    """All costs, the newest first; each in its own currency."""
    return Table(
        title=title,
        columns=[
            Column("Source", wide=True),
            Column("How often"),
            Column("From", Kind.DAY),
            Column("To", Kind.DAY),
            Column("Amount", Kind.MONEY),
            Column("Currency"),
        ],
        rows=(
            Row(
                (
                    name_in_full(each.source.id, each.source.name),
                    every[each.every.value],
                    each.starts_on,
                    each.ends_on,
                    Money(each.amount, each.currency),
                    each.currency,
                )
            )
            for each in costs
        ),
        cover=cover_of(),
        sheet="Costs",
        notes=["A cost without a last day goes on until further notice."],
    )


def spending_table(found: Sequence[Spending], currency: str) -> Table:
    """What each source cost and brought in a period."""
    money = ("Cost", "Cost per client", "Cost per won client", "Revenue")
    return Table(
        title="What came back",
        columns=[
            Column("Source", wide=True),
            Column("Clients", Kind.CLIENTS),
            Column("Won", Kind.CLIENTS),
            *(Column(f"{term} ({currency})", Kind.MONEY, currency) for term in money),
            Column("Return", Kind.NUMBER),
        ],
        rows=[
            Row(
                (
                    name_in_full(each.source.id, each.source.name),
                    each.figures.clients,
                    each.figures.won,
                    each.returned.cost,
                    nearest(each.returned.per_client),
                    nearest(each.returned.per_won),
                    each.figures.revenue,
                    None if each.returned.times is None else round(float(each.returned.times), 4),
                )
            )
            for each in found
        ],
        sheet="What came back",
        notes=["Each source is counted as in its own ranking, so that one client may stand behind two of them."],
    )
