"""The report of a closed month: its ranking, the lists behind its numbers, and what has changed since."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from admin.addresses import words_to_say
from admin.closed.closed_tables import changes_table, clients_table, costs_table, payments_table, report_table
from admin.frame import the_frame
from admin.money.cost_list import EVERY
from admin.out import goes_out, handed_out
from admin.pages import find, pages
from admin.paging import Paging, page_asked
from admin.ranked.ranking_lines import SMALL
from admin.ranked.ranking_words import ELSEWHERE, ELSEWHERE_IS_POSSIBLE, OF, RULE, UNKNOWN
from admin.ranked.reckoned import Average, average_of
from records.closed.closed_months import Closure
from records.closed.closing import first_of_next
from records.db import db
from reports.closed.behind import Page, clients_kept, payments_kept
from reports.closed.changes import Change, changes_since, differs, names_of_changed
from reports.closed.cost_changes import costs_changed, costs_differ, costs_not_kept, in_order
from reports.closed.counting import name_of
from reports.closed.listing import closures_within
from reports.closed.months import Month, month_frame
from reports.closed.spending import costs_kept, costs_of_part
from reports.closed.standings import ClosedStandings, closed_standings, figures_of_sources
from reports.closed.summing import currencies_kept
from reports.costs import Return
from reports.counting.counted import PARTS
from reports.counting.questions import (
    BadQuestion,
    Count,
    CreditRule,
    Measure,
    Of,
    Question,
    read_question,
    rule_in_words,
    usual_role,
)
from reports.counting.rankings import Figures
from reports.ranked.standings import Entry
from reports.ranked.views import View
from reports.tables.description import Manner

PAGE = 100
MEASURES = {Measure.CLIENTS: "Clients", Measure.WON: "Won", Measure.REVENUE: "Revenue"}


@pages.get("/periods/<int:number>", endpoint="closed_report")
def report(number: int) -> ResponseReturnValue:
    """The ranking of a closed month as it was."""
    closure, question = _asked(number)
    found = closed_standings(db.session(), closure, question)
    if goes_out():
        return handed_out(report_table(closure, found, _lines(found)))
    return render_template(
        "admin/closed/closed_report.html",
        lines=[(manner, name, entry, _links(number, question, entry.part)) for manner, name, entry in _lines(found)],
        has_costs=found.has_costs,
        small=SMALL,
        tabs=[
            (label, _address("admin.closed_report", number, replace(question, of=of, role=usual_role(of))), of)
            for of, label in OF.items()
        ],
        measures=[
            (by, label, _address("admin.closed_report", number, replace(question, by=by)))
            for by, label in MEASURES.items()
        ],
        rule=RULE,
        kept={name: word for name, word in _words(question).items() if name not in {*RULE, "currency"}},
        currencies=sorted(currencies_kept(db.session(), closure) | {question.currency}),
        **_about(closure, question),
    )


@pages.get("/periods/<int:number>/clients", endpoint="closed_clients")
def clients(number: int) -> ResponseReturnValue:
    """The clients behind a number of the report."""
    closure, question = _asked(number)
    month, part = month_frame(db.session(), closure), request.args.get("part") or "total"
    measure = Measure.WON if request.args.get("measure") == Measure.WON else Measure.CLIENTS
    heading = ("Won clients" if measure is Measure.WON else "Clients") + _of_part(month, question, part)
    if goes_out():
        every = clients_kept(db.session(), closure, question, part, measure)
        return handed_out(clients_table(closure, question, heading, every.entries))
    page = page_asked()
    found = clients_kept(db.session(), closure, question, part, measure, Page(page, PAGE))
    return render_template(
        "admin/closed/closed_clients.html",
        heading=heading,
        entries=found.entries,
        sum=found.sum,
        paging=Paging(page, PAGE, found.in_all),
        shared=question.credit is CreditRule.SHARED,
        **_about(closure, question),
    )


@pages.get("/periods/<int:number>/payments", endpoint="closed_payments")
def payments(number: int) -> ResponseReturnValue:
    """The payments behind a number of the report."""
    closure, question = _asked(number)
    month, part = month_frame(db.session(), closure), request.args.get("part") or "total"
    heading = f"Payments {question.money}" + _of_part(month, question, part)
    if goes_out():
        every = payments_kept(db.session(), closure, question, part)
        return handed_out(payments_table(closure, question, heading, every.entries))
    page = page_asked()
    found = payments_kept(db.session(), closure, question, part, Page(page, PAGE))
    return render_template(
        "admin/closed/closed_payments.html",
        heading=heading,
        entries=found.entries,
        sum=found.sum,
        average=_average(closure, question, part, found.sum),
        paging=Paging(page, PAGE, found.in_all),
        shared=question.credit is CreditRule.SHARED,
        **_about(closure, question),
    )


def _average(closure: Closure, question: Question, part: str, money: int) -> Average | None:
    """The average that leads here, where the list is all money until closing of those who came in the month."""
    if question.count is not Count.COHORT:
        return None
    won = clients_kept(db.session(), closure, question, part, Measure.WON, Page(1, 1)).sum
    return average_of(money, won, _links(closure.id, question, part)["won"])


@pages.get("/periods/<int:number>/costs", endpoint="closed_costs")
def costs(number: int) -> ResponseReturnValue:
    """The costs behind a cost or a return of the report; where no return can be reckoned there are none (404)."""
    closure, question = _asked(number)
    if not View(question).has_return:
        abort(404)
    session, part = db.session(), request.args.get("part") or "total"
    month = month_frame(session, closure)
    heading = "Costs" + _of_part(month, question, part)
    entries = costs_of_part(month, question, costs_kept(session, closure, question.currency), part)
    if goes_out():
        return handed_out(costs_table(closure, question, heading, month, entries))
    total = sum(each.part for each in entries)
    found = figures_of_sources(session, closure, question) if entries else {}
    brought = {each.source: found.get(str(each.source), Figures()) for each in entries}
    together = sum(brought.values(), Figures())
    page = page_asked()
    return render_template(
        "admin/closed/closed_costs.html",
        heading=heading,
        entries=entries[(page - 1) * PAGE : page * PAGE],
        sources=month.sources,
        every=EVERY,
        sum=total,
        back_for=Return(total, together.clients, together.won, together.revenue),
        brought=[
            (month.sources[source][0], figures, _links(number, replace(question, of=Of.SOURCES), str(source)))
            for source, figures in brought.items()
        ],
        paging=Paging(page, PAGE, len(entries)),
        **_about(closure, question),
    )


@pages.get("/periods/<int:number>/changes", endpoint="closed_changes")
def changes(number: int) -> ResponseReturnValue:
    """What has changed since the month was closed, counted by the rule of the address."""
    closure, question = _asked(number)
    records = changes_since(db.session(), closure, question)
    of_costs = costs_changed(db.session(), closure, question)
    found = in_order(records, of_costs)
    if goes_out():
        return handed_out(changes_table(closure, question, found, has_costs=bool(of_costs)))
    page, difference = page_asked(), Figures()
    for each in records:
        difference.add(each.difference)
    shown = found[(page - 1) * PAGE : page * PAGE]
    return render_template(
        "admin/closed/closed_changes.html",
        changes=shown,
        names=names_of_changed(db.session(), [each for each in shown if isinstance(each, Change)]),
        difference=difference,
        costs=of_costs,
        costs_by=sum(each.by for each in of_costs),
        paging=Paging(page, PAGE, len(found)),
        **_about(closure, question),
    )


def closed_note(session: Session, question: Question) -> list[tuple[Closure, str, bool | None]]:
    """For a ranking of one closed month: the closure, its report's address, and whether it differs, if known."""
    start, end = question.start, question.end
    if start is None or end is None or end == date.max or (end + timedelta(days=1)).day != 1:
        return []
    if (start.year, start.month) != (end.year, end.month):
        return []
    return [
        (
            closure,
            _address("admin.closed_report", closure.id, question),
            costs_differ(session, closure, question) or differs(session, closure, question),
        )
        for closure in closures_within(session, question.start, question.start)
    ]


