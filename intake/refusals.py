"""Pages for what went wrong. Whatever was typed comes back with them, so that nobody writes anything twice."""

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import Gone, InternalServerError, NotFound, RequestEntityTooLarge, TooManyRequests

from intake.filling.form import IntakeForm
from intake.filling.own_fields import PREFIX
from intake.looks.look import look_of
from intake.pages import render
from intake.published import Asked, published
from records.db import db

_UNSEEN = frozenset({"token", "visit", "choice", "may_tell", "subject"})
AGAIN_SECONDS = 10
A_MINUTE = 60


def install(blueprint: Blueprint) -> None:
    """Answer the errors of a blueprint with these pages."""
    blueprint.register_error_handler(NotFound, _missing)
    blueprint.register_error_handler(Gone, _closed)
    blueprint.register_error_handler(RequestEntityTooLarge, _too_large)
    blueprint.register_error_handler(TooManyRequests, _too_often)
    blueprint.register_error_handler(SQLAlchemyError, _no_database)
    blueprint.register_error_handler(InternalServerError, _broken)


def _missing(_error: NotFound) -> ResponseReturnValue:
    return render("missing", _door(), look_of(request)), 404


def _closed(_error: Gone) -> ResponseReturnValue:
    return render("closed", _door(), look_of(request), _remembered()), 410


def _too_large(_error: RequestEntityTooLarge) -> ResponseReturnValue:
    return render("too_large", _door(), look_of(request)), 413


def _too_often(_error: TooManyRequests) -> ResponseReturnValue:
    return _unsent("too_often"), 429, {"Retry-After": str(A_MINUTE)}


def _no_database(error: SQLAlchemyError) -> ResponseReturnValue:
    current_app.logger.error("A public page could not use the database.", exc_info=error)
    db.session.rollback()
    return _unsent("unavailable"), 503, {"Retry-After": str(AGAIN_SECONDS)}


def _broken(_error: InternalServerError) -> ResponseReturnValue:
    # Flask has logged what happened; whoever filled in the form need not lose it.
    return _unsent("unavailable"), 500


def _unsent(why: str) -> str:
    """The page that says why, with what was typed and a button to send it again.

    It needs no database and no version of the form: what such a version asks is carried along as it was answered.
    """
    sent = _sent()
    # Their website is told how tall this page is, too, if the form was shown before.
    asked = _remembered()
    action, look = request.full_path.rstrip("?"), look_of(request)
    form = IntakeForm.in_words(look.spoken(asked.language if asked else "en").say, sent) if sent else None
    return render("unsent", _door(), look, asked, why=why, form=form, carried=_carried(sent), action=action)


def _carried(sent: MultiDict[str, str]) -> list[tuple[str, str]]:
    """What is sent again unseen: what the page knew, what was ticked, and the answers to the firm's own questions."""
    names = [name for name in sent if name in _UNSEEN or name.startswith(PREFIX)]
    return [(name, value) for name in names for value in sent.getlist(name) if value]


def _remembered() -> Asked | None:
    """What is known of the form at this address; the database is not asked."""
    return published().remembered(str((request.view_args or {}).get("slug", "")))


def _sent() -> MultiDict[str, str]:
    try:
        return request.form
    except RequestEntityTooLarge:
        return MultiDict()


def _door() -> str:
    return str((request.view_args or {}).get("door", ""))
