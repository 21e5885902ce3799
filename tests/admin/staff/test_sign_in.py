"""Signing in: who may, where it leads, and what an attacker meets."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from records.db import db
from records.staff.users import User
from tests.admin.reading import visible
from tests.rig.forms import fields
from tests.rig.people import OWNER, SIGN_IN, give_account, signed_in


def payload(client: FlaskClient, address: str = SIGN_IN, **changes: str) -> dict[str, str]:
    """The sign-in form filled in rightly, with changes."""
    form = fields(client.get(address), SIGN_IN)
    return form | {"email": OWNER.email, "password": OWNER.password} | changes


def test_the_right_password_leads_to_the_start_page(app: Flask, client: FlaskClient) -> None:
    give_account(app, OWNER)
    response = client.post(SIGN_IN, data=payload(client, email=OWNER.email.upper()))
    assert (response.status_code, response.location) == (303, "/admin/")
    assert client.get("/admin/").status_code == 200


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(app: Flask, client: FlaskClient) -> None:
    give_account(app, OWNER)
    wrong = client.post(SIGN_IN, data=payload(client, password="not this one"))
    unknown = client.post(SIGN_IN, data=payload(client, email="nobody@firm.example"))
    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert "do not belong together" in wrong.text
    assert visible(wrong.text) == visible(unknown.text)
    assert OWNER.email in wrong.text  # What was typed is still there, but for the password.
    assert "not this one" not in wrong.text
    assert client.get("/admin/").status_code == 303


def test_blank_fields_are_named(app: Flask, client: FlaskClient) -> None:
    response = client.post(SIGN_IN, data=payload(client, email="", password=""))
    assert response.status_code == 422
    assert "Type your e-mail address." in response.text
    assert "Type your password." in response.text


def test_signing_in_leads_to_the_page_that_was_wanted(app: Flask, client: FlaskClient) -> None:
    give_account(app, OWNER)
    asked = client.get("/admin/clients?q=ann")
    assert asked.location == "/admin/sign-in?next=/admin/clients?q%3Dann"
    response = client.post(SIGN_IN, data=payload(client, asked.location))
    assert response.location == "/admin/clients?q=ann"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/admin/",
        "/\\evil.example",
        "/admin/\\evil",
        "javascript:alert(1)",
        "/f/new-client",
        "/admin/\r\nX: y",
    ],
)
def test_signing_in_never_leads_elsewhere(app: Flask, client: FlaskClient, elsewhere: str) -> None:
    give_account(app, OWNER)
    response = client.post(SIGN_IN, data=payload(client, next=elsewhere))
    assert response.location == "/admin/"


def test_a_session_that_somebody_prepared_is_thrown_away(app: Flask, client: FlaskClient) -> None:
    give_account(app, OWNER)
    before = payload(client)
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"
    client.post(SIGN_IN, data=before)
    with client.session_transaction() as session:
        assert "planted" not in session
    after = fields(client.get("/admin/"), "/sign-out")
    assert after["csrf_token"] != before["csrf_token"]


def test_signing_out_ends_the_session(owner: FlaskClient) -> None:
    response = owner.post("/admin/sign-out", data=fields(owner.get("/admin/"), "/sign-out"))
    assert (response.status_code, response.location) == (303, SIGN_IN)
    assert owner.get("/admin/").status_code == 303


def test_signing_out_needs_a_post(owner: FlaskClient) -> None:
    assert owner.get("/admin/sign-out").status_code == 405
    assert owner.get("/admin/").status_code == 200


def test_a_new_password_ends_the_old_sessions(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        db.session.scalars(select(User)).one().set_password("another long password")
        db.session.commit()
    assert owner.get("/admin/").status_code == 303


@pytest.mark.settings(RATELIMIT_ENABLED=True)
def test_guessing_is_slowed_down(app: Flask, client: FlaskClient) -> None:
    give_account(app, OWNER)
    form = payload(client, password="a guess")
    assert [client.post(SIGN_IN, data=form).status_code for _ in range(10)] == [422] * 10
    response = client.post(SIGN_IN, data=form)
    assert response.status_code == 429
    assert "wait a minute" in response.text
    assert client.post(SIGN_IN, data=form | {"password": OWNER.password}).status_code == 429


@pytest.mark.settings(RATELIMIT_ENABLED=True)
def test_only_failures_count_for_the_limit(app: Flask) -> None:
    give_account(app, OWNER)
    for _ in range(12):
        signed_in(app, OWNER)


@pytest.mark.settings(RATELIMIT_ENABLED=True)
def test_who_only_looks_at_the_page_is_no_guesser(app: Flask) -> None:
    give_account(app, OWNER)
    visitor = app.test_client()
    # As a watch over the server does, or a page elsewhere that a member of staff has open.
    assert {visitor.head(SIGN_IN).status_code for _ in range(11)} == {200}
    inside = signed_in(app, OWNER)
    assert {inside.head("/admin/password").status_code for _ in range(11)} == {200}
    assert inside.head(SIGN_IN).status_code == 303


def test_a_form_of_another_site_is_refused(app: Flask, client: FlaskClient) -> None:
    give_account(app, OWNER)
    response = client.post(SIGN_IN, data={"email": OWNER.email, "password": OWNER.password})
    assert response.status_code == 400
    assert "out of date" in response.text


@pytest.mark.settings(BASE_URL="https://whence.example")
def test_the_cookie_stays_on_encrypted_lines_where_there_are_any(app: Flask, client: FlaskClient) -> None:
    give_account(app, OWNER)
    client.get(SIGN_IN, base_url="https://whence.example")
    cookie = client.get_cookie("whence_session", domain="whence.example")
    assert cookie
    assert (cookie.secure, cookie.http_only, cookie.same_site) == (True, True, "Lax")


def test_staff_pages_carry_their_headers(client: FlaskClient, owner: FlaskClient) -> None:
    for response in (client.get(SIGN_IN), owner.get("/admin/"), owner.get("/admin/nowhere")):
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert response.headers["Cache-Control"] == "no-store"


def test_no_page_needs_what_the_policy_forbids(owner: FlaskClient) -> None:
    for address in ("/admin/", "/admin/clients", "/admin/partners", "/admin/partners/new", "/admin/answers"):
        html = owner.get(address).text
        assert " style=" not in html
        assert "<style" not in html
        assert "onclick" not in html
        assert "<script>" not in html


def test_a_cookie_that_was_kept_is_worth_nothing_after_signing_out(app: Flask, owner: FlaskClient) -> None:
    kept = owner.get_cookie("whence_session")
    assert kept
    owner.post("/admin/sign-out", data=fields(owner.get("/admin/"), "/admin/sign-out"))
    thief = app.test_client()
    thief.set_cookie("whence_session", kept.value)
    assert thief.get("/admin/").status_code == 303
