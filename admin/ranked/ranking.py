"""The start page: which sources bring the most clients and the most money."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from admin.addresses import (
    asked_view,
    coverage_address,
    period_of,
    said_and_clicked_address,
    view_address,
    words_to_say,
    words_to_view,
)
from admin.closed.closed_report import closed_note
from admin.coverage.beside import beside_ranking
from admin.first_steps.shown import steps_for_ranking
from admin.formats import moment
from admin.frame import the_frame
from admin.keywords.estimated import Section, estimated_section
from admin.out import goes_out, handed_out
from admin.pages import pages
from admin.paging import Paging, page_asked
from admin.ranked.ranking_lines import lines_of
from admin.ranked.ranking_table import ranking_table
from admin.ranked.ranking_words import COMPARED_WITH, NO_ROWS, OF, RULE, compared, meanings, title_of, trend_heading
from records.db import db
from records.firm import Firm, Office, all_offices
from reports.as_of import as_of
from reports.costs.spending import spent
from reports.counting.parts import FILTERED_BY, filter_named
from reports.counting.periods import NAMED
from reports.counting.questions import Of, Only, Question, rule_in_words, usual_role
from reports.keywords.estimates import name_rows
from reports.money_kept import currencies_in_use
from reports.ranked.standings import Standings, standings
from reports.ranked.views import Compare, Order, View, ordered_by
from reports.tables.description import Table

# So many keep the page under 100 KB, whatever stands in each row; what is taken away has all of them.
ROWS = 25

COLUMNS = {
    Order.CLIENTS: "Clients",
    Order.WON: "Won",
    Order.REVENUE: "Revenue",
    Order.AVERAGE: "Average",
    Order.RETURN: "Return",
    Order.CHANGE: "Change",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, in words, and the address without it."""

    about: str
    name: str
    href: str


