"""When the database is away, or somebody sends too much, the words are given back and can be sent again."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake.published import published
from tests.intake.sending import FORM, WORDS, only, payload, send, submissions
from tests.intake.trouble import locked, without_table
from tests.rig.forms import fields


def test_words_sent_while_the_database_is_in_trouble_can_be_sent_again(app: Flask, client: FlaskClient) -> None:
    form = payload(client, may_tell="y")
    with without_table(app, "submissions"):
        response = client.post(FORM, data=form)
        assert response.status_code == 503
        assert response.headers["Retry-After"]
        assert "Nothing is lost: please press Send again" in response.text
        again = fields(response, FORM)
        assert again == {name: value for name, value in form.items() if value}
    assert client.post(FORM, data=again).status_code == 303
    kept = only(submissions(app))
    assert {name: getattr(kept, name) for name in WORDS} == WORDS
    assert kept.may_tell


def test_words_sent_while_the_database_is_locked_can_be_sent_again(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("records.engine.write_lock.PATIENCE", 0.1)
    form = payload(client)
    with locked(app):
        response = client.post(FORM, data=form)
        assert response.status_code == 503
    assert client.post(FORM, data=fields(response, FORM)).status_code == 303
    only(submissions(app))


def test_nothing_from_inside_is_shown(app: Flask, client: FlaskClient) -> None:
    with without_table(app, "submissions"):
        text_of_page = send(client).text
    for inside in ("sqlalchemy", "submissions", "Traceback", "SELECT"):
        assert inside not in text_of_page


def test_a_form_that_is_known_is_shown_while_the_database_is_in_trouble(app: Flask, client: FlaskClient) -> None:
    client.get(FORM)
    with app.app_context():
        published().expire()
    with without_table(app, "form_versions"):
        assert client.get(FORM).status_code == 200


def test_a_form_that_is_not_known_yet_asks_to_try_again(app: Flask, client: FlaskClient) -> None:
    with without_table(app, "form_versions"):
        response = client.get(FORM)
        assert response.status_code == 503
        assert "Please try again in a moment" in response.text
        sent = client.post(FORM, data=WORDS)
        assert sent.status_code == 503
        assert fields(sent, FORM)["need"] == WORDS["need"]


def test_health_says_whether_the_database_is_in_order(app: Flask, client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok", "database": "ok"}
    with without_table(app, "firm"):
        response = client.get("/healthz")
        assert response.status_code == 503
        assert response.json and response.json["status"] == "unavailable"


@pytest.mark.settings(RATELIMIT_ENABLED=True)
class TestTooOften:
    """The limit is far above what people do; whoever meets it keeps the words."""

    def post(self, client: FlaskClient, address: str) -> int:
        return client.post(FORM, data={"name": "Maria"}, environ_overrides={"REMOTE_ADDR": address}).status_code

    def test_one_address_may_send_a_hundred_in_a_minute_and_then_waits(self, app: Flask, client: FlaskClient) -> None:
        form = payload(client)
        answers = [self.post(client, "203.0.113.7") for _ in range(121)]
        assert set(answers[:100]) == {422}
        assert answers[-1] == 429
        other = client.post(FORM, data=form, environ_overrides={"REMOTE_ADDR": "203.0.113.7"})
        assert other.status_code == 429
        assert other.headers["Retry-After"]
        assert "wait a minute" in other.text
        back = fields(other, FORM)
        assert client.post(FORM, data=back, environ_overrides={"REMOTE_ADDR": "203.0.113.8"}).status_code == 303

    def test_a_network_of_one_customer_is_limited_as_one(self, client: FlaskClient) -> None:
        answers = {self.post(client, f"2001:db8::{n:x}") for n in range(121)}
        assert answers == {422, 429}
        assert self.post(client, "2001:db8:0:1::1") == 422

    def test_addresses_of_ipv4_that_are_written_as_ipv6_are_told_apart(self, client: FlaskClient) -> None:
        assert {self.post(client, f"::ffff:203.0.113.{n}") for n in range(1, 123)} == {422}
        assert {self.post(client, "::ffff:127.0.0.1") for _ in range(121)} == {422}

    def test_reading_is_not_limited_and_neither_is_this_machine(self, client: FlaskClient) -> None:
        assert {self.post(client, "127.0.0.1") for _ in range(121)} == {422}
        assert {client.get(FORM, environ_overrides={"REMOTE_ADDR": "203.0.113.9"}).status_code for _ in range(121)} == {
            200
        }
