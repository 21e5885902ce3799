"""What the rows of a ranking cost in its period, and the costs behind each of these sums."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import WEBSITE_KINDS
from records.sources import Source
from reports.costs import CostPart, Return, cost_parts, costs_of
from reports.counting.counted import kinds_ranked
from reports.counting.questions import Of, Question, usual_role
from reports.counting.rankings import Figures, rank


@dataclass(frozen=True, slots=True)
class Spending:
    """What one source cost and brought, and the question of the ranking whose figures these are."""

    source: Source
    question: Question
    figures: Figures
    returned: Return


def spent(session: Session, question: Question, today: date) -> dict[int, int]:
    """By the number of a source what it cost in the period, in minor units of the question's currency.

    As revenue, costs are those so far: what is laid on days to come has not been spent yet.
    """
    return costs_of(session, question.start, _until(question, today), question.currency, today)


def costs_behind(session: Session, question: Question, part: str, today: date) -> list[CostPart]:
    """The costs that add up to those of a part, the newest first.

    Under ``elsewhere`` are those of kinds of source that have no row; what is unknown or in review costs nothing.
    """
    source = int(part) if part.isdecimal() else None
    if source is None and part not in {"total", "elsewhere"}:
        return []
    parts = cost_parts(session, question.start, _until(question, today), question.currency, source, today)
    if part != "elsewhere":
        return parts
    ranked = kinds_ranked(question.of)
    return [each for each in parts if each.cost.source.kind not in ranked]


def brought_by(session: Session, question: Question, costs: list[CostPart]) -> list[tuple[Source, Figures]]:
    """What each source of these costs brought, the most money first: what a return of them is reckoned from."""
    ranked = {row.id: row.figures for row in rank(session, replace(question, of=Of.SOURCES)).rows} if costs else {}
    sources = {each.cost.source_id: each.cost.source for each in costs}
    found = [(source, ranked.get(str(number), Figures())) for number, source in sources.items()]
    return sorted(found, key=lambda each: (-each[1].revenue, each[0].name.casefold(), each[0].id))


def return_of(session: Session, question: Question, part: str, figures: Figures, today: date) -> Return | None:
    """What a part cost beside what it brought; None if nothing was spent on it."""
    cost = sum(each.part for each in costs_behind(session, question, part, today))
    return Return(cost, figures.clients, figures.won, figures.revenue) if cost else None


def spending_by_source(session: Session, question: Question, today: date) -> list[Spending]:
    """Every source that cost something in the period, the dearest first, each counted as its own ranking counts it.

    Websites and the like by what visits show, all others by what clients said. So one client may stand behind two of
    them, and only the costs can be added up.
    """
    found, figures = [], {}
    costs = spent(session, question, today)
    sources = session.scalars(select(Source).where(Source.id.in_(costs))).all()
    for of in {_ranking_of(source) for source in sources}:
        asked = replace(question, of=of, role=usual_role(of))
        figures[of] = asked, {row.id: row.figures for row in rank(session, asked).rows}
    for source in sources:
        asked, rows = figures[_ranking_of(source)]
        brought, cost = rows.get(str(source.id), Figures()), costs[source.id]
        returned = Return(cost, brought.clients, brought.won, brought.revenue)
        found.append(Spending(source, asked, brought, returned))
    return sorted(found, key=lambda each: (-each.returned.cost, each.source.name.casefold(), each.source.id))


def _ranking_of(source: Source) -> Of:
    return Of.WEBSITES if source.kind in WEBSITE_KINDS else Of.SOURCES


def _until(question: Question, today: date) -> date | None:
    return min(question.end, today) if question.end else None
