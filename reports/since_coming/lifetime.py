"""What a client of each source has brought so far, compared at equal age.

A source whose clients came lately has had less time, so money after 3, 6 and 12 months is that of clients who came at
least so many whole months ago, and of nobody else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import case, literal_column, true
from sqlalchemy.orm import Session

from attribution import WHOLE, fold, slug
from records.answers.credits import Standing
from records.clients import Client
from reports.costs import nearest
from reports.counting.counted import OPEN, group_columns
from reports.counting.keyword_names import heads_of
from reports.counting.months import month_number, month_of, months_since_coming
from reports.counting.part_sums import client_sums, money_sums
from reports.counting.questions import Count, Measure, Of, Question
from reports.counting.rankings import Figures, rank

AFTER = (3, 6, 12)
"""After how many whole months sources are compared."""


@dataclass(slots=True)
class AtAge:
    """The clients (in millionths) for whom so many months have passed, and their money (minor units) until then."""

    clients: int = 0
    money: int = 0

    @property
    def each(self) -> int | None:
        """The money of one client in minor units, to the nearest one; None if there is no client."""
        return per_client(self.money, self.clients)


@dataclass(slots=True)
class Lifetime:
    """One source: its clients of the period with all their money so far, and both at each age.

    ``months`` are the months since coming of all its clients together, in millionths: divided by the clients they
    say how old these are.
    """

    part: str
    name: str
    kind: str = ""
    figures: Figures = field(default_factory=Figures)
    at: dict[int, AtAge] = field(default_factory=lambda: {after: AtAge() for after in AFTER})
    months: int = 0

    @property
    def so_far(self) -> AtAge:
        """All clients and all their money, whatever their age."""
        return AtAge(self.figures.clients, self.figures.revenue)

    @property
    def age(self) -> int:
        """How many months ago its clients came, on average, rounded."""
        return (2 * self.months + self.figures.clients) // (2 * self.figures.clients) if self.figures.clients else 0


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """The sources in order, what has no row of its own, and everything together."""

    rows: list[Lifetime]
    apart: list[Lifetime]
    total: Lifetime


def per_client(money: int, clients: int) -> int | None:
    """Money by clients (in millionths), to the nearest minor unit (of a half the even one); None without a client."""
    return nearest(Fraction(money * WHOLE, clients)) if clients > 0 else None


def lifetimes(session: Session, question: Question, today: date, by: int | None = 12) -> Lifetimes:
    """The rows of the question's ranking by money so far per client who came in the period.

    Order: the money per client after ``by`` months (None: so far), those without clients old enough last; then the
    money per client so far, then clients, folded name and id.
    """
    question = replace(question, count=Count.COHORT, by=Measure.REVENUE)
    ranking = rank(session, question)
    rows = {row.id: Lifetime(row.id, row.name, row.kind, row.figures) for row in ranking.rows}
    apart = {
        part: Lifetime(part, part, figures=getattr(ranking, part)) for part in ("elsewhere", "unknown", "in_review")
    }
    total = Lifetime("total", "total", figures=ranking.total)
    _add_ages(session, question, today, {**apart, **rows}, total)

    def place(row: Lifetime) -> tuple[Any, ...]:
        first = (row.so_far if by is None else row.at[by]).each
        then = row.so_far.each
        number = int(row.part.partition("-")[0]) if row.part[0].isdigit() else 0
        values = [(value is None, -(value or 0)) for value in (first, then)]
        return (*values, -row.figures.clients, fold(row.name), number, row.part)

    return Lifetimes(sorted(rows.values(), key=place), list(apart.values()), total)


def _add_ages(session: Session, question: Question, today: date, rows: Mapping[str, Lifetime], total: Lifetime) -> None:
    columns, now, came = group_columns(question), month_number(today), month_of(Client.came_on)
    clients = client_sums(session, question, true(), *columns, came)
    since = months_since_coming()
    band = case(*((since <= literal_column(str(after)), literal_column(str(after))) for after in AFTER), else_=None)
    money = money_sums(session, question, true(), *columns, came, band)
    parts = _parts(session, question, {group[: len(columns)] for group in (*clients, *money)}, rows)
    for group, figures in clients.items():
        months = max(0, now - group[-1])
        for row in (rows[parts[group[:-1]]], total):
            row.months += months * figures.clients
            for after in AFTER:
                if now - group[-1] > after:
                    row.at[after].clients += figures.clients
    for group, amount in money.items():
        *of, month, within = group
        for row in (rows[parts[tuple(of)]], total):
            for after in AFTER:
                if within is not None and within <= after and now - month > after:
                    row.at[after].money += amount


def _parts(
    session: Session, question: Question, groups: set[tuple[Any, ...]], rows: Mapping[str, Lifetime]
) -> dict[tuple[Any, ...], str]:
    """The part of the ranking that each group belongs to."""
    heads = (
        heads_of(session, {group[1] for group in groups if group[1] is not None}) if question.of is Of.KEYWORDS else {}
    )

    def part(group: tuple[Any, ...]) -> str:
        if question.of is Of.KEYWORDS:
            own = f"{heads[group[1]]}-{group[2]}" if group[1] is not None else ""
        elif question.of is Of.CHANNELS:
            own = slug(group[1]) if group[0] is Standing.CREDITED else ""
        else:
            own = str(group[1]) if group[0] is Standing.CREDITED else ""
        if own in rows:
            return own
        return "in_review" if group[0] in OPEN else "unknown" if group[0] is Standing.UNKNOWN else "elsewhere"

    return {group: part(group) for group in groups}
