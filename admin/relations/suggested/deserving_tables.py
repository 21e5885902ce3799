"""The list of who deserves time, and the records behind a suggestion, as tables that can go out."""

from collections.abc import Sequence
from dataclasses import replace

from admin.relations.suggested.deserving_words import TITLES, plain, sentence
from admin.tables.covers import cover_of
from admin.told_apart import name_in_full
from records.firm import Firm
from records.relations.known.suggestion_answers import Suggests
from reports.relations.suggested.behind_suggestions import Behind, ClientRow
from reports.relations.suggested.deserving import Deserving, is_by_value
from reports.relations.suggested.suggesting import Suggestion
from reports.tables.description import Column, Kind, Row, Table


def suggestions_table(some: Sequence[Suggestion], found: Deserving, firm: Firm, kind: str) -> Table:
    """The whole list in its order; the estimate has columns where there is one."""
    by_value, currency = is_by_value(firm), firm.currency
    estimated = [
        Column("Next referral, estimate", Kind.MONEY, currency),
        Column("At least", Kind.MONEY, currency),
        Column("At most", Kind.MONEY, currency),
    ]
    rows = []
    for one in some:
        value = found.estimate(one.facts)
        cells = (value.value, value.low, value.high) if value else (None, None, None)
        rows.append(
            Row(
                (
                    TITLES[one.suggests],
                    name_in_full(one.facts.partner, one.facts.name),
                    plain(sentence(one, currency, by_value=by_value)),
                    ", ".join(TITLES[each] for each in one.others),
                    *(cells if by_value else ()),
                )
            )
        )
    return Table(
        title="Who deserves your time",
        columns=[
            Column("Suggestion"),
            Column("Partner", wide=True),
            Column("Why", wide=True),
            Column("Also"),
            *(estimated if by_value else []),
        ],
        rows=rows,
        cover=cover_of(also=[("Suggestions", kind or "all kinds")]),
        sheet="Suggestions",
    )


def records_table(one: Suggestion, rows: Behind, currency: str, by_value: bool) -> Table:
    """The clients that a suggestion counts, and the referrals given that it counts, in a second table."""
    why = plain(sentence(one, currency, by_value=by_value))
    given = Table(
        title="Referrals given",
        columns=[Column("Who", wide=True), Column("Day", Kind.DAY), Column("For", wide=True), Column("Outcome")],
        rows=[Row((each.who, each.given_on, each.purpose, each.outcome.value)) for each in rows.gave],
        sheet="Given",
    )
    before = _clients("Clients before", rows.before.rows, currency, by_value, "Before")
    every = _clients("All clients they sent", rows.all.rows, currency, by_value, "All")
    table = _clients(f"{TITLES[one.suggests]} {one.facts.name}", rows.came.rows, currency, by_value, "Clients")
    # Only there does the sentence count them all beside those of half a year.
    are_more = one.suggests is Suggests.NURTURE
    further = [each for each, has in ((before, rows.before.rows), (every, are_more), (given, rows.gave)) if has]
    if further and not rows.came.rows:
        # The CSV has the first table alone, and of somebody who has sent nobody the clients would be none.
        first, *further = further
    else:
        first = table
    return replace(first, title=table.title, cover=cover_of(also=[("Why", why)]), further=further)


def _clients(title: str, rows: Sequence[ClientRow], currency: str, by_value: bool, sheet: str) -> Table:
    money = [Column(f"Money ({currency})", Kind.MONEY, currency)] if by_value else []
    return Table(
        title=title,
        columns=[Column("Client", wide=True), Column("Day", Kind.DAY), Column("Stage"), *money],
        rows=[
            Row((each.client.name, each.came.on, each.client.stage.value, *([each.came.money] if by_value else [])))
            for each in rows
        ],
        sheet=sheet,
    )
