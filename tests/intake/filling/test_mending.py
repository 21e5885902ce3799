"""A form with something missing comes back whole, and says of each field what to do."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from records.db import db
from records.firm import the_firm
from tests.intake.sending import FORM, WORDS, payload, send, submissions
from tests.rig.forms import fields

WRONG = [
    ({"name": ""}, "name", "Please tell us your name."),
    ({"name": " \u200b\u202e "}, "name", "Please tell us your name."),
    ({"name": "a" * 201}, "name", "shorten it to 200 characters"),
    ({"email": "", "phone": ""}, "email", "an e-mail address or a phone number"),
    ({"email": " ", "phone": " "}, "email", "an e-mail address or a phone number"),
    ({"email": "maria@"}, "email", "look like name@example.com"),
    ({"email": "maria@mail"}, "email", "look like name@example.com"),
    ({"email": "maria@mail\x00.example"}, "email", "look like name@example.com"),
    ({"email": "a" * 250 + "@mail.example"}, "email", "shorten it to 254 characters"),
    ({"phone": "call me"}, "phone", "write it like (201) 555-0123, or with the country as in +44"),
    ({"phone": "12"}, "phone", "write it like"),
    ({"phone": "5" * 51}, "phone", "shorten it to 50 characters"),
    ({"choice": ""}, "choice", "Please choose what fits best."),
    ({"choice": "no such"}, "choice", "Please choose what fits best."),
    ({"need": "a" * 20_001}, "need", "shorten it to 20,000 characters. It has 20,001 now."),
    ({"answer": "a" * 20_001}, "answer", "shorten it"),
    ({"searched": "a" * 20_001}, "searched", "shorten it"),
]


@pytest.mark.parametrize(("changes", "field", "message"), WRONG, ids=lambda value: str(value)[:40])
def test_each_mistake_is_said_at_its_field_and_above(
    app: Flask, client: FlaskClient, changes: dict[str, str], field: str, message: str
) -> None:
    response = send(client, **changes)
    assert response.status_code == 422
    assert submissions(app) == []
    at_field = re.search(rf'<p class="error" id="{field}-error">([^<]+)</p>', response.text)
    assert at_field and message in at_field[1]
    assert re.search(rf'aria-describedby="[^"]*\b{field}-error\b', response.text)
    above = re.search(r'role="alert" tabindex="-1" autofocus>.*?</div>', response.text, re.DOTALL)
    assert above and message in above[0]
    assert f'href="#{"choice-0" if field == "choice" else field}"' in above[0]


@pytest.mark.parametrize(("changes", "field", "message"), WRONG, ids=lambda value: str(value)[:40])
def test_everything_stays_filled_in(client: FlaskClient, changes: dict[str, str], field: str, message: str) -> None:
    sent = payload(client, may_tell="y", **changes)
    back = fields(client.post(FORM, data=sent), FORM)
    for name in sent.keys() - {"token", "choice"}:
        assert back[name] == sent[name].replace("\x00", "\u2400"), name
    assert back.get("choice", "") == (sent["choice"] if field != "choice" else "")


def test_what_is_only_missing_is_said_as_that_and_nothing_is_promised_of_an_empty_form(client: FlaskClient) -> None:
    empty = send(client, **dict.fromkeys(payload(client).keys() - {"token"}, "")).text
    assert "<h2>Not sent yet</h2>" in empty
    assert "This is still missing:" in empty
    assert "Everything you wrote" not in empty.partition("<form")[0]
    assert "Everything you wrote is still here. This is still missing:" in send(client, name="").text
    assert "Please look at this once more." in send(client, email="maria@").text


def test_the_form_that_came_back_can_be_mended_and_sent(app: Flask, client: FlaskClient) -> None:
    back = fields(send(client, name=""), FORM)
    assert client.post(FORM, data=back | {"name": "Maria Lopez"}).status_code == 303
    assert len(submissions(app)) == 1


def test_line_breaks_and_angle_brackets_come_back_as_they_were(client: FlaskClient) -> None:
    words = '\r\n first\r\n<b>second</b> & "third" </textarea>'
    assert fields(send(client, name="", need=words, answer=words), FORM)["need"] == words


def test_an_empty_form_is_told_of_everything_at_once(client: FlaskClient) -> None:
    token = {"token": payload(client)["token"]}
    response = client.post(FORM, data=token)
    assert response.status_code == 422
    assert re.findall(r'id="(\w+)-error"', response.text) == ["name", "email", "choice"]


@pytest.mark.parametrize(("country", "example"), [("GB", "0121 234 5678"), ("DE", "030 123456"), ("", "+44 121")])
def test_the_example_of_a_number_is_one_of_the_firms_country(
    app: Flask, client: FlaskClient, country: str, example: str
) -> None:
    with app.app_context():
        the_firm(db.session()).country = country
        db.session.commit()
    assert example in send(client, phone="call me").text


@pytest.mark.parametrize(
    ("country", "phone", "status"),
    [("DE", "12", 422), ("DE", "110", 422), ("DE", "0221 5552", 303), ("US", "12345", 422), ("NU", "4002", 303)],
)
def test_a_number_that_reaches_nobody_is_asked_for_again(
    app: Flask, client: FlaskClient, country: str, phone: str, status: int
) -> None:
    with app.app_context():
        the_firm(db.session()).country = country
        db.session.commit()
    assert send(client, email="", phone=phone).status_code == status


def test_a_number_of_the_country_needs_no_prefix(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        the_firm(db.session()).country = "DE"
        db.session.commit()
    assert send(client, email="", phone="030 123456").status_code == 303


def test_no_field_cuts_off_what_is_typed(client: FlaskClient) -> None:
    # A browser cuts a pasted text at maxlength without a word; here it is the client who shortens it.
    assert "maxlength" not in client.get(FORM).text
    assert WORDS["need"] in send(client, answer="a" * 20_001).text
