"""Addresses that ask a question: those of rankings, and of the lists behind their numbers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from flask import abort, current_app, request
from werkzeug.datastructures import MultiDict

from records.firm import Firm
from reports.periods import NAMED, period_named
from reports.questions import BadQuestion, Measure, Of, Question, question_words, read_question, usual_role

RANKING = "/admin/"
CLIENTS = "/admin/clients"
PAYMENTS = "/admin/payments"
KEYWORDS = "/admin/keywords"
SAID_AND_CLICKED = "/admin/said-and-clicked"
REPEATED = frozenset({"only"})
"""The words that an address may have several times."""


def public_base() -> str:
    """Where the public reaches this application, without a slash at the end: the setting, else as it was asked now."""
    return str(current_app.config["BASE_URL"]) or request.url_root.rstrip("/")


def asked(words: Mapping[str, str], firm: Firm, today: date) -> Question:
    """The question of an address; ``period`` may name one of the usual periods. Answers 422 if a word is none."""
    words = words_of_address(words)
    period = words.get("period", "")
    try:
        if period:
            named = period_named(period, today)
            if named is None:
                raise BadQuestion(f"period is {period!r}; it can be {', '.join(NAMED)}")
            days = {"from": named.start, "to": named.end}
            words = dict(words) | {name: day.isoformat() if day else "" for name, day in days.items()}
        return read_question(words, firm.currency)
    except BadQuestion as problem:
        abort(422, str(problem))


def words_of_address(words: Mapping[str, str]) -> dict[str, str]:
    """The words of an address, each once; what may stand in it several times is one word, with spaces between."""
    once = {name: words[name] for name in words}
    if isinstance(words, MultiDict):
        once |= {name: " ".join(words.getlist(name)) for name in REPEATED if name in words}
    return once


def period_of(question: Question, today: date) -> str | None:
    """The name of the period that a question has, as of today; None if its days have no name."""
    for name, (_, days) in NAMED.items():
        if (days(today).start, days(today).end) == (question.start, question.end):
            return name
    return None


def words_to_say(question: Question, firm: Firm) -> dict[str, str]:
    """The words of a question that differ from the usual ones, so that addresses stay short."""
    usual = question_words(Question(currency=firm.currency, of=question.of, role=usual_role(question.of)))
    usual["of"] = Of.PARTNERS.value
    return {name: word for name, word in question_words(question).items() if usual.get(name) != word}


def ranking_address(question: Question, firm: Firm, period: str | None = None, **changes: object) -> str:
    """The address of the ranking that answers a question, its days by the name of their period if they have one."""
    words = words_to_say(replace(question, **changes), firm)  # type: ignore[arg-type]  # fields by their names
    if period and period != "all":
        words.pop("from", None)
        words.pop("to", None)
        words["period"] = period
    return _address(RANKING, words)


def clients_address(question: Question, firm: Firm, part: str, measure: Measure = Measure.CLIENTS) -> str:
    """The address of the clients, or of the won ones, behind a part."""
    return _address(CLIENTS, _list_words(question, firm, part) | {"measure": measure.value})


def payments_address(question: Question, firm: Firm, part: str) -> str:
    """The address of the payments behind a part."""
    return _address(PAYMENTS, _list_words(question, firm, part))


def keyword_address(question: Question, firm: Firm, number: int, **words: str) -> str:
    """The address of a keyword's page, counted as the question asks; ``words`` say more, a ``section`` of the page."""
    section = words.pop("section", "")
    path = f"{KEYWORDS}/{number}" + (f"/{words.pop('list')}" if "list" in words else "")
    return _address(path, _of_keywords(question, firm) | words) + (f"#{section}" if section else "")


def said_and_clicked_address(
    question: Question, period: str | None = None, words: Mapping[str, str] | None = None, *, clients: bool = False
) -> str:
    """The address of the grid for the days of a question, or of clients in it; ``words`` say which."""
    days = {"from": question.start, "to": question.end}
    dated = {name: day.isoformat() for name, day in days.items() if day}
    if period:
        dated = {"period": period} if period != "all" else {}
    return _address(f"{SAID_AND_CLICKED}/clients" if clients else SAID_AND_CLICKED, dict(words or {}) | dated)


def spread_address(question: Question, firm: Firm, part: str, measure: Measure = Measure.CLIENTS) -> str:
    """The address of the clients, or the payments, over whom an estimate is spread."""
    words = {"part": part, "measure": measure.value}
    return _address(f"{KEYWORDS}/spread", words | _of_keywords(question, firm))


def estimates_address(question: Question, firm: Firm) -> str:
    """The address of all estimates, in the order of the question."""
    by = {"by": question.by.value} if question.by is not Measure.REVENUE else {}
    return _address(f"{KEYWORDS}/estimated", _of_keywords(question, firm) | by)


def _of_keywords(question: Question, firm: Firm) -> dict[str, str]:
    words = words_to_say(question, firm)
    return {name: word for name, word in words.items() if name not in {"of", "by"}}


def _list_words(question: Question, firm: Firm, part: str) -> dict[str, str]:
    words = words_to_say(question, firm)
    words.pop("by", None)
    return {"of": question.of.value, "part": part} | words


def _address(path: str, words: Mapping[str, str]) -> str:
    """An address with its words; filters are repeated, so that each can be read and taken away for itself."""
    pairs = [(name, part) for name, word in words.items() for part in (word.split() if name in REPEATED else [word])]
    # Colons need no escape in a query, and a filter is read more easily with them.
    return f"{path}?{urlencode(pairs, safe=':')}" if pairs else path
