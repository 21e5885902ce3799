"""What was sent is kept as it was typed, with what the page knew about itself."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.intake.sending import FORM, THANKS, WORDS, only, payload, send, submissions


def test_a_form_well_filled_in_is_kept_and_answered_with_thanks(app: Flask, client: FlaskClient) -> None:
    response = send(client)
    assert (response.status_code, response.headers["Location"]) == (303, THANKS)
    kept = only(submissions(app))
    assert {name: getattr(kept, name) for name in WORDS} == WORDS
    assert kept.choice_label == "Someone recommended you"
    assert kept.client.name == "Maria Lopez"
    assert kept.corrects_id is None


def test_the_order_that_was_shown_is_kept(app: Flask, client: FlaskClient) -> None:
    page = client.get(FORM).text
    token = re.findall(r'name="token" value="([^"]+)"', page)[0]
    client.post(FORM, data=WORDS | {"token": token})
    order = re.findall(r'name="choice" type="radio" value="([^"]+)"', page)
    assert only(submissions(app)).order_shown == order


def test_the_order_stays_when_the_form_comes_back_to_be_mended(app: Flask, client: FlaskClient) -> None:
    first = client.post(FORM, data=payload(client, name=""))
    order = re.findall(r'type="radio" value="([^"]+)"', first.text)
    token = re.findall(r'name="token" value="([^"]+)"', first.text)[0]
    client.post(FORM, data=WORDS | {"token": token})
    assert only(submissions(app)).order_shown == order


@pytest.mark.parametrize(
    ("changes", "allowed"),
    [({}, False), ({"may_tell": "y"}, True), ({"may_tell": "on"}, True), ({"may_tell": ""}, False)],
)
def test_we_may_tell_only_if_it_was_ticked(
    app: Flask, client: FlaskClient, changes: dict[str, str], allowed: bool
) -> None:
    send(client, **changes)
    assert only(submissions(app)).may_tell is allowed


@pytest.mark.parametrize(
    "changes",
    [
        {"email": "", "phone": "(617) 555-0123"},
        {"email": "", "phone": "+44 20 7946 0018"},
        {"need": "", "answer": "", "searched": ""},
        {"email": " maria@mail.example "},
        {"email": "jürgen@müller.example"},
        {"name": "李雷"},
        {"choice": "forgotten"},
    ],
    ids=str,
)
def test_as_little_as_a_name_a_contact_and_a_choice_is_enough(
    app: Flask, client: FlaskClient, changes: dict[str, str]
) -> None:
    assert send(client, **changes).status_code == 303
    kept = only(submissions(app))
    assert {name: getattr(kept, name) for name in changes} == changes


def test_a_sandboxed_or_careful_browser_may_send_it(app: Flask, client: FlaskClient) -> None:
    response = client.post(FORM, data=payload(client), headers={"Origin": "null"})
    assert response.status_code == 303
    other = client.post(FORM, data=payload(client, email="b@mail.example"), headers={"Origin": "https://firm.example"})
    assert other.status_code == 303
    assert len(submissions(app)) == 2


def test_what_is_searched_for_is_kept_apart_from_the_answer(app: Flask, client: FlaskClient) -> None:
    send(client, choice="search", searched="tenant lawyer quincy", answer="")
    kept = only(submissions(app))
    assert (kept.searched, kept.answer) == ("tenant lawyer quincy", "")
