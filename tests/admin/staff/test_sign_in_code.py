"""The second step of a sign-in: a code after the right password, and each counts once."""

from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from records.db import db
from records.staff.users import User
from tests.admin.reading import visible
from tests.conftest import dispose, make_app
from tests.rig.forms import fields
from tests.rig.people import COLLEAGUE, OWNER, SIGN_IN, VIEWER, give_account, signed_in
from tests.rig.phones import (
    CODE_PAGE,
    PAGE,
    Clock,
    Phone,
    password_given,
    send_code,
    set_up,
    stopped_clock,
    wrong_code,
)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return stopped_clock(monkeypatch)


@pytest.fixture
def phone(owner: FlaskClient, clock: Clock) -> Phone:
    """The owner's, with a code that is not used yet."""
    phone = set_up(owner, OWNER, clock)
    clock.goes_on(minutes=1)
    return phone


def is_inside(browser: FlaskClient) -> bool:
    return browser.get("/admin/").status_code == 200


def press(owner: FlaskClient, number: int, what: str, **typed: str) -> None:
    action = f"/admin/users/{number}/{what}"
    form = fields(owner.get(f"/admin/users/{number}"), action) | typed
    assert owner.post(action, data=form).status_code == 303


def test_the_right_code_leads_to_the_page_that_was_wanted(app: Flask, phone: Phone) -> None:
    browser = password_given(app, OWNER, wanted="/admin/clients?q=ann")
    asked = browser.get(f"{CODE_PAGE}?next={quote('/admin/clients?q=ann')}")
    for said in ('inputmode="numeric"', 'autocomplete="one-time-code"', '<label for="code">', '<label for="recovery">'):
        assert said in asked.text
    assert asked.headers["Cache-Control"] == "no-store"
    answer = browser.post(CODE_PAGE, data=fields(asked, CODE_PAGE) | {"code": phone.code()})
    assert (answer.status_code, answer.location) == (303, "/admin/clients?q=ann")
    assert is_inside(browser)


def test_a_code_is_read_with_blanks_in_it(app: Flask, phone: Phone) -> None:
    code = phone.code()
    assert send_code(password_given(app, OWNER), code=f" {code[:3]} {code[3:]} ").status_code == 303


def test_it_never_leads_elsewhere(app: Flask, phone: Phone) -> None:
    browser = password_given(app, OWNER, wanted="https://evil.example/")
    form = fields(browser.get(CODE_PAGE), CODE_PAGE) | {"code": phone.code(), "next": "//evil.example/admin/"}
    assert browser.post(CODE_PAGE, data=form).location == "/admin/"


def test_the_password_alone_opens_nothing(app: Flask, phone: Phone) -> None:
    browser = password_given(app, OWNER)
    with browser.session_transaction() as session:
        assert set(session) <= {"password_given", "csrf_token"}
        with app.app_context():
            user = db.session.scalars(select(User)).one()
            assert user.session_key not in str(session) and user.password_hash not in str(session)
    for address in ("/admin/", "/admin/users", "/admin/password", PAGE, "/admin/nowhere"):
        answer = browser.get(address)
        assert (answer.status_code, answer.location.partition("?")[0]) == (303, SIGN_IN)
    token = {"csrf_token": fields(browser.get(CODE_PAGE), CODE_PAGE)["csrf_token"]}
    for address in (f"{PAGE}/off", "/admin/users", "/admin/sign-out"):
        assert browser.post(address, data=token).location == SIGN_IN


def test_before_the_right_password_nothing_tells_who_has_one(app: Flask, phone: Phone) -> None:
    give_account(app, COLLEAGUE)
    pages = []
    for person in (OWNER, COLLEAGUE):
        browser = app.test_client()
        form = fields(browser.get(SIGN_IN), SIGN_IN) | {"email": person.email, "password": "a guess"}
        answer = browser.post(SIGN_IN, data=form)
        pages.append((answer.status_code, visible(answer.text), browser.get(CODE_PAGE).location))
    assert pages[0] == pages[1]
    # Who has none signs in as before.
    assert is_inside(signed_in(app, COLLEAGUE))


