"""What staff have taught: aliases and rejections, each with what it has decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from attribution import READ_AT_MOST, fold
from records.answers.credits import Credit, Decision, Review
from records.answers.judgements import thaw
from records.answers.submissions import Submission
from records.clients import Client
from records.engine.prepared import prepared
from records.reviews.changing_lessons import Lesson, changes_of, stopped_by
from records.reviews.lessons import LessonChange
from records.sources import Alias, Rejection, Source

Row = TypeVar("Row", Alias, Rejection)


@dataclass(frozen=True, slots=True)
class Taught:
    """An alias or a rejection: how many clients it decides about, and the review that stopped it, if one has."""

    lesson: Lesson
    decided: int
    stopped: Review | None = None


@dataclass(frozen=True, slots=True)
class TaughtPage:
    """One of them in full: its changes by people, the newest first, and the clients that it decides about."""

    taught: Taught
    taught_by: Review | None
    changes: Sequence[LessonChange]
    clients: Sequence[tuple[Client, Submission]]


def aliases_taught(session: Session, wanted: str, page: int, size: int) -> tuple[list[Taught], int]:
    """The aliases with the wanted words in them or their source's name, the newest first; and how many in all."""
    those = select(Alias).join(Source).options(joinedload(Alias.source), joinedload(Alias.user))
    those = _with_words(those, Alias.name_key, wanted)
    in_all = session.scalar(select(func.count()).select_from(those.order_by(None).subquery())) or 0
    found = session.scalars(those.order_by(Alias.id.desc()).limit(size).offset((page - 1) * size)).unique().all()
    return _taught(session, found, _clients_of_aliases(session, [alias.id for alias in found])), in_all


def rejections_taught(session: Session, wanted: str, page: int, size: int) -> tuple[list[Taught], int]:
    """The same of rejections."""
    those = select(Rejection).join(Source).options(joinedload(Rejection.source), joinedload(Rejection.user))
    those = _with_words(those, Rejection.words_key, wanted)
    in_all = session.scalar(select(func.count()).select_from(those.order_by(None).subquery())) or 0
    found = session.scalars(those.order_by(Rejection.id.desc()).limit(size).offset((page - 1) * size)).unique().all()
    asked = _asked_about(session)
    return _taught(session, found, {each.id: len(asked.get(_of(each), ())) for each in found}), in_all


def taught_of(session: Session, source: Source) -> tuple[list[Taught], list[Taught]]:
    """The aliases and the rejections of one source, the oldest first."""
    aliases = session.scalars(*_aliases_of(source.id)).all()
    rejections = session.scalars(*_rejections_of(source.id)).all()
    asked = _asked_about(session) if rejections else {}
    return (
        _taught(session, aliases, _clients_of_aliases(session, [alias.id for alias in aliases])),
        _taught(session, rejections, {each.id: len(asked.get(_of(each), ())) for each in rejections}),
    )


@prepared
def _aliases_of(source: int) -> Select[tuple[Alias]]:
    return select(Alias).where(Alias.source_id == source).options(joinedload(Alias.user)).order_by(Alias.id)


@prepared
def _rejections_of(source: int) -> Select[tuple[Rejection]]:
    return select(Rejection).where(Rejection.source_id == source).options(joinedload(Rejection.user))


def taught_page(session: Session, lesson: Lesson) -> TaughtPage:
    """One alias or rejection in full."""
    decided = _decided(session, lesson)
    stopped = stopped_by(lesson)
    return TaughtPage(
        Taught(lesson, len(decided), session.get(Review, stopped) if stopped else None),
        session.get(Review, lesson.review_id) if lesson.review_id else None,
        changes_of(session, lesson),
        decided,
    )


def suspended_here(session: Session, answer: str) -> list[Taught]:
    """The suspended aliases whose words stand in an answer."""
    those = select(Alias).where(Alias.suspended_by_id.is_not(None)).options(joinedload(Alias.source))
    said = f" {fold(answer[:READ_AT_MOST])} "
    found = [alias for alias in session.scalars(those.order_by(Alias.id)) if f" {alias.name_key} " in said]
    return _taught(session, found, {}) if found else []


def _decided(session: Session, lesson: Lesson) -> list[tuple[Client, Submission]]:
    if isinstance(lesson, Rejection):
        numbers = _asked_about(session).get(_of(lesson), [])
    else:
        numbers = list(session.scalars(select(Credit.submission_id).where(Credit.alias_id == lesson.id)))
    told = select(Client, Submission).join(Submission, Submission.client_id == Client.id)
    told = told.where(Submission.id.in_(numbers)).order_by(Client.came_on.desc(), Client.id.desc())
    return list(session.execute(told).tuples())


def _clients_of_aliases(session: Session, numbers: Sequence[int]) -> dict[int, int]:
    if not numbers:
        return {}
    decided = select(Credit.alias_id, func.count(Credit.client_id.distinct())).where(Credit.alias_id.in_(numbers))
    return {alias: times for alias, times in session.execute(decided.group_by(Credit.alias_id)).tuples() if alias}


def _asked_about(session: Session) -> dict[tuple[int, str], list[int]]:
    """The answers that wait, by source that they are proposed to be and by the words that this rests on."""
    waiting = select(Submission.id, Submission.answer, Decision.result).join(Decision).where(Decision.is_open)
    asked: dict[tuple[int, str], list[int]] = {}
    for number, answer, kept in session.execute(waiting):
        for each in thaw(kept).suggestions:
            if each.span and each.source.id.isdigit():
                asked.setdefault((int(each.source.id), fold(answer[slice(*each.span)])), []).append(number)
    return asked


def _of(rejection: Rejection) -> tuple[int, str]:
    return rejection.source_id, rejection.words_key


def _taught(session: Session, lessons: Sequence[Lesson], decided: Mapping[int, int]) -> list[Taught]:
    numbers = [number for lesson in lessons if (number := stopped_by(lesson))]
    reviews = session.scalars(select(Review).where(Review.id.in_(numbers))) if numbers else ()
    stopping = {review.id: review for review in reviews}
    return [Taught(lesson, decided.get(lesson.id, 0), stopping.get(stopped_by(lesson) or 0)) for lesson in lessons]


def _with_words(those: Select[tuple[Row]], key: Any, wanted: str) -> Select[tuple[Row]]:
    words = fold(wanted)
    if not words:
        return those
    ways = [column.contains(words, autoescape=True) for column in (key, Source.name_key)]
    return those.where(or_(*ways))
