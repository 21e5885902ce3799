"""What every public page tells the browser: load only what is ours, and keep no copy of a page with a token."""

from flask import Response, request

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


def _policy(framed: bool) -> str:
    everything = POLICY | {"frame-ancestors": "'self'" if framed else "'none'"}
    return "; ".join(f"{part} {allowed}" for part, allowed in everything.items())


ALL = {framed: [*HEADERS.items(), ("Content-Security-Policy", _policy(framed))] for framed in (True, False)}


def add_headers(response: Response) -> Response:
    """Give a public page its headers; only an address made for frames may be framed."""
    response.headers.extend(ALL[(request.view_args or {}).get("door") == FRAMED])
    return response
