"""The start page: which sources bring the most clients and the most money."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from flask import render_template, request, url_for

from admin.addresses import (
    asked,
    clients_address,
    keyword_address,
    payments_address,
    period_of,
    ranking_address,
    said_and_clicked_address,
    words_to_say,
)
from admin.estimated import estimated_section
from admin.frame import the_frame
from admin.pages import pages
from attribution import Kind, Role
from records.db import db
from records.firm import Firm
from records.payments import PaymentKind
from reports.money_kept import currencies_in_use
from reports.periods import NAMED
from reports.questions import Count, CreditRule, Measure, Of, Question, rule_in_words, usual_role
from reports.rankings import Figures, Ranking, Row, rank

# More than anybody reads at once; the rest is one link away.
ROWS_SHOWN = 100

OF = {
    Of.PARTNERS: "Partners",
    Of.WEBSITES: "Websites",
    Of.KEYWORDS: "Keywords",
    Of.CHANNELS: "Channels",
    Of.SOURCES: "All sources",
}
MEASURES = {Measure.CLIENTS: "Clients", Measure.WON: "Won", Measure.REVENUE: "Revenue"}
RULE = {
    "role": (
        "Count by",
        {Role.INTRODUCED_BY: "what clients said", Role.ARRIVED_THROUGH: "what the web visit shows"},
    ),
    "credit": (
        "If a client names several",
        {CreditRule.FIRST: "the decisive one has the whole client", CreditRule.SHARED: "they share the client"},
    ),
    "money": ("Money", {PaymentKind.RECEIVED: "received", PaymentKind.BILLED: "billed"}),
    "count": (
        "Whose money",
        {
            Count.PERIOD: "payments dated in the period, whoever the client",
            Count.COHORT: "all payments so far of the clients who came in the period",
        },
    ),
}
"""How it can be counted: for each word of a rule its question and its answers, in words."""


@dataclass(slots=True)
class Line:
    """A row of the page with the addresses of the lists behind its numbers; ``bar`` is a percentage."""

    part: str
    name: str
    figures: Figures
    links: dict[str, str]
    rank: int | None = None
    kind: str = ""
    home: str | None = None
    bar: float = 0
    note: str = ""
    within: "list[Line]" = field(default_factory=list)


@pages.get("/", endpoint="ranking")
def ranking() -> str:
    """The ranking that the address asks for."""
    frame = the_frame()
    today = frame.firm.today(datetime.now(UTC))
    question = asked(request.args, frame.firm, today)
    session = db.session()
    found = rank(session, question)
    period = period_of(question, today)
    shown = None if request.args.get("rows") == "all" else ROWS_SHOWN
    rows, apart, total = _lines(found, frame.firm, shown)
    return render_template(
        "admin/ranking.html",
        question=question,
        title=_title(question),
        period=NAMED[period][0] if period else None,
        rows=rows,
        apart=apart,
        total=total,
        hidden=len(found.rows) - len(rows),
        leader_is_open=found.leader_is_open,
        tabs=_tabs(question, frame.firm, period),
        periods=_periods(question, frame.firm, period),
        measures=[
            (name, label, ranking_address(question, frame.firm, period, by=name)) for name, label in MEASURES.items()
        ],
        all_rows=_with_all_rows(ranking_address(question, frame.firm, period)),
        all_time=ranking_address(question, frame.firm, start=None, end=None),
        rule=RULE,
        rule_in_words=rule_in_words(question),
        unusual=_unusual(question, frame.firm),
        currencies=currencies_in_use(session, question.currency),
        kept=_kept(question, frame.firm, period),
        said_and_clicked=said_and_clicked_address(question, period),
        estimated=estimated_section(session, question, frame.firm) if question.of is Of.KEYWORDS else None,
    )


def _title(question: Question) -> str:
    what = "sources" if question.of is Of.SOURCES else question.of.value
    measure = {
        Measure.REVENUE: "the most money",
        Measure.CLIENTS: "the most clients",
        Measure.WON: "the most won clients",
    }
    return f"Which {what} bring {measure[question.by]}?"


def _lines(found: Ranking, firm: Firm, shown: int | None) -> tuple[list[Line], list[Line], Line]:
    question = found.question
    rows = [_line(question, firm, row.id, row.name, row.figures) for row in found.rows[:shown]]
    for line, row in zip(rows, found.rows, strict=False):
        line.rank = row.rank
        line.kind = "" if row.kind in {Kind.PARTNER, "channel"} else str(row.kind)
        line.home = _home(question, firm, row, line)
    review = _line(question, firm, "in_review", "In review", found.in_review)
    review.home = url_for("admin.answers")
    if any((found.conflict.clients, found.conflict.won, found.conflict.revenue)):
        review.within.append(_line(question, firm, "conflict", "of which said and clicked disagree", found.conflict))
    elsewhere = _line(question, firm, "elsewhere", ELSEWHERE[question.of], found.elsewhere)
    unknown = _line(question, firm, "unknown", UNKNOWN[question.role], found.unknown)
    apart = [elsewhere, unknown, review] if question.of in ELSEWHERE_IS_POSSIBLE else [unknown, review]
    # A bar compares a row with the longest one, so that the leader's fills its cell.
    longest = max((line.figures.of(question.by) for line in (*rows, *apart)), default=0)
    for line in (*rows, *apart):
        line.bar = round(max(0.0, 100 * line.figures.of(question.by) / longest), 2) if longest > 0 else 0
    return rows, apart, _line(question, firm, "total", "Total", found.total)


ELSEWHERE = {
    Of.PARTNERS: "Other sources",
    Of.WEBSITES: "Other sources",
    Of.KEYWORDS: "Sources without a keyword",
    Of.CHANNELS: "Other channels",
    Of.SOURCES: "Other sources",
}
ELSEWHERE_IS_POSSIBLE = {Of.PARTNERS, Of.WEBSITES, Of.KEYWORDS}
UNKNOWN = {Role.INTRODUCED_BY: "Unknown", Role.ARRIVED_THROUGH: "Unknown, or no web visit"}


def _line(question: Question, firm: Firm, part: str, name: str, figures: Figures) -> Line:
    links = {
        "clients": clients_address(question, firm, part),
        "won": clients_address(question, firm, part, Measure.WON),
        "revenue": payments_address(question, firm, part),
    }
    return Line(part, name, figures, links)


def _home(question: Question, firm: Firm, row: Row, line: Line) -> str:
    """The page of a row's own: that of the keyword, partner or source, else the list of its clients."""
    if question.of is Of.KEYWORDS:
        return keyword_address(question, firm, int(row.id.partition("-")[0]))
    if question.of is Of.CHANNELS:
        return line.links["clients"]
    if row.kind == Kind.PARTNER:
        return url_for("admin.partner", number=row.id)
    return url_for("admin.source", number=row.id)


