"""Clients who chose from the shuffled list of the form."""

from flask import Flask

from records.answers.recording import record_submission
from records.db import db
from records.forming.forms import published_version
from tests.records.firm_of_tests import filled, told


def answered(app: Flask, in_first: int, others: int) -> None:
    """Clients who chose what stood first, others who chose what stood second, and one who chose what stands last."""
    with app.app_context():
        session = db.session()
        version = published_version(session, "new-client")
        assert version
        moving = [choice["key"] for choice in version.choices if not choice.get("last")]
        last = [choice["key"] for choice in version.choices if choice.get("last")]
        for number in range(in_first + others):
            order = moving[number % len(moving) :] + moving[: number % len(moving)]
            chosen = order[0 if number < in_first else 1]
            shown = {"identity": f"chose {in_first} {number}", "order_shown": order + last}
            record_submission(session, filled(session, choice=chosen, version=version, **shown))
        told(session, "", choice=last[0], order_shown=moving + last, version=version)
