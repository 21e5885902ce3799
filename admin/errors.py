"""Pages for what went wrong, in plain words and without anything from inside."""

from urllib.parse import urlsplit

from flask import Flask, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from admin.staff.access import PREFIX
from admin.staff.sent_again import page_to_send_again

KEEP_HOST = "If these are one, the web server in front has to pass on the header Host as it came."

WORDS = {
    400: ("This could not be read", "Go back, load the page again and send it once more."),
    404: ("There is no such page", "It may have been moved, or the address was mistyped."),
    405: ("This address does not take that", "Go back and use the buttons of the page."),
    413: ("That is too much at once", "Send less text or a smaller file."),
    422: ("This address asks for something that does not exist", "Go back and choose again."),
    429: ("Too many attempts", "Please wait a minute, then try again."),
    500: ("Something went wrong on our side", "Nothing was changed. Please try again in a minute."),
}


def install(app: Flask) -> None:
    """Answer every refusal and failure with a page; a room's own handlers come first."""
    app.register_error_handler(HTTPException, _error)


def _out_of_date() -> tuple[str, str]:
    """What to say of a form without its right token, or one that stands at another address than it was sent to."""
    stands_at = urlsplit(request.referrer or "").netloc
    if not request.is_secure or stands_at in {"", request.host}:
        return "This page is out of date", "You may have signed in or out since. Load it again and send again."
    # Whoever sets up a proxy in front looks into the log, and could not sign in without knowing why.
    current_app.logger.warning("A form of %s was sent to %s and refused. %s", stands_at, request.host, KEEP_HOST)
    return "This came from another address", f"It stands at {stands_at} and was sent to {request.host}. {KEEP_HOST}"


def _error(problem: Exception) -> ResponseReturnValue:
    assert isinstance(problem, HTTPException)  # noqa: S101  # only those are registered above
    code = problem.code or 500
    if problem.response is not None or code < 400:
        return problem
    title, advice = WORDS.get(code, WORDS[400] if code < 500 else WORDS[500])
    if isinstance(problem, CSRFError):
        kept = page_to_send_again()
        if kept:
            return kept, code
        title, advice = _out_of_date()
    elif code == 422 and problem.description:
        # The views give their own words with this one; all other descriptions are for programmers.
        advice = f"{problem.description[:1].upper()}{problem.description[1:]}."
    for_staff = code < 500 and request.path.startswith(PREFIX) and current_user.is_authenticated
    page = "admin/error.html" if for_staff else "error.html"
    return render_template(page, title=title, advice=advice), code
