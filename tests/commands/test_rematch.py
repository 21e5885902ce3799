"""``flask rematch``: what the directory has learned settles open answers, never those that a person decided."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from attribution import Role, Visit
from records.answers.submissions import Submission
from records.db import db
from records.reviews.reviewing import review_answer
from tests.records.firm_of_tests import NOW, credited, partner, reviewer, told

NAME = "Thaddeus Quillfeather"


@pytest.fixture
def waiting(app: Flask) -> None:
    """An answer that names somebody unknown, and the partner whom the firm has added since."""
    with app.app_context():
        told(db.session(), NAME)
        partner(db.session(), NAME)
        db.session.commit()


def credits(app: Flask) -> list[str]:
    with app.app_context():
        return credited(db.session(), db.session.get_one(Submission, 1).client, Role.INTRODUCED_BY)


def test_an_open_answer_is_settled(app: Flask, waiting: None, runner: FlaskCliRunner) -> None:
    assert credits(app) == ["in review"]
    result = runner.invoke(args=["rematch"])
    assert result.exit_code == 0, result.output
    assert f"“{NAME}”: in review -> {NAME}" in result.stdout
    assert "1 answer decided again, 1 changed, 1 settled." in result.stdout
    assert credits(app) == [NAME]
    assert "0 answers decided again, 0 changed" in runner.invoke(args=["rematch"]).stdout


def test_a_dry_run_says_the_same_and_changes_nothing(app: Flask, waiting: None, runner: FlaskCliRunner) -> None:
    result = runner.invoke(args=["rematch", "--dry-run"])
    assert f"“{NAME}”: in review -> {NAME}" in result.stdout
    assert "Nothing was changed. It would be: 1 answer decided again, 1 changed, 1 settled." in result.stdout
    assert credits(app) == ["in review"]


def test_a_review_stays(app: Flask, waiting: None, runner: FlaskCliRunner) -> None:
    with app.app_context():
        session = db.session()
        other = partner(session, "Somebody Else")
        review_answer(session, session.get_one(Submission, 1), reviewer(session), [other], NOW)
        session.commit()
    runner.invoke(args=["rematch", "--visits"])
    assert credits(app) == ["Somebody Else"]


def test_visits_are_classified_again_only_if_asked(app: Flask, runner: FlaskCliRunner) -> None:
    with app.app_context():
        told(db.session(), "my neighbour", visit=Visit("https://firm.example/", "https://www.google.com/"))
        db.session.commit()
    assert "0 answers" in runner.invoke(args=["rematch"]).stdout
    again = runner.invoke(args=["rematch", "--visits"]).stdout
    assert "1 answer decided again, 0 changed, 0 settled." in again
    assert "0 answers had been read with others." in again


def test_a_changed_list_of_the_firm_reclassifies_history(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    with app.app_context():
        told(db.session(), "my neighbour", visit=Visit("https://firm.example/", "https://klatsch.example/"))
        db.session.commit()
    (tmp_path / "Socials.yml").write_text("Klatsch:\n  - klatsch.example\n", "utf-8")
    app.config["REFERRER_LISTS"] = tmp_path
    looked = runner.invoke(args=["rematch", "--visits", "--dry-run"]).stdout
    done = runner.invoke(args=["rematch", "--visits"]).stdout
    for said in (looked, done):
        assert "“my neighbour”: Word of mouth, klatsch.example -> Word of mouth, Klatsch" in said
        assert "1 answer had been read with others." in said
    assert "0 answers had been read with others." in runner.invoke(args=["rematch", "--visits"]).stdout
