"""Estimated keywords: their section on the ranking, and the lists behind their sums."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from admin.addresses import (
    asked,
    estimates_address,
    keyword_address,
    period_of,
    spread_address,
    words_of_address,
)
from admin.frame import the_frame
from admin.out import goes_out, handed_out
from admin.pages import pages
from admin.paging import Paging, page_asked
from admin.ranked.asking import asking
from admin.ranked.ranking_table import estimated_table
from admin.tables.covers import cover_by_rule
from admin.tables.list_tables import counted_clients_table, counted_payments_table, every_client, every_payment
from records.db import db
from records.firm import Firm
from reports.clients.words_said import words_of
from reports.counting.periods import NAMED
from reports.counting.questions import Measure, Of, Question
from reports.keywords.estimates import Estimate, Estimates, estimates, how_estimated, name_rows
from reports.keywords.spread_over import APART, SPREAD, clients_spread, is_part, payments_spread
from reports.tables.description import Table

PAGE = 100
# Estimates are a help beside the ranking, so a few are enough until somebody asks for all.
ROWS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Section:
    """What the ranking shows of estimates: some rows with the addresses behind them, and what they add up to."""

    found: Estimates
    rows: list[tuple[Estimate, dict[str, str]]]
    all_rows: str
    how: str
    spread: dict[str, str]
    apart: dict[str, str]


def estimated_section(
    session: Session, question: Question, firm: Firm, page: int = 1, size: int = ROWS_SHOWN
) -> Section:
    """The estimates of a ranking of keywords, so many of them."""
    found = estimates(session, question)
    rows = found.rows[(page - 1) * size : page * size]
    name_rows(session, rows)
    return Section(
        found=found,
        rows=[(row, _links(question, firm, row.number)) for row in rows],
        all_rows=estimates_address(question, firm),
        how=how_estimated(question),
        spread=spread_links(question, firm, SPREAD),
        apart=spread_links(question, firm, APART),
    )


def _links(question: Question, firm: Firm, number: int) -> dict[str, str]:
    return {
        "page": keyword_address(question, firm, number),
        "estimate": keyword_address(question, firm, number, section="estimated"),
        "clicks": keyword_address(question, firm, number, section="exported"),
    }


def spread_links(question: Question, firm: Firm, part: str) -> dict[str, str]:
    """The addresses of the lists behind a part of what is spread."""
    return {measure.value: spread_address(question, firm, part, measure) for measure in Measure}


@pages.get("/keywords/estimated", endpoint="estimated")
def all_estimates() -> ResponseReturnValue:
    """All estimated keywords, page by page."""
    frame = the_frame()
    today = frame.firm.today(datetime.now(UTC))
    question = asked(words_of_address(request.args) | {"of": Of.KEYWORDS.value}, frame.firm, today)
    page, period = page_asked(), period_of(question, today)
    section = estimated_section(db.session(), question, frame.firm, page, PAGE)
    if goes_out():
        name_rows(db.session(), section.found.rows)
        return handed_out(estimates_table(section.found, NAMED[period][0] if period else None))
    return render_template(
        "admin/keywords/estimates.html",
        estimated=section,
        question=question,
        period=NAMED[period][0] if period else None,
        ranking=asking(of=Of.KEYWORDS.value).ranking,
        paging=Paging(page, PAGE, len(section.found.rows)),
    )


@pages.get("/keywords/spread")
def spread() -> ResponseReturnValue:
    """The clients over whom estimates are spread, the won ones of them, or their payments."""
    frame = the_frame()
    today = frame.firm.today(datetime.now(UTC))
    question = asked(words_of_address(request.args) | {"of": Of.KEYWORDS.value}, frame.firm, today)
    session, page = db.session(), page_asked()
    found = estimates(session, question)
    part = request.args.get("part") or SPREAD
    if not is_part(found, part):
        abort(404)
    try:
        measure = Measure(request.args.get("measure") or Measure.CLIENTS)
    except ValueError:
        abort(422, "measure can be clients, won or revenue")
    period = period_of(question, today)
    named = NAMED[period][0] if period else None
    about = {
        "question": question,
        "period": named,
        "rule_in_words": how_estimated(question),
        "back": asking(of=Of.KEYWORDS.value).ranking,
        "shared": False,
    }
    who = "whom no export tells anything about" if part == APART else "over whom estimates are spread"
    if goes_out():
        return handed_out(_spread_table(session, found, part, measure, who, named))
    if measure is Measure.REVENUE:
        paid = payments_spread(session, found, part, page, PAGE)
        return render_template(
            "admin/ranked/payments_behind.html",
            heading=f"Payments {question.money} of clients {who}",
            behind=paid,
            paging=Paging(page, PAGE, paid.entries_in_all),
            **about,
        )
    behind = clients_spread(session, found, part, measure, page, PAGE)
    return render_template(
        "admin/ranked/clients_behind.html",
        heading=f"{'Won clients' if measure is Measure.WON else 'Clients'} {who}",
        behind=behind,
        said=words_of(session, [entry.client.id for entry in behind.entries]),  # type: ignore[union-attr]
        paging=Paging(page, PAGE, behind.entries_in_all),
        **about,
    )


def _spread_table(
    session: Session, found: Estimates, part: str, measure: Measure, who: str, period: str | None
) -> Table:
    """All of the clients or payments of the list."""
    question = found.question
    cover = cover_by_rule(question, period, how_estimated(question))
    if measure is Measure.REVENUE:
        paid = every_payment(lambda page, size: payments_spread(session, found, part, page, size))
        title = f"Payments {question.money} of clients {who}"
        return counted_payments_table(paid, question, title, cover, shares=False)
    clients = every_client(lambda page, size: clients_spread(session, found, part, measure, page, size))
    title = f"{'Won clients' if measure is Measure.WON else 'Clients'} {who}"
    return counted_clients_table(clients, title, cover)


def estimates_table(found: Estimates, period: str | None) -> Table:
    """All estimated keywords, with the cover of their own rule."""
    cover = cover_by_rule(found.question, period, how_estimated(found.question))
    return replace(estimated_table(found), cover=cover)
