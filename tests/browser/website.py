"""A website of the firm on another origin than the form, with pages of the test's own."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from flask import Flask
from sqlalchemy import select

from records.answers.submissions import Touch
from records.db import db
from records.forming.form_sites import add_site
from records.forming.forms import published_version
from tests.records.firm_of_tests import NOW

PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>The firm</title>{head}</head>
<body><main><h1>The firm</h1>
{body}
</main></body>
</html>"""


class Website:
    """Pages by their path, each with headers of its own, at ``http://localhost`` and a port."""

    def __init__(self, port: int) -> None:
        self.address = f"http://localhost:{port}"
        self.pages: dict[str, tuple[str, dict[str, str]]] = {}

    def put(self, path: str, body: str, head: str = "", **headers: str) -> str:
        """Make a page and give its address; a header's name has lines below where it has lines between."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (PAGE.format(body=body, head=head), named)
        return self.address + path


@contextmanager
def website() -> Iterator[Website]:
    """Serve a website until the end."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page, headers = site.pages.get(self.path.partition("?")[0], ("", {}))
            self.send_response(200 if page else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = Website(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield site
    server.shutdown()
    thread.join()
    server.server_close()


def allow(app: Flask, *origins: str) -> None:
    """Put websites on the list of the form."""
    with app.app_context():
        session = db.session()
        version = published_version(session, "new-client")
        assert version is not None
        for origin in origins:
            add_site(session, version.form, origin, NOW, None)
        session.commit()


def snippet(form: str, script: str = "", **data: str) -> str:
    """What a person pastes: a div with a link in it, and the script."""
    said = "".join(f' data-{name.replace("_", "-")}="{value}"' for name, value in data.items())
    loader = script or f"{form.rpartition('/f/')[0]}/embed.v1.js"
    link = f'<a href="{form}" target="_top">Write to us</a>'
    return f'<div data-whence="{form}"{said}>{link}</div><script async src="{loader}"></script>'


def touches(app: Flask) -> list[tuple[str, str, str]]:
    """The visits that are kept of the one submission, the first one first."""
    with app.app_context():
        kept = db.session.scalars(select(Touch).order_by(Touch.id))
        return [(touch.which, touch.landing_url, touch.referrer) for touch in kept]
