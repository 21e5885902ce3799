"""Taking back what a person decided or taught, so that everything is as it was before.

What stays is only the directory's version and the log of its changes: other processes may have seen what is undone,
and must see that it is gone.
"""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import Session

from records.answers.credits import Credit, Decision, Review, ReviewPart
from records.answers.judgements import thaw
from records.answers.settling import settle
from records.answers.submissions import Submission
from records.db import Base
from records.firm import directory_changed
from records.reviews.changing_lessons import Lesson, changes_of, take_back_change
from records.reviews.deciding_again import decide_anew, decided_by, put_back
from records.reviews.lessons import LessonChange
from records.reviews.reviewing import reviews_of
from records.reviews.taken_back import note_lesson_undone, note_review_undone
from records.reviews.teaching import cause_of_naming
from records.sources import Alias, Partner, Rejection, Source
from records.sources.merged import result_meant
from records.sources.spellings import RULES, alias_behind
from records.staff.users import User


class NotTheNewest(ValueError):
    """Another review of the answer came after this one, which has to be undone first."""


@dataclass(slots=True)
class _Undone:
    """What was taken back, for the answers to be put back by: its causes, and what it had decided since then."""

    causes: list[str] = field(default_factory=list)
    since: list[Submission] = field(default_factory=list)

    def put_back(self, session: Session, at: datetime, user: User | None) -> list[Submission]:
        """Decide the answers as they were decided before. Returns them."""
        since = {submission.id: submission for submission in self.since}
        touched = [each for cause in self.causes for each in put_back(session, cause, at)]
        for submission in touched:
            since.pop(submission.id, None)
        decide_anew(session, since.values(), at)
        decided = [*touched, *since.values()]
        note_lesson_undone(session, [submission.client_id for submission in decided], at, user)
        return touched


def undo_newest(session: Session, lesson: Lesson, at: datetime, user: User | None = None) -> None:
    """Take back the last change of an alias or a rejection; without one, the alias or the rejection itself."""
    undone = _Undone()
    _take_back_newest(session, lesson, undone)
    undone.put_back(session, at, user)


def forget(session: Session, lesson: Lesson, at: datetime, user: User | None = None) -> None:
    """Undo an alias or a rejection with all its changes: what it decided is decided as it was before it."""
    undone = _Undone()
    _forget(session, lesson, undone)
    undone.put_back(session, at, user)


def undo_review(session: Session, review: Review, at: datetime, user: User | None = None) -> None:
    """Take back the newest decision of a person about an answer, with all that it taught and the sources it made.

    A source that something else rests on by now stays. That ``user`` did it is noted. Raises NotTheNewest.
    """
    submission = review.submission
    if reviews_of(session, submission)[0] is not review:
        raise NotTheNewest("somebody has decided about this answer since; undo that first")
    undone = _Undone([f"review {review.id}", cause_of_naming(review.id)])
    note_review_undone(session, submission.client_id, at, user)
    _take_back_what_it_taught(session, review, undone)
    numbers = [review.made_source_id, *(part.source_id for part in review.parts if part.made)]
    made = [source for number in numbers if number and (source := session.get(Source, number))]
    session.execute(delete(Credit).where(Credit.review_id == review.id))
    session.execute(delete(ReviewPart).where(ReviewPart.review_id == review.id))
    session.execute(delete(Review).where(Review.id == review.id))
    session.expire_all()
    for source in made:
        # Out of the directory first: what is put back was decided when nobody knew it.
        source.retired_at = at
        directory_changed(session, source.id)
    if _rests_on_what_is_gone(session, submission):
        undone.since.append(submission)
    settle(session, submission.client, at)
    touched = undone.put_back(session, at, user)
    for source in made:
        _let_go(session, source, touched, at)
    session.flush()


def _let_go(session: Session, source: Source, touched: list[Submission], at: datetime) -> None:
    """Remove a source that a review had made, unless something else rests on it by now."""
    if _is_used(session, source):
        source.retired_at = None
        directory_changed(session, source.id)
        decide_anew(session, touched, at)
        return
    if source.partner:
        session.delete(source.partner)
    session.delete(source)
    session.flush()


