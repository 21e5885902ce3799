"""What the ranking page is asked beyond the question: in which order, and beside which earlier days."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from reports.counting.questions import Measure, Of, Question, question_words, read_question, word_asked


class Order(StrEnum):
    """By what the rows of the page stand in order: the measures, and what is reckoned from them."""

    REVENUE = "revenue"
    CLIENTS = "clients"
    WON = "won"
    AVERAGE = "average"
    RETURN = "return"
    CHANGE = "change"


class Compare(StrEnum):
    """Beside which days a period is shown: those right before, the same a year ago, or none."""

    BEFORE = "before"
    YEAR = "year"
    NOTHING = "nothing"


RETURN_IS_KNOWN_OF = frozenset({Of.PARTNERS, Of.WEBSITES, Of.SOURCES})
"""Costs are of sources, so keywords and channels have no return."""


@dataclass(frozen=True, slots=True)
class View:
    """A question with its order and comparison.

    ``question.by`` is the measure of the bars, the trends and the changes: the order's own, the chosen one if the
    order is that of changes, else revenue.
    """

    question: Question
    order: Order = Order.REVENUE
    compare: Compare = Compare.BEFORE

    @property
    def has_return(self) -> bool:
        """Whether return can be reckoned: what was spent on a source cannot be divided among some of its clients."""
        question = self.question
        return question.of in RETURN_IS_KNOWN_OF and not question.only and question.office is None


def read_view(words: Mapping[str, str], currency: str) -> View:
    """The view that the words of an address ask for; ``currency`` is the firm's. Raises BadQuestion for a bad word."""
    order = word_asked(words, "by", Order, Order.REVENUE)
    measure = str(order)
    if order is Order.CHANGE:
        measure = str(word_asked(words, "change", Measure, Measure.REVENUE))
    elif order in {Order.AVERAGE, Order.RETURN}:
        measure = Measure.REVENUE
    question = read_question({**words, "by": measure}, currency)
    return View(question, order, word_asked(words, "compare", Compare, Compare.BEFORE))


def view_words(view: View) -> dict[str, str]:
    """The words that ask for a view again; ``read_view`` is its inverse."""
    words = question_words(view.question) | {"by": str(view.order), "compare": str(view.compare)}
    if view.order is Order.CHANGE:
        words["change"] = str(view.question.by)
    return words


def ordered_by(view: View, order: Order) -> View:
    """The same view in another order; the order of changes keeps the measure that is looked at."""
    words = view_words(view) | {"by": str(order), "change": str(view.question.by)}
    return read_view(words, view.question.currency)
