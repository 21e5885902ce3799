"""The words of the list of clients: what it is narrowed to, and what can be chosen."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from admin.clients.asked_clients import AskedClients
from admin.formats import day, month_name, plural
from admin.ranked.part_words import of_part
from admin.ranked.ranking import Chip
from attribution import Channel, Kind, Role, slug
from records.clients import Stage
from records.db import db
from records.firm import Office
from reports.clients.client_list import Answered, Order, Wanted
from reports.counting.parts import FILTERED_BY, filter_named
from reports.counting.periods import NAMED
from reports.counting.questions import Of, Only, Question

BY_KIND = {
    Kind.PARTNER: "by partners",
    Kind.WEBSITE: "by websites",
    Kind.SEARCH_ENGINE: "by search engines",
    Kind.SOCIAL_NETWORK: "by social networks",
    Kind.AI_ASSISTANT: "by AI assistants",
    Kind.LOCAL_LISTING: "by local listings",
    Kind.ADVERTISEMENT: "by advertisements",
    Kind.EVENT: "by events",
    Kind.EXISTING_CLIENT: "by existing clients",
    Kind.WORD_OF_MOUTH: "by word of mouth",
    Kind.STAFF: "by staff",
    Kind.OTHER: "by other sources",
}
ANSWERED = {
    Answered.OPEN: ("open", "whose answer is open"),
    Answered.AUTOMATIC: ("automatic", "counted automatically"),
    Answered.CONFIRMED: ("confirmed", "confirmed by a person"),
    Answered.UNKNOWN: ("unknown", "of whom nobody knows what brought them"),
}
"""How it stands with an answer: in a word, and in a sentence about clients."""
_ORDERED = {
    Order.NEWEST: "the newest first",
    Order.OLDEST: "the oldest first",
    Order.NAME: "by name",
    Order.NAME_BACK: "by name, backwards",
    Order.MONEY: "most money first, by {currency}",
    Order.LEAST: "least money first, by {currency}",
}
MONEY = (
    "Money is what was received of each client so far, refunds taken off, as every ranking counts it; each currency "
    "stands for itself, and what was only billed or is only estimated is none of it."
)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """One filter that is on: the words of it in a sentence, and the chip that takes it away."""

    words: str
    chip: Chip


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column by which can be ordered: its address turns the order round where it is the present one."""

    label: str
    href: str
    sort: str | None


def narrowed(asked: AskedClients) -> list[Narrowed]:
    """The filters that are on, the period first."""
    wanted = asked.wanted
    question = wanted.question
    found: list[Narrowed] = []
    if question.start or question.end:
        days = _days(question.start, question.end)
        name = NAMED[asked.period][0] if asked.period else days.removeprefix("of ")
        in_words = f"of {'the ' * (asked.period == '12-months')}{name.lower()}" if asked.period else days
        found.append(Narrowed(in_words, Chip("came", name, asked.asked(start=None, end=None))))
    if question.office is not None:
        name = db.session().get_one(Office, question.office).name
        found.append(Narrowed(f"of the office {name}", Chip("office", name, asked.asked(office=None))))
    for only in question.only:
        rest = asked.asked(only=tuple(each for each in question.only if each != only))
        name = filter_named(db.session(), only) or only.part
        about = replace(question, of=only.of, role=only.role)
        found.append(Narrowed(of_part(about, only.part, name).strip(), Chip(FILTERED_BY[only.role], name, rest)))
    found += _own(asked, wanted)
    return found


def _own(asked: AskedClients, wanted: Wanted) -> Iterator[Narrowed]:
    """The filters that only this list has."""
    if wanted.kind:
        chip = Chip("kind", wanted.kind.value, asked.address(replace(wanted, kind=None)))
        yield Narrowed(BY_KIND[wanted.kind], chip)
    if wanted.answered:
        word, words = ANSWERED[wanted.answered]
        yield Narrowed(words, Chip("answer", word, asked.address(replace(wanted, answered=None))))
    if wanted.asked_later:
        yield Narrowed("asked later", Chip("asked", "later", asked.address(replace(wanted, asked_later=False))))
    if wanted.stage:
        chip = Chip("stage", wanted.stage.value, asked.address(replace(wanted, stage=None)))
        yield Narrowed(f"at the stage {wanted.stage.value}", chip)
    if wanted.paid is not None:
        words = "who have paid" if wanted.paid else "not yet paying"
        name = "has paid" if wanted.paid else "has not paid"
        yield Narrowed(words, Chip("money", name, asked.address(replace(wanted, paid=None))))
    if wanted.words:
        chip = Chip("words", f"“{wanted.words}”", asked.address(replace(wanted, words="")))
        yield Narrowed(f"with “{wanted.words}”", chip)


