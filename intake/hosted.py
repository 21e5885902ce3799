"""The hosted form: it asks, takes what is sent, and says thank you. ``/f/`` is a page, ``/e/`` the same in a frame."""

import secrets
from dataclasses import replace

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from intake.filling.form import IntakeForm
from intake.filling.ticket import Ticket, new_ticket, read, sign
from intake.headers import FRAMED, add_headers
from intake.keeping import keep
from intake.limits import sends_too_often
from intake.looks.look import look_of
from intake.pages import form_page, render, untouched_form
from intake.preview import host_of, preview_page, preview_sent, previewed_form
from intake.published import Asked, published, version_shown
from intake.visits.claim import FIELD, LONGEST
from intake.visits.referral import code_in_address, code_in_force
from intake.visits.visit import is_a_search, visit_of
from intake.wording import marked

ONCE_MORE = marked("This has not been sent yet, because the page is out of date. Please press Send once more.")

public = Blueprint("intake", __name__)
public.after_request(add_headers)


@public.get("/<any(f, e):door>/<slug>")
def ask(door: str, slug: str) -> ResponseReturnValue:
    """The form, with its choices in one of the balanced orders."""
    seen = previewed_form(slug)
    if seen:
        return preview_page(door, look_of(request), seen)
    asked = _open(slug)
    ticket = _ticket_for(door, asked)
    return untouched_form(door, look_of(request), asked, ticket.order, sign(ticket), is_a_search(ticket.visit))


@public.post("/<any(f, e):door>/<slug>")
def take(door: str, slug: str) -> ResponseReturnValue:
    """Keep what was sent, exactly once, or give the form back filled in."""
    look, seen = look_of(request), previewed_form(slug)
    if seen:
        return preview_sent(door, look, seen)
    if sends_too_often():
        abort(429)
    ticket, is_good = read(request.form.get("token", ""))
    asked = version_shown(slug, ticket.version_id) if ticket else None
    if ticket is None or asked is None:
        is_good = False
        asked = _open(slug)
        ticket = _ticket_for(door, asked)
    form = IntakeForm.for_version(asked, ticket.order, look.spoken(asked.language), request.form)
    if not form.validate() or not is_good:
        if not is_good:
            ticket = replace(ticket, code=code_in_force(ticket.code))
        notice = "" if form.errors else ONCE_MORE
        visit = request.form.get(FIELD, "")[:LONGEST]
        return form_page(door, look, asked, form, sign(ticket), notice, visit, searching=is_a_search(ticket.visit)), 422
    keep(request, form, ticket, look.besides(asked.language))
    thanks = asked.definition["thanks"]
    if thanks["redirect"] and thanks["address"] and door != FRAMED:
        return redirect(thanks["address"], code=303)
    return redirect(url_for(".thanks", door=door, slug=slug, **look.words()), code=303)


@public.get("/<any(f, e):door>/<slug>/thanks")
def thanks(door: str, slug: str) -> ResponseReturnValue:
    """What happens next, and a new form for another person."""
    asked = published().find(slug) or abort(404)
    look = look_of(request)
    again = url_for(".ask", door=door, slug=slug, **look.words())
    return render("thanks", door, look, asked, again=again, onwards=host_of(asked))


def _open(slug: str) -> Asked:
    """What the form at an address asks; 404 where there is none, 410 where it is closed."""
    asked = published().find(slug) or abort(404)
    return abort(410) if asked.closed else asked


def _ticket_for(door: str, asked: Asked) -> Ticket:
    visit = visit_of(request, door == FRAMED)
    return new_ticket(asked.version_id, secrets.choice(asked.orders), visit, code_in_address())
