"""A person's decision about an answer, the alias that it can teach, and the open answers that settles too."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import READ_AT_MOST, WHOLE, Directory, Kind, Result, fold, name_around, offered_alias
from records.clients import Client
from records.credits import Decision, Review, ReviewPart, Verdict
from records.deciding import decide, judge
from records.directory import directory_of, directory_with_alias, entry_of
from records.judgements import thaw
from records.settling import settle, source_of
from records.sources import Source, add_alias, add_source
from records.submissions import Submission
from records.users import User

# Up to so many words, a whole answer can be somebody's name for somebody ("Big Steve the roof man").
_SHORT = 5
# So many open answers are judged in one step, because whoever sends a form meanwhile waits for it.
_AT_ONCE = 100


def review_answer(
    session: Session, submission: Submission, user: User, sources: Sequence[Source], at: datetime
) -> Review:
    """Credit an answer to sources, the decisive one first, in equal shares; none means it cannot be known.

    A source that is given twice counts once. What the machine was sure of beside the open part keeps its credit,
    also when the open part cannot be known.
    """
    sources = list(dict.fromkeys(sources))
    review = Review(
        submission=submission,
        verdict=Verdict.CREDITED if sources else Verdict.UNKNOWN,
        at=at,
        user=user,
    )
    session.add(review)
    sure = [source for source in _sure_beside(session, submission, at) if source not in sources]
    # What cannot be known has its part of the client, but nobody to credit it to.
    credited: list[Source | None] = [*sources, *sure] if sources else [None, *sure]
    for position, (source, share) in enumerate(zip(credited, equal_shares(len(credited)), strict=True)):
        if source is not None:
            span = _span_of(session, submission, source)
            review.parts.append(
                ReviewPart(position=position, source=source, share=share, span_start=span[0], span_end=span[1])
            )
    session.flush()
    settle(session, submission.client, at)
    return review


def equal_shares(parts: int) -> list[int]:
    """One client in so many parts, in millionths that add up; what is left over goes to those named first."""
    each, left = divmod(WHOLE, parts)
    return [each + (position < left) for position in range(parts)]


def alias_offered(session: Session, submission: Submission, source: Source, words: str = "") -> str | None:
    """The words of the answer that could be remembered for this source, or None if they carry no name.

    ``words`` are those that a person picked from the answer; else they are the whole name around what the machine
    would have matched, or the whole of a short answer. An answer that leads to the source by itself has nothing to
    teach.
    """
    directory, answer = directory_of(session), submission.answer
    if _leads_to(judge(session, submission, directory), source):
        return None
    if words:
        found = re.search(re.escape(words), answer, re.IGNORECASE)
        spans = [found.span()] if found else []
    else:
        start, end = _span_of(session, submission, source)
        whole = name_around(answer, (start, end) if start is not None and end is not None else None)
        spans = [whole] if whole else []
        if start is None and not whole and len(fold(answer).split()) <= _SHORT:
            spans = [(0, len(answer))]
    offered = (offered_alias(answer, span, entry_of(source), directory) for span in spans)
    return next((alias for alias in offered if alias), None)


def answers_settled_by(session: Session, alias: str, source: Source, besides: Submission) -> list[Submission]:
    """The other open answers that would be credited to the source by themselves if the alias were confirmed.

    At most the first ``_AT_ONCE`` that hold its words are judged; deciding open answers again finds the rest.
    """
    wanted = fold(alias)
    held = (one for one in _open_besides(session, besides) if wanted and wanted in _folded(one))
    return _leading_to(session, source, held, directory_with_alias(session, source, alias))


def answers_naming(session: Session, source: Source, besides: Submission) -> list[Submission]:
    """The other open answers that lead to the source as the directory is now: it has come to be known since.

    At most the first ``_AT_ONCE`` that have a word of its name are judged; deciding again finds the rest.
    """
    name = set(source.name_key.split())
    held = (one for one in _open_besides(session, besides) if name & set(_folded(one).split()))
    return _leading_to(session, source, held, directory_of(session))


def _leading_to(session: Session, source: Source, held: Iterable[Submission], directory: Directory) -> list[Submission]:
    return [one for one in islice(held, _AT_ONCE) if _leads_to(judge(session, one, directory), source)]


def _folded(submission: Submission) -> str:
    return fold(submission.answer[:READ_AT_MOST])


def confirm_alias(session: Session, review: Review, source: Source, alias: str, at: datetime) -> list[Submission]:
    """Remember an alias that a review taught, and decide again the open answers that it settles.

    Returns those answers.
    """
    settled = answers_settled_by(session, alias, source, review.submission)
    add_alias(session, source, alias, at, review.user, review.id)
    for submission in settled:
        decide(session, submission, at)
    return settled


def source_of_client(session: Session, client: Client, at: datetime) -> Source:
    """The source that an existing client is: in the directory from the first time somebody names them."""
    source = session.scalars(select(Source).where(Source.client_id == client.id)).unique().first()
    if source is None:
        source = add_source(session, client.name, Kind.EXISTING_CLIENT, at)
        source.client_id = client.id
        session.flush()
    return source


def clients_named(session: Session, submission: Submission, most: int = 5) -> list[Client]:
    """Clients whose whole name stands in the answer: offered to a person, never credited by the machine."""
    words = _folded(submission).split()[:400]
    names = {" ".join(words[start : start + size]) for size in (2, 3, 4) for start in range(len(words))}
    if not names:
        return []
    named = select(Client).where(Client.name_key.in_(names), Client.id != submission.client_id)
    return list(session.scalars(named.order_by(Client.id).limit(most)))


def reviews_of(session: Session, submission: Submission) -> list[Review]:
    """All reviews of a submission, the newest (which decides) first."""
    of_submission = select(Review).where(Review.submission_id == submission.id)
    return list(session.scalars(of_submission.order_by(Review.at.desc(), Review.id.desc())))


def _open_besides(session: Session, besides: Submission) -> Iterable[Submission]:
    waiting = select(Submission).join(Decision).where(Decision.is_open, Submission.id != besides.id)
    return session.scalars(waiting.order_by(Submission.received_at, Submission.id))


def _leads_to(result: Result, source: Source) -> bool:
    """Whether a judgement needs nobody and credits the source."""
    return result.decision == "auto" and any(each.source.id == str(source.id) for each in result.introduced_by())


def _sure_beside(session: Session, submission: Submission, at: datetime) -> list[Source]:
    decision = session.get(Decision, submission.id)
    if decision is None or decision.decision != "review":
        return []
    return [source_of(session, credit, at) for credit in thaw(decision.result).introduced_by()]


def _span_of(session: Session, submission: Submission, source: Source) -> tuple[int | None, int | None]:
    """Where in the answer the words stand that the machine would have matched to the source."""
    decision = session.get(Decision, submission.id)
    if decision:
        result = thaw(decision.result)
        proposed = [*result.credits, *result.suggestions]
        spans = [c.span for c in proposed if c.source.id == str(source.id) and c.span]
        if spans:
            return spans[0]
    return None, None
