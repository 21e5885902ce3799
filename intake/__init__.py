"""Everything without a sign-in: the public form."""

from flask import Flask

from intake import limits, pages, published, refusals
from intake.health import healthz
from intake.hosted import public

public.add_url_rule("/healthz", view_func=healthz)
refusals.install(public)


def install(app: Flask) -> None:
    """Add the public pages to the application."""
    limits.install(app)
    published.install(app)
    pages.install(app)
    app.register_blueprint(public)
