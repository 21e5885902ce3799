"""Addresses that ask a question: those of rankings, and of the lists behind their numbers."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.parse import urlencode

from flask import current_app, g, request
from werkzeug.datastructures import MultiDict

from admin.addresses_of_parts import PART, for_each_part
from admin.fields.days_reversed import refused
from admin.frame import the_frame
from attribution import Kind
from records.firm import Firm
from reports.counting.periods import NAMED, name_of, period_named
from reports.counting.questions import BadQuestion, Measure, Of, Question, question_words, usual_role
from reports.ranked.views import Compare, Order, View, read_view, view_words

RANKING = "/admin/"
CLIENTS = "/admin/clients"
PAYMENTS = "/admin/payments"
COSTS_BEHIND = "/admin/costs/spent"
KEYWORDS = "/admin/keywords"
CHANNELS = "/admin/channels"
PARTNERS = "/admin/partners"
SOURCES = "/admin/sources"
SAID_AND_CLICKED = "/admin/said-and-clicked"
REPEATED = frozenset({"only"})
"""The words that an address may have several times."""
USUAL_VIEW = {"by": Order.REVENUE.value, "compare": Compare.BEFORE.value, "change": Measure.REVENUE.value}
_RANKED = ("of", "from", "to", "count")


def public_base() -> str:
    """Where the public reaches this application, without a slash at the end: the setting, else as it was asked now."""
    return str(current_app.config["BASE_URL"]) or request.url_root.rstrip("/")


def asked(words: Mapping[str, str], firm: Firm, today: date) -> Question:
    """The question of an address; ``period`` may name one of the usual periods. Answers 422 if a word is none.

    The order and the comparison of a ranking may stand in it, so that the way back leads to the ranking as it was.
    """
    try:
        return read_view(dated(words, firm, today), firm.currency).question
    except BadQuestion as problem:
        refused(problem)


def asked_view(words: Mapping[str, str], firm: Firm, today: date) -> View:
    """The same of the ranking page, with its order and what it is compared with."""
    try:
        return read_view(dated(words, firm, today), firm.currency)
    except BadQuestion as problem:
        refused(problem)


def reached_from(words: Mapping[str, str], firm: Firm, today: date) -> View:
    """The ranking that a page or list was reached from, as its address tells. Answers 422 if a word is none.

    Where a list counts other days or otherwise than the ranking, ``ranked`` says how the ranking counts:
    ``from:2026-03-01 to:2026-03-31 count:period``.
    """
    try:
        return _reached(words, firm, today)
    except BadQuestion as problem:
        refused(problem)


def _reached(words: Mapping[str, str], firm: Firm, today: date) -> View:
    words_then = dated(words, firm, today)
    for word in words_then.get("ranked", "").split():
        name, colon, value = word.partition(":")
        if name not in _RANKED or not colon:
            raise BadQuestion(f"ranked is {word!r}; it can say of, from, to and count, such as count:period")
        words_then[name] = value
    return read_view(words_then, firm.currency)


def _kept(question: Question, firm: Firm, of_the_ranking: tuple[str, ...]) -> dict[str, str]:
    """The words by which an address on this request's page leads back to the ranking that the page was reached from.

    They are its order and comparison, where these are not the usual ones, and those words ``of_the_ranking`` that the
    question answers otherwise.
    """
    if "reached" not in g:
        try:
            g.reached = view_words(_reached(request.args, firm, firm.today(datetime.now(UTC))))
        except BadQuestion:
            # The address is of a page that means something else by these words.
            g.reached = None
    if g.reached is None:
        return {}
    there, here = g.reached, question_words(question)
    words = {name: there[name] for name, usual in USUAL_VIEW.items() if there.get(name, usual) != usual}
    other = [f"{name}:{there.get(name, '')}" for name in of_the_ranking if there.get(name) != here.get(name)]
    if (there["of"], here["of"]) == (Of.SOURCES, Of.PARTNERS):
        # A partner of the ranking of all sources has the page of a partner.
        other.append(f"of:{there['of']}")
    return words | ({"ranked": " ".join(other)} if other else {})


def dated(words: Mapping[str, str], firm: Firm, today: date) -> dict[str, str]:
    """The words of an address with the days of its period, if it names one. Raises BadQuestion if there is no such."""
    once = words_of_address(words)
    period = once.get("period", "")
    if not period:
        return once
    named = period_named(period, today, firm.first_weekday)
    if named is None:
        raise BadQuestion(f"period is {period!r}; it can be {', '.join(NAMED)}")
    days = {"from": named.start, "to": named.end}
    return once | {name: day.isoformat() if day else "" for name, day in days.items()}


def words_of_address(words: Mapping[str, str]) -> dict[str, str]:
    """The words of an address, each once; what may stand in it several times is one word, with spaces between."""
    once = {name: words[name] for name in words}
    if isinstance(words, MultiDict):
        once |= {name: " ".join(words.getlist(name)) for name in REPEATED if name in words}
    return once


def period_of(question: Question, today: date) -> str | None:
    """The name of the period that a question has, as of today; None if its days have no name."""
    return name_of(question.start, question.end, today, the_frame().firm.first_weekday)


def words_to_say(question: Question, firm: Firm) -> dict[str, str]:
    """The words of a question that differ from the usual ones, so that addresses stay short."""
    asked_usually = Question(currency=firm.currency, of=question.of, role=usual_role(question.of))
    usual = question_words(asked_usually) | {"of": Of.PARTNERS.value}
    return {name: word for name, word in question_words(question).items() if usual.get(name) != word}


def ranking_address(question: Question, firm: Firm, period: str | None = None, **changes: object) -> str:
    """The address of the ranking that answers a question, its days by the name of their period if they have one."""
    words = words_to_say(replace(question, **changes), firm)  # type: ignore[arg-type]  # fields by their names
    if period and period != "all":
        words.pop("from", None)
        words.pop("to", None)
        words["period"] = period
    return address_of(RANKING, words)


def view_address(view: View, firm: Firm, period: str | None = None) -> str:
    """The address of the ranking page as it is: its question, order, comparison and filters."""
    return address_of(RANKING, words_to_view(view, firm, period))


def words_to_view(view: View, firm: Firm, period: str | None = None) -> dict[str, str]:
    """The words of a view that differ from the usual ones, its days by the name of their period if they have one."""
    own = {name: word for name, word in view_words(view).items() if USUAL_VIEW.get(name, "") != word}
    said = words_to_say(view.question, firm)
    words = {name: word for name, word in own.items() if name in USUAL_VIEW or name in said}
    if period:
        words.pop("from", None)
        words.pop("to", None)
        words |= {"period": period} if period != "all" else {}
    return words


def clients_address(question: Question, firm: Firm, part: str, measure: Measure = Measure.CLIENTS) -> str:
    """The address of the clients, or of the won ones, behind a part."""
    words = _list_words(question, firm, part)
    return address_of(CLIENTS, words | ({"measure": measure.value} if measure is not Measure.CLIENTS else {}))


def payments_address(question: Question, firm: Firm, part: str, within: int | None = None) -> str:
    """The address of the payments behind a part, or of those at most so many months after their client's coming."""
    words = _list_words(question, firm, part)
    return address_of(PAYMENTS, words | ({"within": str(within)} if within is not None else {}))


