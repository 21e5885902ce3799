"""What the pages of a partner, a source, a keyword and a channel share: everything about one row of a ranking."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from admin.addresses import (
    about_part_address,
    client_addresses,
    costs_address,
    part_addresses,
    payments_address,
    ranking_address,
    row_address,
)
from admin.drilling.comparing import Change, compared_with
from admin.drilling.over_time import OverTimeShown, figure_links, over_time_shown
from admin.formats import clients as in_clients
from admin.paging import Paging, page_asked
from admin.ranked.asking import Address, Asking, Controls, controls
from admin.since_coming.first_payments import FEW, FirstPaymentShown, first_payment_shown
from attribution import WHOLE, Role
from records.db import db
from reports.behind.over_time import over_time
from reports.behind.told_clients import ToldClients, told_clients
from reports.behind.ways import ways
from reports.costs import Return
from reports.costs.spending import return_of
from reports.counting.part_sums import figures_so_far
from reports.counting.questions import Count, Of, Question
from reports.counting.rankings import Figures, Ranking
from reports.ranked.views import View
from reports.since_coming.lifetime import per_client

PAGE = 25
WAYS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class WayRow:
    """A row of a small ranking inside the page."""

    name: str
    figures: Figures
    links: dict[str, str]
    home: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class WayShown:
    """A small ranking of the part's clients; ``all`` is the ranking itself, filtered to them."""

    title: str
    what: str
    rows: list[WayRow]
    all: str
    hidden: int


@dataclass(frozen=True, slots=True)
class Drill:
    """One row of a ranking in full."""

    ask: Asking
    part: str
    controls: Controls
    figures: Figures
    links: dict[str, str]
    time: OverTimeShown | None
    clients: ToldClients
    paging: Paging
    ways: list[WayShown]
    first_payment: FirstPaymentShown
    cohorts: str
    lifetime: str
    home: Callable[[int], str]
    changes: dict[str, Change]
    compared_with: str
    average: int | None
    conversion: str
    spending: Return | None


def drill(ask: Asking, part: str, address: Address) -> Drill:
    """Everything about a part that its page shows; ``address`` is the page's for another question."""
    session, question, page = db.session(), ask.question, page_asked()
    over = over_time(session, question, part, ask.today)
    clients = told_clients(session, question, part, page, PAGE)
    same = question.count is Count.COHORT or (question.start is None and question.end is None)
    so_far = over.figures if same else figures_so_far(session, question, part)
    compared = compared_with(ask, part, over.figures)
    return Drill(
        ask=ask,
        part=part,
        controls=controls(ask, address),
        figures=over.figures,
        links=figure_links(ask, part)
        | {"cost": costs_address(question, ask.firm, part)}
        | {"so_far": payments_address(replace(question, count=Count.COHORT), ask.firm, part)},
        time=over_time_shown(ask, part, over),
        clients=clients,
        paging=Paging(page, PAGE, clients.in_all),
        ways=[_way(ask, found) for found in ways(session, question, part)],
        first_payment=first_payment_shown(ask, part),
        cohorts=about_part_address("cohorts", question, ask.firm, ask.period, part=part),
        lifetime=about_part_address("lifetime", question, ask.firm, ask.period),
        home=client_addresses(question, ask.firm, part),
        changes=compared.changes,
        compared_with=compared.days,
        average=per_client(so_far.revenue, so_far.won),
        spending=return_of(session, question, part, over.figures, ask.today) if View(question).has_return else None,
        conversion=conversion(over.figures),
    )


def conversion(figures: Figures) -> str:
    """How many of those who came are won: ``3 of 4``, with the percentage beside it once it says something."""
    if figures.clients <= 0:
        return ""
    words = f"{in_clients(figures.won)} of {in_clients(figures.clients)}"
    if figures.clients < FEW * WHOLE:
        return words
    return f"{words} ({(200 * figures.won + figures.clients) // (2 * figures.clients)}%)"


TITLES = {
    (Of.CHANNELS, Role.ARRIVED_THROUGH): "Channels they arrived through",
    (Of.WEBSITES, Role.ARRIVED_THROUGH): "Websites they arrived through",
    (Of.KEYWORDS, Role.ARRIVED_THROUGH): "What they searched for",
    (Of.SOURCES, Role.INTRODUCED_BY): "What they said brought them",
}
APART = {
    "elsewhere": {Of.WEBSITES: "Other sources", Of.KEYWORDS: "No search is known"},
    "unknown": {Of.SOURCES: "Said nothing that counts"},
    "in_review": {},
}


def _way(ask: Asking, found: Ranking) -> WayShown:
    question = found.question
    rows = [
        _row(ask, question, row.id, row.name, row.figures, row.kind, "" if question.of is Of.CHANNELS else row.kind)
        for row in found.rows[:WAYS_SHOWN]
    ]
    for part, names in APART.items():
        figures: Figures = getattr(found, part)
        usual = {"elsewhere": "Other sources", "unknown": "No web visit is known", "in_review": "In review"}[part]
        if any((figures.clients, figures.won, figures.revenue)):
            rows.append(_row(ask, question, part, names.get(question.of, usual), figures))
    return WayShown(
        TITLES[question.of, question.role],
        question.of.value.removesuffix("s").capitalize(),
        rows,
        ranking_address(question, ask.firm, ask.period),
        len(found.rows) - WAYS_SHOWN,
    )


def _row(
    ask: Asking, question: Question, part: str, name: str, figures: Figures, kind: str = "", note: str = ""
) -> WayRow:
    unfiltered = replace(question, only=ask.question.only)
    return WayRow(
        name,
        figures,
        part_addresses(question, ask.firm, part),
        row_address(unfiltered, ask.firm, part, kind, ask.period) if kind else "",
        note,
    )
