"""Thanks and the ledger as tables that can go out."""

from collections.abc import Collection, Iterable

from admin.tables.covers import cover_of
from admin.told_apart import name_in_full
from records.relations.fees.ledger import LedgerEntry
from reports.relations.give_and_take.ledger_years import PartnerYear
from reports.relations.thanking.waiting import Waiting
from reports.tables.description import Column, Kind, Manner, Money, Row, Table


def waiting_table(found: Iterable[Waiting], may: Collection[int]) -> Table:
    """Every referral that waits for thanks, in the order of the page; a row for each currency that was received."""
    return Table(
        title="Waiting for thanks",
        columns=[
            Column("Partner", wide=True),
            Column("Client", wide=True),
            Column("Came on", Kind.DAY),
            Column("Received so far, by share", Kind.MONEY),
            Column("Currency"),
            Column("May be named"),
        ],
        rows=(
            Row(
                (
                    name_in_full(group.partner.id, group.partner.name),
                    each.client.name,
                    each.came_on,
                    Money(amount, currency) if currency else None,
                    currency,
                    "yes" if each.client.id in may else "no",
                )
            )
            for group in found
            for each in group.referrals
            for currency, amount in (sorted(each.money.items()) or [("", 0)])
        ),
        cover=cover_of(also=[("Order", "by what was received, then by who has waited longest")]),
        sheet="Waiting",
    )


def ledger_table(years: Iterable[PartnerYear], entries: Iterable[LedgerEntry], year: int) -> Table:
    """The ledger of a year: a row for each partner and currency, and beside it every entry."""
    return Table(
        title=f"Gifts and fees {year}",
        columns=[
            Column("Partner", wide=True),
            Column("Currency"),
            Column("Gifts", Kind.MONEY),
            Column("Fees", Kind.MONEY),
            Column("Together", Kind.MONEY),
            Column("Limit", Kind.MONEY),
            Column("How it stands", wide=True),
        ],
        rows=[
            Row(
                (
                    name_in_full(each.partner.id, each.partner.name),
                    each.currency,
                    Money(each.gifts, each.currency),
                    Money(each.fees, each.currency),
                    Money(each.total, each.currency),
                    Money(each.limit, each.currency) if each.limit is not None else None,
                    each.nearness.value,
                )
            )
            for each in years
        ],
        cover=cover_of(also=[("Year", str(year)), ("Limit", "for gifts and fees of one partner together")]),
        sheet="Partners",
        further=[_entries_table(entries)],
    )


def _entries_table(entries: Iterable[LedgerEntry]) -> Table:
    return Table(
        title="Every gift and fee",
        columns=[
            Column("Day", Kind.DAY),
            Column("Partner", wide=True),
            Column("What"),
            Column("Amount", Kind.MONEY),
            Column("Currency"),
            Column("About", wide=True),
            Column("Who"),
            Column("Beyond the limit because", wide=True),
            Column("Counts"),
        ],
        rows=[
            Row(
                (
                    each.given_on,
                    name_in_full(each.partner.id, each.partner.name),
                    each.what.value,
                    Money(each.amount, each.currency),
                    each.currency,
                    each.words,
                    each.user.name if each.user else "",
                    each.over_because,
                    "taken back" if each.undone_at else "yes",
                ),
                Manner.APART if each.undone_at else Manner.ROW,
            )
            for each in entries
        ],
        sheet="Entries",
    )
