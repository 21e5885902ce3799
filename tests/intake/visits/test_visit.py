"""The visit that led to a form is kept as the browser claims it, checked and in a bounded size."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from attribution import Directory, Visit, classify
from intake.visits.visit import LONGEST, fitting, is_a_search
from records.answers.submissions import Touch
from tests.intake.sending import FORM, WORDS, only, payload, submissions
from tests.rig.forms import fields


def visit(app: Flask, client: FlaskClient, address: str = FORM, **headers: str) -> Touch:
    """Open an address, send its form, and give the visit that was kept."""
    form = fields(client.get(address, headers=headers), FORM)
    assert client.post(FORM, data=form | WORDS).status_code == 303
    touch: Any = only(only(submissions(app)).touches)
    assert isinstance(touch, Touch)
    return touch


def test_the_page_before_and_the_tags_of_the_address_are_kept(app: Flask, client: FlaskClient) -> None:
    tags = "?utm_source=newsletter&utm_medium=email&gclid=abc"
    touch = visit(app, client, FORM + tags, Referer="https://www.google.com/")
    assert touch.landing_url == f"http://localhost{FORM}{tags}"
    assert touch.referrer == "https://www.google.com/"
    assert touch.which == "last"


def test_the_visit_survives_a_form_that_comes_back(app: Flask, client: FlaskClient) -> None:
    form = fields(client.get(FORM, headers={"Referer": "https://search.example/"}), FORM)
    back = fields(client.post(FORM, data=form), FORM)
    client.post(FORM, data=back | WORDS)
    assert only(only(submissions(app)).touches).referrer == "https://search.example/"


def test_the_visit_is_when_the_page_was_opened(app: Flask, client: FlaskClient) -> None:
    touch = visit(app, client)
    kept = only(submissions(app))
    assert touch.at is not None
    assert touch.at <= kept.received_at


def test_a_page_without_a_page_before_says_so(app: Flask, client: FlaskClient) -> None:
    assert visit(app, client).referrer == ""


@pytest.mark.parametrize(
    "claimed", ["javascript:alert(1)", "about:blank", "nonsense", "http://[broken", "data:text/html,x", "file:///etc"]
)
def test_what_is_no_address_of_the_web_is_left_out(app: Flask, client: FlaskClient, claimed: str) -> None:
    assert visit(app, client, Referer=claimed).referrer == ""


def test_an_app_may_be_where_somebody_came_from() -> None:
    assert fitting("android-app://com.google.android.gm/") == "android-app://com.google.android.gm/"


def test_the_longest_parameters_go_first_when_an_address_is_too_long() -> None:
    address = f"https://firm.example/?junk={'x' * 3000}&utm_source=letter&fbclid={'y' * 900}"
    assert fitting(address) == f"https://firm.example/?utm_source=letter&fbclid={'y' * 900}"


@pytest.mark.parametrize(
    ("fragment", "kept"),
    [
        ("utm_source=fb&utm_medium=cpc", "#utm_source=fb&utm_medium=cpc"),
        ("/wills?UTM_Source=fb&step=2&name=Ann", "#utm_source=fb"),
        ("?gclid=abc", "#gclid=abc"),
        ("prices", ""),
        ("token=secret&email=a@b.example", ""),
        ("ref=ann&from=ann", ""),
        (f"utm_source=fb&utm_term={'x' * 2000}", "#utm_source=fb"),
    ],
)
def test_of_what_stands_behind_the_hash_only_tags_are_kept(fragment: str, kept: str) -> None:
    assert fitting(f"https://firm.example/?a=1#{fragment}") == f"https://firm.example/?a=1{kept}"


def test_a_visit_is_classified_by_the_tags_behind_the_hash() -> None:
    landing = fitting("https://firm.example/#wills?utm_source=google&utm_medium=cpc&utm_term=will")
    assert is_a_search(Visit(landing, ""))
    assert classify(Visit(landing, ""), Directory()).keyword == "will"


@pytest.mark.parametrize(
    "address",
    [
        "https://firm.example/" + "x" * 5000,
        "https://firm.example/?" + "&".join(f"p{n}={n}" for n in range(2000)),
        "https://firm.example/?q=" + "ü" * 600,
        "https://firm.example/#" + "x" * 5000,
        "https://firm.example/?a=1#" + "&".join(f"utm_{n}={n}&gclid={n}" for n in range(2000)),
        "https://firm.example/#utm_source=" + "ü" * 600,
    ],
)
def test_whatever_is_claimed_fits(address: str) -> None:
    assert len(fitting(address).encode()) <= LONGEST


def test_the_longest_visit_still_makes_a_form_that_can_be_sent(app: Flask, client: FlaskClient) -> None:
    touch = visit(app, client, f"{FORM}?utm_source={'é' * 400}", Referer=f"https://e.example/{'x' * 990}")
    assert len(touch.landing_url.encode()) + len(touch.referrer.encode()) <= 2048
    assert len(payload(client)["token"]) < 1000


def test_thousands_of_parameters_cost_no_time_and_the_tags_are_kept() -> None:
    # Removing one parameter after the other would take minutes here.
    address = "https://firm.example/?utm_source=google&" + "&".join(f"p{n}={'x' * 30}" for n in range(200_000))
    kept = fitting(address)
    assert "utm_source=google" in kept
    assert len(kept.encode()) <= LONGEST
