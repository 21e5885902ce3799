"""What is open is decided again when the directory has learned something."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask, current_app
from sqlalchemy.orm import Session

from attribution import Role, Visit, web_version
from records.answers.credits import Decision
from records.answers.rematching import answers_to_rematch, rematch
from records.reviews.reviewing import review_answer
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


LIST = "Klatsch:\n  - klatsch.example\n"
VISIT = Visit("https://firm.example/", "https://klatsch.example/t/1")


@pytest.fixture
def with_list(app: Flask, tmp_path: Path) -> Path:
    """A folder with a list of the firm's own, not yet in use."""
    (tmp_path / "Socials.yml").write_text(LIST, "utf-8")
    return tmp_path


def test_the_visit_and_the_tables_that_it_was_read_with_are_kept(session: Session) -> None:
    submission = told(session, "my neighbour", visit=VISIT)
    assert [(touch.landing_url, touch.referrer) for touch in submission.touches] == [
        (VISIT.landing_url, VISIT.referrer)
    ]
    assert session.get_one(Decision, submission.id).tables_version == web_version()


def test_history_is_classified_again_when_the_tables_have_learned_something(session: Session, with_list: Path) -> None:
    submission = told(session, "my neighbour", visit=VISIT)
    assert credited(session, submission.client, Role.ARRIVED_THROUGH) == ["klatsch.example"]
    current_app.config["REFERRER_LISTS"] = with_list
    assert answers_to_rematch(session) == []
    rematch(session, answers_to_rematch(session, visits=True), NOW + timedelta(days=1))
    assert credited(session, submission.client, Role.ARRIVED_THROUGH) == ["Klatsch"]
    assert credited(session, submission.client) == ["Word of mouth"]
    version = session.get_one(Decision, submission.id).tables_version
    assert version.startswith(f"{web_version()}+")


def test_a_review_is_not_touched_when_visits_are_classified_again(session: Session, with_list: Path) -> None:
    joe = partner(session, "Joe Smithson")
    submission = told(session, "Karen Osterhaus sent me", visit=VISIT)
    review_answer(session, submission, reviewer(session), [joe], NOW)
    current_app.config["REFERRER_LISTS"] = with_list
    rematch(session, answers_to_rematch(session, visits=True), NOW + timedelta(days=1))
    assert credited(session, submission.client) == ["Joe Smithson"]
    assert credited(session, submission.client, Role.ARRIVED_THROUGH) == ["Klatsch"]
