"""The application: the one place that knows every room.

``create_app`` touches no disk but the settings file and no database; the secret key, the instance folder and
connections are made at first use.
"""

import contextlib
import io
import os
import secrets
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

import click
from flask import Flask, Request, Response, current_app, redirect, request
from flask.cli import FlaskGroup
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask.typing import ResponseReturnValue
from flask_migrate import Migrate
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser
from werkzeug.middleware.proxy_fix import ProxyFix

import admin
import commands
import intake
import records.tables  # noqa: F401 - all tables are known before the first query
from admin.pages import pages as staff
from records.db import db
from records.engine.connecting import connect_settings
from records.engine.reading import may_write, only_read
from settings import ROOT, SHORTEST_KEY, BadSetting, database_url, read_settings

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
MOST_FIELDS = 4_000
"""More than the largest form that can be published sends with all its options ticked: 60 questions of 60."""


class FewFields(FormDataParser):
    """Reads a posted form unless it has more fields than any page of ours: each costs memory many times its size."""

    def _parse_urlencoded(
        self, stream: IO[bytes], mimetype: str, content_length: int | None, options: dict[str, str]
    ) -> tuple[IO[bytes], MultiDict[str, str], MultiDict[str, Any]]:
        sent = stream.read()
        if sent.count(b"&") > MOST_FIELDS:
            raise RequestEntityTooLarge
        return super()._parse_urlencoded(io.BytesIO(sent), mimetype, len(sent), options)


class FormRequest(Request):
    """A request whose form is read by ``FewFields``."""

    form_data_parser_class = FewFields


class StaffSessions(SecureCookieSessionInterface):
    """Sessions by a cookie for the pages behind the sign-in; a public page neither sets one nor depends on one."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send the session back, and say that the page depends on it, where it may."""
        if request.blueprint == staff.name or session.modified:
            super().save_session(app, session, response)


class Whence(Flask):
    """A Flask application whose secret key is read, or made, the first time that it is needed."""

    request_class = FormRequest
    session_interface = StaffSessions()

    @property
    def secret_key(self) -> str:
        """The key that signs sessions and form tokens: the setting, else the file ``secret_key``."""
        if not self.config.get("SECRET_KEY"):
            self.config["SECRET_KEY"] = _kept_key(Path(self.config["INSTANCE_PATH"]) / "secret_key")
        return str(self.config["SECRET_KEY"])

    @secret_key.setter
    def secret_key(self, value: str | bytes | None) -> None:
        self.config["SECRET_KEY"] = value


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """The application with its settings; ``config`` overrides them (tests do).

    Raises settings.BadSetting if a setting cannot be used. Where the command line only looks for one of its
    commands, the application then has commands and nothing else, and those that need the settings raise it.
    """
    app = Whence("whence", root_path=str(ROOT), instance_path=str(ROOT / "instance"))
    try:
        app.config.update(read_settings())
    except BadSetting as problem:
        if not _looks_for_a_command():
            raise
        commands.install_without_settings(app, problem)
        return app
    app.config.update(
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_NAME="whence_session",
        # A form of text needs little; what is larger is refused before it is read.
        MAX_CONTENT_LENGTH=4 * 1024 * 1024,
        # An error of the database is logged without the values, which are the clients' own words.
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True},
    )
    app.config.update(config or {})
    app.config["SQLALCHEMY_DATABASE_URI"] = database_url(app.config["DATABASE_URL"])
    if app.config["TRUSTED_PROXIES"]:
        hops = app.config["TRUSTED_PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    app.before_request(_begin_transactions_as_the_method_needs)
    app.teardown_request(lambda _problem: may_write())
    db.init_app(app)
    with app.app_context():
        connect_settings(db.engine)
    Migrate(app, db, directory=str(ROOT / "migrations"))
    intake.install(app)
    admin.install(app)
    commands.install(app)
    app.add_url_rule("/", "home", _home)
    return app


def _looks_for_a_command() -> bool:
    """Whether ``flask`` is looking for a command of ours; `flask run` and others have been found by themselves."""
    context = click.get_current_context(silent=True)
    return context is not None and isinstance(context.command, FlaskGroup)


def _home() -> ResponseReturnValue:
    return redirect("/admin/", code=303)


def _begin_transactions_as_the_method_needs() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    if request.method in SAFE_METHODS or getattr(view, "reads_first", False):
        only_read()
    else:
        may_write()


def _kept_key(file: Path) -> str:
    """The key in a file that only its owner may read; made if it is not there yet."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        # Written aside and linked into place: of two processes that start together one key wins, and nobody
        # ever reads half of it. A file made by mkstemp is readable by its owner only.
        handle, aside = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "w") as opened:
            opened.write(secrets.token_urlsafe(48))
            opened.flush()
            os.fsync(opened.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(aside, file)
        Path(aside).unlink()
    key = file.read_text().strip()
    if len(key) < SHORTEST_KEY:
        raise BadSetting(f"{file} holds no key; remove the file, and a new key is made (it signs everybody out)")
    return key
