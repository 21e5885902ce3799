"""A phone with an authenticator app, and the time by which it and the application go in a test."""

import html
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from typing import cast

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.rig.forms import fields
from tests.rig.people import SIGN_IN, Person

PAGE = "/admin/two-factor"
CODE_PAGE = f"{SIGN_IN}/code"
# What makes codes, and what takes them.
_BY_THE_CLOCK = ("admin.sign_in", "admin.sign_in_code", "admin.two_factor", "admin.users")


class Clock:
    """The time of a test, which goes on only when the test says so."""

    def __init__(self) -> None:
        # In the middle of one of the spans of thirty seconds.
        self.now = datetime(2026, 4, 9, 10, 0, 15, tzinfo=UTC)

    def goes_on(self, **by: float) -> None:
        """Let time pass: ``clock.goes_on(seconds=30)``."""
        self.now += timedelta(**by)


def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock by which signing in goes."""
    clock = Clock()

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Stopped":
            return cast("Stopped", clock.now)

    for module in _BY_THE_CLOCK:
        monkeypatch.setattr(f"{module}.datetime", Stopped)
    return clock


@dataclass
class Phone:
    """What an app was told by the page, and the recovery codes that were copied from it."""

    clock: Clock
    secret: str
    recovery: list[str] = field(default_factory=list)

    def code(self, steps: int = 0) -> str:
        """What the app shows now, or showed so many steps of thirty seconds before or after."""
        return pyotp.TOTP(self.secret).at(self.clock.now, counter_offset=steps)

    def next_code(self) -> str:
        """A code that was not used yet, half a minute later."""
        self.clock.goes_on(seconds=30)
        return self.code()


def begun(client: FlaskClient, person: Person, clock: Clock) -> Phone:
    """Set up a phone as far as the page that asks for its first code."""
    form = fields(client.get(PAGE), "/begin") | {"present": person.password}
    assert client.post(f"{PAGE}/begin", data=form).status_code == 303
    return Phone(clock, secret_on(client.get(PAGE)))


def confirm(client: FlaskClient, code: str) -> TestResponse:
    """Send the first code of a phone that was begun."""
    return client.post(f"{PAGE}/confirm", data=fields(client.get(PAGE), "/confirm") | {"code": code})


def set_up(client: FlaskClient, person: Person, clock: Clock) -> Phone:
    """Switch two-factor sign-in on, through the page."""
    phone = begun(client, person, clock)
    answer = confirm(client, phone.code())
    assert answer.status_code == 200, answer.text
    phone.recovery = codes_on(answer)
    return phone


def secret_on(page: TestResponse) -> str:
    """The key that the page shows to be typed."""
    found = re.search(r'<textarea id="secret"[^>]*>([A-Z2-7 ]+)<', page.text)
    assert found, page.text
    return found[1].replace(" ", "")


def codes_on(page: TestResponse) -> list[str]:
    """The recovery codes that a page shows."""
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", page.text, re.DOTALL)
    assert found, page.text
    return html.unescape(found[1]).split("\n")


def password_given(app: Flask, person: Person, wanted: str = "") -> FlaskClient:
    """A browser in which the password was typed, and which is asked for a code."""
    browser = app.test_client()
    form = fields(browser.get(SIGN_IN), SIGN_IN) | {"email": person.email, "password": person.password, "next": wanted}
    answer = browser.post(SIGN_IN, data=form)
    assert (answer.status_code, answer.location.partition("?")[0]) == (303, CODE_PAGE), answer.text
    return browser


def send_code(browser: FlaskClient, code: str = "", recovery: str = "", **elsewhere: str) -> TestResponse:
    """Send the page that asks for the code."""
    form = fields(browser.get(CODE_PAGE), CODE_PAGE) | {"code": code, "recovery": recovery}
    return browser.post(CODE_PAGE, data=form, environ_base=elsewhere)


def wrong_code(phone: Phone) -> str:
    """Six digits that the app shows at none of the steps beside this one."""
    near = {phone.code(step) for step in range(-3, 4)}
    return next(each for each in ("000000", "111111", "222222", "333333") if each not in near)
