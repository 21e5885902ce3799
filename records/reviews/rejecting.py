"""What a decision says against what was proposed: a contradicted alias is suspended, other words are turned down."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import Credit, Result, carries_a_name, fits_another, fold
from records.answers.credits import Decision, Review
from records.answers.judgements import thaw
from records.answers.settling import source_of
from records.answers.submissions import Submission
from records.firm import directory_changed
from records.reviews.deciding_again import decide_again, decided_by
from records.sources import Alias, Rejection, Source
from records.sources.directory import directory_of, entry_of
from records.sources.merged import result_meant
from records.sources.spellings import LEARNED, alias_behind
from records.staff.users import User

Span = tuple[int, int]


class NothingToReject(ValueError):
    """The machine does not propose the source by any words of the answer."""


def learn_from(session: Session, review: Review, at: datetime) -> None:
    """Keep what a review says against what the machine had proposed.

    An alias that had decided the answer and whose source the review does not credit is suspended, and the answers
    that it alone decided are open again. Of a credit or a first suggestion that the review passes over, the words are
    turned down for that source, if they carry a name and fit nobody else: which of two of one name is meant this
    time says nothing of the next. What the review credits for words that were turned down lifts that.
    """
    decision = session.get(Decision, review.submission_id)
    chosen = {part.source_id for part in review.parts}
    if decision is None or not chosen:
        return
    answer = review.submission.answer
    result = result_meant(session, thaw(decision.result))
    sure = {source_of(session, credit, at).id for credit in result.introduced_by()}
    for credit, span in _passed_over(session, result, chosen, sure, answer):
        source = session.get(Source, int(credit.source.id))
        alias = alias_behind(source, credit, answer) if source else None
        if alias is not None and credit.rule == LEARNED:
            suspend(session, alias, review, at)
        elif source is not None and _says_who(session, _words(answer, span), source):
            _keep(session, source, _words(answer, span), review.user, at, review.id)
    for part in review.parts:
        if part.span_start is not None and part.span_end is not None:
            lift(session, review, part.source, _words(answer, (part.span_start, part.span_end)))


def suspend(session: Session, alias: Alias, review: Review, at: datetime) -> None:
    """Let an alias decide nothing any more, because a review contradicts it."""
    again = [each for each in decided_by(session, alias) if each.id != review.submission_id]
    alias.suspended_by_id = review.id
    session.flush()
    directory_changed(session, alias.source_id)
    decide_again(session, again, f"review {review.id}", at)


def reject(session: Session, submission: Submission, source: Source, user: User, at: datetime) -> Rejection:
    """Say of the words by which the machine proposes a source that they do not mean it.

    The answer itself, and those that an alias of these words alone decided, are decided again. The same said twice is
    the rejection that is there. Raises NothingToReject.
    """
    words = rejectable(session, submission, source)
    if words is None:
        raise NothingToReject(f"no words of the answer are taken for {source.name}")
    present = _rejection_of(source, words)
    if present is not None:
        return present
    rejection = _keep(session, source, words, user, at)
    again = {submission.id: submission}
    for alias in source.aliases:
        if alias.name_key == rejection.words_key:
            again |= {one.id: one for one in decided_by(session, alias)}
    decide_again(session, again.values(), f"rejection {rejection.id}", at)
    return rejection


def rejectable(session: Session, submission: Submission, source: Source) -> str | None:
    """The words by which the machine proposes or credits a source of the directory, if they carry a name."""
    decision = session.get(Decision, submission.id)
    result = result_meant(session, thaw(decision.result)) if decision else Result("none")
    spans = (each.span for each in (*result.introduced_by(), *result.suggestions) if each.source.id == str(source.id))
    words = next((_words(submission.answer, span) for span in spans if span), None)
    return words if words is not None and carries_a_name(words) else None


def turned_down(session: Session, result: Result, answer: str) -> dict[str, Rejection]:
    """The suggestions, by the id of their source, of whose words staff have said that they do not mean it."""
    spans = {each.source.id: each.span for each in result.suggestions if each.span and each.source.id.isdigit()}
    if not spans:
        return {}
    active = select(Rejection).where(Rejection.source_id.in_(map(int, spans)), Rejection.lifted_by_id.is_(None))
    return {
        str(rejection.source_id): rejection
        for rejection in session.scalars(active.order_by(Rejection.id))
        if rejection.words_key == fold(_words(answer, spans[str(rejection.source_id)]))
    }


def turned_down_by(session: Session, review: Review) -> list[tuple[str, Source]]:
    """The words that a review has turned down, or the alias that it has suspended, each with the source it was for."""
    rejected = session.scalars(select(Rejection).where(Rejection.review_id == review.id).order_by(Rejection.id))
    suspended = session.scalars(select(Alias).where(Alias.suspended_by_id == review.id).order_by(Alias.id))
    return [*((each.words, each.source) for each in rejected), *((each.name, each.source) for each in suspended)]


def _passed_over(
    session: Session, result: Result, chosen: set[int], sure: set[int], answer: str
) -> Iterable[tuple[Credit, Span]]:
    """What was credited or suggested first for some words, where the review credits somebody else for them.

    ``sure`` are the sources that the machine credits: to keep one of them and leave out another contradicts neither.
    """
    credited = [each for each in result.introduced_by() if each.span and each.source.id.isdigit()]
    if chosen - sure:
        yield from ((each, each.span) for each in credited if int(each.source.id) not in chosen and each.span)
    by_span: dict[Span, list[Credit]] = {}
    rejected = turned_down(session, result, answer)
    for each in result.suggestions:
        if each.span and each.source.id.isdigit():
            by_span.setdefault(each.span, []).append(each)
    for span, suggested in by_span.items():
        here = {int(each.source.id) for each in suggested}
        elsewhere = {int(e.source.id) for other, some in by_span.items() if other != span for e in some} - here
        first = next((each for each in suggested if each.source.id not in rejected), None)
        if first is not None and int(first.source.id) not in chosen and chosen - sure - elsewhere:
            yield first, span


def _says_who(session: Session, words: str, source: Source) -> bool:
    return carries_a_name(words) and not fits_another(words, entry_of(source), directory_of(session))


def _keep(
    session: Session, source: Source, words: str, user: User, at: datetime, review_id: int | None = None
) -> Rejection:
    present = _rejection_of(source, words)
    if present is not None:
        return present
    rejection = Rejection(
        source=source, words=words, words_key=fold(words), user=user, at=at, review_id=review_id, lifted_by_id=None
    )
    session.add(rejection)
    session.flush()
    directory_changed(session, source.id)
    return rejection


def _rejection_of(source: Source, words: str) -> Rejection | None:
    """The rejection in force of these words for the source."""
    of_words = (each for each in source.rejections if each.words_key == fold(words) and each.lifted_by_id is None)
    return next(of_words, None)


def lift(session: Session, review: Review, source: Source, words: str) -> Rejection | None:
    """Let a review that credits a source for words that were turned down for it lift that. Returns what it lifts."""
    rejection = _rejection_of(source, words)
    if rejection is not None:
        rejection.lifted_by_id = review.id
        session.flush()
        directory_changed(session, source.id)
    return rejection


def _words(answer: str, span: Span) -> str:
    return " ".join(answer[slice(*span)].split())
