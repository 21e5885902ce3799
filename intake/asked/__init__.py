"""One question to one client at ``/ask/<token>``, and the button by which they get no mail any more."""

from flask import Flask

from intake import refusals
from intake.asked import question, stop
from intake.asked.pages import asked_clients

VIEWS = (question, stop)
"""The modules whose pages the blueprint has; importing them is what gives it those pages."""

refusals.install(asked_clients)


def install(app: Flask) -> None:
    """Add the pages of personal links to the application."""
    app.register_blueprint(asked_clients)