def _asked(number: int) -> tuple[Closure, Question]:
    """The closure of the address and the question that it asks of its month."""
    closure = find(Closure, number)
    try:
        question = read_question({**request.args, "from": "", "to": ""}, the_frame().firm.currency)
    except BadQuestion as problem:
        abort(422, str(problem))
    return closure, replace(question, start=closure.month, end=first_of_next(closure.month) - timedelta(days=1))


def _words(question: Question) -> Mapping[str, str]:
    return words_to_say(replace(question, start=None, end=None), the_frame().firm)


def _address(endpoint: str, number: int, question: Question, **words: str) -> str:
    said = {**_words(question), **words}
    return url_for(endpoint, number=number) + (f"?{urlencode(said)}" if said else "")


def _links(number: int, question: Question, part: str) -> dict[str, str]:
    return {
        "clients": _address("admin.closed_clients", number, question, part=part),
        "won": _address("admin.closed_clients", number, question, part=part, measure="won"),
        "revenue": _address("admin.closed_payments", number, question, part=part),
        "average": _address("admin.closed_payments", number, replace(question, count=Count.COHORT), part=part),
        "return": _address("admin.closed_costs", number, question, part=part),
    }


def _about(closure: Closure, question: Question) -> dict[str, Any]:
    return {
        "closure": closure,
        "question": question,
        "rule_in_words": rule_in_words(question),
        "no_costs_kept": costs_not_kept(db.session(), closure, question),
        "report": _address("admin.closed_report", closure.id, question),
        "changes_address": _address("admin.closed_changes", closure.id, question),
    }


def _lines(found: ClosedStandings) -> list[tuple[Manner, str, Entry]]:
    """Every line of the report in order, with its name."""
    question, apart = found.question, found.apart
    lines = [(Manner.ROW, entry.name, entry) for entry in found.rows]
    if question.of in ELSEWHERE_IS_POSSIBLE:
        lines.append((Manner.APART, ELSEWHERE[question.of], apart["elsewhere"]))
    lines.append((Manner.APART, UNKNOWN[question.role], apart["unknown"]))
    lines.append((Manner.APART, "In review", apart["in_review"]))
    if apart["conflict"].figures != Figures():
        lines.append((Manner.WITHIN, "of which said and clicked disagree", apart["conflict"]))
    return [*lines, (Manner.TOTAL, "Total", apart["total"])]


def _of_part(month: Month, question: Question, part: str) -> str:
    """Which clients they are. Answers 404 to a part that the report does not have."""
    apart = {
        "total": "",
        "unknown": ": unknown",
        "in_review": ": in review",
        "conflict": ": said and clicked disagree",
        "elsewhere": f": {ELSEWHERE[question.of].lower()}",
    }
    if part in PARTS:
        return apart[part]
    try:
        return f": {name_of(month, question.of, part)[0]}"
    except (KeyError, ValueError, StopIteration):
        abort(404)