def test_a_stranger_is_led_to_the_sign_in(stranger: FlaskClient) -> None:
    token = fields(stranger.get(SIGN_IN), SIGN_IN)["csrf_token"]
    for answer in (
        stranger.get(CODE_PAGE),
        stranger.post(CODE_PAGE, data={"csrf_token": token, "code": "123456"}),
    ):
        assert (answer.status_code, answer.location) == (303, SIGN_IN)
    assert stranger.post(CODE_PAGE, data={"code": "123456"}).status_code == 400


def test_who_is_inside_is_not_asked_again(owner: FlaskClient) -> None:
    answer = owner.get(f"{CODE_PAGE}?next=/admin/clients")
    assert (answer.status_code, answer.location) == (303, "/admin/clients")
    assert owner.get(f"{CODE_PAGE}?next=//evil.example/admin/").location == "/admin/"


def test_a_code_counts_once(app: Flask, phone: Phone) -> None:
    code = phone.code()
    assert send_code(password_given(app, OWNER), code=code).status_code == 303
    late = password_given(app, OWNER)
    answer = send_code(late, code=code)
    assert (answer.status_code, "This code was used already" in answer.text) == (422, True)
    # Nor does one of a step before it.
    assert send_code(late, code=phone.code(-1)).status_code == 422
    assert not is_inside(late)
    assert send_code(late, code=phone.next_code()).status_code == 303


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 303), (1, 303), (2, 422)])
def test_the_clock_of_a_phone_may_be_one_step_away(
    app: Flask, owner: FlaskClient, clock: Clock, steps: int, status: int
) -> None:
    phone = set_up(owner, OWNER, clock)
    clock.goes_on(minutes=3)
    assert send_code(password_given(app, OWNER), code=phone.code(steps)).status_code == status


def test_a_code_of_another_phone_is_none(app: Flask, owner: FlaskClient, phone: Phone, colleague: FlaskClient) -> None:
    theirs = set_up(colleague, COLLEAGUE, phone.clock)
    browser = password_given(app, OWNER)
    assert theirs.secret != phone.secret
    assert send_code(browser, code=theirs.next_code()).status_code == 422
    assert send_code(browser, recovery=theirs.recovery[0]).status_code == 422


def test_a_recovery_code_counts_once_and_says_how_many_are_left(app: Flask, phone: Phone) -> None:
    browser = password_given(app, OWNER)
    answer = send_code(browser, recovery=f" {phone.recovery[0].upper().replace('-', ' ')} ")
    assert answer.status_code == 303
    words = visible(browser.get("/admin/").text)
    assert "That recovery code counts no more. 9 recovery codes are left." in words and "Make new ones" not in words
    assert send_code(password_given(app, OWNER), recovery=phone.recovery[0]).status_code == 422
    for each in phone.recovery[1:7]:
        browser = password_given(app, OWNER)
        assert send_code(browser, recovery=each).status_code == 303
    assert "3 recovery codes are left. Make new ones" in visible(browser.get("/admin/").text)
    # It is said again as long as it is so, also to who signs in with a phone.
    browser = password_given(app, OWNER)
    send_code(browser, code=phone.code())
    assert "3 recovery codes are left. Make new ones" in visible(browser.get("/admin/").text)
    assert "3 recovery codes are left of ten. Make new ones." in visible(browser.get(PAGE).text)


def test_what_was_typed_and_not_a_code_is_said_and_kept(app: Flask, phone: Phone) -> None:
    browser = password_given(app, OWNER)
    answer = send_code(browser)
    assert (answer.status_code, "Type the six digits" in answer.text) == (422, True)
    answer = send_code(browser, recovery="abcd-efgh")
    assert (answer.status_code, 'value="abcd-efgh"' in answer.text) == (422, True)
    # What has not the form of a code is a slip, and no guess that would count.
    for odd in ("123", "1234567", "12345\0", "١٢٣٤٥٦", "½" * 6, "a" * 20):
        answer = send_code(browser, code=odd)
        assert (answer.status_code, "A code has six digits" in answer.text) == (422, True), odd
    assert send_code(browser, code="王" * 16).status_code == 422
    assert send_code(browser, code=phone.recovery[0]).status_code == 303


