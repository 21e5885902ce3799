"""Whatever is typed is kept or given back, and never breaks a page."""

from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient

from records.forming.own_questions import MOST
from tests.intake.forming.whole import publish_whole
from tests.intake.sending import FORM, WORDS, only, payload, send, submissions
from tests.rig.forms import fields

TEXTS = {
    "nul": "before\x00after",
    "emoji": "👩‍👩‍👧‍👦 🍕 said so",
    "right to left": "\u202eשלום \u202c مرحبا Nisha",
    "control": "\x01\x02\x1b[31m\x7f",
    "combining": "Z" + "\u0301" * 500,
    "markup": "<script>alert(1)</script>{{ 7*7 }}' OR 1=1 --",
    "lines": "one\r\n\r\ntwo\r\n",
    "beyond the plane": "𝔑𝔦𝔰𝔥𝔞 \U0010ffff",
    "as long as may be": "Nisha " * 3333,
}


@pytest.mark.parametrize("name", TEXTS)
def test_words_are_kept_as_they_were_typed(app: Flask, client: FlaskClient, name: str) -> None:
    words = TEXTS[name]
    assert send(client, need=words, answer=words, searched=words, name=f"Maria {words[:100]}").status_code == 303
    kept = only(submissions(app))
    expected = words.replace("\x00", "\u2400")
    assert (kept.need, kept.answer, kept.searched) == (expected, expected, expected)


@pytest.mark.parametrize(
    "field", ["name", "email", "phone", "need", "choice", "answer", "searched", "may_tell", "token"]
)
@pytest.mark.parametrize("text", ["nul", "right to left", "beyond the plane", "markup"])
def test_nothing_typed_anywhere_breaks_the_page(client: FlaskClient, field: str, text: str) -> None:
    assert send(client, **{field: TEXTS[text]}).status_code in {303, 422}


@pytest.mark.parametrize("field", ["name", "email", "phone", "need", "answer", "searched"])
def test_a_megabyte_comes_back_whole(app: Flask, client: FlaskClient, field: str) -> None:
    words = "Nisha 🍕 " * 120_000
    response = client.post(FORM, data=payload(client, **{field: words}))
    assert response.status_code == 422
    assert fields(response, FORM)[field] == words
    assert submissions(app) == []


def test_more_than_can_be_taken_at_once_is_answered_with_what_to_do(client: FlaskClient) -> None:
    response = send(client, need="x" * 17_000_000)
    assert response.status_code == 413
    assert "go back, shorten it" in response.text


def test_bytes_that_are_no_text_are_still_kept(app: Flask, client: FlaskClient) -> None:
    body = urlencode(payload(client) | {"answer": ""}).replace("answer=", "answer=Nisha+%ff%fe")
    response = client.post(FORM, data=body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 303
    assert only(submissions(app)).answer == "Nisha %FF%FE"


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "multipart/form-data"])
def test_a_body_of_another_kind_is_like_an_empty_form(client: FlaskClient, content_type: str) -> None:
    assert client.post(FORM, data=b"{}", content_type=content_type).status_code == 422


def test_a_file_in_the_place_of_words_is_no_words(client: FlaskClient) -> None:
    from io import BytesIO

    data = {**WORDS, "answer": (BytesIO(b"x"), "x.txt"), "token": payload(client)["token"]}
    assert client.post(FORM, data=data, content_type="multipart/form-data").status_code in {303, 422}


def test_the_largest_form_that_can_be_published_is_taken_with_every_option(app: Flask, client: FlaskClient) -> None:
    options = [{"key": f"o{number}", "label": f"Option {number}"} for number in range(MOST)]
    asked = [{"key": f"q{n}", "type": "several", "label": f"Question {n}", "options": options} for n in range(MOST)]
    publish_whole(app, own=asked)
    ticked = {f"own-q{number}": [option["key"] for option in options] for number in range(MOST)}
    assert client.post(FORM, data=payload(client) | ticked).status_code == 303
    assert only(submissions(app)).own_answers["q59"] == [option["key"] for option in options]


def test_a_form_of_a_million_fields_is_refused_before_it_is_read(client: FlaskClient) -> None:
    answer = client.post("/f/new-client", data="a&" * 500_000, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
