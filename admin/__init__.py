"""Everything behind the sign-in."""

from flask import Flask


def install(app: Flask) -> None:
    """Add the staff pages to the application."""
