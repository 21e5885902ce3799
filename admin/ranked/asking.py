"""What stands around the figures of every page about rows of a ranking: its period, its filters, and its rule."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from flask import request

from admin.addresses import asked, filter_words, period_of, reached_from, view_address, words_of_address
from admin.frame import the_frame
from admin.ranked.ranking_words import RULE
from records.db import db
from records.firm import Firm
from reports.counting.parts import filter_named
from reports.counting.periods import NAMED
from reports.counting.questions import Question, rule_in_words
from reports.money_kept import currencies_in_use
from reports.ranked.views import View

Address = Callable[[Question, str | None], str]
"""The address of the same page for another question, and the name of its period if it has one."""


@dataclass(frozen=True, slots=True)
class Asking:
    """The question that an address asks, and everything by which it can be asked otherwise."""

    question: Question
    firm: Firm
    today: date
    period: str | None
    reached: View

    @property
    def period_in_words(self) -> str | None:
        """The period's name as people say it, None if its days have none."""
        return NAMED[self.period][0] if self.period else None

    @property
    def ranking(self) -> str:
        """The ranking that led here, as it was: with its filters, its order and what it was compared with."""
        return view_address(self.reached, self.firm, period_of(self.reached.question, self.today))

    @property
    def as_ranked(self) -> Question:
        """The question with the days and the count of the ranking that led here, for the pages of its rows."""
        ranked = self.reached.question
        return replace(self.question, start=ranked.start, end=ranked.end, count=ranked.count)


@dataclass(frozen=True, slots=True)
class Controls:
    """What the page offers: periods with their addresses, filters with the address without each, and the rule."""

    action: str
    periods: list[tuple[str, str, bool]]
    filters: list[tuple[str, str]]
    kept_days: dict[str, list[str]]
    kept_rule: dict[str, list[str]]
    rule: dict[str, tuple[str, dict[object, str]]]
    rule_in_words: str
    unusual: list[str]
    currencies: list[str]


def asking(**fixed: str) -> Asking:
    """The question of this request's address; ``fixed`` are words that the page itself decides."""
    frame = the_frame()
    today = frame.firm.today(datetime.now(UTC))
    words = words_of_address(request.args)
    of = {"of": fixed["of"]} if "of" in fixed else {}
    question = asked(words | fixed, frame.firm, today)
    return Asking(question, frame.firm, today, period_of(question, today), reached_from(words | of, frame.firm, today))


def controls(ask: Asking, address: Address, without: frozenset[str] = frozenset(), **kept: str) -> Controls:
    """What can be asked otherwise on the page that ``address`` leads to.

    ``without`` are words of the rule that the page has no use for; ``kept`` are words that its forms carry along.
    """
    question, firm = ask.question, ask.firm
    everything = replace(question, start=None, end=None)
    words = filter_words(question, firm, ask.period) | kept
    days = {"from", "to", "period"}
    ruled = {*RULE, "currency"} - without
    session = db.session()
    rule = {name: said for name, said in RULE.items() if name not in without}
    return Controls(
        action=request.path,
        periods=[(label, address(everything, name), name == ask.period) for name, (label, _) in NAMED.items()],
        filters=[
            (filter_named(session, only) or only.part, address(_without(question, place), ask.period))
            for place, only in enumerate(question.only)
        ],
        kept_days=_fields({name: word for name, word in words.items() if name not in days}),
        kept_rule=_fields({name: word for name, word in words.items() if name not in ruled}),
        rule=rule,  # type: ignore[arg-type]  # the answers are words of different lists
        rule_in_words=rule_in_words(question),
        unusual=[
            *(said[1][getattr(question, name)] for name, said in rule.items() if name in words),  # type: ignore[index]
            *([question.currency] if "currency" in words else []),
        ],
        currencies=currencies_in_use(session, question.currency),
    )


def _without(question: Question, place: int) -> Question:
    return replace(question, only=tuple(only for at, only in enumerate(question.only) if at != place))


def _fields(words: dict[str, str]) -> dict[str, list[str]]:
    """The unseen fields of a form that asks the same; filters are a field each."""
    return {name: word.split() if name == "only" else [word] for name, word in words.items()}
