"""A part's figures beside those of earlier days, in plain words: ``up 3 from 5``."""

from dataclasses import dataclass, field, replace

from flask import abort, request

from admin.addresses import clients_address, payments_address
from admin.formats import amount, day
from admin.formats import clients as in_clients
from admin.ranked.asking import Asking
from admin.ranked.ranking_words import COMPARED_WITH
from records.db import db
from reports.counting.part_sums import figures_of
from reports.counting.questions import BadQuestion, Measure, word_asked
from reports.counting.rankings import Figures
from reports.ranked.comparison import earlier_days
from reports.ranked.views import Compare


@dataclass(frozen=True, slots=True)
class Change:
    """What one figure has become; ``value`` and its list are those of the earlier days."""

    words: str
    value: int
    href: str


@dataclass(frozen=True, slots=True)
class Compared:
    """The changes by measure, and the earlier days in words; nothing where there are none to compare with."""

    changes: dict[str, Change] = field(default_factory=dict)
    days: str = ""


def compare_asked() -> Compare:
    """What the address wants beside the figures. Answers 422 if the word is none."""
    try:
        return word_asked(request.args, "compare", Compare, Compare.BEFORE)
    except BadQuestion as problem:
        abort(422, str(problem))


def compared_with(ask: Asking, part: str, now: Figures) -> Compared:
    """The figures of the earlier days beside those of now."""
    question, compare = ask.question, compare_asked()
    earlier = earlier_days(question.start, question.end, compare, ask.today)
    if earlier is None or earlier.days.start is None or earlier.days.end is None:
        return Compared()
    then = replace(question, start=earlier.days.start, end=earlier.days.end)
    before = figures_of(db.session(), then, part)
    changes = {}
    for measure in Measure:
        grown = now.of(measure) - before.of(measure)
        money = measure is Measure.REVENUE
        shown = amount(abs(grown), question.currency) if money else in_clients(abs(grown))
        way = "up" if grown > 0 else "down"
        changes[measure.value] = Change(
            f"{way} {shown} from" if grown else "the same as",
            before.of(measure),
            payments_address(then, ask.firm, part) if money else clients_address(then, ask.firm, part, measure),
        )
    ends_early = ", up to the same day, because this period is not over" if earlier.so_far else ""
    days = f"{day(earlier.days.start)} to {day(earlier.days.end)}{ends_early}"
    return Compared(changes, f"{COMPARED_WITH[compare]}, {days}")
