"""The list of clients as an address asks for it: each of its words is read for itself, and what means nothing is said.

A word that means nothing is left out, so that an old or mistyped address still shows a list.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from sqlalchemy.orm import Session

from admin.addresses import CLIENTS, address_of, dated, period_of, words_of_address, words_to_say
from admin.formats import day, sentence_of
from attribution import Kind, Role, slug
from records.clients import Stage
from records.db import db
from records.firm import Firm, Office
from reports.clients.client_list import Answered, Order, Wanted
from reports.clients.directory_search import meant_by
from reports.counting.parts import filter_named
from reports.counting.questions import (
    MOST_FILTERS,
    BadQuestion,
    Of,
    Only,
    Question,
    read_question,
)
from reports.typed_words import LONGEST, typed_words

_KINDS = {slug(kind): kind for kind in Kind}
Meant = TypeVar("Meant")

_PAID = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Problem:
    """What an address asks that cannot be meant, and the ways to what may be meant: their words and addresses."""

    said: str
    ways: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class AskedClients:
    """The list that is asked for; ``meant`` is the source that was typed, if it is one only."""

    wanted: Wanted
    firm: Firm
    today: date
    problems: list[Problem] = field(default_factory=list)
    meant: Only | None = None

    @property
    def period(self) -> str | None:
        """The name of the period, None if its days have none."""
        return period_of(self.wanted.question, self.today)

    def words(self) -> dict[str, str]:
        """The words of the address that asks for this list and nothing else."""
        wanted, period = self.wanted, self.period
        words = words_to_say(wanted.question, self.firm)
        if period:
            words = {name: word for name, word in words.items() if name not in {"from", "to"}}
            words |= {"period": period} if period != "all" else {}
        own = {
            "q": wanted.words,
            "stage": wanted.stage or "",
            "kind": slug(wanted.kind) if wanted.kind else "",
            "answer": wanted.answered or "",
            "asked": "later" if wanted.asked_later else "",
            "paid": {True: "yes", False: "no", None: ""}[wanted.paid],
            "order": wanted.order if wanted.order is not Order.NEWEST else "",
        }
        return words | {name: str(word) for name, word in own.items() if word}

    def address(self, wanted: Wanted | None = None) -> str:
        """The address of this list, or of another one that is wanted."""
        return address_of(CLIENTS, replace(self, wanted=wanted or self.wanted).words())

    def asked(self, **changes: object) -> str:
        """The address of the list whose question is another one in this."""
        return self.address(replace(self.wanted, question=replace(self.wanted.question, **changes)))  # type: ignore[arg-type]  # fields by their names

    def also(self, only: Only) -> str:
        """The address of the list with one more filter."""
        present = self.wanted.question.only
        return self.asked(only=present if only in present else (*present, only))


def asked_clients(words: Mapping[str, str], firm: Firm, today: date) -> AskedClients:
    """What the words of an address ask for."""
    once, found = words_of_address(words), _Reading(firm, today)
    question = found.question(once)
    wanted = Wanted(
        question,
        stage=found.word(once, "stage", {each.value: each for each in Stage}),
        kind=found.word(once, "kind", _KINDS),
        answered=found.word(once, "answer", {each.value: each for each in Answered}),
        asked_later=found.word(once, "asked", {"later": True}) or False,
        paid=found.word(once, "paid", _PAID),
        words=typed_words(once.get("q", "")).words,
        order=found.word(once, "order", {each.value: each for each in Order}) or Order.NEWEST,
    )
    asked = AskedClients(wanted, firm, today, found.problems)
    if found.reversed_days:
        start, end = found.reversed_days
        way = (f"Exchange them: {day(end)} to {day(start)}", asked.asked(start=end, end=start))
        asked.problems.append(Problem("The last day is before the first one.", (way,)))
    if typed := once.get("source", "").strip()[:LONGEST]:
        _find_source(db.session(), asked, typed)
    return asked


class _Reading:
    """Reads words one by one, and keeps what is wrong with them."""

    def __init__(self, firm: Firm, today: date) -> None:
        self._firm, self._today = firm, today
        self.problems: list[Problem] = []
        self.reversed_days: tuple[date, date] | None = None

    def question(self, once: Mapping[str, str]) -> Question:
        """The days, the office, the filters and the currency, as every ranking reads them."""
        session = db.session()
        days = self._read(once, "period") if once.get("period") else None
        if days is None:
            begins, ends = self._read(once, "from"), self._read(once, "to")
            currency = self._firm.currency
            days = Question(currency, start=begins.start if begins else None, end=ends.end if ends else None)
        if days.start and days.end and days.start > days.end:
            self.reversed_days = (days.start, days.end)
            days = replace(days, start=None, end=None)
        office = self._read(once, "office")
        if office and office.office and session.get(Office, office.office) is None:
            self._wrong(f"there is no office of the number {office.office}")
            office = None
        by_money = self._read(once, "currency")
        return replace(
            days,
            office=office.office if office else None,
            only=tuple(self._filters(session, once.get("only", ""))),
            currency=by_money.currency if by_money else self._firm.currency,
        )

    def word(self, once: Mapping[str, str], name: str, meanings: Mapping[str, Meant]) -> Meant | None:
        """What one of a few words means, None if there is none or it means nothing."""
        asked = once.get(name)
        if not asked:
            return None
        if asked not in meanings:
            self._wrong(f"{name} is {asked[:40]!r}; it can be {', '.join(meanings)}")
        return meanings.get(asked)

    def _filters(self, session: Session, asked: str) -> Iterator[Only]:
        several = list(dict.fromkeys(asked.split()))
        if len(several) > MOST_FILTERS:
            self._wrong(
                f"there are {len(several)} filters; {MOST_FILTERS} can be asked at once, and these are the first"
            )
        for word in several[:MOST_FILTERS]:
            read = self._read({"only": word[:80]}, "only")
            if read is None:
                continue
            (only,) = read.only
            if filter_named(session, only) is None:
                self._wrong(f"only is {word!r}, which names nothing there is")
            else:
                yield only

    def _read(self, once: Mapping[str, str], name: str) -> Question | None:
        """The question that one word asks by itself."""
        try:
            return read_question(dated({name: once.get(name, "")}, self._firm, self._today), self._firm.currency)
        except BadQuestion as problem:
            self._wrong(str(problem))
            return None

    def _wrong(self, said: str) -> None:
        self.problems.append(Problem(f"{sentence_of(ValueError(said))} The list is shown without it."))


def _find_source(session: Session, asked: AskedClients, typed: str) -> None:
    """Which source was typed, by its name or a spelling of it."""
    sources = meant_by(session, typed).sources
    those = [(source, Only(Role.INTRODUCED_BY, Of.SOURCES, str(source.id))) for source in sources]
    if len(those) == 1:
        asked.meant = those[0][1]
    elif those:
        ways = tuple((f"{source.name} ({source.kind})", asked.also(only)) for source, only in those)
        asked.problems.append(Problem(f"Several sources are called “{typed}”. Which one?", ways))
    else:
        asked.problems.append(Problem(f"No source is called “{typed}”. The list is shown without it."))
