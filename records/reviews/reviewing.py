"""A person's decision about an answer."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import READ_AT_MOST, WHOLE, Kind, fold
from records.answers.credits import Decision, Review, ReviewPart, Verdict
from records.answers.judgements import thaw
from records.answers.settling import settle, source_of
from records.answers.submissions import Submission
from records.clients import Client
from records.money.splitting import split
from records.reviews.rejecting import learn_from
from records.sources import Source, add_source
from records.sources.merged import result_meant, source_meant
from records.staff.users import User


def review_answer(
    session: Session,
    submission: Submission,
    user: User,
    sources: Sequence[Source],
    at: datetime,
    *,
    made: Collection[Source] = (),
    shares: Sequence[int] | None = None,
    learns: bool = True,
) -> Review:
    """Credit an answer to sources, the decisive one first; none means it cannot be known.

    ``shares`` divide what is open among them in millionths of it; without them it is divided equally. A source that is
    given twice counts once. What the machine was sure of beside the open part keeps its credit, also when the open part
    cannot be known. What the review says against the machine's proposal is kept too (see ``learn_from``) unless
    ``learns`` is False. ``made`` are those of the sources that were made for this review.
    """
    meant = [source_meant(session, source) for source in sources]
    weights: dict[Source, int] = {}
    for source, weight in zip(meant, shares or equal_shares(len(meant)) if meant else [], strict=True):
        weights[source] = weights.get(source, 0) + weight
    sources = list(weights)
    review = Review(
        submission=submission,
        verdict=Verdict.CREDITED if sources else Verdict.UNKNOWN,
        at=at,
        user=user,
        made_source_id=sources[0].id if sources and sources[0] in made else None,
    )
    session.add(review)
    sure = [source for source in _sure_beside(session, submission, at) if source not in sources]
    # What cannot be known has its part of the client, but nobody to credit it to.
    credited: list[Source | None] = [*sources, *sure] if sources else [None, *sure]
    parts = equal_shares(len(credited))
    if shares:
        named = len(sources)
        parts[:named] = split(sum(parts[:named]), list(weights.values()))
    for position, (credit_to, share) in enumerate(zip(credited, parts, strict=True)):
        if credit_to is not None:
            start, end = span_of(session, submission, credit_to) or (None, None)
            review.parts.append(
                ReviewPart(
                    position=position,
                    source=credit_to,
                    share=share,
                    span_start=start,
                    span_end=end,
                    made=position > 0 and credit_to in made,
                )
            )
    session.flush()
    if learns:
        learn_from(session, review, at)
    settle(session, submission.client, at)
    return review


def equal_shares(parts: int) -> list[int]:
    """One client in so many parts, in millionths that add up; what is left over goes to those named first."""
    each, left = divmod(WHOLE, parts)
    return [each + (position < left) for position in range(parts)]


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
    words = fold(submission.answer[:READ_AT_MOST]).split()[:400]
    names = {" ".join(words[start : start + size]) for size in (2, 3, 4) for start in range(len(words))}
    if not names:
        return []
    named = select(Client).where(Client.name_key.in_(names), Client.id != submission.client_id)
    return list(session.scalars(named.order_by(Client.id).limit(most)))


def reviews_of(session: Session, submission: Submission) -> list[Review]:
    """All reviews of a submission, the newest (which decides) first."""
    of_submission = select(Review).where(Review.submission_id == submission.id)
    return list(session.scalars(of_submission.order_by(Review.at.desc(), Review.id.desc())))


def _sure_beside(session: Session, submission: Submission, at: datetime) -> list[Source]:
    decision = session.get(Decision, submission.id)
    if decision is None or decision.decision != "review":
        return []
    return [source_of(session, credit, at) for credit in thaw(decision.result).introduced_by()]


def span_of(session: Session, submission: Submission, source: Source) -> tuple[int, int] | None:
    """Where in the answer the words stand that the machine would have matched to the source."""
    decision = session.get(Decision, submission.id)
    if decision:
        result = result_meant(session, thaw(decision.result))
        proposed = [*result.credits, *result.suggestions]
        return next((c.span for c in proposed if c.source.id == str(source.id) and c.span), None)
    return None
