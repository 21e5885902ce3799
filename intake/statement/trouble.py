"""Pages for what goes wrong with a statement. Nothing tells whether a token was ever good."""

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import InternalServerError, NotFound, RequestEntityTooLarge, TooManyRequests

from intake.statement.wording import Tongue, asked_tongue, tongue
from records.db import db
from records.firm import the_firm

AGAIN_SECONDS = 10
A_MINUTE = 60


def install_errors(blueprint: Blueprint) -> None:
    """Answer the errors of a blueprint with these pages."""
    blueprint.register_error_handler(NotFound, _nothing)
    blueprint.register_error_handler(TooManyRequests, _too_often)
    blueprint.register_error_handler(RequestEntityTooLarge, _too_large)
    blueprint.register_error_handler(SQLAlchemyError, _no_database)
    blueprint.register_error_handler(InternalServerError, _broken)


def _nothing(_error: NotFound) -> ResponseReturnValue:
    """The same for a token that is unknown, mistyped, expired or revoked."""
    firm = the_firm(db.session())
    return _page("nothing", firm=firm.name, is_demo=firm.is_demo, words=tongue(db.session())), 404


def _too_often(_error: TooManyRequests) -> ResponseReturnValue:
    return _again("too_often"), 429, {"Retry-After": str(A_MINUTE)}


def _too_large(_error: RequestEntityTooLarge) -> ResponseReturnValue:
    return _page("again", why="too_large", sent=[], action=_statement()), 413


def _no_database(error: SQLAlchemyError) -> ResponseReturnValue:
    current_app.logger.error("A statement could not use the database.", exc_info=error)
    db.session.rollback()
    return _again("unavailable"), 503, {"Retry-After": str(AGAIN_SECONDS)}


def _broken(_error: InternalServerError) -> ResponseReturnValue:
    return _again("unavailable"), 500


def _again(why: str) -> str:
    """What was typed comes back in a form with a button to send it again; it needs no database."""
    is_sent = request.method == "POST"
    sent = [(name, value) for name, value in request.form.items() if len(value) <= _LONGEST] if is_sent else []
    return _page("again", why=why, sent=sent, action=request.path if is_sent else _statement())


def _statement() -> str:
    return f"/s/{(request.view_args or {}).get('token', '')}"


def _page(name: str, words: Tongue | None = None, **values: object) -> str:
    # Without a database only the address can say which language it is.
    words = words or asked_tongue() or Tongue("en", False)
    page = current_app.jinja_env.get_template(f"intake/statement/{name}.html")
    return page.render(t=words.t, at=words.at, language=words.language, **values)


_LONGEST = 20_000