def part_addresses(question: Question, firm: Firm, part: str) -> dict[str, str]:
    """The addresses of the lists behind a part's clients, won clients and revenue."""
    words = _list_words(question, firm, part)
    return {
        "clients": address_of(CLIENTS, words),
        "won": address_of(CLIENTS, words | {"measure": Measure.WON.value}),
        "revenue": address_of(PAYMENTS, words),
    }


def figures_addresses(question: Question, firm: Firm) -> Callable[[str], dict[str, str]]:
    """From a part to the same addresses; for a long list of parts."""
    return for_each_part(part_addresses(question, firm, PART))


def costs_address(question: Question, firm: Firm, part: str) -> str:
    """The address of the costs behind what a part cost."""
    return address_of(COSTS_BEHIND, _list_words(question, firm, part))


def row_address(question: Question, firm: Firm, part: str, kind: str, period: str | None = None, **more: str) -> str:
    """The page of a row of a ranking, by its id and kind, with the ranking's filters, period and rule.

    ``kind`` is the row's: that of its source, ``channel``, or ``known`` and ``told`` of keywords. ``more`` are further
    words of the page, such as ``page``.
    """
    if kind == Kind.PARTNER:
        question = replace(question, of=Of.PARTNERS)
    words = filter_words(question, firm, period)
    words.pop("of", None)
    if question.of is Of.KEYWORDS:
        number, _, kind = part.partition("-")
        return address_of(f"{KEYWORDS}/{number}", words | ({"kind": kind} if kind != "known" else {}) | more)
    if question.of is Of.CHANNELS:
        return address_of(f"{CHANNELS}/{part}", words | more)
    if kind == Kind.PARTNER:
        return address_of(f"{PARTNERS}/{part}", words | more)
    of = {"of": question.of.value} if question.of is not Of.PARTNERS else {}
    return address_of(f"{SOURCES}/{part}", of | words | more)


