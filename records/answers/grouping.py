"""Which answers say the same: found once, when an answer is first decided, and kept beside its decision.

Answers are together if their words are the same, or nearly, under the same choice, and the machine has the same
candidates for them in the same order. The words never change, so their group is found once; the candidates are kept
with each judgement (see ``Decision``), so that a decision that is taken again, put back or undone carries its group
along. When a person is erased, what was kept of their words goes.
"""

from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from attribution import Wording, nearly_the_same, wording_of
from records.answers.credits import Decision, group_of_its_own
from records.answers.submissions import Submission

_COMPARED = 200
"""So many answers of one block are compared with a new one; a block that is fuller holds much the same."""


def words_compared(submission: Submission) -> tuple[Wording, str] | None:
    """What an answer is compared by, and the parts that have to be the same; None if there are no words."""
    wording = wording_of(submission.said)
    # The same words as an answer and as a choice's label, or beside another choice, are not said of the same thing.
    part = "answer" if submission.answer else "searched" if submission.searched else "label"
    return (wording, f"{part} {submission.choice}") if wording else None


def find_group(session: Session, submission: Submission, decision: Decision) -> None:
    """Put a decision into the group of its answer's words: of the same words, else of an open one nearly the same.

    Else it is the first of a group of its own, and groups have names that say nothing of the words.
    """
    compared = words_compared(submission)
    if compared is None:
        return
    wording, beside = compared
    decision.words_key = sha256("\n".join((beside, *wording.words)).encode()).hexdigest()[:32]
    decision.words_block = f"{beside} {wording.block}" if wording.block else ""
    decision.words_group = _of_the_same(session, decision) or _of_nearly_the_same(session, wording, decision)


def _of_the_same(session: Session, decision: Decision) -> str | None:
    same = select(Decision.words_group).where(
        Decision.words_key == decision.words_key,
        Decision.submission_id != decision.submission_id,
    )
    return session.scalars(same.order_by(Decision.submission_id).limit(1)).first()


def _of_nearly_the_same(session: Session, wording: Wording, decision: Decision) -> str:
    in_block = (
        select(Submission, Decision.words_group)
        .join(Decision)
        .where(
            Decision.is_open,
            Decision.words_block == decision.words_block,
            Decision.submission_id != decision.submission_id,
        )
    )
    if decision.words_block:
        for other, group in session.execute(in_block.order_by(Submission.id).limit(_COMPARED)).tuples():
            others = words_compared(other)
            if others and nearly_the_same(wording.words, others[0].words):
                return group
    return group_of_its_own()


def together_with(decision: Decision) -> ColumnElement[bool]:
    """The condition of the open answers that a decision is in one group with, itself among them."""
    same: ColumnElement[bool] = (
        (Decision.words_group == decision.words_group) & (Decision.candidates == decision.candidates) & Decision.is_open
    )
    return same


def forget_words(session: Session, submissions: Iterable[Submission]) -> None:
    """Let nothing be kept of the words of these answers, nor that somebody else has said the same."""
    numbers = [each.id for each in submissions]
    for decision in session.scalars(select(Decision).where(Decision.submission_id.in_(numbers))):
        decision.words_key = decision.words_block = ""
        decision.words_group = group_of_its_own()
    session.flush()
