"""Estimated keywords: what search totals suggest about clients of whom no search is known.

An estimate is a sum over many and belongs to nobody: it is never written to a client, and never added to what is
known or told. The formula stands in ``how_estimated`` and in docs/staff/keywords.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select, tuple_
from sqlalchemy.orm import Session, aliased

from attribution import WHOLE, Channel
from records.answers.credits import Credit
from records.clients import Client, Stage
from records.keywords import Keyword, head
from records.keywords.search_totals import SearchTotal
from records.money.payments import Payment
from reports.counting.counted import came_in_period, counted_payments
from reports.counting.keyword_names import shown_phrases
from reports.counting.questions import Measure, Question
from reports.counting.rankings import Figures
from reports.keywords.exported_days import Days, Exported, days_spoken_for


@dataclass(slots=True)
class Share:
    """A keyword's part of one exported period: its clicks and impressions, and what they come to."""

    exported: Exported
    clicks: int
    impressions: int
    figures: Figures = field(default_factory=Figures)


@dataclass(slots=True)
class Estimate:
    """An estimated keyword with its part of each period; ``figures`` are their sums."""

    number: int
    shares: list[Share] = field(default_factory=list)
    figures: Figures = field(default_factory=Figures)
    phrase: str = ""

    @property
    def id(self) -> str:
        """How exports name it, beside the other two kinds."""
        return f"{self.number}-estimated"

    @property
    def clicks(self) -> int:
        """All its clicks in the exported periods."""
        return sum(share.clicks for share in self.shares)

    @property
    def impressions(self) -> int:
        """How often it was shown in them."""
        return sum(share.impressions for share in self.shares)


@dataclass(slots=True)
class Estimates:
    """Estimated keywords in order. ``total`` is what is spread and what they add up to; ``apart`` what is not spread.

    ``over`` is what is spread over each exported period, ``clicks`` the clicks of all its queries.
    """

    question: Question
    rows: list[Estimate] = field(default_factory=list)
    total: Figures = field(default_factory=Figures)
    apart: Figures = field(default_factory=Figures)
    over: dict[Exported, Figures] = field(default_factory=dict)
    clicks: dict[Exported, int] = field(default_factory=dict)
    days: Days = field(default_factory=Days)

    def __bool__(self) -> bool:
        """Whether there is anything to show: without an export of these days there is not."""
        return bool(self.rows)

    def of(self, number: int) -> Estimate | None:
        """The estimate of one keyword."""
        return next((row for row in self.rows if row.number == number), None)


def how_estimated(question: Question) -> str:
    """The formula in plain sentences, to stand beside estimates."""
    return (
        "Clients who came through organic search, and of whom no search is known or told, are spread over the queries "
        "of the exported period that has the day they came: a keyword's clicks divided by all clicks of the period, "
        "times those clients. Their won and their money are spread alike "
        f"({question.money} {question.currency} payments, counted as above). Where several exported periods have a "
        "day, the shortest counts. Nobody is credited with an estimate, and it is never added to what is known or told."
    )


def estimates(session: Session, question: Question) -> Estimates:
    """The estimated keywords of a period, by the question's measure, then clicks, then impressions, then number."""
    found = Estimates(question)
    exports = (Exported(*row) for row in session.execute(_periods(question)))
    found.days = days_spoken_for(exports, question.start, question.end)
    if not found.days.spoken:
        return found
    rows = _rows(session, found.days.used())
    for row in rows.values():
        for share in row.shares:
            found.clicks[share.exported] = found.clicks.get(share.exported, 0) + share.clicks
    _count(session, found)
    _spread(found, rows)
    found.rows = sorted(
        rows.values(),
        key=lambda row: (-row.figures.of(question.by), -row.clicks, -row.impressions, row.number),
    )
    return found


def speaks(found: Estimates, day: date) -> Exported | None:
    """The exported period over whose queries the clients of a day are spread, None if they are not.

    An export in which nobody clicked says nothing about what led whom to the website.
    """
    exported = found.days.of(day)
    return exported if exported and found.clicks.get(exported) else None


def name_rows(session: Session, rows: Sequence[Estimate]) -> None:
    """Give estimates the spelling by which their keyword is shown."""
    shown = shown_phrases(session, [row.number for row in rows])
    for row in rows:
        row.phrase = shown[row.number]


