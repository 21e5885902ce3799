"""A token that is too old or not ours costs the client one more press of the button, and no word."""

import time
from types import SimpleNamespace

import itsdangerous.timed
import pytest
from flask import Flask
from flask.testing import FlaskClient

import intake.filling.ticket
from intake.filling.ticket import GOOD_FOR
from records.db import db
from records.forming.forms import Form, FormVersion
from tests.intake.sending import FORM, WORDS, clients, only, payload, submissions
from tests.rig.forms import fields


def later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Let the clocks that tokens are signed and pages are aged by go on."""
    clock = SimpleNamespace(time=lambda: time.time() + seconds)
    monkeypatch.setattr(itsdangerous.timed, "time", clock)
    monkeypatch.setattr(intake.filling.ticket, "time", clock)


def test_a_page_left_open_over_a_long_weekend_still_sends(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    form = payload(client)
    later(monkeypatch, GOOD_FOR - 60)
    assert client.post(FORM, data=form).status_code == 303


def test_a_page_open_too_long_comes_back_filled_in_and_is_sent_once_more(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = payload(client)
    later(monkeypatch, GOOD_FOR + 60)
    response = client.post(FORM, data=form)
    assert response.status_code == 422
    assert "Please press Send once more. Everything you wrote is still here." in response.text
    back = fields(response, FORM)
    assert {name: back[name] for name in WORDS} == WORDS
    assert client.post(FORM, data=back).status_code == 303
    only(submissions(app))


def test_what_was_kept_before_the_page_grew_old_is_not_kept_twice(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = payload(client)
    client.post(FORM, data=form)
    later(monkeypatch, GOOD_FOR + 60)
    client.post(FORM, data=fields(client.post(FORM, data=form), FORM))
    only(submissions(app))


@pytest.mark.parametrize("token", ["", "nonsense", "a.b.c", "\x00", "é" * 3000, "…"])
def test_a_token_that_is_not_ours_is_never_a_bare_refusal(app: Flask, client: FlaskClient, token: str) -> None:
    response = client.post(FORM, data=WORDS | {"token": token})
    assert response.status_code == 422
    back = fields(response, FORM)
    assert {name: back[name] for name in WORDS} == WORDS
    assert client.post(FORM, data=back).status_code == 303
    only(clients(app))


def test_a_missing_token_is_like_one_that_is_not_ours(client: FlaskClient) -> None:
    assert client.post(FORM, data=WORDS).status_code == 422


def test_one_changed_letter_is_noticed(app: Flask, client: FlaskClient) -> None:
    form = payload(client)
    token = form["token"]
    changed = token[:20] + ("A" if token[20] != "A" else "B") + token[21:]
    assert client.post(FORM, data=form | {"token": changed}).status_code == 422
    assert submissions(app) == []


def test_the_token_of_another_form_does_not_serve_here(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        version = db.session.get_one(FormVersion, 1)
        other = Form(slug="other", name="Other", language="en", office_id=version.form.office_id)
        definition = {**version.definition, "choices": [{"key": "only", "label": "The only one"}]}
        db.session.add(FormVersion(form=other, number=1, published_at=version.published_at, definition=definition))
        db.session.commit()
    token = fields(client.get("/f/other"), "/f/other")["token"]
    response = client.post(FORM, data=WORDS | {"token": token})
    assert response.status_code == 422
    assert "Someone recommended you" in response.text
