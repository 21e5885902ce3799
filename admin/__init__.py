"""Everything behind the sign-in."""

from flask import Flask

from admin import (
    access,
    aliases,
    answers,
    behind,
    client,
    errors,
    firm,
    formats,
    frame,
    partners,
    ranking,
    referral_links,
    sign_in,
    sources,
    website,
)
from admin.pages import pages

VIEWS = (sign_in, ranking, behind, answers, aliases, client, partners, referral_links, sources, firm, website)
"""The modules whose pages the blueprint has; importing them is what gives it those pages."""


def install(app: Flask) -> None:
    """Add the staff pages to the application."""
    access.install(app)
    errors.install(app)
    formats.install(app)
    frame.install(app)
    app.register_blueprint(pages)
