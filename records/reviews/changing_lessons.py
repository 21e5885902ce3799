"""Changing what was learned: another spelling or source for an alias or a rejection, or letting it hold again."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import carries_a_name, fits_another, fold
from records.answers.submissions import Submission
from records.firm import directory_changed
from records.reviews.deciding_again import decide_again, decided_by
from records.reviews.lessons import LessonChange
from records.reviews.teaching import open_answers_led_by
from records.sources import Alias, Rejection, Source
from records.sources.directory import directory_of, entry_of
from records.sources.merged import source_meant
from records.staff.users import User

Lesson = Alias | Rejection


class CannotBeLearned(ValueError):
    """The words cannot be what they were to become; the message says why and what to do."""


def words_of(lesson: Lesson) -> str:
    """The words that an alias or a rejection is about."""
    return lesson.name if isinstance(lesson, Alias) else lesson.words


def change_lesson(session: Session, lesson: Lesson, words: str, source: Source, user: User, at: datetime) -> None:
    """Give an alias or a rejection other words or another source; it holds from then on, suspended before or not.

    The answers that it had decided and those that it decides now are decided again. Raises CannotBeLearned.
    """
    words = " ".join(words.split())
    _check(session, lesson, words, source)
    again = {one.id: one for one in (decided_by(session, lesson) if isinstance(lesson, Alias) else ())}
    change = _note(session, lesson, user, at)
    before = lesson.source_id
    lesson.source = source
    _spell(lesson, words)
    _stop(lesson, None)
    session.flush()
    directory_changed(session, before, source.id)
    _decide_again(session, lesson, again, change, at)


def resume(session: Session, lesson: Lesson, user: User, at: datetime) -> None:
    """Let a suspended alias decide again, or a lifted rejection hold again."""
    if stopped_by(lesson) is None:
        return
    change = _note(session, lesson, user, at)
    _stop(lesson, None)
    session.flush()
    directory_changed(session, lesson.source_id)
    _decide_again(session, lesson, {}, change, at)


def changes_of(session: Session, lesson: Lesson) -> list[LessonChange]:
    """What people have changed of it, the newest first."""
    of_lesson = LessonChange.alias_id if isinstance(lesson, Alias) else LessonChange.rejection_id
    return list(session.scalars(select(LessonChange).where(of_lesson == lesson.id).order_by(LessonChange.id.desc())))


def stopped_by(lesson: Lesson) -> int | None:
    """The review that suspended an alias or lifted a rejection."""
    return lesson.suspended_by_id if isinstance(lesson, Alias) else lesson.lifted_by_id


def take_back_change(session: Session, lesson: Lesson, change: LessonChange) -> None:
    """Give an alias or a rejection what it was before a change; answers are not decided again by this."""
    before = lesson.source_id
    lesson.source = source_meant(session, change.source)
    _spell(lesson, change.words)
    _stop(lesson, change.stopped_by_id)
    session.delete(change)
    session.flush()
    directory_changed(session, before, lesson.source_id)


def _note(session: Session, lesson: Lesson, user: User, at: datetime) -> LessonChange:
    change = LessonChange(
        alias_id=lesson.id if isinstance(lesson, Alias) else None,
        rejection_id=lesson.id if isinstance(lesson, Rejection) else None,
        words=words_of(lesson),
        source_id=lesson.source_id,
        stopped_by_id=stopped_by(lesson),
        at=at,
        user=user,
    )
    session.add(change)
    session.flush()
    return change


def _decide_again(
    session: Session, lesson: Lesson, again: dict[int, Submission], change: LessonChange, at: datetime
) -> None:
    if isinstance(lesson, Alias):
        again |= {one.id: one for one in open_answers_led_by(session, lesson)}
    else:
        for alias in lesson.source.aliases:
            if alias.name_key == lesson.words_key:
                again |= {one.id: one for one in decided_by(session, alias)}
    decide_again(session, again.values(), f"change {change.id}", at)


def _check(session: Session, lesson: Lesson, words: str, source: Source) -> None:
    key = fold(words)
    if not key:
        raise CannotBeLearned("Type the words as a client would write them.")
    same = source.aliases if isinstance(lesson, Alias) else [r for r in source.rejections if r.lifted_by_id is None]
    if any(other is not lesson and fold(words_of(other)) == key for other in same):
        raise CannotBeLearned(f"{source.name} has these words already. Undo one of the two instead.")
    if isinstance(lesson, Alias) and key == source.name_key:
        raise CannotBeLearned(f"That is the name of {source.name} itself, which needs no alias.")
    typed = isinstance(lesson, Alias) and lesson.review_id is None
    if typed:
        return
    if not carries_a_name(words):
        raise CannotBeLearned("These words carry no name: relations, trades and ordinary words could mean anybody.")
    if isinstance(lesson, Alias) and fits_another(words, entry_of(source), directory_of(session)):
        raise CannotBeLearned("These words fit somebody else in the directory too, so they stay a question.")


def _spell(lesson: Lesson, words: str) -> None:
    if isinstance(lesson, Alias):
        lesson.name, lesson.name_key = words, fold(words)
    else:
        lesson.words, lesson.words_key = words, fold(words)


def _stop(lesson: Lesson, review_id: int | None) -> None:
    if isinstance(lesson, Alias):
        lesson.suspended_by_id = review_id
    else:
        lesson.lifted_by_id = review_id