def ordered(wanted: Wanted) -> str:
    """The order in words, with the currency that it goes by."""
    return _ORDERED[wanted.order].format(currency=wanted.question.currency)


def sentence(in_all: int, filters: list[Narrowed]) -> str:
    """Who they are, such as “32 clients of May 2026, by partners, not yet paying”."""
    first, *rest = [each.words for each in filters] or [""]
    # Who were “by partners” only, without a period, need no comma before it.
    return ", ".join([f"{plural(in_all, 'client')} {first}".rstrip(), *rest])


def heads(asked: AskedClients) -> dict[str, Head]:
    """The heads of the columns by which can be ordered, by the name of each."""
    found = {}
    for name, label, usual, turned in (
        ("day", "Came", Order.NEWEST, Order.OLDEST),
        ("name", "Client", Order.NAME, Order.NAME_BACK),
        ("money", "Received", Order.MONEY, Order.LEAST),
    ):
        present = asked.wanted.order
        following = turned if present is usual else usual
        downwards = (name == "name") == (present is turned)
        sort = ("descending" if downwards else "ascending") if present in {usual, turned} else None
        found[name] = Head(label, asked.address(replace(asked.wanted, order=following)), sort)
    return found


def choices(asked: AskedClients) -> list[tuple[str, str, list[tuple[str, list[tuple[str, str]]]], str]]:
    """What can be chosen: for each field its name, its label, groups of its words (each group with a label, blank for
    none), and the word that is chosen."""
    fields: dict[str, tuple[str, list[tuple[str, str]]]] = {
        "kind": ("Kind of source", [("", "any"), *((slug(each), each.value) for each in Kind)]),
        "answer": ("Their answer", [("", "any"), *((each.value, ANSWERED[each][0]) for each in Answered)]),
        "asked": ("Asked", [("", "any way"), ("later", "later, by mail, link or in person")]),
        "stage": ("Stage", [("", "any"), *((each.value, each.value) for each in Stage)]),
        "paid": ("Money", [("", "any"), ("yes", "has paid"), ("no", "has not paid")]),
    }
    present = asked.words()
    kind, *rest = [(name, label, [("", words)], present.get(name, "")) for name, (label, words) in fields.items()]
    return [kind, ("only", "Channel", _channels(), _channel(asked)), *rest]


def kept(asked: AskedClients, *besides: str) -> list[tuple[str, str]]:
    """The unseen fields of a form that asks for the same list, but for the words that it asks for itself.

    One filter by a channel is a field that is seen.
    """
    found = []
    for name, word in asked.words().items():
        if name == "only":
            shown = _channel(asked) if "only" in besides else ""
            found += [("only", each) for each in word.split() if each != shown]
        elif name not in besides:
            found.append((name, word))
    return found


def rankable(asked: AskedClients) -> Question | None:
    """The question of the ranking that counts just these clients, with all their money so far; None if none does."""
    alone = Wanted(asked.wanted.question, order=asked.wanted.order)
    return asked.wanted.question if asked.wanted == alone else None


def _channel(asked: AskedClients) -> str:
    return next((str(only) for only in asked.wanted.question.only if only.of is Of.CHANNELS), "")


def _channels() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every channel, by what the visit shows and by what was said."""
    return [("", [("", "any")])] + [
        (label, [(str(Only(role, Of.CHANNELS, slug(each))), each.value) for each in Channel])
        for role, label in (
            (Role.ARRIVED_THROUGH, "By what the visit shows"),
            (Role.INTRODUCED_BY, "By what clients said"),
        )
    ]


def _days(start: date | None, end: date | None) -> str:
    """The days of coming as they follow the word “clients”."""
    if start and end:
        if start.day == 1 and end == start.replace(day=monthrange(start.year, start.month)[1]):
            return f"of {month_name(start)}"
        return f"who came on {day(start)}" if start == end else f"who came {day(start)} to {day(end)}"
    return f"who came from {day(start)} on" if start else f"who came until {day(end)}" if end else ""
