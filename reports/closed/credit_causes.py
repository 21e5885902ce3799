"""Why clients are credited otherwise since a month was closed: reviews, merges, keywords, what was taught, matching."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from records.answers.credits import Credit, Decision, Review
from records.answers.submissions import Submission
from records.closed.closed_months import Closure
from records.keywords import KeywordMove, KeywordMovePart
from records.reviews.lessons import DecisionBefore, LessonChange
from records.reviews.taken_back import TakenBack, What
from records.sources import Alias, Rejection
from records.sources.merged import Merge
from reports.batches import batched
from reports.closed.cause import NOT_RECORDED, Cause, called, latest
from reports.closed.months import Month

# What a person's act is called by which answers were decided again (see ``records.reviews.deciding_again``).
_ACTS: dict[str, tuple[Any, str]] = {
    "review": (Review, "answer decided again after another was reviewed"),
    "merge": (Merge, "answer decided again after sources were merged"),
    "alias": (Alias, "answer decided again after a spelling was added"),
    "rejection": (Rejection, "answer decided again after a proposal was turned down"),
    "change": (LessonChange, "answer decided again after a spelling or a refusal was changed"),
}

_BACK = {
    What.REVIEW: "review of the answer undone",
    What.LESSON: "what was taught was undone, and the answer decided as before",
    What.JOIN: "two clients who had been joined are two again",
}

_Found = dict[int, list[Cause]]


def causes_of_credits(
    session: Session, closure: Closure, clients: Iterable[int], kept: Month, present: Month
) -> Mapping[int, Cause]:
    """The latest cause for each client for whom the records have one since the closing."""
    causes: _Found = defaultdict(list)
    numbers = sorted(set(clients))
    before, after = _sources(kept), _sources(present)
    for lost, gained, cause in merges_since(session, closure.at):
        for number in numbers:
            if lost in before[number] - after[number] and gained in after[number]:
                causes[number].append(cause)
    for some in batched(numbers):
        _reviews(session, closure.at, some, causes)
        _moves(session, closure.at, some, causes)
        _decisions(session, closure.at, some, causes)
    return {client: latest(those) for client, those in causes.items() if those}


def _sources(month: Month) -> Mapping[int, set[int | None]]:
    found: dict[int, set[int | None]] = defaultdict(set)
    for (client, _), credits in month.credits.items():
        found[client] |= {credit.source for credit in credits}
    return found


def merges_since(session: Session, closed_at: datetime) -> list[tuple[int, int, Cause]]:
    """Merges and merges undone: the source that a credit lost by it, the one that it got, and the cause."""
    found: list[tuple[int, int, Cause]] = []
    merges = session.scalars(select(Merge).options(joinedload(Merge.user), joinedload(Merge.keep))).all()
    into = {merge.gone_id: merge for merge in merges}
    for merge in merges:
        # What a source was merged into may have been merged itself; either merge may be the later one.
        last, latest_at = merge, merge.at
        while last.keep_id in into:
            last = into[last.keep_id]
            latest_at = max(latest_at, last.at)
        if latest_at > closed_at:
            why = f"{merge.gone.name} merged into {last.keep.name}"
            found.append((merge.gone_id, last.keep_id, Cause(latest_at, called(last.user), why)))
    undone = select(TakenBack).where(TakenBack.what == What.MERGE, TakenBack.at > closed_at)
    for back in session.scalars(undone.options(joinedload(TakenBack.user))):
        cause = Cause(back.at, called(back.user), "merge of two sources undone")
        found.append((back.kept_number or 0, back.gone_number or 0, cause))
    return found


def _reviews(session: Session, closed_at: datetime, clients: Sequence[int], causes: _Found) -> None:
    reviews = (
        select(Submission.client_id, Review)
        .join(Review, Review.submission_id == Submission.id)
        .where(Submission.client_id.in_(clients), Review.at > closed_at)
        .options(joinedload(Review.user))
    )
    for client, review in session.execute(reviews):
        causes[client].append(Cause(review.at, called(review.user), "answer reviewed"))
    undone = select(TakenBack).where(TakenBack.client_id.in_(clients), TakenBack.at > closed_at)
    # A review that is undone is the better reason where what it taught goes with it.
    undone = undone.order_by(TakenBack.what.desc())
    for back in session.scalars(undone.options(joinedload(TakenBack.user))):
        causes[back.client_id or 0].append(Cause(back.at, called(back.user), _BACK[back.what]))


def _moves(session: Session, closed_at: datetime, clients: Sequence[int], causes: _Found) -> None:
    moves = (
        select(Credit.client_id, KeywordMove)
        .join(KeywordMovePart, KeywordMovePart.keyword_id == Credit.keyword_id)
        .join(KeywordMove, KeywordMove.id == KeywordMovePart.move_id)
        .where(Credit.client_id.in_(clients), KeywordMove.at > closed_at)
        .options(joinedload(KeywordMove.user))
    )
    for client, move in session.execute(moves):
        causes[client].append(Cause(move.at, called(move.user), "keywords put together or apart"))


def _decisions(session: Session, closed_at: datetime, clients: Sequence[int], causes: _Found) -> None:
    """The machine's decisions, with the act of a person that had them made, a further answer, or a re-matching."""
    again = (
        select(Submission.client_id, Submission.id, Submission.received_at, Decision.at)
        .join(Decision, Decision.submission_id == Submission.id)
        .where(Submission.client_id.in_(clients), Decision.at > closed_at)
    )
    rows = session.execute(again).tuples().all()
    acts: dict[int, Cause] = {}
    if rows:
        before = select(DecisionBefore.submission_id, DecisionBefore.cause).where(
            DecisionBefore.submission_id.in_([row[1] for row in rows])
        )
        for submission, named in session.execute(before.order_by(DecisionBefore.id)):
            acts[submission] = latest([acts.get(submission, NOT_RECORDED), _act(session, named)])
    for client, submission, received_at, at in rows:
        act = acts.get(submission, NOT_RECORDED)
        if act.at and act.at > closed_at:
            causes[client].append(act)
        elif received_at > closed_at:
            causes[client].append(Cause(at, "", "a further answer"))
        else:
            causes[client].append(Cause(at, "", "answer matched again"))


def _act(session: Session, named: str) -> Cause:
    word, _, number = named.partition(" ")
    table, why = _ACTS.get(word, (None, ""))
    row = session.get(table, int(number)) if table and number.isdigit() else None
    return Cause(row.at, called(row.user), why) if row else NOT_RECORDED
