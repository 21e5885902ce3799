"""All partners with what they brought and what they were given, over all time."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from attribution import Entity, Kind, fold
from records.merged import Merge
from records.referrals import ReferralGiven
from records.retiring import Retirement
from records.sources import Alias, Partner, Source
from reports.questions import Measure, Of, Question
from reports.rankings import Figures, rank


class Order(StrEnum):
    """By what the list is ordered."""

    NAME = "name"
    CLIENTS = "clients"
    WON = "won"
    REVENUE = "revenue"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Listed:
    """One partner of the list."""

    source: Source
    partner: Partner
    figures: Figures
    given: int


def partners_listed(
    session: Session,
    question: Question,
    wanted: str = "",
    entity: Entity | None = None,
    order: Order = Order.NAME,
    *,
    retired: bool = False,
) -> Sequence[Listed]:
    """The partners with the wanted words in a name, spelling, organisation, occupation or city.

    ``question`` is the ranking of partners whose figures are shown. Partners whom somebody has retired are in a list of
    their own (``retired``).
    """
    brought = {row.id: row.figures for row in rank(session, question).rows}
    sent = select(ReferralGiven.partner_id, func.count()).group_by(ReferralGiven.partner_id)
    given = dict(session.execute(sent).tuples().all())
    found = [
        Listed(source, partner, brought.get(str(source.id), Figures()), given.get(source.id, 0))
        for source, partner in session.execute(_those(wanted, entity, retired))
    ]

    def place(listed: Listed) -> tuple[int, str, int]:
        measured = {
            Order.NAME: 0,
            Order.GIVEN: listed.given,
            Order.CLIENTS: listed.figures.clients,
            Order.WON: listed.figures.won,
            Order.REVENUE: listed.figures.revenue,
        }[order]
        return (-measured, listed.source.name_key, listed.source.id)

    return sorted(found, key=place)


def all_time(currency: str) -> Question:
    """The question behind the figures of the list: partners, all time, the usual rule."""
    return Question(currency=currency, of=Of.PARTNERS, by=Measure.CLIENTS)


def retired_count(session: Session) -> int:
    """How many partners are retired."""
    return session.scalar(select(func.count()).select_from(Source).join(Source.partner).where(_is_retired())) or 0


def _is_retired() -> ColumnElement[bool]:
    in_force = select(Retirement.source_id).where(Retirement.ended_at.is_(None))
    return and_(Source.id.in_(in_force), Source.id.not_in(select(Merge.gone_id)))


def _those(wanted: str, entity: Entity | None, retired: bool) -> Select[tuple[Source, Partner]]:
    those = select(Source, Partner).join(Source.partner).where(Source.kind == Kind.PARTNER)
    those = those.where(_is_retired() if retired else Source.retired_at.is_(None))
    if entity:
        those = those.where(Partner.entity == entity)
    if wanted:
        name = fold(wanted)
        ways = [
            column.icontains(wanted, autoescape=True)
            for column in (Source.name, Partner.organisation, Partner.occupation, Partner.city)
        ]
        if name:
            spelled = select(Alias.source_id).where(Alias.name_key.contains(name, autoescape=True))
            ways += [Source.name_key.contains(name, autoescape=True), Source.id.in_(spelled)]
        those = those.where(or_(*ways))
    return those
