"""What a review teaches: the alias that it offers, and the open answers that this settles too."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from attribution import (
    READ_AT_MOST,
    Directory,
    Result,
    bare_first_name_in,
    fold,
    is_bare_first_name,
    name_around,
    offered_alias,
)
from records.answers.credits import Decision, Review
from records.answers.deciding import judge
from records.answers.submissions import Submission
from records.firm import directory_changed
from records.reviews.deciding_again import decide_again
from records.reviews.lessons import LessonChange
from records.reviews.rejecting import lift
from records.reviews.reviewing import span_of
from records.sources import Alias, Source, add_alias
from records.sources.directory import directory_of, directory_with_alias, entry_of
from records.sources.merged import source_meant

# Up to so many words, a whole answer can be somebody's name for somebody ("Big Steve the roof man").
_SHORT = 5
# So many open answers are judged in one step, because whoever sends a form meanwhile waits for it.
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Offered:
    """Words that may be remembered for a source; ``preselected`` unless they are a first name and nothing more."""

    words: str
    preselected: bool


def alias_offered(session: Session, submission: Submission, source: Source, words: str = "") -> Offered | None:
    """The words of the answer that could be remembered for this source, or None if they carry no name.

    ``words`` are those that a person picked from the answer; else they are the whole name around what the machine
    would have matched, or the whole of a short answer, or a first name that nobody else has. An answer that leads to
    the source by itself has nothing to teach, nor have words that somebody passed over for what the visit shows.
    """
    directory, answer = directory_of(session), submission.answer
    judged = judge(session, submission, directory)
    matched = span_of(session, submission, source)
    if _leads_to(judged, source) or (matched is None and not words and _is_visited(judged, source)):
        return None
    spans = _spans(answer, matched)
    if words:
        found = re.search(re.escape(words), answer, re.IGNORECASE)
        spans = [found.span()] if found else []
    entry = entry_of(source)
    offered = (offered_alias(answer, span, entry, directory) for span in spans)
    alias = next((each for each in offered if each), None)
    return Offered(alias, not is_bare_first_name(alias)) if alias else None


def _spans(answer: str, matched: tuple[int, int] | None) -> list[tuple[int, int]]:
    """Where words stand that may be a name, the likeliest first."""
    whole = name_around(answer, matched)
    if whole:
        return [whole]
    spans = [(0, len(answer))] if matched is None and len(fold(answer).split()) <= _SHORT else []
    bare = bare_first_name_in(answer, matched)
    return [*spans, bare] if bare else spans


def answers_settled_by(session: Session, alias: str, source: Source, besides: Submission) -> list[Submission]:
    """The other open answers that would be credited to the source by themselves if the alias were confirmed.

    At most the first ``_AT_ONCE`` that hold its words are judged; deciding open answers again finds the rest.
    """
    return _leading_to(
        session, source, _open_with(session, alias, besides), directory_with_alias(session, source, alias)
    )


def answers_naming(session: Session, source: Source, besides: Submission) -> list[Submission]:
    """The other open answers that lead to the source as the directory is now: it has come to be known since.

    At most the first ``_AT_ONCE`` that have a word of its name are judged; deciding again finds the rest.
    """
    name = set(source.name_key.split())
    held = (one for one in _open(session, besides) if name & set(_folded(one).split()))
    return _leading_to(session, source, held, directory_of(session))


def confirm_alias(session: Session, review: Review, source: Source, alias: str, at: datetime) -> list[Submission]:
    """Remember an alias that a review taught, and decide again the open answers that it settles.

    One that was suspended decides again, and what was turned down for the source of these very words holds no longer.
    A source that was merged since the review is the one that it means now. Returns the settled answers.
    """
    source = source_meant(session, source)
    settled = answers_settled_by(session, alias, source, review.submission)
    kept = add_alias(session, source, alias, at, review.user, review.id)
    cause = f"alias {kept.id}"
    rejection = lift(session, review, source, kept.name)
    if rejection is not None:
        session.add(
            LessonChange(
                rejection_id=rejection.id,
                words=rejection.words,
                source=source,
                review_id=review.id,
                at=at,
                user=review.user,
            )
        )
    if kept.suspended_by_id is not None:
        change = LessonChange(
            alias_id=kept.id,
            words=kept.name,
            source=source,
            stopped_by_id=kept.suspended_by_id,
            review_id=review.id,
            at=at,
            user=review.user,
        )
        session.add(change)
        kept.suspended_by_id = None
        session.flush()
        directory_changed(session, source.id)
        cause = f"change {change.id}"
    decide_again(session, settled, cause, at)
    return settled


def count_named(session: Session, review: Review, named: Iterable[Submission], at: datetime) -> list[Submission]:
    """Decide again the answers that name whom a review made known. They wait again if the review is undone."""
    return decide_again(session, named, cause_of_naming(review.id), at)


def cause_of_naming(review: int) -> str:
    """Why answers were decided again that name whom a review made known."""
    return f"naming {review}"


def alias_of_review(session: Session, review: Review, words: str) -> Alias | None:
    """The spelling that a review has taught, or has let decide again."""
    taught = select(Alias).where(Alias.name_key == fold(words))
    changed = select(LessonChange.alias_id).where(LessonChange.review_id == review.id)
    return session.scalars(taught.where(or_(Alias.review_id == review.id, Alias.id.in_(changed)))).first()


def open_answers_led_by(session: Session, alias: Alias) -> list[Submission]:
    """The open answers with the words of an alias that lead to its source, now that it decides."""
    return _leading_to(session, alias.source, _open_with(session, alias.name), directory_of(session))


def beyond_one_step(session: Session, alias: str, besides: Submission) -> int:
    """How many other open answers have the words of an alias beyond those that one step judges."""
    return max(0, sum(1 for _ in _open_with(session, alias, besides)) - _AT_ONCE)


def settle_further(session: Session, review: Review, alias: Alias, at: datetime) -> Iterator[int]:
    """Decide again the open answers that an alias settles and that were beyond the step in which it was confirmed.

    A step at a time, to be committed after each, because whoever sends a form meanwhile waits for it. They wait again
    if the alias is undone, as the others do. Yields how many each step has settled.
    """
    changed = select(LessonChange.id).where(LessonChange.alias_id == alias.id, LessonChange.review_id == review.id)
    change = session.scalars(changed.order_by(LessonChange.id.desc())).first()
    cause = f"alias {alias.id}" if change is None else f"change {change}"
    numbers = [one.id for one in _open_with(session, alias.name)]
    for start in range(0, len(numbers), _AT_ONCE):
        some = select(Submission).join(Decision).where(Decision.is_open)
        some = some.where(Submission.id.in_(numbers[start : start + _AT_ONCE])).order_by(Submission.id)
        led = _leading_to(session, alias.source, session.scalars(some).all(), directory_of(session))
        yield len(decide_again(session, led, cause, at))


def _open_with(session: Session, words: str, besides: Submission | None = None) -> Iterable[Submission]:
    wanted = fold(words)
    return (one for one in _open(session, besides) if wanted and wanted in _folded(one))


def _leading_to(session: Session, source: Source, held: Iterable[Submission], directory: Directory) -> list[Submission]:
    return [one for one in islice(held, _AT_ONCE) if _leads_to(judge(session, one, directory), source)]


def _folded(submission: Submission) -> str:
    return fold(submission.answer[:READ_AT_MOST])


def _open(session: Session, besides: Submission | None = None) -> Iterable[Submission]:
    waiting = select(Submission).join(Decision).where(Decision.is_open)
    if besides is not None:
        waiting = waiting.where(Submission.id != besides.id)
    return session.scalars(waiting.order_by(Submission.received_at, Submission.id)).all()


def _is_visited(result: Result, source: Source) -> bool:
    """Whether the web visit shows the source, in the directory or, by its name, from before it stood there."""
    visited = [each.source for each in result.arrived_through()]
    return any(each.id == str(source.id) or (each.name, each.kind) == (source.name, source.kind) for each in visited)


def _leads_to(result: Result, source: Source) -> bool:
    """Whether a judgement needs nobody and credits the source."""
    return result.decision == "auto" and any(each.source.id == str(source.id) for each in result.introduced_by())
