"""Requests and commands as they are served: each in a context of its own.

Whether a transaction may write is kept in a context variable. A server begins each request in a fresh context and a
command has a process; in a test, all would share the test's own, and a page that only reads would leave its mark on
what the test does next.
"""

from contextvars import copy_context
from typing import Any

from click.testing import Result
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from werkzeug.test import TestResponse


class Visitor(FlaskClient):
    """A test client whose requests leave nothing behind; look into its session with `session_transaction()`."""

    def open(self, *args: Any, **options: Any) -> TestResponse:
        return copy_context().run(super().open, *args, **options)


class Runner(FlaskCliRunner):
    """Runs commands that leave nothing behind."""

    def invoke(self, *args: Any, **options: Any) -> Result:
        return copy_context().run(super().invoke, *args, **options)


def serve_each_by_itself(app: Flask) -> None:
    """Have the application make its test clients and runners of these kinds."""
    app.test_client_class = Visitor
    app.test_cli_runner_class = Runner
