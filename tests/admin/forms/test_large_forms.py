"""A form with many questions and options can be edited like any other."""

from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from records.forming.own_questions import MOST
from tests.admin.forms.pressing import begun, drafted, press
from tests.intake.forming.whole import publish_whole


def test_every_question_of_a_large_form_is_saved(app: Flask, owner: FlaskClient) -> None:
    options = [{"key": f"o{number}", "label": f"Option {number}"} for number in range(20)]
    own: list[dict[str, Any]] = [
        {"key": f"q{number}", "type": "several", "label": f"Question {number}", "options": options}
        for number in range(MOST)
    ]
    publish_whole(app, own=own)
    press(owner, begun(owner), question="And who sent you?")
    kept = drafted(app)
    assert kept["question"] == "And who sent you?"
    assert [len(question["options"]) for question in kept["own"]] == [20] * MOST
