"""Everything without a sign-in: the public form."""

from flask import Flask


def install(app: Flask) -> None:
    """Add the public pages to the application."""
