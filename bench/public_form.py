"""How fast the public form is shown, as a part of how fast the same server says "hello".

Both are views of one application on the real server with one worker; they are asked for in turn over one
connection, so that a machine whose speed drifts is the same for both.
"""

import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time

from flask import Flask

from app import create_app
from bench.server import ROOT, free_port, kill, start

FORM, HELLO = "/f/new-client", "/hello"
ROUNDS, EACH = 30, 100
BAR = 0.70


def with_hello() -> Flask:
    """The application with one view more, which says hello."""
    app = create_app()
    app.add_url_rule(HELLO, "hello", lambda: "hello")
    return app


def main() -> None:
    """Print both rates and their ratio, the median over the rounds."""
    with tempfile.TemporaryDirectory(prefix="whence-form-") as folder:
        environment = os.environ | {"DATABASE_URL": f"sqlite:///{folder}/whence.sqlite3", "INSTANCE_PATH": folder}
        subprocess.run([sys.executable, "-m", "flask", "db", "upgrade"], cwd=ROOT, env=environment, check=True)
        port = free_port()
        server = start(environment, port, "bench.public_form:with_hello()", workers=1)
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            _seconds(connection, FORM), _seconds(connection, HELLO)
            pairs = [(_seconds(connection, FORM), _seconds(connection, HELLO)) for _ in range(ROUNDS)]
            connection.close()
        finally:
            kill(server)
    form, hello = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(other / one for one, other in pairs)
    print(f"the form {EACH / form:,.0f} a second, hello {EACH / hello:,.0f} a second, over one connection")
    print(f"the form runs at {ratio:.2f} of hello (median of {ROUNDS} pairs); the bar is {BAR:.2f}")


def _seconds(connection: http.client.HTTPConnection, path: str) -> float:
    began = time.perf_counter()
    for _ in range(EACH):
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            raise RuntimeError(f"{path} answered {response.status}")
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
