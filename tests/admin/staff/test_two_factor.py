"""Everybody sets up two-factor sign-in for themselves: nothing counts before a first code, and codes are shown once."""

import re
from concurrent.futures import ThreadPoolExecutor

import pyotp
import pytest
import segno
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from records.db import db
from records.staff.second_factors import RecoveryCode, SecondFactor
from records.staff.users import fits
from tests.admin.reading import visible
from tests.rig.forms import fields
from tests.rig.people import COLLEAGUE, OWNER, SIGN_IN, VIEWER, Person, give_account, signed_in
from tests.rig.phones import (
    PAGE,
    Clock,
    begun,
    codes_on,
    confirm,
    password_given,
    send_code,
    set_up,
    stopped_clock,
    wrong_code,
)

RECOVERY = re.compile(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return stopped_clock(monkeypatch)


def ask(client: FlaskClient, what: str, **typed: str) -> TestResponse:
    """Send one of the owner's two forms that ask for the password and a code."""
    own = fields(client.get(PAGE), f"/{what}")
    typed = {"present": OWNER.password} | typed
    return client.post(f"{PAGE}/{what}", data=own | {f"{what}-{name}": value for name, value in typed.items()})


def kept_texts(app: Flask) -> str:
    with app.app_context():
        factors = db.session.execute(select(SecondFactor.__table__)).all()
        return str(factors) + str(db.session.execute(select(RecoveryCode.__table__)).all())


@pytest.mark.parametrize("person", [OWNER, VIEWER])
def test_it_is_set_up_from_the_page_of_ones_own_password(app: Flask, clock: Clock, person: Person) -> None:
    give_account(app, person)
    here, elsewhere = signed_in(app, person), signed_in(app, person)
    assert f'href="{PAGE}"' in here.get("/admin/password").text
    phone = begun(here, person, clock)
    page = here.get(PAGE)
    address = pyotp.TOTP(phone.secret).provisioning_uri(name=person.email, issuer_name="My firm")
    assert address.replace("&", "&amp;") in page.text
    picture = segno.make(address, error="m", micro=False)
    svg = picture.svg_inline(border=4, dark="#000", light="#fff", svgclass="qr", lineclass=None, omitsize=True)
    assert svg.removeprefix("<svg ") in page.text
    assert 'role="img" aria-label="QR code with the key that stands beside it"' in page.text
    assert page.headers["Cache-Control"] == "no-store"
    # Until a code has shown that the phone has it, the password alone is enough.
    assert signed_in(app, person).get("/admin/").status_code == 200
    wrong = confirm(here, wrong_code(phone))
    assert wrong.status_code == 422
    assert "This code is not right." in visible(wrong.text) and phone.secret[:4] in wrong.text
    answer = confirm(here, phone.code())
    codes = codes_on(answer)
    assert (answer.status_code, len(codes), len(set(codes))) == (200, 10, 10)
    assert all(RECOVERY.fullmatch(each) for each in codes)
    assert answer.headers["Cache-Control"] == "no-store"
    assert elsewhere.get("/admin/").status_code == 303
    assert here.get("/admin/").status_code == 200
    password_given(app, person)


def test_what_opens_doors_is_neither_shown_again_nor_kept_in_the_clear(
    app: Flask, owner: FlaskClient, clock: Clock
) -> None:
    phone = begun(owner, OWNER, clock)
    answer = confirm(owner, phone.code())
    codes, cookie = codes_on(answer), owner.get_cookie("whence_session")
    assert cookie
    with owner.session_transaction() as session:
        held = str(dict(session)) + str(answer.headers) + cookie.value
    later = owner.get(PAGE).text + owner.get("/admin/users").text + owner.get("/admin/users/1").text
    for secret in (phone.secret, *codes):
        for shown in (secret, secret.replace("-", "")):
            assert shown not in held + later + kept_texts(app)
    assert "10 recovery codes are left of ten." in visible(later)
    # The same answer once more is no way to them either: what it was sent with is spent.
    again = owner.post(f"{PAGE}/confirm", data=fields(owner.get(PAGE), "/off") | {"code": phone.next_code()})
    assert (again.status_code, again.location) == (303, PAGE)
    assert "Nothing was changed" in owner.get(PAGE).text


def test_beginning_asks_for_the_password(app: Flask, owner: FlaskClient) -> None:
    form = fields(owner.get(PAGE), "/begin")
    for typed, said in (("not this one", "This is not your password."), ("", "Type your password.")):
        answer = owner.post(f"{PAGE}/begin", data=form | {"present": typed})
        assert (answer.status_code, said in answer.text) == (422, True)
    with app.app_context():
        assert not db.session.scalars(select(SecondFactor)).all()


@pytest.mark.settings(RATELIMIT_ENABLED=True)
def test_guessing_the_password_there_is_slowed_down_as_at_the_sign_in(owner: FlaskClient) -> None:
    form = fields(owner.get(PAGE), "/begin") | {"present": "a guess"}
    assert [owner.post(f"{PAGE}/begin", data=form).status_code for _ in range(11)] == [422] * 10 + [429]
    assert owner.post(f"{PAGE}/begin", data=form | {"present": OWNER.password}).status_code == 429


def test_a_key_that_was_only_shown_ends_after_half_an_hour(owner: FlaskClient, clock: Clock) -> None:
    phone = begun(owner, OWNER, clock)
    form = fields(owner.get(PAGE), "/confirm")
    clock.goes_on(minutes=30)
    assert 'id="secret"' not in owner.get(PAGE).text
    assert owner.post(f"{PAGE}/confirm", data=form | {"code": phone.code()}).status_code == 303
    assert begun(owner, OWNER, clock).secret != phone.secret


@pytest.mark.parametrize("odd", ["1234", "１２３４５６", "١٢٣٤٥٦", "½" * 6, "12345\0", "é"])
def test_what_is_no_code_is_refused_while_setting_up(owner: FlaskClient, clock: Clock, odd: str) -> None:
    phone = begun(owner, OWNER, clock)
    answer = confirm(owner, odd)
    assert (answer.status_code, "This code is not right." in visible(answer.text)) == (422, True)
    assert confirm(owner, phone.code()).status_code == 200


def test_one_that_counts_is_not_replaced_by_another_key(owner: FlaskClient, clock: Clock) -> None:
    form = fields(owner.get(PAGE), "/begin") | {"present": OWNER.password}
    phone = set_up(owner, OWNER, clock)
    form["csrf_token"] = fields(owner.get(PAGE), "/off")["off-csrf_token"]
    assert owner.post(f"{PAGE}/begin", data=form).status_code == 303
    assert 'id="secret"' not in owner.get(PAGE).text
    assert ask(owner, "off", code=phone.next_code()).status_code == 303


def test_new_recovery_codes_end_the_old_ones(app: Flask, owner: FlaskClient, clock: Clock) -> None:
    phone = set_up(owner, OWNER, clock)
    answer = ask(owner, "codes", code=phone.next_code())
    fresh = codes_on(answer)
    assert (answer.status_code, len(fresh), set(fresh) & set(phone.recovery)) == (200, 10, set())
    assert owner.get("/admin/").status_code == 200
    browser = password_given(app, OWNER)
    assert send_code(browser, recovery=phone.recovery[0]).status_code == 422
    assert send_code(browser, recovery=fresh[0]).status_code == 303


def test_who_has_not_seen_the_recovery_codes_is_told_when_they_were_made(owner: FlaskClient, clock: Clock) -> None:
    phone = set_up(owner, OWNER, clock)
    assert "The present ones were made Apr 9, 2026, 10:00 AM" in visible(owner.get(PAGE).text)
    clock.goes_on(hours=2)
    form = fields(owner.get(PAGE), "/codes") | {"codes-present": OWNER.password, "codes-code": phone.code()}
    assert owner.post(f"{PAGE}/codes", data=form).status_code == 200
    # The answer to the second of two clicks is what a browser shows.
    late = owner.post(f"{PAGE}/codes", data=form)
    words = visible(late.text)
    assert (late.status_code, "This code was used already" in words) == (422, True)
    assert "The present ones were made Apr 9, 2026, 12:00 PM; if you have not kept those, make new ones." in words


@pytest.mark.parametrize("what", ["codes", "off"])
def test_neither_the_password_nor_a_code_alone_is_enough(owner: FlaskClient, clock: Clock, what: str) -> None:
    phone = set_up(owner, OWNER, clock)
    code = phone.next_code()
    for typed, said in (
        ({"present": "not this one", "code": code}, "This is not your password."),
        ({"present": "", "code": code}, "Type your password."),
        ({"code": ""}, "Type the six digits that your app shows, or a recovery code."),
        ({"code": wrong_code(phone)}, "This code is not right."),
        ({"recovery": "abcd-efgh-ijkm-npqr"}, "This is none of your recovery codes that are left."),
    ):
        answer = ask(owner, what, **typed)
        assert (answer.status_code, said in visible(answer.text)) == (422, True), said
    assert "10 recovery codes are left" in visible(owner.get(PAGE).text)
    # The code that was sent with a wrong password was not used up by that.
    assert ask(owner, what, code=code).status_code == (200 if what == "codes" else 303)


def test_wrong_codes_are_limited_there_too(owner: FlaskClient, clock: Clock) -> None:
    phone = set_up(owner, OWNER, clock)
    assert [ask(owner, "off", code=wrong_code(phone)).status_code for _ in range(5)] == [422] * 5
    answer = ask(owner, "off", code=phone.next_code())
    assert "Too many wrong codes. Try again in a minute" in visible(answer.text)
    clock.goes_on(minutes=1)
    assert ask(owner, "off", code=phone.code()).status_code == 303


@pytest.mark.parametrize("by", ["code", "recovery"])
def test_switched_off_the_password_alone_is_enough_again(app: Flask, owner: FlaskClient, clock: Clock, by: str) -> None:
    phone = set_up(owner, OWNER, clock)
    elsewhere = password_given(app, OWNER)
    assert send_code(elsewhere, code=phone.next_code()).location == "/admin/"
    phone.clock.goes_on(seconds=30)
    typed = phone.code() if by == "code" else phone.recovery[3]
    answer = ask(owner, "off", **{by: typed})
    assert (answer.status_code, answer.location) == (303, PAGE)
    assert "Two-factor sign-in is off." in visible(owner.get(PAGE).text)
    assert elsewhere.get("/admin/").status_code == 303
    assert signed_in(app, OWNER).get("/admin/").status_code == 200
    with app.app_context():
        assert not db.session.scalars(select(RecoveryCode)).all()


def test_what_was_done_is_told_with_who_and_when(app: Flask, owner: FlaskClient, clock: Clock) -> None:
    phone = set_up(owner, OWNER, clock)
    send_code(password_given(app, OWNER), recovery=phone.recovery[0])
    owner = password_given(app, OWNER)
    send_code(owner, code=phone.next_code())
    clock.goes_on(seconds=30)
    assert ask(owner, "codes", code=phone.code()).status_code == 200
    clock.goes_on(seconds=30)
    ask(owner, "off", code=phone.code())
    told = [
        "Switched two-factor sign-in off.",
        "Made new recovery codes.",
        "Used a recovery code.",
        "Switched two-factor sign-in on.",
    ]
    for page in ("/admin/users", "/admin/users/1"):
        words = visible(owner.get(page).text)
        assert sorted(told, key=words.index) == told
        assert words.count("AM, olive") == 4, words


def test_a_code_of_setting_up_does_not_sign_in_as_well(app: Flask, owner: FlaskClient, clock: Clock) -> None:
    phone = set_up(owner, OWNER, clock)
    assert send_code(password_given(app, OWNER), code=phone.code()).status_code == 422


@pytest.mark.parametrize(("firm", "email"), [("王" * 200, OWNER.email), ("A & B: <Law>", "o" * 60 + "@firm.example")])
def test_a_long_name_has_room_in_the_code(app: Flask, clock: Clock, firm: str, email: str) -> None:
    from records.firm import the_firm

    person = Person(email, OWNER.password, OWNER.role)
    give_account(app, person)
    with app.app_context():
        the_firm(db.session()).name = firm
        db.session.commit()
    assert set_up(signed_in(app, person), person, clock).recovery


@pytest.mark.parametrize("what", ["begin", "codes", "off"])
def test_who_is_taken_away_meanwhile_stays_away(
    app: Flask, owner: FlaskClient, clock: Clock, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    give_account(app, COLLEAGUE)
    colleague = signed_in(app, COLLEAGUE)
    if what == "begin":
        typed = {"present": COLLEAGUE.password}
    else:
        phone = set_up(colleague, COLLEAGUE, clock)
        typed = {f"{what}-present": COLLEAGUE.password, f"{what}-code": phone.next_code()}
    form = fields(colleague.get(PAGE), f"/{what}") | typed
    press = fields(owner.get("/admin/users/2"), "/remove")

    def slowly(known: str, password: str) -> bool:
        # As by another worker of the server, while the password is hashed.
        with ThreadPoolExecutor(1) as elsewhere:
            assert elsewhere.submit(owner.post, "/admin/users/2/remove", data=press).result().status_code == 303
        return fits(known, password)

    monkeypatch.setattr("admin.staff.two_factor.fits", slowly)
    answer = colleague.post(f"{PAGE}/{what}", data=form)
    assert (answer.status_code, answer.location) == (303, SIGN_IN)
    assert colleague.get("/admin/").status_code == 303
