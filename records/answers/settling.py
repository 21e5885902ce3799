"""From decisions and reviews to credits: which submission decides for a client, and what it credits.

Credits are written anew from the judgements each time, so that the same judgements always give the same credits.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from attribution import WEBSITE_KINDS, WHOLE, Channel, Result, Role, fold, said_channel
from attribution import Credit as Judged
from records.answers.credits import Credit, Decision, Review, Standing, Verdict
from records.answers.judgements import thaw
from records.answers.submissions import Submission
from records.clients import Client
from records.db import locked_by_name
from records.keywords import Keyword, keyword_called
from records.sources import Source, note_source, source_called
from records.sources.merged import source_meant
from records.sources.spellings import alias_behind


def settle(session: Session, client: Client, at: datetime) -> None:
    """Write the credits of a client anew from the decisions and reviews of all its submissions."""
    told = list(
        session.scalars(
            select(Submission).where(Submission.client_id == client.id).order_by(Submission.received_at, Submission.id)
        )
    )
    numbers = [submission.id for submission in told]
    decisions = {
        decision.submission_id: decision
        for decision in session.scalars(select(Decision).where(Decision.submission_id.in_(numbers)))
    }
    reviews = {
        review.submission_id: review
        for review in session.scalars(
            select(Review).where(Review.submission_id.in_(numbers)).order_by(Review.at, Review.id)
        )
    }
    session.execute(delete(Credit).where(Credit.client_id == client.id))
    deciding = deciding_submission(told, decisions, reviews)
    for number, decision in decisions.items():
        decision.is_open = (
            deciding is not None and number == deciding.id and number not in reviews and decision.decision == "review"
        )
    visited = _first_visited(told, decisions) or deciding
    said = _introduced_by(session, deciding, decisions, reviews, at)
    arrived = _arrived_through(session, visited, decisions, at)
    _add_keyword(session, said, arrived, [decisions[s.id] for s in (deciding, visited) if s and s.id in decisions])
    for credits in (said, arrived):
        for position, credit in enumerate(_each_source_once(credits)):
            credit.client_id = client.id
            credit.position = position
            session.add(credit)
    session.flush()


def deciding_submission(
    told: list[Submission], decisions: dict[int, Decision], reviews: dict[int, Review]
) -> Submission | None:
    """The submission that keeps the credit: the first usable answer, in the words of its last correction.

    A correction that comes after a person has decided does not override that decision.
    """
    latest: dict[int, Submission] = {}
    for submission in told:
        first = submission.corrects_id or submission.id
        present = latest.get(first)
        if present is None or present.id not in reviews:
            latest[first] = submission
    for submission in latest.values():
        review = reviews.get(submission.id)
        decision = decisions.get(submission.id)
        if review.verdict is Verdict.CREDITED if review else decision and decision.decision != "none":
            return submission
    return next(iter(latest.values()), None)


def counting_submission(session: Session, client_id: int) -> int | None:
    """The number of the submission by which a client counts now, of all that they have sent; None if there is none."""
    credits = select(Credit.submission_id).where(Credit.client_id == client_id, Credit.role == Role.INTRODUCED_BY)
    return session.scalar(credits.order_by(Credit.position).limit(1))


def _first_visited(told: list[Submission], decisions: dict[int, Decision]) -> Submission | None:
    for submission in told:
        decision = decisions.get(submission.id)
        if decision and thaw(decision.result).arrived is not Channel.UNASSIGNED:
            return submission
    return None


def _introduced_by(
    session: Session,
    deciding: Submission | None,
    decisions: dict[int, Decision],
    reviews: dict[int, Review],
    at: datetime,
) -> list[Credit]:
    review = reviews.get(deciding.id) if deciding else None
    if review:
        return _reviewed(session, review)
    if deciding is None or deciding.id not in decisions:
        return [_open_credit(Role.INTRODUCED_BY, Standing.UNKNOWN, WHOLE, "not_asked", "Nobody has asked yet.")]
    result = thaw(decisions[deciding.id].result)
    credits = [_judged(session, deciding, credit, at) for credit in result.introduced_by()]
    rest = WHOLE - sum(credit.share for credit in credits)
    if rest > 0:
        credits.insert(0 if result.open_first else len(credits), _rest(result, deciding, rest))
    return credits


def _rest(result: Result, deciding: Submission, share: int) -> Credit:
    """The part of a client that no source is credited with: it waits for a person, or cannot be known."""
    if result.decision != "review":
        standing, rule, reason = (
            Standing.UNKNOWN,
            "nothing_to_match",
            "The answer names nothing that can be matched.",
        )
    else:
        standing = Standing.CONFLICT if result.conflict else Standing.IN_REVIEW
        rule, reason = "in_review", result.question or "A person has to decide."
    rest = _open_credit(Role.INTRODUCED_BY, standing, share, rule, reason)
    rest.submission_id = deciding.id
    return rest


def _reviewed(session: Session, review: Review) -> list[Credit]:
    by = f"{review.user.name} decided this on {review.at:%Y-%m-%d}."
    credits = [
        Credit(
            role=Role.INTRODUCED_BY,
            submission_id=review.submission_id,
            standing=Standing.CREDITED,
            source=source_meant(session, part.source),
            channel=said_channel(part.source.kind, part.source.name),
            share=part.share,
            confidence=1.0,
            rule="review",
            reason=by,
            span_start=part.span_start,
            span_end=part.span_end,
            review_id=review.id,
        )
        for part in review.parts
    ]
    if review.verdict is Verdict.UNKNOWN:
        rest = WHOLE - sum(credit.share for credit in credits)
        unknown = _open_credit(Role.INTRODUCED_BY, Standing.UNKNOWN, rest, "review", f"Cannot be known: {by}")
        unknown.submission_id, unknown.review_id = review.submission_id, review.id
        credits.insert(0, unknown)
    return credits


def _arrived_through(
    session: Session, visited: Submission | None, decisions: dict[int, Decision], at: datetime
) -> list[Credit]:
    result = thaw(decisions[visited.id].result) if visited and visited.id in decisions else Result("none")
    if visited and result.arrived_through():
        return [_judged(session, visited, credit, at) for credit in result.arrived_through()]
    if visited and result.arrived is not Channel.UNASSIGNED:
        # A visit without a referring page has a channel (Direct) and no source.
        direct = _open_credit(Role.ARRIVED_THROUGH, Standing.CREDITED, WHOLE, "visit", "The visit names no source.")
        direct.submission_id, direct.channel = visited.id, result.arrived
        return [direct]
    return [_open_credit(Role.ARRIVED_THROUGH, Standing.UNKNOWN, WHOLE, "no_visit", "No visit from the web is known.")]


def _judged(session: Session, submission: Submission, judged: Judged, at: datetime) -> Credit:
    span = judged.span or (None, None)
    source = source_of(session, judged, at)
    alias = alias_behind(source, judged, submission.answer)
    return Credit(
        role=judged.role,
        submission_id=submission.id,
        standing=Standing.CREDITED,
        source=source,
        alias_id=alias.id if alias else None,
        channel=judged.channel,
        share=judged.share,
        confidence=judged.confidence,
        rule=judged.rule,
        reason=judged.reason,
        span_start=span[0],
        span_end=span[1],
    )


def source_of(session: Session, judged: Judged, at: datetime) -> Source:
    """The row of a judged source: by its number in the directory, else by kind and name, made if it is new.

    Where that one was merged into another, it is the other.
    """
    if judged.source.id.isdigit():
        row = session.get(Source, int(judged.source.id))
        if row is not None:
            return source_meant(session, row)
    name, kind = judged.source.name, judged.source.kind
    found = source_called(session, name, kind)
    if found is None:
        # Two clients may be the first to name it at the same moment; the second one finds what the first has made.
        locked_by_name(session, f"{kind} {fold(name)}")
        found = source_called(session, name, kind)
    return source_meant(session, found) if found else note_source(session, name, kind, at)


def _each_source_once(credits: list[Credit]) -> list[Credit]:
    """Two sources that were merged since are one: their parts of the client are together."""
    once: dict[object, Credit] = {}
    for credit in credits:
        first = once.setdefault(credit.source or credit, credit)
        if first is not credit:
            first.share += credit.share
    return list(once.values())


def _open_credit(role: Role, standing: Standing, share: int, rule: str, reason: str) -> Credit:
    return Credit(role=role, standing=standing, channel=Channel.UNASSIGNED, share=share, rule=rule, reason=reason)


def _add_keyword(session: Session, said: list[Credit], arrived: list[Credit], decisions: Iterable[Decision]) -> None:
    """Put the client's keyword on the decisive credits: a known one on the visit's, a told one on both.

    A told keyword goes to what the client said only where that is something that is searched.
    """
    results = [thaw(decision.result) for decision in decisions]
    known = next((result for result in results if result.keyword_kind == "known"), None)
    told = next((result for result in results if result.keyword_kind == "told"), None)
    best = known or told
    if best and best.keyword and arrived:
        _mark(arrived[0], keyword_called(session, best.keyword), best.keyword_kind)
    if told and told.keyword and said and said[0].source and said[0].source.kind in WEBSITE_KINDS:
        _mark(said[0], keyword_called(session, told.keyword), told.keyword_kind)


def _mark(credit: Credit, keyword: Keyword | None, kind: str | None) -> None:
    if keyword:
        credit.keyword, credit.keyword_kind = keyword, kind
