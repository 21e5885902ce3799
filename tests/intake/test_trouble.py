"""When the database is away, or somebody sends too much, the words are given back and can be sent again."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, text

from intake.published import published
from records.db import db
from tests.intake.sending import FORM, WORDS, only, payload, send, submissions
from tests.rig.forms import fields


@contextmanager
def without_table(app: Flask, table: str) -> Iterator[None]:
    """A database that cannot do its work: one of its tables is away."""
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text(f"ALTER TABLE {table} RENAME TO away"))
    yield
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text(f"ALTER TABLE away RENAME TO {table}"))


@contextmanager
def locked(app: Flask) -> Iterator[None]:
    """A database that somebody else keeps to himself, and whose patience is short."""
    with app.app_context():
        engine = db.engine

    def be_impatient(connection: object, _record: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]  # either driver's connection
        sqlite = engine.dialect.name == "sqlite"
        cursor.execute("PRAGMA busy_timeout=20" if sqlite else "SET lock_timeout = 20")
        cursor.close()
        if not sqlite:
            connection.commit()  # type: ignore[attr-defined]  # as above

    engine.dispose()
    event.listen(engine, "connect", be_impatient)
    with engine.connect() as other:
        other.execute(text("SELECT 1" if engine.dialect.name == "sqlite" else "LOCK TABLE submissions"))
        yield


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


def test_words_sent_while_the_database_is_locked_can_be_sent_again(app: Flask, client: FlaskClient) -> None:
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

    def test_reading_is_not_limited_and_neither_is_this_machine(self, client: FlaskClient) -> None:
        assert {self.post(client, "127.0.0.1") for _ in range(121)} == {422}
        assert {client.get(FORM, environ_overrides={"REMOTE_ADDR": "203.0.113.9"}).status_code for _ in range(121)} == {
            200
        }
