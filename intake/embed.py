"""The script that puts a form into the firm's website: one file for each version, and a version never changes."""

from functools import cache
from pathlib import Path

from flask import Flask, Response, current_app, request

VERSION = "embed.v1.js"
A_YEAR = 365 * 24 * 60 * 60

HEADERS = {
    # What never changes need not be asked for again.
    "Cache-Control": f"public, max-age={A_YEAR}, immutable",
    "X-Content-Type-Options": "nosniff",
    # Websites that isolate themselves load it too (COEP), and those that pin it by its digest (SRI with CORS).
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Access-Control-Allow-Origin": "*",
}


def install(app: Flask) -> None:
    """Add the address of the script, which is no page and has none of their headers."""
    app.add_url_rule(f"/{VERSION}", "embed", loader)


def loader() -> Response:
    """The script, or 304 if the browser has it already."""
    response = Response(_script(Path(current_app.root_path)), mimetype="text/javascript", headers=HEADERS)
    response.add_etag()
    response.make_conditional(request)
    return response


@cache
def _script(root: Path) -> bytes:
    return (root / "static" / VERSION).read_bytes()