@pytest.mark.parametrize(
    ("first", "wrong", "then"),
    [
        ("code", "000000", "recovery"),
        ("code", "123", "recovery"),
        ("recovery", "abcd-efgh-ijkm-npqr", "code"),
        ("recovery", "abcd", "code"),
    ],
)
def test_after_a_wrong_one_the_other_sort_is_taken_as_the_page_comes_back(
    app: Flask, phone: Phone, first: str, wrong: str, then: str
) -> None:
    browser = password_given(app, OWNER)
    answer = send_code(browser, **{first: wrong_code(phone) if wrong == "000000" else wrong})
    assert answer.status_code == 422
    right = {"code": phone.code(), "recovery": phone.recovery[0]}
    form = fields(answer, CODE_PAGE) | {then: right[then]}
    assert browser.post(CODE_PAGE, data=form).status_code == 303


def test_the_password_counts_for_ten_minutes(app: Flask, phone: Phone) -> None:
    browser = password_given(app, OWNER)
    phone.clock.goes_on(minutes=10)
    form = fields(browser.get(CODE_PAGE), CODE_PAGE)
    phone.clock.goes_on(seconds=1)
    answer = browser.post(CODE_PAGE, data=form | {"code": phone.code(), "next": "/admin/clients"})
    assert (answer.status_code, answer.location) == (303, f"{SIGN_IN}?next=/admin/clients")
    assert "Sign in once more" in browser.get(SIGN_IN).text
    assert "Sign in once more" not in browser.get(SIGN_IN).text
    assert browser.get(CODE_PAGE).location == SIGN_IN


@pytest.mark.parametrize("what", ["password", "remove", "two-factor"])
def test_who_is_taken_away_between_the_steps_does_not_come_in(
    app: Flask, owner: FlaskClient, colleague: FlaskClient, clock: Clock, what: str
) -> None:
    phone = set_up(colleague, COLLEAGUE, clock)
    browser = password_given(app, COLLEAGUE)
    form = fields(browser.get(CODE_PAGE), CODE_PAGE)
    press(owner, 2, what, **({"sure": "y"} if what == "two-factor" else {}))
    answer = browser.post(CODE_PAGE, data=form | {"code": phone.next_code()})
    assert (answer.status_code, answer.location) == (303, SIGN_IN)
    assert not is_inside(browser)


def test_ones_own_new_password_ends_what_was_begun_with_the_old_one(app: Flask, phone: Phone) -> None:
    begun, browser = password_given(app, OWNER), password_given(app, OWNER)
    send_code(browser, code=phone.code())
    new = {"present": OWNER.password, "new": "lantern on the third step", "again": "lantern on the third step"}
    form = fields(browser.get("/admin/password"), "/password") | new
    assert browser.post("/admin/password", data=form).status_code == 303
    assert begun.get(CODE_PAGE).location == SIGN_IN


def test_with_another_key_a_recovery_code_lets_in_and_the_page_says_so(
    app: Flask, phone: Phone, database_url: str, tmp_path: Path
) -> None:
    moved = make_app(database_url, tmp_path / "moved", SECRET_KEY="another key than before")
    browser = password_given(moved, OWNER)
    assert "Use a recovery code, then set it up anew" in visible(browser.get(CODE_PAGE).text)
    for _ in range(6):
        answer = send_code(browser, code=phone.code())
        assert (answer.status_code, "the installation has another SECRET_KEY" in answer.text) == (422, True)
    assert send_code(browser, recovery=phone.recovery[0]).status_code == 303
    assert "Switch it off below with a recovery code, then set it up anew" in visible(browser.get(PAGE).text)
    form = fields(browser.get(PAGE), "/off")
    form |= {"off-present": OWNER.password, "off-recovery": phone.recovery[1]}
    assert browser.post(f"{PAGE}/off", data=form).status_code == 303
    anew = set_up(browser, OWNER, phone.clock)
    assert send_code(password_given(moved, OWNER), code=anew.next_code()).status_code == 303
    dispose(moved)


def test_a_viewer_signs_in_with_a_code_too(app: Flask, clock: Clock) -> None:
    give_account(app, VIEWER)
    phone = set_up(signed_in(app, VIEWER), VIEWER, clock)
    browser = password_given(app, VIEWER)
    assert send_code(browser, code=phone.next_code()).status_code == 303
    assert is_inside(browser)
