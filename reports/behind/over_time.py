"""A part of a ranking month by month: steps that add up to its figures."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from records.clients import Client
from records.money.payments import Payment
from reports.counting.counted import in_part
from reports.counting.kept_parts import kept_by_month
from reports.counting.months import first_day, last_day, month_number, month_of
from reports.counting.part_sums import client_sums, money_sums
from reports.counting.questions import Count, Question
from reports.counting.rankings import Figures

MOST_STEPS = 36
"""More bars than these are thinner than a finger and a line of text, so longer times go by quarters or years."""
WIDTHS = (1, 3, 12)


@dataclass(slots=True)
class Step:
    """Some whole months, cut to the question's period; both days are inclusive."""

    start: date
    end: date
    figures: Figures = field(default_factory=Figures)


@dataclass(frozen=True, slots=True)
class OverTime:
    """The steps in order, how many months each is long, and what they add up to."""

    steps: list[Step]
    months: int
    figures: Figures


def over_time(session: Session, question: Question, part: str, today: date) -> OverTime:
    """The part's figures by the months in which clients came and payments are dated.

    Money of a cohort stands in the month in which its client came. The steps go from the first month of the period
    (or the first with anything in it) to the last, or to today's.
    """
    by_month = kept_by_month(session, question, part)
    if by_month is None:
        by_month = rows_by_month(session, question, part)
    # Money that was given back in the same month leaves nothing, and no total is kept of nothing.
    by_month = {month: each for month, each in by_month.items() if each != Figures()}
    total = Figures()
    for figures in by_month.values():
        total.add(figures)
    if not by_month:
        return OverTime([], 1, total)
    first, last = _ends(question, by_month, today)
    width = next((each for each in WIDTHS if (last - first) // each < MOST_STEPS), 0)
    # Beyond that it is so many whole years.
    width = width or 12 * ((last - first) // 12 // MOST_STEPS + 1)
    steps = []
    for start in range(first // width * width, last + 1, width):
        step = Step(
            # A step of whole years can begin before the calendar does, and end after it.
            max(first_day(start) if start >= 12 else date.min, question.start or date.min),
            min(last_day(start + width - 1) if start + width < 12 * 10_000 else date.max, question.end or date.max),
        )
        for month in range(start, start + width):
            if month in by_month:
                step.figures.add(by_month[month])
        steps.append(step)
    return OverTime(steps, width, total)


def rows_by_month(session: Session, question: Question, part: str) -> dict[int, Figures]:
    """The figures by the number of the month from the rows: for what no total answers, and the checker."""
    inside = in_part(question, part)
    by_month: dict[int, Figures] = {}
    for (month,), figures in client_sums(session, question, inside, month_of(Client.came_on)).items():
        by_month.setdefault(month, Figures()).add(figures)
    dated = Payment.paid_on if question.count is Count.PERIOD else Client.came_on
    for (month,), amount in money_sums(session, question, inside, month_of(dated)).items():
        by_month.setdefault(month, Figures()).add(Figures(revenue=amount))
    return by_month


def _ends(question: Question, by_month: dict[int, Figures], today: date) -> tuple[int, int]:
    first, last, now = min(by_month), max(by_month), month_number(today)
    if question.start:
        first = min(first, month_number(question.start))
    ends = min(month_number(question.end), now) if question.end else now
    return first, max(last, ends)
