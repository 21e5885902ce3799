"""Said against clicked: what clients say brought them, beside what their visits show."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from admin.addresses import asked, period_of, said_and_clicked_address
from admin.frame import the_frame
from admin.out import goes_out, handed_out
from admin.pages import pages
from admin.paging import Paging, page_asked
from admin.ranked.said_tables import grid_table
from admin.tables.covers import cover_by_rule
from admin.tables.list_tables import counted_clients_table
from records.db import db
from reports.behind.said_and_clicked import (
    IN_REVIEW,
    NO_SOURCE,
    NO_VISIT,
    UNKNOWN,
    Agreement,
    By,
    agreement_of,
    clients_between,
    every_client_between,
    said_and_clicked,
)
from reports.clients.words_said import words_of
from reports.counting.periods import NAMED
from reports.counting.questions import Question

PAGE = 100

SHOWN = {
    NO_SOURCE: "Direct, no source",
    NO_VISIT: "No web visit",
    IN_REVIEW: "In review",
    UNKNOWN: "Unknown",
}
MEANING = {
    Agreement.AGREE: "They said what their visit shows too, so both can be trusted.",
    Agreement.DIFFER: (
        "They said one thing and clicked another. Both are true: somebody recommends you, and a search then finds "
        "you. What they said is why they came, what they clicked is how."
    ),
    Agreement.ONLY_SAID: "They said what brought them, and no visit shows it. Only asking could tell you.",
    Agreement.ONLY_CLICKED: "They said nothing that counts, and their visit shows where they came from.",
    Agreement.NEITHER: "They left no trace of either.",
    Agreement.IN_REVIEW: "They said something that waits for you to decide.",
}
"""What each agreement means."""
RULE = (
    "Each client who came in the period stands once in the grid: by the decisive source of what they said, and by the "
    "one that their visit shows. They agree where both are the same kind, or the same channel. A visit without a "
    "referring page (direct) names no source, so it neither agrees nor differs. Neither fact overwrites the other."
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number of clients with the address of their list, and how the two facts about them stand to each other."""

    clients: int
    href: str
    label: str = ""
    agreement: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the grid."""

    label: str
    cells: list[Number]
    all: Number


@pages.get("/said-and-clicked", endpoint="said_and_clicked")
def grid() -> ResponseReturnValue:
    """The grid of the period that the address asks for."""
    question, by, period = _asked()
    found = said_and_clicked(db.session(), question, by)
    named = NAMED[period][0] if period else None
    if goes_out():
        return handed_out(grid_table(question, named, found, _shown, RULE))

    def number(clients: int, **words: str) -> Number:
        href = said_and_clicked_address(question, period, {"by": by.value, **words}, clients=True)
        cell = (words.get("said", ""), words.get("clicked", ""))
        agreement = agreement_of(*cell) if all(cell) else ""
        return Number(clients, href, _shown(words.get("clicked", "")), agreement)

    return render_template(
        "admin/ranked/said_and_clicked.html",
        question=question,
        period=named,
        whole=number(found.whole),
        agreements=[
            (number(found.agreeing(each), agreement=each.value), each.value, MEANING[each]) for each in Agreement
        ],
        columns=[_shown(word) for word in found.clicked],
        rows=[
            Line(
                _shown(said),
                [number(found.cells.get((said, word), 0), said=said, clicked=word) for word in found.clicked],
                number(found.row(said), said=said),
            )
            for said in found.said
        ],
        totals=[number(found.column(word), clicked=word) for word in found.clicked],
        tabs=[
            (f"By {each.value}", said_and_clicked_address(question, period, {"by": each.value}), each is by)
            for each in By
        ],
        periods=[
            (label, said_and_clicked_address(question, name, {"by": by.value}), name == period)
            for name, (label, _) in NAMED.items()
        ],
        by=by.value,
        all_time=said_and_clicked_address(question, "all", {"by": by.value}),
        rule=RULE,
    )


@pages.get("/said-and-clicked/clients")
def clients_in_grid() -> ResponseReturnValue:
    """The clients behind a number of the grid."""
    question, by, period = _asked()
    said, clicked = request.args.get("said"), request.args.get("clicked")
    try:
        agreement = Agreement(request.args["agreement"]) if "agreement" in request.args else None
    except ValueError:
        abort(422, f"agreement can be {', '.join(Agreement)}")
    if goes_out():
        every = every_client_between(db.session(), question, by, said, clicked, agreement)
        heading, named = _heading(by, said, clicked, agreement), NAMED[period][0] if period else None
        return handed_out(counted_clients_table(every, heading, cover_by_rule(question, named, RULE)))
    page = page_asked()
    behind = clients_between(db.session(), question, by, said, clicked, agreement, page, PAGE)
    return render_template(
        "admin/ranked/clients_behind.html",
        heading=_heading(by, said, clicked, agreement),
        behind=behind,
        said=words_of(db.session(), [entry.client.id for entry in behind.entries]),  # type: ignore[union-attr]
        shared=False,
        paging=Paging(page, PAGE, behind.entries_in_all),
        question=question,
        period=NAMED[period][0] if period else None,
        rule_in_words=RULE,
        back=said_and_clicked_address(question, period, {"by": by.value}),
        back_words="Back to said and clicked",
    )


def _asked() -> tuple[Question, By, str | None]:
    frame = the_frame()
    today = frame.firm.today(datetime.now(UTC))
    words = {name: word for name, word in request.args.items() if name in {"from", "to", "period"}}
    question = asked(words, frame.firm, today)
    try:
        by = By(request.args.get("by") or By.KIND)
    except ValueError:
        abort(422, "by can be kind or channel")
    return question, by, period_of(question, today)


def _shown(word: str) -> str:
    return SHOWN.get(word) or word[:1].upper() + word[1:]


def _heading(by: By, said: str | None, clicked: str | None, agreement: Agreement | None) -> str:
    """Which clients they are."""
    if agreement:
        return {
            Agreement.AGREE: f"Clients who said and clicked the same {by.value}",
            Agreement.DIFFER: f"Clients who said one {by.value} and clicked another",
            Agreement.ONLY_SAID: "Clients who said what brought them, and whose visit does not show it",
            Agreement.ONLY_CLICKED: "Clients whose visit shows a source, and who said none",
            Agreement.NEITHER: "Clients who neither said nor clicked anything that counts",
            Agreement.IN_REVIEW: "Clients whose answer waits for review",
        }[agreement]
    parts = [f"said: {_shown(said)}"] if said is not None else []
    parts += [f"clicked: {_shown(clicked)}"] if clicked is not None else []
    return f"Clients who {', '.join(parts)}" if parts else "All clients, by what they said and clicked"