def _tabs(question: Question, firm: Firm, period: str | None) -> list[tuple[str, str, bool]]:
    """What can be ranked, each counted by the role that is usual for it."""
    return [
        (label, ranking_address(question, firm, period, of=of, role=usual_role(of)), of is question.of)
        for of, label in OF.items()
    ]


def _periods(question: Question, firm: Firm, period: str | None) -> list[tuple[str, str, bool]]:
    everything = replace(question, start=None, end=None)
    return [(label, ranking_address(everything, firm, name), name == period) for name, (label, _) in NAMED.items()]


def _unusual(question: Question, firm: Firm) -> list[str]:
    """In words what is counted otherwise than usual, to stand beside “How counted”."""
    said = words_to_say(question, firm)
    unusual = [RULE[word][1][getattr(question, word)] for word in RULE if word in said]  # type: ignore[index]
    return [*unusual, *([question.currency] if "currency" in said else [])]


def _kept(question: Question, firm: Firm, period: str | None) -> dict[str, dict[str, str]]:
    """The words that each of the two small forms carries along unseen."""
    words = words_to_say(question, firm)
    days = {name: words.pop(name) for name in ("from", "to") if name in words}
    ruled = {*RULE, "currency"}
    dated = {"period": period} if period and period != "all" else days
    return {"period": words, "rule": {n: w for n, w in words.items() if n not in ruled} | dated}


def _with_all_rows(address: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}rows=all"
