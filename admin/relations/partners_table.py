"""The spreadsheet of all partners: every column that their pages and lists have, as a table that can go out."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from babel import Locale

from admin.tables.covers import cover_of
from records.relations.given.referrals import Outcome
from reports.counting.questions import Question
from reports.relations.give_and_take.balance import sentence
from reports.relations.known.partner_details import Detail
from reports.since_coming.lifetime import per_client
from reports.tables.description import Cell, Column, Kind, Row, Table

_NOTES = (
    "Return with time is revenue divided by time cost and costs together.",
    "0 minutes: nobody has written down how long it took.",
    "Sphere, by record: everybody who came through the partner, at first hand or through those they sent.",
    "Next referral: what a client of theirs is worth on average, estimated; nine times in ten it is between the two.",
)

_BELOW_NAME = ("Occupation", "Organisation", "City")
_ON_PAPER = {
    "figures": ("Clients", "Won", "Revenue", "Given"),
    "known": ("Relation", "Looked after by", "Tags", "Looking for", "Said on", "Next step", "Due", "Last contact"),
    "time": ("Contacts", "Minutes", "Time cost", "Costs", "Clients", "Won", "Revenue", "Return with time"),
}
"""The columns of the list as each of its tabs shows it: paper has no room for more."""


def partners_on_paper(table: Table, shown: str) -> Table:
    """Of that spreadsheet what one tab of the list shows, to be printed."""
    titles = [column.title.removesuffix(f" ({column.currency})") for column in table.columns]
    places = [titles.index(title) for title in ("Name", *_BELOW_NAME, *_ON_PAPER[shown])]
    return replace(
        table,
        columns=[replace(table.columns[place], below=titles[place] in _BELOW_NAME) for place in places],
        rows=(Row([row.cells[place] for place in places], row.manner) for row in table.rows),
        notes=[*(_NOTES[:1] if shown == "time" else ()), "The workbook and the CSV file say more of each partner."],
    )


def partners_table(
    question: Question, found: Iterable[Detail], narrowed: Sequence[tuple[str, str]], locale: Locale
) -> Table:
    """The list of partners as it was searched and ordered; ``narrowed`` says how."""
    currency = question.currency
    return Table(
        title="Partners",
        columns=[
            Column("Name", wide=True),
            Column("Kind"),
            Column("Organisation"),
            Column("Belongs to"),
            Column("Occupation"),
            Column("City"),
            Column("Website"),
            Column("E-mail"),
            Column("Phone"),
            Column("Other spellings", wide=True),
            Column("Relation"),
            Column("Looked after by"),
            Column("Tags"),
            Column("Looking for", wide=True),
            Column("Said on", Kind.DAY),
            Column("Next step", wide=True),
            Column("Due", Kind.DAY),
            Column("Sphere, own estimate", Kind.NUMBER),
            Column("How it is known"),
            Column("Sphere by record: clients", Kind.NUMBER),
            Column("Sphere by record: won", Kind.NUMBER),
            Column(f"Sphere by record: money ({currency})", Kind.MONEY, currency),
            Column("Notes", wide=True),
            Column("Clients", Kind.CLIENTS),
            Column("Won", Kind.CLIENTS),
            Column(f"Revenue ({currency})", Kind.MONEY, currency),
            Column(f"Average per won client ({currency})", Kind.MONEY, currency),
            Column("Given", Kind.NUMBER),
            *(Column(f"Given: {outcome.value}", Kind.NUMBER) for outcome in Outcome),
            *(
                column
                for side in ("Given", "Received")
                for column in (
                    Column(f"{side} in all", Kind.NUMBER),
                    Column(f"{side}: qualified", Kind.NUMBER),
                    Column(f"{side}: became clients", Kind.NUMBER),
                    Column(f"{side}: money ({currency})", Kind.MONEY, currency),
                )
            ),
            *(Column(f"Received less given: {measure}", Kind.NUMBER) for measure in ("referrals", "qualified", "won")),
            Column(f"Received less given: money ({currency})", Kind.MONEY, currency),
            Column("In one sentence", wide=True),
            Column(f"Next referral, estimate ({currency})", Kind.MONEY, currency),
            Column(f"Next referral, at least ({currency})", Kind.MONEY, currency),
            Column(f"Next referral, at most ({currency})", Kind.MONEY, currency),
            Column("Conversion", Kind.SHARE),
            Column("Half had paid after (days)", Kind.NUMBER),
            Column("Contacts", Kind.NUMBER),
            Column("Last contact", Kind.DAY),
            Column("Minutes", Kind.NUMBER),
            Column(f"Time cost ({currency})", Kind.MONEY, currency),
            Column(f"Costs ({currency})", Kind.MONEY, currency),
            Column("Return with time", Kind.NUMBER),
            Column("Thanked", Kind.NUMBER),
            Column("Last thanks", Kind.DAY),
            Column("Wait for thanks", Kind.NUMBER),
        ],
        rows=(Row(tuple(_cells(each, locale))) for each in found),
        cover=cover_of(question, None, narrowed),
        sheet="Partners",
        notes=_NOTES,
    )


def _cells(each: Detail, locale: Locale) -> Iterable[Cell]:
    source, partner, figures, effort = each.source, each.partner, each.listed.figures, each.effort
    return_ = each.back.times
    yield from (source.name, partner.entity.value, partner.organisation, each.business)
    yield from (partner.occupation, partner.city)
    yield from (source.website, partner.email, partner.phone, "; ".join(each.aliases))
    yield from (partner.relation.value, partner.owner.name if partner.owner else "", ", ".join(each.tags))
    yield from (partner.looking_for, partner.looking_for_on, partner.next_step, partner.next_step_on)
    yield from (partner.sphere, partner.sphere_note)
    yield from (each.reach.clients, each.reach.won, each.reach.money) if each.reach else (None, None, None)
    yield partner.notes
    yield from (figures.clients, figures.won, figures.revenue, per_client(figures.revenue, figures.won))
    yield each.listed.given
    yield from (each.outcomes.get(outcome, 0) for outcome in Outcome)
    if each.balance is None:
        yield from (None,) * 12
    else:
        between = each.balance.difference
        for side in (each.balance.given, each.balance.received, between):
            yield from (side.referrals, side.qualified, side.won, side.money)
    yield sentence(each.balance, locale) if each.balance else ""
    value = each.estimate
    yield from (value.value, value.low, value.high) if value else (None, None, None)
    conversion = each.quality.conversion if each.quality else None
    yield None if conversion is None else float(conversion)
    yield each.quality.days if each.quality else None
    yield from (effort.time.contacts, effort.time.last_on, effort.time.minutes, effort.time_cost, effort.costs)
    yield None if return_ is None else round(float(return_), 2)
    yield from (*each.thanked, each.waiting)
