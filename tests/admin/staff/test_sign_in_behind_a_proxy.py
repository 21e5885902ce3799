"""Signing in through a web server in front that takes HTTPS."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.rig.forms import fields
from tests.rig.people import OWNER, SIGN_IN, give_account

pytestmark = pytest.mark.settings(BASE_URL="https://clients.example.com", TRUSTED_PROXIES=1)
OUTSIDE = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}


def sign_in(app: Flask, client: FlaskClient, host: str) -> tuple[int, str]:
    give_account(app, OWNER)
    headers = OUTSIDE | {"Host": host}
    form = fields(client.get(SIGN_IN, headers=headers), SIGN_IN) | {"email": OWNER.email, "password": OWNER.password}
    sent = client.post(SIGN_IN, data=form, headers=headers | {"Referer": f"https://clients.example.com{SIGN_IN}"})
    return sent.status_code, sent.text


def test_it_is_as_without_one(app: Flask, client: FlaskClient) -> None:
    assert sign_in(app, client, "clients.example.com")[0] == 303


def test_one_that_keeps_the_name_of_the_host_to_itself_is_named_on_the_page_and_in_the_log(
    app: Flask, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    status, page = sign_in(app, client, "127.0.0.1")
    assert status == 400
    assert "It stands at clients.example.com and was sent to 127.0.0.1." in page
    assert "has to pass on the header Host as it came" in page
    assert "A form of clients.example.com was sent to 127.0.0.1 and refused." in caplog.text
