"""Who may come in: the session, the guard before every staff page, and the headers after it."""

from flask import Flask, Response, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user
from flask_wtf.csrf import CSRFProtect

from admin.staff.sent_again import page_to_send_again
from pace import Pace
from records.db import db
from records.staff.second_factors import has_to_switch_on
from records.staff.users import User, UserRole, user_by_session

PREFIX = "/admin/"
SIGN_IN = "admin.sign_in"
SIGN_OUT = "admin.sign_out"
SIGN_IN_CODE = "admin.sign_in_code"
OWN_PASSWORD = "admin.password"  # noqa: S105  # the name of a page
TWO_FACTOR = "admin.two_factor"
SWITCHING_ON = frozenset({TWO_FACTOR, "admin.begin_two_factor", "admin.confirm_two_factor"})
OWN_AFFAIRS = SWITCHING_ON | {SIGN_OUT, OWN_PASSWORD, "admin.new_recovery_codes", "admin.end_two_factor"}
"""What everybody changes of their own account, a viewer too."""
GUESSES = "10/minute; 60/hour"
"""How many wrong passwords one address may send."""
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}

login = LoginManager()
csrf = CSRFProtect()


def install(app: Flask) -> None:
    """Put the guard before every address of staff, and their headers behind it."""
    if app.config["BASE_URL"].startswith("https:"):
        app.config["SESSION_COOKIE_SECURE"] = True
    # Public forms have no session, so only the guard below asks for the token of a staff form. It is as good
    # as the session it belongs to: a page that was left open over lunch can still be sent.
    app.config.update(WTF_CSRF_CHECK_DEFAULT=False, WTF_CSRF_TIME_LIMIT=None)
    # Its own way to give templates the user would look them up for every page, public ones too.
    login.init_app(app, add_context_processor=False)
    csrf.init_app(app)
    app.extensions["whence_guesses"] = Pace(GUESSES)
    app.before_request(_guard)
    app.after_request(_add_headers)


@login.user_loader  # type: ignore[untyped-decorator]  # Flask-Login carries no types.
def _user(session_id: str) -> User | None:
    return user_by_session(db.session(), session_id)


def _is_for_staff() -> bool:
    # The path, not the endpoint: an address that does not exist is nobody else's business either.
    return request.path.startswith(PREFIX)


def _guard() -> ResponseReturnValue | None:
    if not _is_for_staff():
        return None
    safe = request.method in SAFE_METHODS
    signs_in = request.endpoint in {SIGN_IN, SIGN_IN_CODE}
    if not signs_in and not current_user.is_authenticated:
        kept = None if safe else page_to_send_again()
        if kept:
            return kept, 403
        wanted = request.full_path.rstrip("?") if safe and request.path != PREFIX else None
        return redirect(url_for(SIGN_IN, next=wanted), code=303)
    if not safe:
        view = current_app.view_functions.get(request.endpoint or "")
        request.max_content_length = getattr(view, "largest", None) or current_app.config["MAX_CONTENT_LENGTH"]
        most_fields = getattr(view, "most_fields", None)
        if most_fields:
            request.max_form_parts = most_fields
        csrf.protect()
        if not signs_in and request.endpoint not in OWN_AFFAIRS and not current_user.may_change:
            abort(404)
    if not signs_in and request.endpoint not in SWITCHING_ON | {SIGN_OUT}:
        # Nothing else until it is done, where the firm asks everybody for it.
        return redirect(url_for(TWO_FACTOR), code=303) if has_to_switch_on(db.session(), current_user) else None
    return None


def only_who_may_change() -> None:
    """Answer 404 to somebody who may look but not change; for the pages that lead to a change."""
    if not current_user.may_change:
        abort(404)


def only_an_owner() -> None:
    """Answer 404 to whoever is no owner."""
    if current_user.role is not UserRole.OWNER:
        abort(404)


def _add_headers(response: Response) -> Response:
    if _is_for_staff():
        response.headers.update(HEADERS)
    return response
