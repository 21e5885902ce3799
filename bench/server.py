"""The real server on a port of this machine, as a measurement starts, asks and kills it."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
HEADERS = {"Content-Type": "application/x-www-form-urlencoded"}
# Loopback addresses are not limited, so nothing else than its port and its file differs from a real server.
SERVER = ["-m", "gunicorn", "--log-level", "error"]


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def start(environment: dict[str, str], port: int, app: str = "wsgi:app", workers: int = 2) -> subprocess.Popen[bytes]:
    """Start the server with these settings and wait until it answers. Raises RuntimeError if it does not in 30 s."""
    size = ["--workers", str(workers), "--threads", "4"]
    command = [sys.executable, *SERVER, *size, "--bind", f"127.0.0.1:{port}", app]
    # In a session of its own, so that its workers can be killed with it.
    server = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            if ask(port, "GET", "/healthz")[0] == 200:
                return server
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
    kill(server)
    raise RuntimeError("the server did not start in 30 s")


def kill(server: subprocess.Popen[bytes]) -> None:
    """End every process of the server at once, as a power cut would."""
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()


def ask(port: int, method: str, path: str, body: str = "") -> tuple[int, bytes]:
    """One request on a connection of its own: the status and the page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(method, path, body or None, HEADERS if body else {})
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()
