"""Clients by their month of coming, and what each month's clients have brought since."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from admin.addresses import about_part_address, clients_address, payments_address, row_address
from admin.drilling.over_time import figure_links
from admin.formats import month as month_in_words
from admin.out import goes_out, handed_out
from admin.pages import pages
from admin.paging import Paging, page_asked
from admin.ranked.asking import Asking, asking, controls
from admin.since_coming.since_coming_tables import cohorts_table
from attribution import WHOLE, Kind
from records.db import db
from reports.counting.counted import PARTS
from reports.counting.months import first_day
from reports.counting.parts import part_named
from reports.counting.questions import Count, Of, Question
from reports.counting.rankings import Figures
from reports.since_coming.cohorts import AFTER, Cohort, OldEnough, cohort_question, cohorts
from reports.since_coming.lifetime import per_client

PAGE = 24
FEW = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """Money in minor units and its payments; ``note`` says what is special about it."""

    money: int
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One month of coming; a cell is None where so many months have not passed."""

    label: str
    figures: Figures
    links: dict[str, str]
    cells: list[Cell | None]


@pages.get("/cohorts", endpoint="cohorts")
def by_month() -> ResponseReturnValue:
    """The months of one row of a ranking, or of all clients."""
    ask = asking(count=Count.COHORT.value)
    part, page = request.args.get("part") or "total", page_asked()
    name = part_named(db.session(), ask.question, part) or abort(404)

    def address(question: Question, period: str | None) -> str:
        return about_part_address("cohorts", question, ask.firm, period, part=part)

    found = cohorts(db.session(), ask.question, part, ask.today)
    shown = found.rows[(page - 1) * PAGE : page * PAGE]
    kind = Kind.PARTNER if ask.question.of is Of.PARTNERS else ""
    after = [months for months in AFTER if any(months in cohort.by for cohort in found.rows)]
    if goes_out():
        heading = "What each month’s clients have brought" + ("" if part == "total" else f": {name}")
        return handed_out(cohorts_table(ask, found, after, heading, "all sources" if part == "total" else name))
    return render_template(
        "admin/since_coming/cohorts.html",
        ask=ask,
        name=None if part == "total" else name,
        home="" if part in PARTS else row_address(ask.as_ranked, ask.firm, part, kind, ask.period),
        controls=controls(ask, address, frozenset({"count"}), part=part),
        after=after,
        lines=[_line(ask, part, cohort, after) for cohort in shown],
        total=found.total,
        total_links=figure_links(ask, part),
        old_enough=[_old_enough(ask, part, found.old_enough.get(months), months, found.rows) for months in after],
        paging=Paging(page, PAGE, len(found.rows)),
        all_time=address(replace(ask.question, start=None, end=None), "all"),
    )


def _line(ask: Asking, part: str, cohort: Cohort, after: list[int]) -> Line:
    question = cohort_question(ask.question, cohort.month, cohort.month)
    links = figure_links(replace(ask, question=question), part)
    cells = [
        Cell(
            cohort.by[months],
            payments_address(question, ask.firm, part, within=months),
            "so far" if cohort.running == months else "",
        )
        if months in cohort.by
        else None
        for months in after
    ]
    return Line(month_in_words(first_day(cohort.month)), cohort.figures, links, cells)


@dataclass(frozen=True, slots=True)
class OldEnoughShown:
    """A column's clients for whom so many whole months have passed, and what each of them has brought by then."""

    each: int
    clients: int
    payments: str
    those: str
    few: bool


def _old_enough(
    ask: Asking, part: str, column: OldEnough | None, months: int, rows: Sequence[Cohort]
) -> OldEnoughShown | None:
    each = per_client(column.money, column.clients) if column else None
    if column is None or each is None:
        return None
    question = cohort_question(ask.question, rows[-1].month, column.last)
    return OldEnoughShown(
        each,
        column.clients,
        payments_address(question, ask.firm, part, within=months),
        clients_address(question, ask.firm, part),
        column.clients < FEW * WHOLE,
    )
