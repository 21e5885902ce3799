"""Everything behind the sign-in."""

from flask import Flask

from admin import (
    access,
    aliases,
    answers,
    behind,
    client,
    errors,
    estimated,
    firm,
    formats,
    frame,
    keyword,
    partners,
    ranking,
    said_and_clicked,
    search_exports,
    sign_in,
    sources,
)
from admin.pages import pages

VIEWS = (
    sign_in,
    ranking,
    said_and_clicked,
    behind,
    answers,
    aliases,
    client,
    partners,
    sources,
    keyword,
    estimated,
    search_exports,
    firm,
)
"""The modules whose pages the blueprint has; importing them is what gives it those pages."""


def install(app: Flask) -> None:
    """Add the staff pages to the application."""
    access.install(app)
    errors.install(app)
    formats.install(app)
    frame.install(app)
    app.register_blueprint(pages)
