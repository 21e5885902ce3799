"""A page that was open while its session ended: what was typed into it is not lost, and goes out by its own person."""

from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from records.db import db
from records.sources import Source
from tests.rig.forms import fields
from tests.rig.people import OWNER, SIGN_IN, give_account, signed_in

OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}
ADDRESS = "/admin/partners?q=karen"
TYPED = {"name": "Karen Osterhaus", "notes": 'Met at the fair.\r\n\r\nRing <Mondays> & "not" before ten. 🙂'}


def sign_in(browser: FlaskClient) -> None:
    form = fields(browser.get(SIGN_IN), having="password")
    assert browser.post(SIGN_IN, data=form | {"email": OWNER.email, "password": OWNER.password}).status_code == 303


def names(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Source.name)))


def test_what_was_typed_is_sent_after_signing_in_again(app: Flask, owner: FlaskClient) -> None:
    form = fields(owner.get("/admin/partners/new"), "/admin/partners") | TYPED
    # The same person, at another computer.
    elsewhere = signed_in(app, OWNER)
    elsewhere.post("/admin/sign-out", data=fields(elsewhere.get("/admin/"), "/sign-out"))
    kept = owner.post(ADDRESS, data=form, headers=OWN_PAGE)
    assert kept.status_code == 403
    assert "You were signed out" in kept.text
    assert "Karen Osterhaus" not in names(app)
    sign_in(owner)
    again = owner.post(ADDRESS, data=fields(kept, ADDRESS), headers=OWN_PAGE)
    assert again.status_code == 400
    assert "send it now, as olive" in again.text
    assert "Karen Osterhaus" not in names(app)
    sent = fields(again, ADDRESS)
    assert {name: sent[name] for name in TYPED} == TYPED
    assert owner.post(ADDRESS, data=sent, headers=OWN_PAGE).status_code == 303
    assert names(app).count("Karen Osterhaus") == 1


def test_whoever_signed_out_and_in_again_in_another_tab_sends_it_once_more(app: Flask, owner: FlaskClient) -> None:
    form = fields(owner.get("/admin/partners/new"), "/admin/partners") | TYPED
    owner.post("/admin/sign-out", data=fields(owner.get("/admin/"), "/sign-out"))
    sign_in(owner)
    again = owner.post("/admin/partners", data=form, headers={"Origin": "http://localhost"})
    assert again.status_code == 400
    assert owner.post("/admin/partners", data=fields(again, "/admin/partners")).status_code == 303
    assert names(app).count("Karen Osterhaus") == 1


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
)
def test_words_of_another_site_are_not_offered_to_be_sent(
    app: Flask, owner: FlaskClient, stranger: FlaskClient, headers: dict[str, str]
) -> None:
    answer = owner.post("/admin/partners", data=TYPED, headers=headers)
    assert answer.status_code == 400
    assert "Karen" not in answer.text
    answer = stranger.post("/admin/partners", data=TYPED, headers=headers)
    assert (answer.status_code, answer.location) == (303, SIGN_IN)


def test_a_script_is_led_to_the_sign_in(stranger: FlaskClient) -> None:
    answer = stranger.post("/admin/partners", data=TYPED, headers=OWN_PAGE | {"Sec-Fetch-Mode": "cors"})
    assert (answer.status_code, answer.location) == (303, SIGN_IN)
    answer = stranger.post("/admin/partners", data=TYPED, headers=OWN_PAGE | {"Sec-Fetch-Mode": "navigate"})
    assert answer.status_code == 403


def test_no_password_is_kept_in_a_page(app: Flask, stranger: FlaskClient) -> None:
    give_account(app, OWNER)
    for address in ("/admin/password", SIGN_IN, "/admin/users", "/admin/users/1/password", "/admin/two-factor/off"):
        answer = stranger.post(address, data={"name": "Olive", "present": "a long secret"}, headers=OWN_PAGE)
        assert answer.status_code in {303, 400}
        assert "a long secret" not in answer.text


def test_a_file_leads_to_the_sign_in_however_large_it_is(stranger: FlaskClient) -> None:
    for length in ({}, {"CONTENT_LENGTH": "80000000"}):
        sent = {"kind": "payments", "file": (BytesIO(b"ref"), "payments.csv")}
        answer = stranger.post("/admin/imports", data=sent, headers=OWN_PAGE, environ_overrides=length)
        assert (answer.status_code, answer.location) == (303, SIGN_IN)


def test_a_page_that_could_have_taken_a_file_comes_back_without_one(stranger: FlaskClient) -> None:
    sent = {"name": "New client", "logo": (BytesIO(b""), "")}
    answer = stranger.post("/admin/forms/1/edit", data=sent, headers=OWN_PAGE)
    assert answer.status_code == 403
    assert fields(answer, "/admin/forms/1/edit") == {"name": "New client"}
