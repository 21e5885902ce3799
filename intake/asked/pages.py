"""The blueprint of personal links, and what a token opens."""

from flask import Blueprint, abort, current_app
from sqlalchemy.orm import Session

from intake.headers import add_headers
from intake.limits import follows_too_often
from intake.published import Asked, published
from records.coverage.links import AskLink, form_for, link_asked_by

asked_clients = Blueprint("asked", __name__)
asked_clients.after_request(add_headers)


@asked_clients.before_request
def _not_too_often() -> None:
    """Nobody tries tokens one after the other."""
    if follows_too_often():
        abort(429)


def app_key() -> str:
    """The key that tokens are signed with."""
    return str(current_app.secret_key)


def opened(session: Session, token: str) -> tuple[AskLink, Asked]:
    """The link of a token, and the form whose question is asked. What opens nothing is answered 404."""
    link = link_asked_by(session, token, app_key()) or abort(404)
    form = form_for(session, link.client) or abort(404)
    return link, published().find(form.slug) or abort(404)
