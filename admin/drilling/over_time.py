"""A part of a ranking month by month: two charts, and the table that says the same with a list behind each number."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from admin.addresses import part_addresses
from admin.charts import Chart, chart
from admin.formats import amount, clients, month
from admin.ranked.asking import Asking
from reports.behind.over_time import OverTime, Step
from reports.counting.questions import Count
from reports.counting.rankings import Figures


@dataclass(frozen=True, slots=True)
class StepShown:
    """One row of the table."""

    label: str
    figures: Figures
    links: dict[str, str]


@dataclass(frozen=True, slots=True)
class OverTimeShown:
    """The charts with their ends, and the table; ``each`` is what a bar stands for: a month, a quarter, a year."""

    each: str
    first: str
    last: str
    charts: list[Chart]
    steps: list[StepShown]


def figure_links(ask: Asking, part: str) -> dict[str, str]:
    """The addresses of the lists behind a part's figures."""
    return part_addresses(ask.question, ask.firm, part)


def over_time_shown(ask: Asking, part: str, found: OverTime) -> OverTimeShown | None:
    """The page's section about time; None where there is nothing to show, or only one month."""
    if len(found.steps) < 2:
        return None
    each = {1: "month", 3: "quarter", 12: "year"}.get(found.months, f"{found.months // 12} years")
    steps = [
        StepShown(
            step_label(step, found.months),
            step.figures,
            figure_links(replace(ask, question=replace(ask.question, start=step.start, end=step.end)), part),
        )
        for step in found.steps
    ]
    money = "Revenue" if ask.question.count is Count.PERIOD else "Money so far, by when its client came"
    currency = ask.question.currency
    return OverTimeShown(
        each,
        steps[0].label,
        steps[-1].label,
        [
            _chart(money, each, steps, lambda figures: figures.revenue, lambda value: amount(value, currency)),
            _chart("Clients", each, steps, lambda figures: figures.clients, clients),
        ],
        steps,
    )


def _chart(
    title: str, each: str, steps: list[StepShown], of: Callable[[Figures], int], shown: Callable[[int], str]
) -> Chart:
    values = [(of(step.figures), f"{step.label}: {shown(of(step.figures))}") for step in steps]
    best = max(range(len(values)), key=lambda place: values[place][0])
    words = f"{title} per {each}, {steps[0].label} to {steps[-1].label}. The most: {values[best][1]}."
    return chart(title, words, shown(values[best][0]), values)


def step_label(step: Step, months: int) -> str:
    """What a step is called: ``Mar 2026``, ``Jan to Mar 2026``, ``2026``."""
    if months == 1:
        return month(step.start)
    if months % 12:
        return f"{month(step.start, year=step.start.year != step.end.year)} to {month(step.end)}"
    return str(step.start.year) if step.start.year == step.end.year else f"{step.start.year} to {step.end.year}"
