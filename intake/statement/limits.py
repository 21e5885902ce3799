"""How often one address may open or answer statements: more than people do, far too seldom to try tokens."""

from flask import Flask, current_app

from intake.limits import OFTEN_ENOUGH, is_this_machine
from pace import Pace

_WHAT = "whence_statements"


def install_pace(app: Flask) -> None:
    """Give the application a memory of who has asked for statements how often."""
    app.extensions[_WHAT] = Pace(OFTEN_ENOUGH)


def asks_too_often(address: str) -> bool:
    """Whether whoever asks has asked too much in this minute; the request is counted if not."""
    if is_this_machine(address):
        return False
    pace: Pace = current_app.extensions[_WHAT]
    if pace.is_spent():
        return True
    pace.spend()
    return False
