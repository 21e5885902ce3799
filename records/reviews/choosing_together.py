"""One decision for answers that say the same: a review of each, in one act that can be undone as one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from secrets import token_hex

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from attribution import Role
from records.answers.credits import Decision, Review
from records.answers.grouping import together_with
from records.answers.judgements import thaw
from records.answers.submissions import Submission
from records.reviews.choosing import Chosen, FromClient, Known, Part, Proposed, Several, choose, newest_review
from records.reviews.loops import WouldBeALoop
from records.reviews.undoing import undo_review
from records.staff.users import User

MOST_TOGETHER = 100
"""So many answers are settled in one step, because whoever sends a form meanwhile waits for it."""


@dataclass(slots=True)
class Together:
    """What came of a decision about several answers: the review of the one that was looked at, and of the others.

    ``left`` are answers that stay as they are, with why in plain words.
    """

    review: Review
    others: list[Review] = field(default_factory=list)
    left: Mapping[int, str] = field(default_factory=dict)


def said_together(
    session: Session, submission: Submission, most: int = MOST_TOGETHER, after: int = 0
) -> list[Submission]:
    """The other open answers that say the same, the oldest first; none for an answer that is not open.

    ``after`` so many of them, at most ``most``.
    """
    decision = session.get(Decision, submission.id)
    if decision is None or not decision.is_open:
        return []
    others = select(Submission).join(Decision).options(joinedload(Submission.client))
    others = others.where(together_with(decision), Submission.id != submission.id)
    return list(session.scalars(others.order_by(Submission.received_at, Submission.id).offset(after).limit(most)))


def more_together(session: Session, submission: Submission) -> int:
    """How many other open answers say the same beyond those that are settled in one step."""
    decision = session.get(Decision, submission.id)
    if decision is None or not decision.is_open:
        return 0
    others = select(func.count()).select_from(Decision).where(together_with(decision))
    others = others.where(Decision.submission_id != submission.id)
    return max(0, (session.scalar(others) or 0) - MOST_TOGETHER)


def choose_together(
    session: Session,
    submission: Submission,
    others: Sequence[int],
    user: User,
    chosen: Chosen,
    at: datetime,
    seen: int | None,
) -> Together:
    """Decide about an answer, and in the same way about those ``others`` that say the same and still wait.

    An answer about which somebody else has decided meanwhile is left as it is, and so is one whose visit does not show
    what was chosen because of a visit, or whose client would be the source of themselves. Only the answer that was
    looked at teaches anything: the others say the same. Raises what ``choose`` raises for it.
    """
    present = {each.id: each for each in said_together(session, submission)}
    before = newest_review(session, submission)
    review = choose(session, submission, user, chosen, at, seen)
    if review is before:
        # It was sent twice.
        return Together(review, [each for each in reviews_of_act(session, review) if each is not review])
    if not others:
        return Together(review)
    together, left = Together(review), {}
    same = _as_decided(review, chosen)
    for number in dict.fromkeys(others):
        other = present.get(number)
        if other is None:
            left[number] = "is decided already, or says something else"
            continue
        why = _not_so(session, other, chosen)
        if why:
            left[number] = why
            continue
        try:
            together.others.append(choose(session, other, user, same, at, None, learns=False))
        except WouldBeALoop as refused:
            left[number] = str(refused)
    if together.others:
        act = token_hex(8)
        for each in (review, *together.others):
            each.act = act
        session.flush()
    together.left = left
    return together


def reviews_of_act(session: Session, review: Review) -> list[Review]:
    """The reviews that were made in one act with this one, itself among them; the first one decided is first."""
    if review.act is None:
        return [review]
    return list(session.scalars(select(Review).where(Review.act == review.act).order_by(Review.id)))


def undo_act(session: Session, review: Review, at: datetime, user: User | None = None) -> list[Submission]:
    """Undo a review and those that were made with it, the last first. Returns the answers that it is undone for.

    Those about which somebody has decided again since are left as they are.
    """
    undone = []
    for number in [each.id for each in reversed(reviews_of_act(session, review))]:
        each = session.get_one(Review, number)
        submission = each.submission
        if newest_review(session, submission) is each:
            undo_review(session, each, at, user)
            undone.append(submission)
    return undone


def _as_decided(review: Review, chosen: Chosen) -> Chosen:
    """What was chosen, with the source that it has become: a new one is made once."""
    if chosen is None or not review.parts:
        return None
    if isinstance(chosen, Several):
        # What is sure beside the parts that were chosen stands behind them.
        decided = zip(chosen.parts, review.parts, strict=False)
        return Several(tuple(Part(Known(own.source), part.share) for part, own in decided))
    return Known(review.parts[0].source)


def _not_so(session: Session, other: Submission, chosen: Chosen) -> str:
    """Why an answer that says the same cannot be decided in the same way, if so."""
    if isinstance(chosen, FromClient) and chosen.client.id == other.client_id:
        return "is from the client who was chosen"
    if isinstance(chosen, Proposed) and chosen.credit.role is Role.ARRIVED_THROUGH:
        result = thaw(session.get_one(Decision, other.id).result)
        if all(each.source != chosen.credit.source for each in result.arrived_through()):
            return "came with another visit"
    return ""
