"""The hosted form: it asks, takes what is sent, and says thank you. ``/f/`` is a page, ``/e/`` the same in a frame."""

import secrets

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError

from intake.form import IntakeForm
from intake.headers import add_headers
from intake.limits import sends_too_often
from intake.pages import form_page, render, untouched_form
from intake.published import Asked, published, version_shown
from intake.ticket import Ticket, new_ticket, read, sign
from intake.visit import visit_of
from records.db import db, lost_a_race
from records.forms import FormVersion
from records.recording import record_submission

ONCE_MORE = "This has not been sent yet, because the page is out of date. Please press Send once more."

public = Blueprint("intake", __name__)
public.after_request(add_headers)


@public.get("/<any(f, e):door>/<slug>")
def ask(door: str, slug: str) -> ResponseReturnValue:
    """The form, with its choices in one of the balanced orders."""
    asked = published().find(slug) or abort(404)
    ticket = _ticket_for(asked)
    return untouched_form(door, asked, ticket.order, sign(ticket))


@public.post("/<any(f, e):door>/<slug>")
def take(door: str, slug: str) -> ResponseReturnValue:
    """Keep what was sent, exactly once, or give the form back filled in."""
    if sends_too_often():
        abort(429)
    ticket, is_good = read(request.form.get("token", ""))
    asked = version_shown(slug, ticket.version_id) if ticket else None
    if ticket is None or asked is None:
        is_good = False
        asked = published().find(slug) or abort(404)
        ticket = _ticket_for(asked)
    form = IntakeForm.for_version(asked, ticket.order, request.form)
    if not form.validate() or not is_good:
        notice = "" if form.errors else ONCE_MORE
        return form_page(door, asked, form, sign(ticket), notice), 422
    _keep(form, ticket)
    return redirect(url_for(".thanks", door=door, slug=slug), code=303)


@public.get("/<any(f, e):door>/<slug>/thanks")
def thanks(door: str, slug: str) -> ResponseReturnValue:
    """What happens next, and a new form for another person."""
    asked = published().find(slug) or abort(404)
    return render("thanks", door, asked.language, asked=asked, again=url_for(".ask", door=door, slug=slug))


def _ticket_for(asked: Asked) -> Ticket:
    return new_ticket(asked.version_id, secrets.choice(asked.orders), visit_of(request))


def _keep(form: IntakeForm, ticket: Ticket) -> None:
    """Keep a form and commit. What lost a race is tried once more, and then finds what the winner has kept."""
    for is_last in (False, True):
        try:
            record_submission(db.session(), form.filled(ticket, db.session.get_one(FormVersion, ticket.version_id)))
            db.session.commit()
        except DBAPIError as problem:
            db.session.rollback()
            if is_last or not lost_a_race(problem):
                raise
        else:
            return
