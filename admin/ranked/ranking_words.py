"""The words of the ranking page: its title, its columns, its rules, and what they mean."""

from admin.formats import day
from attribution import Role
from records.money.payments import PaymentKind
from reports.counting.questions import Count, CreditRule, Measure, Of, Question
from reports.ranked.comparison import Earlier
from reports.ranked.trends import Spans
from reports.ranked.views import RETURN_IS_KNOWN_OF, Compare, Order, View

OF = {
    Of.PARTNERS: "Partners",
    Of.WEBSITES: "Websites",
    Of.KEYWORDS: "Keywords",
    Of.CHANNELS: "Channels",
    Of.SOURCES: "All sources",
}
COMPARED_WITH = {
    Compare.BEFORE: "the period before",
    Compare.YEAR: "the same a year ago",
    Compare.NOTHING: "nothing",
}
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
ELSEWHERE = {
    Of.PARTNERS: "Other sources",
    Of.WEBSITES: "Other sources",
    Of.KEYWORDS: "Sources without a keyword",
    Of.CHANNELS: "Other channels",
    Of.SOURCES: "Other sources",
}
ELSEWHERE_IS_POSSIBLE = {Of.PARTNERS, Of.WEBSITES, Of.KEYWORDS}
UNKNOWN = {Role.INTRODUCED_BY: "Unknown", Role.ARRIVED_THROUGH: "Unknown, or no web visit"}
_MEASURED = {Measure.REVENUE: "money", Measure.CLIENTS: "clients", Measure.WON: "won clients"}
NO_ROWS = {
    Of.PARTNERS: "No partner has brought a client in this period.",
    Of.WEBSITES: "No website has brought a client in this period.",
    Of.KEYWORDS: "No client of this period is known to have searched for anything.",
    Of.CHANNELS: "No source is known in this period.",
    Of.SOURCES: "No source is known in this period.",
}


def title_of(view: View) -> str:
    """The question that the page answers."""
    what = "sources" if view.question.of is Of.SOURCES else view.question.of.value
    measured = _MEASURED[view.question.by]
    return f"Which {what} bring " + {
        Order.AVERAGE: "the most valuable clients?",
        Order.RETURN: "the most for what they cost?",
        Order.CHANGE: f"more {measured} than before?",
    }.get(view.order, f"the most {measured}?")


def compared(view: View, earlier: Earlier | None) -> str:
    """Beside which days the period stands, nothing if beside none."""
    if earlier is None or earlier.days.start is None or earlier.days.end is None:
        return ""
    days = f"{day(earlier.days.start)} to {day(earlier.days.end)}"
    so_far = ", up to the same day, because this period is not over" if earlier.so_far else ""
    return f"Compared with {COMPARED_WITH[view.compare]}, {days}{so_far}."


def trend_heading(over: Spans) -> str:
    """What the trends go over, in a word or two."""
    return "12 months" if over.unit == "month" and len(over.spans) == 12 else f"By {over.unit}"


def meanings(view: View, earlier: Earlier | None, over: Spans, *, has_costs: bool) -> list[tuple[str, str]]:
    """What the columns mean that are reckoned from others, in plain sentences, to stand under the table."""
    question = view.question
    found = [("Average", _average(question))]
    if has_costs:
        found.append(
            (
                "Return",
                "revenue divided by costs, both of the period; 2× is twice what was spent; only sources that cost "
                "something are in it, in the total and in “Other sources” too",
            )
        )
    elif question.of in RETURN_IS_KNOWN_OF and not view.has_return and view.order is Order.RETURN:
        found.append(("Return", "what a source cost cannot be divided among some of its clients, so it is not shown"))
    if earlier:
        of = {Measure.REVENUE: "revenue", Measure.CLIENTS: "clients", Measure.WON: "won"}[question.by]
        found.append(("Change", f"{of} against the earlier days; rows that have nothing now stand last"))
    last = (", the last one until today" if over.so_far else "") + _cut(over)
    span = f"{day(over.spans[0].start)} to {day(over.spans[-1].end)}"
    found.append(("Bar", "what the rows are ordered by, beside the longest row; one that breaks off is longer still"))
    found.append(("Trend", f"{_MEASURED[question.by]} by {over.unit}, {span}{last}; each line has its own scale"))
    return found


def _cut(over: Spans) -> str:
    """Which ends of the trends have fewer days than the others, so that nobody takes them for a rise or a fall."""
    first, last = over.cut
    ends = [*(["first"] if first else []), *(["last"] if last and not over.so_far else [])]
    if not ends:
        return ""
    return f", the {' and the '.join(ends)} {'one is a part' if len(ends) == 1 else 'are parts'} of a {over.unit} only"


def _average(question: Question) -> str:
    whose = "those of them who are won"
    return (
        f"what a won client is worth so far: all {question.money} payments so far of the clients who came in the "
        f"period, divided by {whose}; fewer than five won are marked"
    )
