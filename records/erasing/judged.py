"""Judgements without the words that they quoted: sources, shares and rules stay, reasons, spans and phrases go."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, exists, or_, select, update
from sqlalchemy.orm import Session

from attribution import Credit as Judged
from attribution import Result
from records.answers.credits import Credit, Decision, Review, ReviewPart
from records.answers.erasures import WHY, Erasure
from records.answers.judgements import freeze, thaw
from records.answers.submissions import Submission
from records.clients import Client
from records.keywords import Keyword, keyword_called
from records.keywords.search_totals import SearchTotal
from records.reviews.lessons import DecisionBefore


def forget_judgements(session: Session, client: Client, told: Sequence[Submission]) -> set[int]:
    """Take the words out of the decisions about a client's answers, of now and of before, and out of the reviews.

    Returns the numbers of the clients whose credits are to be written anew: with this one those erased before who had
    a search phrase in common with nobody else but them.
    """
    numbers = [each.id for each in told]
    decisions: list[Decision | DecisionBefore] = [
        *session.scalars(select(Decision).where(Decision.submission_id.in_(numbers))),
        *session.scalars(select(DecisionBefore).where(DecisionBefore.submission_id.in_(numbers))),
    ]
    phrases = {str(each.result.get("keyword")) for each in decisions if each.result.get("keyword")}
    gone = _phrases_of_nobody_else(session, client, phrases)
    others = _of_erased(session, gone)
    for each in (*decisions, *others):
        each.result = freeze(_without_words(thaw(each.result), gone))
        each.decision = each.result["decision"]
        if isinstance(each, Decision):
            each.is_open = False
    reviews = select(Review.id).where(Review.submission_id.in_(numbers))
    of_reviews = update(ReviewPart).where(ReviewPart.review_id.in_(reviews))
    session.execute(of_reviews.values(span_start=None, span_end=None))
    session.flush()
    return {client.id, *(each.submission.client_id for each in others)}


def _of_erased(session: Session, phrases: set[str]) -> list[Decision | DecisionBefore]:
    """The decisions about people erased before who had one of these phrases."""
    if not phrases:
        return []
    answers = select(Submission.id).join(Erasure, Erasure.client_id == Submission.client_id)
    found: list[Decision | DecisionBefore] = [
        *session.scalars(select(Decision).where(Decision.submission_id.in_(answers))),
        *session.scalars(select(DecisionBefore).where(DecisionBefore.submission_id.in_(answers))),
    ]
    return [each for each in found if each.result.get("keyword") in phrases]


def _without_words(result: Result, gone: set[str]) -> Result:
    kept = result.keyword if result.keyword not in gone else None
    return replace(
        result,
        # Nobody can decide what nobody can read: an open part cannot be known.
        decision="none" if result.decision == "review" else result.decision,
        credits=tuple(_without_reason(each) for each in result.credits),
        suggestions=(),
        keyword=kept,
        keyword_kind=result.keyword_kind if kept else None,
        conflict=False,
        question="",
    )


def _without_reason(judged: Judged) -> Judged:
    return replace(judged, reason=WHY, span=None)


def _phrases_of_nobody_else(session: Session, client: Client, phrases: set[str]) -> set[str]:
    """Those search phrases that are known of this client alone; they lose their words."""
    gone = set()
    for phrase in phrases:
        keyword = keyword_called(session, phrase)
        if keyword is not None and not session.scalar(select(_known_of_others(keyword, client))):
            gone.add(phrase)
            keyword.phrase = keyword.phrase_key = keyword.search_key = f"erased {keyword.id}"
    session.flush()
    return gone


def _known_of_others(keyword: Keyword, client: Client) -> ColumnElement[bool]:
    of_others: ColumnElement[bool] = exists().where(
        Credit.keyword_id == keyword.id,
        Credit.client_id != client.id,
        Credit.client_id.not_in(select(Erasure.client_id)),
    )
    return or_(of_others, exists().where(SearchTotal.keyword_id == keyword.id))
