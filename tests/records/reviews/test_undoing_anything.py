"""Whatever people decide, teach, change and turn down, in whatever order: undone backwards, nothing is left of it."""

from collections.abc import Callable
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.answers.credits import Review
from records.answers.submissions import Submission
from records.reviews.changing_lessons import CannotBeLearned, change_lesson, resume, stopped_by
from records.reviews.choosing import Chosen, Known, New, choose, newest_review
from records.reviews.choosing_together import choose_together, said_together, undo_act
from records.reviews.rejecting import reject, rejectable
from records.reviews.teaching import alias_offered, confirm_alias
from records.reviews.undoing import undo_newest, undo_review
from records.sources import Alias, Rejection, Source
from tests.records.everything_kept import everything
from tests.records.firm_of_tests import NOW, partner, reviewer, told

ANSWERS = (
    "Big Stevo",
    "big stevo sent me",
    "Joe Smithson",
    "steven miler",
    "it was Yolanda Fitz",
    "Joe Smithson told me",
)
LATER = NOW + timedelta(days=1)
MUCH_LATER = NOW + timedelta(days=2)

Undo = Callable[[], None]
acts = some.tuples(
    some.sampled_from(["together", "review", "review anew", "unknown", "teach", "reject", "change", "resume"]),
    some.integers(0, 5),
    some.integers(0, 3),
)


def act(session: Session, how: str, one: int, other: int) -> Undo | None:
    """One act of a person, if it can be done now; and how it is undone."""
    answers = list(session.scalars(select(Submission).order_by(Submission.id)))
    sources = list(session.scalars(select(Source).order_by(Source.id)).unique())
    submission, source = answers[one], sources[other % len(sources)]
    newest = newest_review(session, submission)
    if how in {"review", "review anew", "unknown"}:
        new = New(name=f"Zoe Quill {other}", another=True)
        ways: dict[str, Chosen] = {"review": Known(source), "review anew": new, "unknown": None}
        review = choose(session, submission, reviewer(session), ways[how], LATER, newest.id if newest else None)
        return None if review is newest else lambda: undo_review(session, review, MUCH_LATER)
    if how == "teach" and newest and newest.parts:
        meant = newest.parts[0].source
        offered = alias_offered(session, submission, meant)
        if offered is None:
            return None
        confirm_alias(session, newest, meant, offered.words, LATER)
        return undoing(session, next(alias for alias in meant.aliases if alias.name.lower() == offered.words.lower()))
    if how == "reject" and rejectable(session, submission, source):
        had = len(source.rejections)
        rejection = reject(session, submission, source, reviewer(session), LATER)
        return undoing(session, rejection) if len(source.rejections) > had else None
    lessons = [*session.scalars(select(Alias).order_by(Alias.id)), *session.scalars(select(Rejection))]
    if how in {"change", "resume"} and lessons:
        return changed(session, how, lessons[one % len(lessons)], source)
    return together(session, submission, source) if how == "together" else None


def changed(session: Session, how: str, lesson: Alias | Rejection, source: Source) -> Undo | None:
    if how == "resume":
        if stopped_by(lesson) is None:
            return None
        resume(session, lesson, reviewer(session), LATER)
        return undoing(session, lesson)
    try:
        change_lesson(session, lesson, "Steviekins", source, reviewer(session), LATER)
    except CannotBeLearned:
        return None
    return undoing(session, lesson)


def together(session: Session, submission: Submission, source: Source) -> Undo | None:
    newest = newest_review(session, submission)
    others = [each.id for each in said_together(session, submission)]
    seen = newest.id if newest else None
    done = choose_together(session, submission, others, reviewer(session), Known(source), LATER, seen)
    return None if done.review is newest else lambda: undone(session, done.review)


def undone(session: Session, review: Review) -> None:
    assert undo_act(session, review, MUCH_LATER)


def undoing(session: Session, lesson: Alias | Rejection) -> Undo:
    return lambda: undo_newest(session, lesson, MUCH_LATER)


@given(some.lists(acts, min_size=1, max_size=7))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undone_backwards_nothing_is_left(session: Session, steps: list[tuple[str, int, int]]) -> None:
    if not session.scalars(select(Submission)).all():
        reviewer(session)
        for name in ("Stephen Millar", "Nisha Patel", "Joe Smithson", "Ted Kostas"):
            partner(session, name)
        for answer in ANSWERS:
            told(session, answer)
    before = everything(session)
    undo = [how for step in steps if (how := act(session, *step))]
    states = len(undo)
    while undo:
        undo.pop()()
    assert everything(session) == before, states