@pages.get("/", endpoint="ranking")
def ranking() -> ResponseReturnValue:
    """The ranking that the address asks for."""
    firm, session, now = the_frame().firm, db.session(), datetime.now(UTC)
    today = firm.today(now)
    view = asked_view(request.args, firm, today)
    question = view.question
    period = period_of(question, today)
    offices = all_offices(session)
    chips = _chips(session, view, firm, period, offices)
    costs = spent(session, question, today) if view.has_return else {}
    found = standings(session, view, today, firm.first_weekday, costs)
    estimated = estimated_section(session, question, firm) if question.of is Of.KEYWORDS else None
    if goes_out():
        return handed_out(_table(found, firm, period, estimated))
    currencies = currencies_in_use(session, question.currency)
    # A page beyond the last would say that nobody has brought anybody.
    paging = Paging(min(page_asked(), max(1, -(-len(found.rows) // ROWS))), ROWS, len(found.rows))
    shown = slice((paging.page - 1) * ROWS, paging.page * ROWS)
    lines = lines_of(found, firm, period, shown)
    return render_template(
        "admin/ranked/ranking.html",
        view=view,
        question=question,
        title=title_of(view),
        period=NAMED[period][0] if period else None,
        rows=lines.rows,
        apart=lines.apart,
        total=lines.total,
        empty=found.is_empty,
        paging=paging,
        no_rows=NO_ROWS[question.of],
        leader_is_open=found.leader_is_open,
        compared=compared(view, found.earlier),
        has_return=found.has_costs,
        has_change=found.earlier is not None,
        trend_heading=trend_heading(found.over),
        tabs=_tabs(view, firm, period),
        periods=_periods(view, firm, period),
        comparisons=_comparisons(view, firm, period) if question.start else [],
        columns=_columns(view, firm, period),
        chips=chips,
        offices=_offices(view, firm, period, offices),
        all_time=view_address(replace(view, question=replace(question, start=None, end=None)), firm),
        unfiltered=view_address(replace(view, question=replace(question, only=(), office=None)), firm, period),
        rule=RULE,
        rule_in_words=rule_in_words(question),
        meanings=meanings(view, found.earlier, found.over, has_costs=found.has_costs),
        unusual=_unusual(view, firm),
        currencies=currencies,
        other_currencies=[
            (code, view_address(replace(view, question=replace(question, currency=code)), firm, period))
            for code in currencies
            if code != question.currency
        ],
        kept=_kept(view, firm, period),
        closed=closed_note(session, question),
        now=now,
        fresh=as_of(session),
        said_and_clicked=said_and_clicked_address(question, period),
        coverage=coverage_address(question, firm, period),
        first_steps=steps_for_ranking(),
        beside=beside_ranking(question, firm, period),
        estimated=estimated,
    )


def _table(found: Standings, firm: Firm, period: str | None, estimated: Section | None) -> Table:
    """All that the page shows, the rows that are a link away included."""
    if estimated:
        name_rows(db.session(), estimated.found.rows)
    return ranking_table(
        found,
        lines_of(found, firm, period, slice(None)),
        title_of(found.view),
        NAMED[period][0] if period else None,
        meanings(found.view, found.earlier, found.over, has_costs=found.has_costs),
        estimated.found if estimated else None,
        beside_ranking(found.view.question, firm, period),
        _notes(db.session(), found.view.question),
        # They are a picture on the screen; on paper their numbers would take the room of the others.
        with_trends=request.args.get("format") != "print",
    )


def _notes(session: Session, question: Question) -> list[tuple[str, str]]:
    """What stands above and below the table of the page: whether its month is closed, and how fresh it is."""
    fresh = as_of(session)
    closed = {
        True: "and these figures differ from its closed report",
        False: "and these are the figures of its closed report",
        None: "and its closed report stays as it was",
    }
    found = [
        ("Closed", f"on {moment(closure.at)}, {closed[says]}") for closure, _, says in closed_note(session, question)
    ]
    others = [code for code in currencies_in_use(session, question.currency) if code != question.currency]
    found += [("Other currencies", f"there is also money in {', '.join(others)}; it is never added")] if others else []
    found += [("Last payment", moment(fresh.paid))] if fresh.paid else []
    return found + ([("Last import", moment(fresh.imported))] if fresh.imported else [])


def _tabs(view: View, firm: Firm, period: str | None) -> list[tuple[str, str, bool]]:
    """What can be ranked, each counted by the role that is usual for it."""
    return [
        (
            label,
            view_address(replace(view, question=replace(view.question, of=of, role=usual_role(of))), firm, period),
            of is view.question.of,
        )
        for of, label in OF.items()
    ]


def _periods(view: View, firm: Firm, period: str | None) -> list[tuple[str, str, bool]]:
    everything = replace(view, question=replace(view.question, start=None, end=None))
    return [(label, view_address(everything, firm, name), name == period) for name, (label, _) in NAMED.items()]


def _comparisons(view: View, firm: Firm, period: str | None) -> list[tuple[str, str, bool]]:
    return [
        (COMPARED_WITH[each], view_address(replace(view, compare=each), firm, period), each is view.compare)
        for each in Compare
    ]


def _columns(view: View, firm: Firm, period: str | None) -> list[tuple[Order, str, str]]:
    return [(order, label, view_address(ordered_by(view, order), firm, period)) for order, label in COLUMNS.items()]


def _chips(session: Session, view: View, firm: Firm, period: str | None, offices: list[Office]) -> list[Chip]:
    """The filters that are on. Answers 404 where one of them names nothing there is."""
    question = view.question
    chips: list[Chip] = []
    if question.office is not None:
        office = next((office for office in offices if office.id == question.office), None)
        if office is None:
            abort(404)
        everywhere = replace(view, question=replace(question, office=None))
        chips.append(Chip("office", office.name, view_address(everywhere, firm, period)))
    for only in question.only:
        name = filter_named(session, only)
        if name is None:
            abort(404)
        chips.append(Chip(FILTERED_BY[only.role], name, view_address(_without(view, only), firm, period)))
    return chips


def _without(view: View, gone: Only) -> View:
    rest = tuple(only for only in view.question.only if only != gone)
    return replace(view, question=replace(view.question, only=rest))


def _offices(view: View, firm: Firm, period: str | None, offices: list[Office]) -> list[tuple[str, str, bool]]:
    """The offices to choose from, none where there is only one."""
    if len(offices) < 2:
        return []
    choices = [(None, "All offices"), *((office.id, office.name) for office in offices)]
    return [
        (
            name,
            view_address(replace(view, question=replace(view.question, office=number)), firm, period),
            number == view.question.office,
        )
        for number, name in choices
    ]


def _unusual(view: View, firm: Firm) -> list[str]:
    """In words what is counted otherwise than usual, to stand beside “How counted”."""
    said = words_to_say(view.question, firm)
    unusual = [RULE[word][1][getattr(view.question, word)] for word in RULE if word in said]  # type: ignore[index]
    return [*unusual, *([view.question.currency] if "currency" in said else [])]


def _kept(view: View, firm: Firm, period: str | None) -> Mapping[str, dict[str, str]]:
    """The words that each of the two small forms carries along unseen."""
    words, ruled = words_to_view(view, firm, period), {*RULE, "currency"}
    return {
        "period": {name: word for name, word in words.items() if name not in {"from", "to", "period"}},
        "rule": {name: word for name, word in words.items() if name not in ruled},
    }
