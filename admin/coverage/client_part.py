"""The part of a client's page about asking: whether they have answered, how they were asked, and asking them now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import StringField
from wtforms.validators import DataRequired

from admin.addresses import public_base
from admin.fields.limits_of_text import Length
from admin.fields.typed_again import typed_again
from admin.pages import find, pages
from admin.relations.referral_links import qr_code
from admin.staff.access import only_who_may_change
from records.answers.erasures import erasure_of
from records.clients import Client
from records.coverage.askings import Asking, How, askings_of, has_answered, note_asked
from records.coverage.links import AskLink, ask_link_of, ask_token, form_for, make_ask_link
from records.coverage.mailing import CannotAsk, WhyNot, ask_by_mail, by_mail, why_not
from records.coverage.permissions import Permission, allow_client, permissions_of
from records.db import db
from records.mail.mail_queue import address_was_refused
from records.mail.opt_outs import wants_no_mail

PART = "asked"
BASIS = "Say why you may write to them, such as “is our client” or “gave it to us at the fair”."
BUTTON = "You may write to them"


class BasisForm(FlaskForm):
    """On what basis the firm may write to somebody."""

    basis = StringField(
        "Why you may write to them", [DataRequired(BASIS), Length(max=200, message="At most 200 characters.")]
    )


@dataclass(frozen=True, slots=True)
class AskedPart:
    """What the page shows; ``why_not`` is None where the client can be asked by mail now."""

    answered: bool
    askings: Sequence[Asking]
    address: str
    why_not: WhyNot | None
    reminds: bool
    basis: BasisForm
    allowed: Sequence[Permission]
    is_refused: bool
    wants_no_mail: bool

    @property
    def needs_basis(self) -> bool:
        """Whether all that is missing is that somebody says why the firm may write to them."""
        return self.why_not is WhyNot.NOT_ALLOWED


def asked_part(client: Client, basis: BasisForm | None = None) -> AskedPart | None:
    """The part of a client's page; None for somebody who was erased, or where no form is public."""
    session = db.session()
    if erasure_of(session, client.id) is not None or form_for(session, client) is None:
        return None
    link, asked = ask_link_of(session, client), askings_of(session, client)
    return AskedPart(
        answered=has_answered(session, client),
        askings=asked,
        # A link opens a door, and whoever may only look is not given it.
        address=ask_address(link) if link and current_user.may_change else "",
        why_not=why_not(session, client, datetime.now(UTC)),
        reminds=bool(by_mail(asked)),
        basis=basis or BasisForm(formdata=None),
        allowed=permissions_of(session, client),
        is_refused=address_was_refused(session, client.email.strip()),
        wants_no_mail=bool(client.email.strip()) and wants_no_mail(session, client.email),
    )


def ask_address(link: AskLink) -> str:
    """The address of a client's question."""
    return f"{public_base()}/ask/{ask_token(link, str(current_app.secret_key))}"


@pages.post("/clients/<int:number>/ask-link")
def make_asking_link(number: int) -> ResponseReturnValue:
    """A link that staff give to the client themselves."""
    client, session, now = _known(number), db.session(), datetime.now(UTC)
    if ask_link_of(session, client) is None:
        make_ask_link(session, client, now, current_user)
        note_asked(session, client, How.LINK, now, current_user)
    db.session.commit()
    flash(f"{client.name} has a link of their own now.")
    return _back_to(number)


@pages.get("/clients/<int:number>/ask-card")
def ask_card(number: int) -> ResponseReturnValue:
    """The link as a QR code, to be shown at the desk or printed; back to the client where there is none."""
    only_who_may_change()
    client = _known(number)
    link = ask_link_of(db.session(), client)
    if link is None:
        return _back_to(number)
    address = ask_address(link)
    code: Markup = qr_code(address)
    return render_template("admin/coverage/card.html", client=client, address=address, code=code)


@pages.post("/clients/<int:number>/asking")
def ask_now(number: int) -> ResponseReturnValue:
    """Ask the client by mail, or remind them."""
    client = _known(number)
    try:
        asking = ask_by_mail(
            db.session(), client, datetime.now(UTC), current_user, public_base(), str(current_app.secret_key)
        )
    except CannotAsk as problem:
        db.session.rollback()
        flash(f"{find(Client, number).name} is not asked: {problem}.")
        return _back_to(number)
    db.session.commit()
    flash(
        f"The {'reminder' if asking.how is How.REMINDER else 'question'} to {client.name} goes out with the next mail."
    )
    return _back_to(number)


@pages.post("/clients/<int:number>/mail-permissions")
def allow_mail(number: int) -> ResponseReturnValue:
    """Somebody says that the firm may write to the client, and why."""
    client, form = _known(number), BasisForm()
    if not form.validate():
        back = url_for("admin.client", number=number, _anchor=PART)
        return typed_again(form, "admin.clients", f"May you write to {client.name}?", BUTTON, back, client.name)
    allow_client(db.session(), client, form.basis.data or "", datetime.now(UTC), current_user)
    db.session.commit()
    flash(f"You may write to {client.name}: {form.basis.data}.")
    return _back_to(number)


def _known(number: int) -> Client:
    client = find(Client, number)
    return abort(404) if erasure_of(db.session(), number) else client


def _back_to(number: int) -> ResponseReturnValue:
    return redirect(url_for("admin.client", number=number, _anchor=PART), code=303)
