"""What happens while the password of somebody who signs in is being hashed, which takes a while on purpose."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

import records.staff.users
from records.db import db
from records.staff.users import User
from tests.intake.sending import send
from tests.rig.forms import fields
from tests.rig.people import COLLEAGUE, OWNER, SIGN_IN, Person, give_account


def payload(client: FlaskClient, person: Person = OWNER, **changes: str) -> dict[str, str]:
    return fields(client.get(SIGN_IN), SIGN_IN) | {"email": person.email, "password": person.password} | changes


def meanwhile(monkeypatch: pytest.MonkeyPatch, does: Callable[[], None]) -> None:
    """Let something be done, once, before the next password is hashed, as by another worker of the server."""
    fits = records.staff.users.fits

    def slowly(known: str, password: str) -> bool:
        monkeypatch.setattr(records.staff.users, "fits", fits)
        with ThreadPoolExecutor(1) as elsewhere:
            elsewhere.submit(does).result()
        return fits(known, password)

    monkeypatch.setattr(records.staff.users, "fits", slowly)


@pytest.mark.parametrize("password", [OWNER.password, "a guess"])
def test_no_client_waits_for_who_signs_in(app: Flask, monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    give_account(app, OWNER)
    browser = app.test_client()
    form = payload(browser, password=password)
    answers: list[int] = []
    meanwhile(monkeypatch, lambda: answers.append(send(app.test_client()).status_code))
    assert browser.post(SIGN_IN, data=form).status_code == (303 if password == OWNER.password else 422)
    assert answers == [303]


@pytest.mark.parametrize("what", ["remove", "password"])
def test_who_is_taken_away_meanwhile_does_not_come_in(
    app: Flask, owner: FlaskClient, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    give_account(app, COLLEAGUE)
    with app.app_context():
        number = db.session.scalars(select(User.id).where(User.email == COLLEAGUE.email)).one()
    action = f"/admin/users/{number}/{what}"
    press = fields(owner.get(f"/admin/users/{number}"), action)
    browser = app.test_client()
    form = payload(browser, COLLEAGUE)

    def does() -> None:
        assert owner.post(action, data=press).status_code == 303

    meanwhile(monkeypatch, does)
    assert browser.post(SIGN_IN, data=form).status_code == 422
    assert browser.get("/admin/").status_code == 303


@pytest.mark.settings(RATELIMIT_ENABLED=True)
def test_guesses_that_are_sent_at_once_are_counted_all(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    give_account(app, OWNER)
    browser, others = app.test_client(), app.test_client()
    form, wrong = payload(browser), payload(others, password="a guess")

    def does() -> None:
        assert [others.post(SIGN_IN, data=wrong).status_code for _ in range(10)] == [422] * 10

    meanwhile(monkeypatch, does)
    # Of the right one nothing is said either: it was sent as one of eleven.
    assert browser.post(SIGN_IN, data=form).status_code == 429
    assert browser.get("/admin/").status_code == 303


@pytest.mark.settings(RATELIMIT_ENABLED=True)
def test_who_guesses_elsewhere_keeps_nobody_out(app: Flask) -> None:
    give_account(app, OWNER)
    here, elsewhere = app.test_client(), {"REMOTE_ADDR": "203.0.113.7"}
    guesser = app.test_client()
    wrong = payload(guesser, password="a guess")
    answers = [guesser.post(SIGN_IN, data=wrong, environ_base=elsewhere).status_code for _ in range(12)]
    assert answers == [422] * 10 + [429] * 2
    assert here.post(SIGN_IN, data=payload(here)).status_code == 303
