"""What every public page tells the browser, and the one thing it never does: set a cookie."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.intake.sending import FORM, FRAME, THANKS, WORDS, payload


def answers(client: FlaskClient) -> dict[str, TestResponse]:
    """One answer of each sort that the public side gives."""
    return {
        "form": client.get(FORM),
        "frame": client.get(FRAME),
        "thanks": client.get(THANKS),
        "thanks in a frame": client.get(f"{FRAME}/thanks"),
        "taken": client.post(FORM, data=payload(client)),
        "taken in a frame": client.post(FRAME, data=payload(client, FRAME, email="b@mail.example")),
        "to be mended": client.post(FORM, data=payload(client, name="")),
        "to be sent again": client.post(FORM, data=WORDS),
        "missing": client.get("/f/nothing"),
        "health": client.get("/healthz"),
        "referral link": client.get("/r/nothing"),
        "unknown method": client.put(FORM),
        "unknown method of the framed": client.put(FRAME),
        "unknown method of a link": client.delete("/r/nothing"),
        "of no room": client.get("/nothing"),
        "too many letters": client.get(f"/x/{'x' * 5000}"),
    }


def test_no_answer_sets_a_cookie(client: FlaskClient) -> None:
    for name, answer in answers(client).items():
        assert "Set-Cookie" not in answer.headers, name
        assert "Cookie" not in answer.headers.get("Vary", ""), name


def test_the_script_for_websites_is_the_same_for_everybody(client: FlaskClient) -> None:
    answer = client.get("/embed.v1.js")
    assert "Vary" not in answer.headers
    assert "immutable" in answer.headers["Cache-Control"]


def test_no_answer_is_kept_by_a_browser_or_a_proxy(client: FlaskClient) -> None:
    for name, answer in answers(client).items():
        assert answer.headers["Cache-Control"] == "no-store", name


def test_every_answer_restricts_what_may_be_loaded(client: FlaskClient) -> None:
    for name, answer in answers(client).items():
        policy = dict(part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))
        assert policy.pop("frame-ancestors") == ("'self'" if "in a frame" in name or name == "frame" else "'none'"), (
            name
        )
        assert policy == {
            "default-src": "'none'",
            "img-src": "'self'",
            "style-src": "'self'",
            "script-src": "'self'",
            "form-action": "'self'",
            "base-uri": "'none'",
        }, name


def test_every_answer_has_the_other_headers(client: FlaskClient) -> None:
    for name, answer in answers(client).items():
        assert answer.headers["X-Content-Type-Options"] == "nosniff", name
        # Not "no-referrer", with which the form itself would arrive from "Origin: null".
        assert answer.headers["Referrer-Policy"] == "strict-origin-when-cross-origin", name


def test_no_page_has_script_or_style_inside(client: FlaskClient) -> None:
    for name, answer in answers(client).items():
        assert "<style" not in answer.text and " style=" not in answer.text, name
        assert "<script>" not in answer.text and " onclick" not in answer.text, name


@pytest.mark.parametrize("address", [FORM, THANKS, "/f/nothing", "/healthz"])
def test_a_head_request_has_the_same_headers(app: Flask, client: FlaskClient, address: str) -> None:
    head, got = client.head(address), client.get(address)
    assert head.status_code == got.status_code
    assert head.headers["Content-Security-Policy"] == got.headers["Content-Security-Policy"]
