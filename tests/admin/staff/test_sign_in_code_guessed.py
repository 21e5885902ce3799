"""Codes of the second step are not guessed, and not taken twice by those who send them at the same moment."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

import records.staff.taking_codes
from records.staff.second_factors import step_that_fits
from tests.admin.reading import visible
from tests.conftest import dispose, make_app
from tests.rig.forms import fields
from tests.rig.people import OWNER, SIGN_IN
from tests.rig.phones import (
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


@pytest.mark.parametrize("sort", ["code", "recovery"])
def test_a_code_counts_once_even_at_the_same_moment(
    app: Flask, phone: Phone, monkeypatch: pytest.MonkeyPatch, sort: str
) -> None:
    give = {sort: phone.code() if sort == "code" else phone.recovery[0]}
    first, second = password_given(app, OWNER), password_given(app, OWNER)
    answers: list[Future[int]] = []

    def meanwhile(of: Callable[..., object]) -> Callable[..., object]:
        def does(*what: object) -> object:
            found = of(*what)
            if not answers:
                # As by another worker of the server, which looks at the code before this one has taken it.
                answers.append(elsewhere.submit(lambda: send_code(second, **give).status_code))
                with pytest.raises(TimeoutError):
                    answers[0].result(0.3)
            return found

        return does

    name = "step_that_fits" if sort == "code" else "hash_of"
    monkeypatch.setattr(records.staff.taking_codes, name, meanwhile(getattr(records.staff.taking_codes, name)))
    with ThreadPoolExecutor(1) as elsewhere:
        assert send_code(first, **give).status_code == 303
        assert answers[0].result() == 422
    assert is_inside(first) and not is_inside(second)


def test_wrong_codes_are_limited_wherever_they_come_from(
    app: Flask, phone: Phone, database_url: str, tmp_path: Path
) -> None:
    wrong = wrong_code(phone)
    for place in range(5):
        guesser = password_given(app, OWNER)
        assert send_code(guesser, code=wrong, REMOTE_ADDR=f"203.0.113.{place}").status_code == 422
    # Another server on the same records counts them as well.
    other = make_app(database_url, tmp_path / "other")
    browser = password_given(other, OWNER)
    for typed in ({"code": phone.code()}, {"recovery": phone.recovery[0]}):
        answer = send_code(browser, **typed, REMOTE_ADDR="198.51.100.1")
        assert (answer.status_code, "Too many wrong codes. Try again in a minute" in answer.text) == (429, True)
    phone.clock.goes_on(minutes=1)
    assert send_code(browser, code=wrong_code(phone)).status_code == 422
    # The wait doubles, up to an hour.
    phone.clock.goes_on(minutes=1)
    assert send_code(browser, code=phone.code()).status_code == 429
    for minutes in (2, 4, 8, 16, 32, 60, 60):
        phone.clock.goes_on(minutes=minutes)
        browser = password_given(other, OWNER)
        assert send_code(browser, code=wrong_code(phone)).status_code == 422
    assert "Try again in 60 minutes" in send_code(browser, code=phone.code()).text
    phone.clock.goes_on(minutes=60)
    browser = password_given(other, OWNER)
    assert send_code(browser, code=phone.code()).status_code == 303
    assert "Since you last signed in, 13 wrong codes were typed after your right password." in visible(
        browser.get("/admin/").text
    )
    assert send_code(password_given(app, OWNER), code=wrong_code(phone)).status_code == 422
    dispose(other)


def test_who_mistypes_once_is_told_of_no_stranger(app: Flask, phone: Phone) -> None:
    browser = password_given(app, OWNER)
    assert send_code(browser, code=wrong_code(phone)).status_code == 422
    assert send_code(browser, code=phone.code()).status_code == 303
    assert "wrong code" not in browser.get("/admin/").text


@pytest.mark.settings(RATELIMIT_ENABLED=True)
def test_wrong_codes_count_with_wrong_passwords_of_the_same_address(app: Flask, phone: Phone) -> None:
    browser = password_given(app, OWNER)
    for _ in range(5):
        assert send_code(browser, code=wrong_code(phone)).status_code == 422
    phone.clock.goes_on(minutes=1)
    stranger = app.test_client()
    guess = fields(stranger.get(SIGN_IN), SIGN_IN) | {"email": OWNER.email, "password": "a guess"}
    assert [stranger.post(SIGN_IN, data=guess).status_code for _ in range(6)] == [422] * 5 + [429]
    assert send_code(browser, code=phone.code()).status_code == 429


@pytest.mark.settings(RATELIMIT_ENABLED=True)
def test_right_codes_do_not_count_for_the_limit(app: Flask, phone: Phone) -> None:
    for _ in range(12):
        assert send_code(password_given(app, OWNER), code=phone.next_code()).status_code == 303


def test_guesses_that_are_sent_at_once_are_counted_all(
    app: Flask, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, others = password_given(app, OWNER), [password_given(app, OWNER) for _ in range(5)]
    wrong, waiting = wrong_code(phone), list[Future[TestResponse]]()

    def slowly(*what: object) -> int | None:
        if not waiting:
            waiting.extend(elsewhere.submit(send_code, each, wrong) for each in others)
            with pytest.raises(TimeoutError):
                waiting[0].result(0.3)
        return step_that_fits(*what)  # type: ignore[arg-type]  # as it is called

    monkeypatch.setattr(records.staff.taking_codes, "step_that_fits", slowly)
    with ThreadPoolExecutor(5) as elsewhere:
        assert send_code(first, code=wrong).status_code == 422
        assert sorted(each.result().status_code for each in waiting) == [422] * 4 + [429]
