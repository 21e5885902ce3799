"""All partners with what they brought and what they were given, over all time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, null, select
from sqlalchemy.orm import Session

from attribution import Entity, Kind, fold
from records.relations.known.tags import PartnerTag, Tag
from records.sources import Partner, Relation, Source
from records.sources.merged import Merge
from records.sources.retiring import Retirement
from reports.counting.questions import Measure, Of, Question
from reports.counting.rankings import Figures, figures_by_source
from reports.relations.give_and_take.people import given_in_all
from reports.relations.known.partner_words import has_words
from reports.typed_words import typed_words

_FEW = 200
NOBODY = 0
"""Instead of the number of an owner: partners whom nobody looks after."""


class Order(StrEnum):
    """By what the list is ordered."""

    NAME = "name"
    CLIENTS = "clients"
    WON = "won"
    REVENUE = "revenue"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which partners are meant: with these words in what is known of them (``has_words``), and so on.

    ``due_by`` keeps those whose next step is due by that day, ``retired`` those whom somebody has retired.
    """

    words: str = ""
    entity: Entity | None = None
    relation: Relation | None = None
    owner: int | None = None
    tag: str = ""
    due_by: date | None = None
    retired: bool = False

    @property
    def is_any(self) -> bool:
        """Whether nothing narrows the list."""
        return self == Wanted()


class Listed(NamedTuple):
    """One partner of the list by their number; what else is known of them is read for the rows that are shown.

    Those who are only prospective, with whom nothing has passed yet, are listed apart.
    """

    number: int
    is_prospective: bool
    figures: Figures
    given: int


class Listing:
    """The partners who are wanted in their order, of whom only those who are shown are read in full.

    Those who are only prospective are at the end, and what is due is first if that is asked for. ``question`` is the
    ranking of partners whose figures are shown. Partners whom somebody has retired are in a list of their own.
    """

    def __init__(
        self, session: Session, question: Question, wanted: Wanted | None = None, order: Order = Order.NAME
    ) -> None:
        self._session, self._question, wanted = session, question, wanted or Wanted()
        is_asked = wanted.due_by is not None and order is Order.NAME
        measured = self._measured(order)
        # Those who are only prospective stand apart, unless the list is one of what is due.
        places = [
            (prospective and not is_asked, due or date.min, -measured.get(number, 0), name_key, number, prospective)
            for number, name_key, prospective, due in session.execute(_those(session, wanted, is_due=is_asked)).all()
        ]
        places.sort()
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    def of(self, first: int = 0, last: int | None = None) -> list[Listed]:
        """Those from one place of the list to before another, all of them unless it is said."""
        shown = [place[-2:] for place in self._places[first:last]]
        few = [number for number, _ in shown] if len(shown) <= _FEW else None
        brought = figures_by_source(self._session, self._question, few)
        given, nobody = given_in_all(self._session, few), Figures()
        return [
            Listed(number, is_prospective, brought.get(number, nobody), given.get(number, 0))
            for number, is_prospective in shown
        ]

    def _measured(self, order: Order) -> Mapping[int, int]:
        """By partner what the list is ordered by, where that is a number."""
        if order is Order.NAME:
            return {}
        if order is Order.GIVEN:
            return given_in_all(self._session)
        return {
            number: getattr(figures, order)
            for number, figures in figures_by_source(self._session, self._question).items()
        }


def all_time(currency: str) -> Question:
    """The question behind the figures of the list: partners, all time, the usual rule."""
    return Question(currency=currency, of=Of.PARTNERS, by=Measure.CLIENTS)


def retired_count(session: Session) -> int:
    """How many partners are retired."""
    return session.scalar(select(func.count()).select_from(Source).join(Source.partner).where(_is_retired())) or 0


def _is_retired() -> ColumnElement[bool]:
    in_force = select(Retirement.source_id).where(Retirement.ended_at.is_(None))
    return and_(Source.id.in_(in_force), Source.id.not_in(select(Merge.gone_id)))


def due_count(session: Session, today: date) -> int:
    """How many partners have a next step that is due."""
    due = _those(session, Wanted(due_by=today), is_due=True).with_only_columns(func.count())
    return session.scalar(due) or 0


def _those(session: Session, wanted: Wanted, *, is_due: bool) -> Select[Any]:
    # Only what the order is made of: of thousands of partners each column more takes its time.
    due: Any = Partner.next_step_on if is_due else null()
    those = (
        select(Source.id, Source.name_key, Partner.relation == Relation.PROSPECTIVE, due)
        .join(Partner, Partner.source_id == Source.id)
        .where(Source.kind == Kind.PARTNER, _is_retired() if wanted.retired else Source.retired_at.is_(None))
    )
    if wanted.entity:
        those = those.where(Partner.entity == wanted.entity)
    if wanted.relation:
        those = those.where(Partner.relation == wanted.relation)
    if wanted.owner is not None:
        those = those.where(Partner.owner_id == wanted.owner if wanted.owner else Partner.owner_id.is_(None))
    if wanted.due_by:
        those = those.where(Partner.next_step_on <= wanted.due_by)
    if wanted.tag:
        tagged = select(PartnerTag.source_id).join(Tag).where(Tag.name_key == fold(wanted.tag))
        those = those.where(Source.id.in_(tagged))
    if wanted.words:
        those = those.where(has_words(session, typed_words(wanted.words)))
    return those
