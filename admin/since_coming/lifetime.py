"""What a client of each source is worth so far, compared at equal age."""

from dataclasses import dataclass, replace

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from admin.addresses import about_part_address, clients_address, payments_address, row_address
from admin.drilling.over_time import figure_links
from admin.out import goes_out, handed_out
from admin.pages import pages
from admin.paging import Paging, page_asked
from admin.ranked.asking import Asking, asking, controls
from admin.ranked.ranking_words import ELSEWHERE, OF, UNKNOWN
from admin.since_coming.since_coming_tables import lifetime_table
from attribution import WHOLE
from records.db import db
from reports.counting.months import last_day, month_number
from reports.counting.questions import Count, Question, usual_role
from reports.since_coming.lifetime import AFTER, Lifetime, lifetimes

PAGE = 30
FEW = 5
SO_FAR = "so-far"


@dataclass(frozen=True, slots=True)
class AtAgeShown:
    """What a client has brought (minor units), of how many, and both lists."""

    each: int
    clients: int
    payments: str
    those: str
    few: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One source."""

    row: Lifetime
    name: str
    home: str
    links: dict[str, str]
    at: list[AtAgeShown | None]
    so_far: int | None
    bar: float


@pages.get("/lifetime", endpoint="lifetime")
def lifetime() -> ResponseReturnValue:
    """The rows of a ranking by money per client."""
    ask = asking(count=Count.COHORT.value)
    word, page = request.args.get("after") or str(AFTER[-1]), page_asked()
    if word not in {SO_FAR, *map(str, AFTER)}:
        abort(422, f"after can be {', '.join(map(str, AFTER))} or {SO_FAR}")
    by = None if word == SO_FAR else int(word)
    found = lifetimes(db.session(), ask.question, ask.today, by)
    if goes_out():
        order = "so far" if by is None else f"after {by} months"
        return handed_out(lifetime_table(ask, found, f"money per client {order}"))
    values = [(row.so_far if by is None else row.at[by]).each or 0 for row in (*found.rows, *found.apart)]
    longest = max([0, *values])

    def address(question: Question, period: str | None, after: str = word) -> str:
        usual = {} if after == str(AFTER[-1]) else {"after": after}
        return about_part_address("lifetime", question, ask.firm, period, **usual)

    def line(row: Lifetime, name: str, kind: str = "") -> Line:
        value = (row.so_far if by is None else row.at[by]).each or 0
        home = row_address(ask.as_ranked, ask.firm, row.part, kind, ask.period) if kind else ""
        bar = round(100 * max(0, value) / longest, 2) if longest else 0
        return Line(row, name, home, figure_links(ask, row.part), _at(ask, row), row.so_far.each, bar)

    names = {"elsewhere": ELSEWHERE[ask.question.of], "unknown": UNKNOWN[ask.question.role], "in_review": "In review"}
    return render_template(
        "admin/since_coming/lifetime.html",
        ask=ask,
        controls=controls(
            ask, address, frozenset({"count"}), of=ask.question.of.value, **({} if word == "12" else {"after": word})
        ),
        lines=[line(row, row.name, row.kind) for row in found.rows[(page - 1) * PAGE : page * PAGE]],
        apart=[line(row, names[row.part]) for row in found.apart if row.figures.clients],
        total=line(found.total, "Total"),
        tabs=[
            (label, address(replace(ask.question, of=of, role=usual_role(of)), ask.period), of is ask.question.of)
            for of, label in OF.items()
        ],
        orders=[
            (f"After {months} months", address(ask.question, ask.period, str(months)), months == by) for months in AFTER
        ]
        + [("So far", address(ask.question, ask.period, SO_FAR), by is None)],
        paging=Paging(page, PAGE, len(found.rows)),
    )


def _at(ask: Asking, row: Lifetime) -> list[AtAgeShown | None]:
    """A row's clients at each age, with the lists of those who came early enough; None where nobody did."""
    shown: list[AtAgeShown | None] = []
    for after, at in row.at.items():
        if at.each is None:
            shown.append(None)
            continue
        last = last_day(month_number(ask.today) - after - 1)
        end = min(last, ask.question.end) if ask.question.end else last
        question = replace(ask.question, end=end)
        shown.append(
            AtAgeShown(
                at.each,
                at.clients,
                payments_address(question, ask.firm, row.part, within=after),
                clients_address(question, ask.firm, row.part),
                at.clients < FEW * WHOLE,
            )
        )
    return shown
