"""Whether the settings without which no mail goes out are there."""

from flask import current_app


def missing_setting() -> str:
    """Which setting is missing before mail goes out; empty if none is."""
    return next((name for name in ("MAIL_URL", "MAIL_FROM") if not current_app.config[name]), "")
