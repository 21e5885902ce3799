"""The way to the server: encrypted, signed in, and never telling its password."""

import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from outgoing import mail_from, mail_url
from records.db import db
from records.mail import send_later
from tests.rig.certificate import make_certificate
from tests.rig.mail_server import PASSWORD, USER, mail_server

TYPED = "a%2Fpass%40word"
pytestmark = pytest.mark.settings(MAIL_FROM=mail_from("office@firm.example"))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def secured(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)
    return context


@pytest.fixture(autouse=True)
def one_mail(app: Flask) -> None:
    with app.app_context():
        send_later(db.session(), "test", "ann@client.example", "Hello", "Words.", datetime.now(UTC))
        db.session.commit()


def sending(app: Flask, runner: FlaskCliRunner, address: str) -> str:
    app.config["MAIL_URL"] = mail_url(address)
    said = runner.invoke(args=["jobs", "run"]).output
    assert PASSWORD not in said
    assert TYPED not in said
    return said


@pytest.mark.parametrize(("scheme", "within"), [("smtps", True), ("smtp+starttls", False)])
def test_a_certificate_is_checked_and_one_of_ones_own_can_be_trusted(
    app: Flask,
    runner: FlaskCliRunner,
    secured: ssl.SSLContext,
    certificate: tuple[Path, Path],
    scheme: str,
    within: bool,
) -> None:
    with mail_server(secured, within=within, auth=True) as server:
        address = f"{scheme}://{USER}:{TYPED}@localhost:{server.port}"
        app.config["MAIL_URL"] = mail_url(address)
        assert "The server's certificate is not to be trusted: self" in runner.invoke(args=["doctor"]).output
        assert server.taken == []
        assert "The server's certificate is not to be trusted: self" in sending(app, runner, address)
        assert server.taken == []
        with app.app_context():
            send_later(db.session(), "test", "ben@client.example", "Hello", "Words.", datetime.now(UTC))
            db.session.commit()
        assert "1 sent" in sending(app, runner, f"{address}?ca={certificate[0]}")
        assert len(server.taken) == 1


def test_without_encryption_a_server_that_has_none_is_not_used_where_it_is_asked_for(
    app: Flask, runner: FlaskCliRunner
) -> None:
    with mail_server() as server:
        assert "STARTTLS extension not supported" in sending(app, runner, f"smtp+starttls://localhost:{server.port}")
        assert server.taken == []


def test_a_wrong_password_is_said_and_not_shown(app: Flask, runner: FlaskCliRunner) -> None:
    with mail_server(auth=True) as server:
        said = sending(app, runner, f"smtp://{USER}:wrong-word@127.0.0.1:{server.port}")
        assert "The server does not take the user and the password of MAIL_URL: 535" in said
        assert "wrong-word" not in said
        assert server.taken == []


def test_doctor_tries_the_way_and_sends_nothing(app: Flask, runner: FlaskCliRunner) -> None:
    with mail_server(auth=True) as server:
        app.config["MAIL_URL"] = mail_url(f"smtp://{USER}:{TYPED}@127.0.0.1:{server.port}")
        said = runner.invoke(args=["doctor"]).output
        assert f"ok       outgoing mail: the server 127.0.0.1, port {server.port} takes it" in said
        assert server.taken == []
    said = runner.invoke(args=["doctor"]).output
    assert (
        f"problem  outgoing mail: the server 127.0.0.1, port {server.port} cannot be used now: Connection refused"
        in said
    )
    assert TYPED not in said
