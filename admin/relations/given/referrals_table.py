"""The referrals given as a table that can go out, in the columns in which a file of them comes in."""

from collections.abc import Iterable

from admin.formats import day
from admin.tables.covers import cover_of
from records.db import db
from records.importing.lines.named_partners import NamedPartners, told_apart
from records.relations.given.referrals import Outcome, ReferralGiven
from records.sources import Source
from reports.batches import batched
from reports.relations.given.referrals_listed import Wanted, Which
from reports.tables.description import Column, Kind, Money, Row, Table

WHICH = {
    Which.ALL: "all",
    Which.UNDECIDED: "not decided yet",
    Which.DUE: "to ask about",
    Which.OPEN: "open",
    Which.CONTACTED: "contacted",
    Which.WON: "won",
    Which.LOST: "lost",
    Which.UNQUALIFIED: "unqualified",
}
"""What the filters are called."""


def given_table(
    referrals: Iterable[ReferralGiven], wanted: Wanted | None = None, partner: Source | None = None, title: str = ""
) -> Table:
    """Referrals given, each once. ``Value`` is what a won one brought, and of any other what is expected of it."""
    cover = []
    if wanted is not None:
        cover = cover_of(
            also=[
                ("Partner", partner.name if partner else "all"),
                ("Outcome", WHICH[wanted.which]),
                ("From", day(wanted.start) if wanted.start else "the beginning"),
                ("Until", day(wanted.end) if wanted.end else "today"),
                ("Value", "what the partner made of a won one; of any other, what is expected of it"),
            ]
        )
    return Table(
        title=title or "Referrals given",
        columns=[
            Column("Ref"),
            Column("Partner", wide=True),
            Column("Who", wide=True),
            Column("On", Kind.DAY),
            Column("For", wide=True),
            Column("Outcome"),
            Column("Value", Kind.MONEY),
            Column("Currency"),
        ],
        rows=_rows(referrals),
        cover=cover,
        sheet="Referrals given",
    )


def _rows(referrals: Iterable[ReferralGiven]) -> Iterable[Row]:
    for some in batched(referrals):
        names = _names({each.partner for each in some})
        for each in some:
            is_won = each.outcome is Outcome.WON
            value, currency = (each.value, each.currency) if is_won else (each.expected, each.expected_currency)
            worth = Money(value, currency) if value is not None and currency else None
            yield Row(
                (
                    each.ref or "",
                    names[each.partner_id],
                    each.who,
                    each.given_on,
                    each.purpose,
                    each.outcome.value,
                    worth,
                    worth.currency if worth else "",
                )
            )


def _names(partners: set[Source]) -> dict[int, str]:
    """How each partner is written so that the file comes in again: by what tells them from others of the name."""
    known = NamedPartners(db.session(), {source.name for source in partners})
    return {source.id: told_apart(source, known.fitting(source.name)) for source in partners}
