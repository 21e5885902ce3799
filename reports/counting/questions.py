"""What a ranking is asked: of what, by which measure, for which days, and by which counting rule."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar

from attribution import Role
from records.money.currencies import BadAmount, currency_called
from records.money.payments import PaymentKind

Word = TypeVar("Word", bound=StrEnum)

MOST_FILTERS = 10
"""Each filter is one more condition of every sum; nobody reads a ranking through more of them."""
_REMEMBERED = 256


class Of(StrEnum):
    """What is ranked."""

    PARTNERS = "partners"
    WEBSITES = "websites"
    KEYWORDS = "keywords"
    CHANNELS = "channels"
    SOURCES = "sources"


class Measure(StrEnum):
    """By which number a ranking is ordered."""

    REVENUE = "revenue"
    CLIENTS = "clients"
    WON = "won"


class Count(StrEnum):
    """Whose money counts: payments dated in the period, or all payments of the clients who came in it."""

    PERIOD = "period"
    COHORT = "cohort"


class CreditRule(StrEnum):
    """Whether the decisive source has the whole client, or all sources named share it."""

    FIRST = "first"
    SHARED = "shared"


class BadQuestion(ValueError):
    """A ranking was asked for with a word that means nothing; the message says which words do."""


class DaysReversed(BadQuestion):
    """The last day of a period comes before its first one."""

    def __init__(self, start: date, end: date) -> None:
        """``start`` and ``end`` as they were asked for."""
        super().__init__(f"the period ends ({end}) before it begins ({start})")
        self.start, self.end = start, end


@dataclass(frozen=True, slots=True)
class Only:
    """A filter: keeps the clients who have a counted credit of a role in a row.

    ``part`` is the row's id in a ranking of ``of``, such as 17, organic-search or 12-told, or one of the parts without
    a row: elsewhere, unknown, in_review, conflict.
    """

    role: Role
    of: Of
    part: str

    def __str__(self) -> str:
        return f"{self.role}:{self.of}:{self.part}"


@dataclass(frozen=True, slots=True)
class Question:
    """One ranking as it is asked. Days are inclusive; ``currency`` is an ISO 4217 code.

    A client counts who passes every filter of ``only`` and, unless it is None, is of the ``office`` of that number.
    """

    currency: str
    of: Of = Of.PARTNERS
    by: Measure = Measure.REVENUE
    start: date | None = None
    end: date | None = None
    money: PaymentKind = PaymentKind.RECEIVED
    count: Count = Count.PERIOD
    credit: CreditRule = CreditRule.FIRST
    role: Role = Role.INTRODUCED_BY
    only: tuple[Only, ...] = ()
    office: int | None = None


def usual_role(of: Of) -> Role:
    """What is counted unless somebody asks otherwise: partners by what was said, the web by what the visit shows."""
    return Role.INTRODUCED_BY if of in {Of.PARTNERS, Of.SOURCES} else Role.ARRIVED_THROUGH


def read_question(words: Mapping[str, str], currency: str) -> Question:
    """The question that words from an address or a command line ask; blank or missing ones take their default.

    Several filters of ``only`` stand in one word, with a space between them. ``currency`` is the firm's. Raises
    BadQuestion for a word that is none of those possible.
    """
    of = word_asked(words, "of", Of, Of.PARTNERS)
    start, end = _day(words, "from"), _day(words, "to")
    if start and end and start > end:
        raise DaysReversed(start, end)
    try:
        asked = currency_called(words.get("currency") or currency)
    except BadAmount as problem:
        raise BadQuestion(str(problem)) from problem
    return Question(
        currency=asked,
        of=of,
        by=word_asked(words, "by", Measure, Measure.REVENUE),
        start=start,
        end=end,
        money=word_asked(words, "money", PaymentKind, PaymentKind.RECEIVED),
        count=word_asked(words, "count", Count, Count.PERIOD),
        credit=word_asked(words, "credit", CreditRule, CreditRule.FIRST),
        role=word_asked(words, "role", Role, usual_role(of)),
        only=_only(words.get("only") or ""),
        office=_office(words.get("office") or ""),
    )


@lru_cache(_REMEMBERED)
def question_words(question: Question) -> MappingProxyType[str, str]:
    """The words that ask a question again: for addresses and saved rules. ``read_question`` is its inverse.

    Remembered, because a page has dozens of addresses that ask the same.
    """
    words = {
        "of": question.of,
        "by": question.by,
        "money": question.money,
        "count": question.count,
        "credit": question.credit,
        "role": question.role,
        "currency": question.currency,
    }
    days = {"from": question.start, "to": question.end}
    filters = {"only": " ".join(map(str, question.only)), "office": str(question.office or "")}
    return MappingProxyType(
        {name: str(word) for name, word in words.items()}
        | {name: day.isoformat() for name, day in days.items() if day}
        | {name: word for name, word in filters.items() if word}
    )


def word_asked(words: Mapping[str, str], name: str, kind: type[Word], usual: Word) -> Word:
    """The word of a kind that was asked for, the usual one if it is blank. Raises BadQuestion if it is none of them."""
    asked = words.get(name) or usual
    try:
        return kind(asked)
    except ValueError:
        raise BadQuestion(f"{name} is {asked!r}; it can be {', '.join(kind)}") from None


def rule_in_words(question: Question) -> str:
    """The counting rule in plain sentences, to stand under a ranking."""
    who = "what clients said" if question.role is Role.INTRODUCED_BY else "what the web visit shows"
    money = (
        f"{question.money.capitalize()} payments dated in the period, whoever the client"
        if question.count is Count.PERIOD
        else f"All {question.money} payments so far of the clients who came in the period"
    )
    credit = (
        "each client counts whole for the decisive source"
        if question.credit is CreditRule.FIRST
        else "several sources share a client, and each payment, by their shares"
    )
    return (
        f"Counted by {who}; {credit}. Clients came in the period; won are those of them who are won today. "
        f"{money}, in {question.currency}. Equal rows stand in the order of the other measures, then of the name."
    )


def _only(asked: str) -> tuple[Only, ...]:
    """Filters such as ``introduced_by:partners:17``, each once."""
    filters: dict[Only, None] = {}
    for word in asked.split():
        role, _, rest = word.partition(":")
        of, _, part = rest.partition(":")
        try:
            only = Only(Role(role), Of(of), part)
        except ValueError:
            only = None
        if only is None or not re.fullmatch(r"[a-z0-9_-]{1,60}", part) or part == "total":
            raise BadQuestion(
                f"only is {word!r}; write the role, what is ranked and the row: introduced_by:partners:17"
            )
        filters[only] = None
    if len(filters) > MOST_FILTERS:
        raise BadQuestion(f"there are {len(filters)} filters; {MOST_FILTERS} can be asked at once")
    return tuple(filters)


def _office(asked: str) -> int | None:
    if asked and not re.fullmatch(r"[1-9][0-9]{0,8}", asked):
        raise BadQuestion(f"office is {asked!r}; it is the number of an office, such as 1")
    return int(asked) if asked else None


def _day(words: Mapping[str, str], name: str) -> date | None:
    asked = words.get(name)
    try:
        return date.fromisoformat(asked) if asked else None
    except ValueError:
        raise BadQuestion(f"{name} is {asked!r}; write a day like 2026-03-31") from None