def clients_without_search(question: Question) -> ColumnElement[bool]:
    """Credits of clients who came through organic search, in the question's role, and of whom no search is known."""
    with_keyword = _any_credit()
    searched = (
        select(with_keyword.id)
        .where(with_keyword.client_id == Credit.client_id, with_keyword.keyword_id.is_not(None))
        .exists()
    )
    return and_(Credit.role == question.role, Credit.position == 0, Credit.channel == Channel.ORGANIC_SEARCH, ~searched)


@cache
def _any_credit() -> Any:
    """A credit beside the counted one, made once: an alias takes longer to make than the rest of a condition."""
    return aliased(Credit)


def _periods(question: Question) -> Any:
    within = [SearchTotal.starts_on <= question.end] if question.end else []
    within += [SearchTotal.ends_on >= question.start] if question.start else []
    return select(SearchTotal.starts_on, SearchTotal.ends_on).where(*within).distinct()


def _rows(session: Session, used: Sequence[Exported]) -> dict[int, Estimate]:
    """Each keyword with its clicks in the periods that count."""
    periods = [(each.starts_on, each.ends_on) for each in used]
    sums = (
        select(
            head(),
            SearchTotal.starts_on,
            SearchTotal.ends_on,
            func.sum(SearchTotal.clicks),
            func.coalesce(func.sum(SearchTotal.impressions), 0),
        )
        .join(Keyword, SearchTotal.keyword_id == Keyword.id)
        .where(tuple_(SearchTotal.starts_on, SearchTotal.ends_on).in_(periods))
        .group_by(head(), SearchTotal.starts_on, SearchTotal.ends_on)
        .order_by(SearchTotal.starts_on, SearchTotal.ends_on, head())
    )
    rows: dict[int, Estimate] = {}
    for number, start, end, clicks, impressions in session.execute(sums):
        share = Share(Exported(start, end), int(clicks), int(impressions))
        rows.setdefault(number, Estimate(number)).shares.append(share)
    return rows


def _count(session: Session, found: Estimates) -> None:
    """Put the clients without a search, and their money, into the period of the day that they came."""
    question = found.question
    won = func.sum(case((Client.stage == Stage.WON, 1), else_=0))
    came = (
        select(Client.came_on, func.count(), won)
        .join_from(Credit, Client, Credit.client_id == Client.id)
        .where(clients_without_search(question), came_in_period(question))
        .group_by(Client.came_on)
    )
    paid = (
        select(Client.came_on, func.sum(Payment.amount))
        .join_from(Credit, Client, Credit.client_id == Client.id)
        .join(Payment, Payment.client_id == Client.id)
        .where(clients_without_search(question), came_in_period(question), counted_payments(question))
        .group_by(Client.came_on)
    )
    for day, clients, of_them_won in session.execute(came):
        _add(found, day, Figures(clients=int(clients) * WHOLE, won=int(of_them_won) * WHOLE))
    for day, amount in session.execute(paid):
        _add(found, day, Figures(revenue=int(amount)))


def _add(found: Estimates, day: date, figures: Figures) -> None:
    exported = speaks(found, day)
    if exported is None:
        found.apart.add(figures)
        return
    found.total.add(figures)
    found.over.setdefault(exported, Figures()).add(figures)


def _spread(found: Estimates, rows: Mapping[int, Estimate]) -> None:
    """Give each keyword its part of each period."""
    of_period: dict[Exported, list[tuple[Estimate, Share]]] = {}
    for row in rows.values():
        for share in row.shares:
            of_period.setdefault(share.exported, []).append((row, share))
    for exported, over in found.over.items():
        parts = of_period[exported]
        weights = [share.clicks for _, share in parts]
        for measure in Measure:
            for (row, share), amount in zip(parts, by_weight(over.of(measure), weights), strict=True):
                part = Figures(**{measure.value: amount})
                share.figures.add(part)
                row.figures.add(part)


def by_weight(amount: int, weights: Sequence[int]) -> list[int]:
    """An amount in parts by weights that are not negative and not all 0; the parts add up to the amount.

    Largest remainder, ties to the first, as payments are split.
    """
    whole = sum(weights)
    sign = -1 if amount < 0 else 1
    divided = [divmod(abs(amount) * weight, whole) for weight in weights]
    left = abs(amount) - sum(part for part, _ in divided)
    by_remainder = sorted(range(len(weights)), key=lambda place: -divided[place][1])
    more = set(by_remainder[:left])
    return [sign * (part + (place in more)) for place, (part, _) in enumerate(divided)]
