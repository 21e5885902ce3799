"""What is open is decided again when the directory has learned something."""

from datetime import timedelta

from sqlalchemy.orm import Session

from records.rematching import answers_to_rematch, rematch
from records.reviewing import review_answer
from tests.records.firm_of_tests import NOW, credited, partner, reviewer, told


def test_a_partner_added_later_settles_the_open_answer(session: Session) -> None:
    submission = told(session, "Karen Osterhaus sent me")
    assert credited(session, submission.client) == ["in review"]
    partner(session, "Karen Osterhaus")
    counts = rematch(session, answers_to_rematch(session), NOW + timedelta(days=1))
    assert counts == {"looked at": 1, "settled": 1, "still open": 0}
    assert credited(session, submission.client) == ["Karen Osterhaus"]


def test_a_reviewed_answer_is_not_decided_again(session: Session) -> None:
    joe = partner(session, "Joe Smithson")
    submission = told(session, "Karen Osterhaus sent me")
    review_answer(session, submission, reviewer(session), [joe], NOW)
    assert answers_to_rematch(session) == []
