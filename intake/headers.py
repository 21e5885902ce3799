"""What every public page tells the browser: load only what is ours, and keep no copy of a page with a token."""

from functools import lru_cache
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Flask, Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from intake.published import published

POLICY = {
    "default-src": "'none'",
    "img-src": "'self'",
    "style-src": "'self'",
    "script-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}

HEADERS = {
    "Cache-Control": "no-store",
    # "no-referrer" would make the form arrive with "Origin: null", and hide from the next site where a link was.
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}

FRAMED = "e"
"""The door of the pages that may stand in a frame."""


def add_headers(response: Response) -> Response:
    """Give a public page its headers; only an address made for frames may be framed, by the form's own sites."""
    said = request.view_args or {}
    slug, is_framed = said.get("slug", ""), said.get("door") == FRAMED
    response.headers.extend(_headers(_holders(slug) if is_framed else "'none'", "" if is_framed else _onwards(slug)))
    return response


def forbid_frames(response: Response) -> Response:
    """Whatever has no policy of its own is not for frames: files, errors of no room, and what leads elsewhere.

    An error of no room, such as that of a method which an address does not know, is a page like any other public one.
    """
    if "Content-Security-Policy" not in response.headers:
        response.headers["Content-Security-Policy"] = "frame-ancestors 'none'"
        if response.status_code >= HTTPStatus.BAD_REQUEST:
            response.headers.update(_headers("'none'"))
    return response


def open_static_files(app: Flask) -> None:
    """Let every page load the static files, as the form itself must where a frame around it takes its origin away.

    A module is then asked for by an origin of no name; there is nothing in these files that is not public.
    """

    def static(filename: str) -> ResponseReturnValue:
        response = app.send_static_file(filename)
        response.access_control_allow_origin = "*"
        return response

    app.view_functions["static"] = static


def _holders(slug: str) -> str:
    """The websites that may hold a form in a frame: this one, for the preview of staff, and those of its list."""
    try:
        asked = published().find(slug)
    except SQLAlchemyError:
        asked = None
    return f"'self' {asked.sites}" if asked and asked.sites else "'self'"


def _onwards(slug: str) -> str:
    """The website that a hosted form leads to by itself once it is sent: browsers ask whether a form may do so."""
    asked = published().remembered(slug) if slug else None
    thanks = asked.definition["thanks"] if asked else None
    if thanks is None or not thanks["redirect"] or not thanks["address"]:
        return ""
    return f" https://{urlsplit(thanks['address']).netloc}"


@lru_cache(maxsize=256)
def _headers(holders: str, onwards: str = "") -> list[tuple[str, str]]:
    said = POLICY | {"form-action": f"{POLICY['form-action']}{onwards}", "frame-ancestors": holders}
    policy = "; ".join(f"{part} {allowed}" for part, allowed in said.items())
    return [*HEADERS.items(), ("Content-Security-Policy", policy)]
