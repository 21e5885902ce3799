"""What an owner does about the two-factor sign-in of others: sees who has it, takes it away, asks everybody for it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.admin.reading import visible
from tests.rig.forms import fields
from tests.rig.people import COLLEAGUE, OWNER, SIGN_IN, VIEWER, Person, give_account, signed_in
from tests.rig.phones import (
    PAGE,
    Clock,
    begun,
    confirm,
    password_given,
    send_code,
    set_up,
    stopped_clock,
    wrong_code,
)

USERS = "/admin/users"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return stopped_clock(monkeypatch)


def take_away(owner: FlaskClient, number: int, **typed: str) -> tuple[int, str]:
    action = f"{USERS}/{number}/two-factor"
    answer = owner.post(action, data=fields(owner.get(f"{USERS}/{number}"), action) | typed)
    page = owner.get(answer.location) if answer.status_code == 303 else answer
    return answer.status_code, visible(page.text)


def require(owner: FlaskClient) -> str:
    """Press the button that asks everybody, or leaves it to each. Returns where it leads."""
    answer = owner.post(f"{USERS}/two-factor", data=fields(owner.get(USERS), f"{USERS}/two-factor"))
    assert answer.status_code == 303
    return answer.location


def test_the_list_of_users_shows_who_has_it(owner: FlaskClient, colleague: FlaskClient, clock: Clock) -> None:
    begun(owner, OWNER, clock)
    set_up(colleague, COLLEAGUE, clock)
    words = visible(owner.get(USERS).text)
    assert "olive (you) olive@firm.example Owner: may do everything off" in words
    assert "colin colin@firm.example Staff: the daily work on" in words


def test_an_owner_takes_it_away_from_who_lost_their_phone(
    app: Flask, owner: FlaskClient, colleague: FlaskClient, clock: Clock
) -> None:
    set_up(colleague, COLLEAGUE, clock)
    status, words = take_away(owner, 2)
    assert (status, "Make sure of it, and tick this." in words) == (422, True)
    password_given(app, COLLEAGUE)
    status, words = take_away(owner, 2, sure="y")
    assert (status, "colin signs in with the password alone" in words) == (303, True)
    assert "Two-factor sign-in was taken away." in words and "AM, olive" in words
    assert colleague.get("/admin/").status_code == 303
    assert signed_in(app, COLLEAGUE).get("/admin/").status_code == 200
    assert f"{USERS}/2/two-factor" not in owner.get(f"{USERS}/2").text


def test_a_new_password_ends_the_wait_that_who_knew_the_old_one_has_caused(
    app: Flask, owner: FlaskClient, colleague: FlaskClient, clock: Clock
) -> None:
    phone = set_up(colleague, COLLEAGUE, clock)
    guesser = password_given(app, COLLEAGUE)
    assert [send_code(guesser, code=wrong_code(phone)).status_code for _ in range(6)] == [422] * 5 + [429]
    action = f"{USERS}/2/password"
    form = fields(owner.get(f"{USERS}/2"), action) | {"password": "lantern on the third step"}
    assert owner.post(action, data=form).status_code == 303
    again = Person(COLLEAGUE.email, "lantern on the third step", COLLEAGUE.role)
    assert send_code(password_given(app, again), code=phone.next_code()).status_code == 303


def test_ones_own_new_password_ends_no_wait(app: Flask, owner: FlaskClient, clock: Clock) -> None:
    phone = set_up(owner, OWNER, clock)
    guesser = password_given(app, OWNER)
    assert [send_code(guesser, code=wrong_code(phone)).status_code for _ in range(5)] == [422] * 5
    # Whoever has a session and the password would else guess on without end.
    new = {"present": OWNER.password, "new": "lantern on the third step", "again": "lantern on the third step"}
    form = fields(owner.get("/admin/password"), "/password") | new
    assert owner.post("/admin/password", data=form).status_code == 303
    again = Person(OWNER.email, "lantern on the third step", OWNER.role)
    assert send_code(password_given(app, again), code=phone.next_code()).status_code == 429


def test_who_has_none_has_nothing_taken_away(owner: FlaskClient, colleague: FlaskClient, clock: Clock) -> None:
    set_up(colleague, COLLEAGUE, clock)
    late = fields(owner.get(f"{USERS}/2"), "/two-factor") | {"sure": "y"}
    take_away(owner, 2, sure="y")
    answer = owner.post(f"{USERS}/2/two-factor", data=late)
    words = visible(owner.get(answer.location).text)
    assert "colin has no two-factor sign-in." in words
    assert words.count("Two-factor sign-in was taken away.") == 1


def test_ones_own_is_not_taken_away_without_a_code(app: Flask, owner: FlaskClient, clock: Clock) -> None:
    set_up(owner, OWNER, clock)
    page = owner.get(f"{USERS}/1")
    assert f"{USERS}/1/two-factor" not in page.text and f'href="{PAGE}"' in page.text
    token = {"csrf_token": fields(page, "/role")["csrf_token"], "sure": "y"}
    assert owner.post(f"{USERS}/1/two-factor", data=token).location == PAGE
    password_given(app, OWNER)


def test_only_an_owner_does_any_of_it(owner: FlaskClient, colleague: FlaskClient, clock: Clock) -> None:
    set_up(owner, OWNER, clock)
    token = {"csrf_token": fields(colleague.get("/admin/"), "/sign-out")["csrf_token"]}
    assert colleague.post(f"{USERS}/1/two-factor", data=token | {"sure": "y"}).status_code == 404
    assert colleague.post(f"{USERS}/two-factor", data=token | {"required": "yes"}).status_code == 404
    assert "on Ask everybody" not in visible(owner.get(USERS).text)
    assert "Ask everybody for it" in visible(owner.get(USERS).text)


def test_a_firm_can_ask_everybody_for_it(app: Flask, owner: FlaskClient, colleague: FlaskClient, clock: Clock) -> None:
    set_up(owner, OWNER, clock)
    form = fields(colleague.get("/admin/partners/new"), having="name")
    assert require(owner) == USERS
    words = visible(owner.get(USERS).text)
    assert "olive : Asked everybody for two-factor sign-in." in words and "Leave it to each of them" in words
    # Whoever is inside already is led there as well, whatever they were about to do.
    again = signed_in(app, COLLEAGUE)
    for browser in (colleague, again):
        for address in ("/admin/", "/admin/clients", "/admin/password", "/admin/nowhere", f"{SIGN_IN}/code"):
            answer = browser.get(address)
            assert (answer.status_code, answer.location) in {(303, PAGE), (303, "/admin/")}, address
    assert colleague.post("/admin/partners", data=form).location == PAGE
    assert "asks everybody for it" in visible(colleague.get(PAGE).text)
    phone = begun(colleague, COLLEAGUE, clock)
    assert colleague.get("/admin/").location == PAGE
    assert confirm(colleague, phone.code()).status_code == 200
    assert colleague.get("/admin/").status_code == 200
    assert colleague.post("/admin/partners", data=form).status_code != 404
    browser = password_given(app, COLLEAGUE)
    assert send_code(browser, code=phone.next_code()).location == "/admin/"
    assert browser.get("/admin/").status_code == 200


def test_who_is_led_there_can_sign_out(app: Flask, owner: FlaskClient) -> None:
    give_account(app, VIEWER)
    viewer = signed_in(app, VIEWER)
    require(owner)
    assert viewer.get("/admin/").location == PAGE
    answer = viewer.post("/admin/sign-out", data=fields(viewer.get(PAGE), "/sign-out"))
    assert (answer.status_code, answer.location) == (303, SIGN_IN)
    # The owner who asked for it has none either, and is the next.
    assert owner.get(USERS).location == PAGE


def test_it_is_left_to_each_again(app: Flask, owner: FlaskClient, colleague: FlaskClient, clock: Clock) -> None:
    phone = set_up(owner, OWNER, clock)
    require(owner)
    require(owner)
    assert "olive : Left two-factor sign-in to each." in visible(owner.get(USERS).text)
    assert colleague.get("/admin/").status_code == 200
    # Whoever has it keeps it.
    assert send_code(password_given(app, OWNER), code=phone.next_code()).status_code == 303


def test_a_new_phone_is_set_up_by_way_of_off_where_it_is_asked_of_everybody(
    app: Flask, owner: FlaskClient, clock: Clock
) -> None:
    phone = set_up(owner, OWNER, clock)
    require(owner)
    form = fields(owner.get(PAGE), "/off") | {"off-present": OWNER.password, "off-code": phone.next_code()}
    assert owner.post(f"{PAGE}/off", data=form).location == PAGE
    assert owner.get("/admin/").location == PAGE
    assert set_up(owner, OWNER, clock).secret != phone.secret
    assert owner.get("/admin/").status_code == 200


def test_what_is_no_answer_changes_nothing(owner: FlaskClient) -> None:
    form = fields(owner.get(USERS), f"{USERS}/two-factor") | {"required": "perhaps"}
    assert owner.post(f"{USERS}/two-factor", data=form).status_code == 422
    assert owner.get("/admin/").status_code == 200
