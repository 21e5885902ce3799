"""Serving the demo firm on this machine only."""

import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

HOST = "127.0.0.1"


def port_is_free(port: int) -> bool:
    """Whether nobody listens on a port of this machine."""
    with socket.socket() as probe:
        # As the server will do, so that a port whose last connection is only fading counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def serve(port: int, environment: Mapping[str, str], root: Path) -> None:
    """Become the server: this process is replaced, so that Ctrl-C and a kill reach it. Never returns."""
    sys.stdout.flush()
    sys.stderr.flush()
    os.chdir(root)
    settings = "python:commands.demo.gunicorn_settings"
    server = [sys.executable, "-m", "gunicorn", "wsgi:app", "--bind", f"{HOST}:{port}", "--config", settings]
    os.execve(sys.executable, server, dict(environment))  # noqa: S606 - every word of it is ours
