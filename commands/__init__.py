"""The ``flask`` commands: the same functions as the pages call."""

from flask import Flask


def install(app: Flask) -> None:
    """Add every command of this room to the application's command line."""
