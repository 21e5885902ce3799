"""What stands on the cover of a table: the firm, the period, the filters, the rule, as of when, from where."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import request

from admin.addresses import public_base
from admin.formats import day, moment
from admin.frame import the_frame
from records.db import db
from records.firm import all_offices
from reports.counting.parts import FILTERED_BY, filter_named
from reports.counting.questions import Question, rule_in_words


def cover_of(
    question: Question | None = None, period: str | None = None, also: Sequence[tuple[str, str]] = ()
) -> list[tuple[str, str]]:
    """The lines of a cover; ``period`` is the name of the period in words, ``also`` are lines of the page's own."""
    frame = the_frame()
    lines = [("Firm", frame.firm.name)]
    if question:
        lines += [("Period", _period(question, period)), *_filters(question)]
    lines += also
    if question:
        lines += [("How counted", rule_in_words(question)), ("Currency", question.currency)]
    lines.append(("As of", f"{moment(datetime.now(UTC))} ({frame.firm.zone})"))
    # The address without its format leads back to the screen.
    words = request.query_string.decode("ascii", "replace").split("&")
    kept = "&".join(word for word in words if word and not word.startswith(("format=", "cover=")))
    lines.append(("Address", f"{public_base()}{request.path}" + (f"?{kept}" if kept else "")))
    return lines


def cover_by_rule(question: Question, period: str | None, rule: str) -> list[tuple[str, str]]:
    """The cover of a page about clients that has a rule of its own."""
    lines = cover_of(question, period)
    return [(word, rule if word == "How counted" else meaning) for word, meaning in lines if word != "Currency"]


def _period(question: Question, name: str | None) -> str:
    if not question.start and not question.end:
        return "All time"
    first = f"from {day(question.start)}" if question.start else "from the beginning"
    last = f"to {day(question.end)}" if question.end else "without end"
    return f"{name}, {first} {last}" if name else f"{first} {last}"


def _filters(question: Question) -> list[tuple[str, str]]:
    lines = []
    if question.office is not None:
        offices = {office.id: office.name for office in all_offices(db.session())}
        lines.append(("Office", offices.get(question.office, str(question.office))))
    for only in question.only:
        lines.append(("Only", f"{FILTERED_BY[only.role]} {filter_named(db.session(), only) or only.part}"))
    return lines or [("Filters", "none")]
