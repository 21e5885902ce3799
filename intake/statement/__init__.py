"""A partner's statement at ``/s/<token>``: shown, printed, and answered, without sign-in, cookie or script."""

from flask import Flask

from intake.statement import shown, telling
from intake.statement.limits import install_pace
from intake.statement.trouble import install_errors

VIEWS = (shown, telling)
"""The modules whose pages the blueprint has; importing them is what gives it those pages."""


install_errors(shown.statements)


def install(app: Flask) -> None:
    """Add the statements to the application."""
    install_pace(app)
    app.register_blueprint(shown.statements)