def _take_back_newest(session: Session, lesson: Lesson, undone: _Undone) -> None:
    changes = changes_of(session, lesson)
    if not changes:
        _forget(session, lesson, undone)
        return
    undone.since += _decided_by(session, lesson)
    undone.causes.append(f"change {changes[0].id}")
    take_back_change(session, lesson, changes[0])


def _forget(session: Session, lesson: Lesson, undone: _Undone) -> None:
    while changes_of(session, lesson):
        _take_back_newest(session, lesson, undone)
    undone.since += _decided_by(session, lesson)
    source = lesson.source
    if isinstance(lesson, Alias):
        undone.causes.append(f"alias {lesson.id}")
        _hold_again(session, lesson)
        session.execute(update(Credit).where(Credit.alias_id == lesson.id).values(alias_id=None))
        source.aliases.remove(lesson)
    else:
        undone.causes.append(f"rejection {lesson.id}")
        source.rejections.remove(lesson)
    session.delete(lesson)
    session.flush()
    directory_changed(session, source.id)


def _hold_again(session: Session, alias: Alias) -> None:
    """Let rejections hold again that the alias had lifted when it was confirmed."""
    lifting = (
        select(LessonChange, Rejection)
        .join(Rejection, LessonChange.rejection_id == Rejection.id)
        .where(LessonChange.review_id == alias.review_id, Rejection.words_key == alias.name_key)
    )
    for change, rejection in session.execute(lifting).tuples().all():
        take_back_change(session, rejection, change)


def _take_back_what_it_taught(session: Session, review: Review, undone: _Undone) -> None:
    for change in session.scalars(select(LessonChange).where(LessonChange.review_id == review.id)).all():
        lesson: Lesson = (
            session.get_one(Alias, change.alias_id)
            if change.alias_id is not None
            else session.get_one(Rejection, change.rejection_id)
        )
        while change in changes_of(session, lesson):
            _take_back_newest(session, lesson, undone)
    taught: list[Lesson] = [*session.scalars(select(Alias).where(Alias.review_id == review.id))]
    taught += session.scalars(select(Rejection).where(Rejection.review_id == review.id))
    for lesson in taught:
        _forget(session, lesson, undone)
    for alias in session.scalars(select(Alias).where(Alias.suspended_by_id == review.id)).all():
        alias.suspended_by_id = None
        directory_changed(session, alias.source_id)
    for rejection in session.scalars(select(Rejection).where(Rejection.lifted_by_id == review.id)).all():
        rejection.lifted_by_id = None
        directory_changed(session, rejection.source_id)
    stopped = update(LessonChange).where(LessonChange.stopped_by_id == review.id)
    session.execute(stopped.values(stopped_by_id=None))
    session.flush()


def _decided_by(session: Session, lesson: Lesson) -> list[Submission]:
    return decided_by(session, lesson) if isinstance(lesson, Alias) else []


def _rests_on_what_is_gone(session: Session, submission: Submission) -> bool:
    """Whether the machine's decision rests on an alias that decides nothing any more."""
    decision = session.get(Decision, submission.id)
    result = result_meant(session, thaw(decision.result)) if decision else None
    for credit in result.introduced_by() if result else ():
        source = session.get(Source, int(credit.source.id)) if credit.source.id.isdigit() else None
        if credit.rule in RULES and (source is None or alias_behind(source, credit, submission.answer) is None):
            return True
    return False


def _is_used(session: Session, source: Source) -> bool:
    """Whether any row points to a source, or an answer that waits is offered it."""
    for table in Base.metadata.tables.values():
        for key in table.foreign_keys:
            points = key.column.table is Source.__table__ and table is not Partner.__table__
            if points and session.scalar(select(exists().where(key.parent == source.id))):
                return True
    waiting = session.scalars(select(Decision.result).where(Decision.is_open))
    return any(each.source.id == str(source.id) for result in waiting for each in thaw(result).suggestions)