def client_addresses(question: Question, firm: Firm, part: str) -> Callable[[int], str]:
    """From a client's number to their page, which leads back to the list or page that it was reached from."""
    query = address_of("", _list_words(question, firm, part))
    return lambda number: f"{CLIENTS}/{number}{query}"


def about_part_address(what: str, question: Question, firm: Firm, period: str | None = None, **more: str) -> str:
    """The address of a page about a part of a ranking or all of its rows, which stands at ``what`` below /admin/."""
    return address_of(f"/admin/{what}", {"of": question.of.value} | filter_words(question, firm, period) | more)


def filter_words(question: Question, firm: Firm, period: str | None = None) -> dict[str, str]:
    """The words of a question with the name of its period instead of days if it has one, and of the way back."""
    words = words_to_say(question, firm)
    words.pop("by", None)
    if period:
        words.pop("from", None)
        words.pop("to", None)
        words |= {"period": period} if period != "all" else {}
    return words | _kept(question, firm, ("count",))


def keyword_address(question: Question, firm: Firm, number: int, **words: str) -> str:
    """The address of a keyword's page, counted as the question asks; ``words`` say more, a ``section`` of the page."""
    section = words.pop("section", "")
    path = f"{KEYWORDS}/{number}" + (f"/{words.pop('list')}" if "list" in words else "")
    return address_of(path, _of_keywords(question, firm) | words) + (f"#{section}" if section else "")


def said_and_clicked_address(
    question: Question, period: str | None = None, words: Mapping[str, str] | None = None, *, clients: bool = False
) -> str:
    """The address of the grid for the days of a question, or of clients in it; ``words`` say which."""
    days = {"from": question.start, "to": question.end}
    said_days = {name: day.isoformat() for name, day in days.items() if day}
    if period:
        said_days = {"period": period} if period != "all" else {}
    return address_of(f"{SAID_AND_CLICKED}/clients" if clients else SAID_AND_CLICKED, dict(words or {}) | said_days)


def coverage_address(question: Question, firm: Firm, period: str | None = None) -> str:
    """The address of who was asked of those who came in the days of a question, in its office."""
    words = filter_words(question, firm, period)
    return address_of(
        "/admin/coverage", {name: words[name] for name in ("from", "to", "period", "office") if name in words}
    )


def spread_address(question: Question, firm: Firm, part: str, measure: Measure = Measure.CLIENTS) -> str:
    """The address of the clients, or the payments, over whom an estimate is spread."""
    words = {"part": part, "measure": measure.value}
    return address_of(f"{KEYWORDS}/spread", words | _of_keywords(question, firm))


def estimates_address(question: Question, firm: Firm) -> str:
    """The address of all estimates, in the order of the question."""
    by = {"by": question.by.value} if question.by is not Measure.REVENUE else {}
    return address_of(f"{KEYWORDS}/estimated", _of_keywords(question, firm) | by)


def _of_keywords(question: Question, firm: Firm) -> dict[str, str]:
    words = words_to_say(question, firm)
    own = {name: word for name, word in words.items() if name not in {"of", "by"}}
    return own | _kept(question, firm, ("count",))


def _list_words(question: Question, firm: Firm, part: str) -> dict[str, str]:
    words = words_to_say(question, firm)
    words.pop("by", None)
    return {"of": question.of.value, "part": part} | words | _kept(question, firm, ("from", "to", "count"))


def address_of(path: str, words: Mapping[str, str]) -> str:
    """A path with its words; filters are repeated, so that each can be read and taken away for itself."""
    pairs = [(name, part) for name, word in words.items() for part in (word.split() if name in REPEATED else [word])]
    # Colons need no escape in a query, and a filter is read more easily with them.
    return f"{path}?{urlencode(pairs, safe=':')}" if pairs else path
