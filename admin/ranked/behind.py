"""The lists behind the numbers: clients and payments, each with the count or sum that was clicked."""

from datetime import UTC, datetime
from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from admin.addresses import asked, client_addresses, clients_address, period_of, reached_from, view_address
from admin.clients.client_list import all_clients
from admin.formats import plural
from admin.frame import the_frame
from admin.out import goes_out, handed_out
from admin.pages import pages
from admin.paging import Paging, page_asked
from admin.ranked.part_words import of_part
from admin.ranked.reckoned import Average, average_of
from admin.tables.list_tables import clients_table, payments_table
from records.db import db
from reports.behind import clients_behind, payments_behind
from reports.clients.words_said import words_of
from reports.counting.part_sums import figures_of
from reports.counting.parts import filters_named, part_named
from reports.counting.periods import NAMED
from reports.counting.questions import Count, CreditRule, Measure, Question, rule_in_words

PAGE = 100


@pages.get("/clients")
def clients() -> ResponseReturnValue:
    """The clients behind a number; without one, all clients, searched by name, e-mail, phone or company."""
    if "part" not in request.args:
        return all_clients()
    question, part, about = _behind()
    try:
        measure = Measure(request.args.get("measure") or Measure.CLIENTS)
    except ValueError:
        abort(422, "measure can be clients or won")
    if measure is Measure.REVENUE:
        return payments()
    heading = ("Won clients" if measure is Measure.WON else "Clients") + of_part(question, part, about["name"])
    if goes_out():
        return handed_out(clients_table(question, part, measure, heading, about["period"]))
    page = page_asked()
    found = clients_behind(db.session(), question, part, measure, page, PAGE)
    return render_template(
        "admin/ranked/clients_behind.html",
        heading=heading,
        behind=found,
        said=words_of(db.session(), [entry.client.id for entry in found.entries]),  # type: ignore[union-attr]
        shared=question.credit is CreditRule.SHARED,
        paging=Paging(page, PAGE, found.entries_in_all),
        **about,
    )


@pages.get("/payments")
def payments() -> ResponseReturnValue:
    """The payments behind a number; without one, all of the firm's currency."""
    question, part, about = _behind()
    page, within = page_asked(), _within()
    until = "" if within is None else f", until {plural(within, 'month')} after the month of coming"
    heading = f"Payments {question.money}" + _of_clients(question, part, about["name"]) + until
    if goes_out():
        return handed_out(payments_table(question, part, heading, about["period"], within))
    found = payments_behind(db.session(), question, part, page, PAGE, within)
    return render_template(
        "admin/ranked/payments_behind.html",
        heading=heading,
        behind=found,
        shared=question.credit is CreditRule.SHARED,
        paging=Paging(page, PAGE, found.entries_in_all),
        average=_average(question, part, found.sum) if within is None else None,
        **about,
    )


def _average(question: Question, part: str, money: int) -> Average | None:
    """The average that leads here, where the list is all money so far of those who came in its days."""
    if question.count is not Count.COHORT and (question.start or question.end):
        return None
    won = figures_of(db.session(), question, part).won
    return average_of(money, won, clients_address(question, the_frame().firm, part, Measure.WON))


def _within() -> int | None:
    """How many months after coming the address goes to, if it says so; more than a lifetime is refused."""
    asked_for = request.args.get("within")
    if asked_for is None:
        return None
    if not (asked_for.isascii() and asked_for.isdecimal() and len(asked_for) <= 4):
        abort(422, "within can be a number of months")
    return int(asked_for)


def _behind() -> tuple[Question, str, dict[str, Any]]:
    """The question of the address, its part, and what every list says about itself."""
    frame = the_frame()
    today = frame.firm.today(datetime.now(UTC))
    question = asked(request.args, frame.firm, today)
    reached = reached_from(request.args, frame.firm, today)
    part = request.args.get("part") or "total"
    name = part_named(db.session(), question, part)
    if name is None:
        abort(404)
    filters = filters_named(db.session(), question)
    if filters is None:
        abort(404)
    period = period_of(question, today)
    return (
        question,
        part,
        {
            "name": name,
            "question": question,
            "period": NAMED[period][0] if period else None,
            "filters": filters,
            "rule_in_words": rule_in_words(question),
            "home": client_addresses(question, frame.firm, part),
            "back": view_address(reached, frame.firm, period_of(reached.question, today)),
        },
    )


def _of_clients(question: Question, part: str, name: object) -> str:
    return " of all clients" if part == "total" else f" of clients{of_part(question, part, name)}"
