"""The webhook for staff: what was delivered and could not be placed, and, for the owner, the secrets."""

import re
from datetime import UTC, datetime

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from sqlalchemy import func, select
from wtforms import StringField
from wtforms.validators import DataRequired, Regexp

from admin.addresses import public_base
from admin.fields.limits_of_text import Length
from admin.fields.typed_again import typed_again
from admin.fields.word_choices import WordField, choices_of
from admin.pages import find, pages
from admin.paging import Paging, page_asked
from admin.staff.access import only_an_owner, only_who_may_change
from records.clients import Client
from records.db import db
from records.delivered.arrived import place_what_waited
from records.delivered.deliveries import Delivery, DeliveryState, Unplaced, leave_out, settle_delivery, take_delivery
from records.delivered.hook_secrets import HookSecret, KeptAlready, Origin, make_secret, new_text, revoke_secret
from records.delivered.reading import reading_of
from records.firm import the_firm
from records.staff.users import UserRole
from reports.clients.directory_search import meant_by

PAGE = 50


class SecretForm(FlaskForm):
    """A secret to keep: one that is made with the form and seen only there, or Stripe's own."""

    name = StringField("Program", [DataRequired("Say what will use it, such as the books."), Length(max=80)])
    origin = WordField(
        "What it is", choices=choices_of({"whence": "A program of your own", "stripe": "Stripe"}), coerce=Origin
    )
    made = StringField(
        "Secret for a program of your own",
        [
            Regexp(
                r"whk_[\w-]{43}\Z", re.ASCII, message="Leave it as it was made: it begins with whk_ and has 47 signs."
            )
        ],
        default=new_text,
        description="Copy it now and give it to the program: once it is kept, nobody can see it any more.",
    )
    given = StringField(
        "Signing secret of Stripe",
        [
            Length(max=200),
            Regexp(r"\s*(whsec_[\x21-\x7e]{8,})?\s*\Z", message="It begins with whsec_; copy all of it."),
        ],
    )

    def validate(self, extra_validators: object = None) -> bool:
        """Stripe's secret is given by Stripe; ours is made with the form."""
        good = super().validate(extra_validators)
        has_given, needs = bool((self.given.data or "").strip()), self.origin.data is Origin.STRIPE
        if good and has_given is not needs:
            self.given.errors = [
                "Copy the signing secret from Stripe." if needs else "Only Stripe gives a secret; leave this blank."
            ]
            return False
        return bool(good)


class PayerForm(FlaskForm):
    """Whose payment it is: the client's e-mail or name."""

    client = StringField("Client", [DataRequired("Type the client’s e-mail or whole name."), Length(max=254)])


@pages.get("/hooks")
def hooks() -> str:
    """What waits, and the secrets."""
    only_who_may_change()
    return _page()


@pages.post("/hooks/secrets")
def new_secret() -> ResponseReturnValue:
    """A new secret, which the owner has seen in the form and gives to the program."""
    only_an_owner()
    form = SecretForm()
    if not form.validate():
        return _page(form), 422
    key, at = str(current_app.secret_key), datetime.now(UTC)
    given = form.given.data if form.origin.data is Origin.STRIPE else form.made.data
    try:
        kept, _ = make_secret(db.session(), form.origin.data, form.name.data or "", key, at, current_user, given or "")
    except KeptAlready as problem:
        form.made.errors = [f"{problem}. Load this page anew for another one."]
        return _page(form), 422
    db.session.commit()
    flash(f"The secret of “{kept.name}” is kept: what is signed with it is taken.")
    return redirect(url_for("admin.hooks"), code=303)


@pages.post("/hooks/secrets/<int:number>/revoke")
def end_secret(number: int) -> ResponseReturnValue:
    """Nothing that is signed with the secret is taken any more."""
    only_an_owner()
    found = find(HookSecret, number)
    revoke_secret(db.session(), found, datetime.now(UTC), current_user)
    db.session.commit()
    flash(f"“{found.name}” is revoked: nothing that is signed with it is taken any more.")
    return redirect(url_for("admin.hooks"), code=303)


@pages.post("/hooks/deliveries/<int:number>/again")
def try_delivery(number: int) -> ResponseReturnValue:
    """The same once more, now that a client or a charge may be there."""
    return _settle(find(Delivery, number))


@pages.post("/hooks/deliveries/<int:number>/client")
def place_delivery(number: int) -> ResponseReturnValue:
    """A person says whose payment it is."""
    delivery, form = find(Delivery, number), PayerForm()
    found = meant_by(db.session(), form.client.data or "").clients if form.validate() else []
    if len(found) == 1:
        return _settle(delivery, found[0])
    if not form.errors:
        form.client.errors = ["Nobody or several are called so. Type the client’s e-mail or whole name."]
    return typed_again(
        form,
        "admin.hooks",
        f"Whose payment {delivery.event} is",
        "Keep as theirs",
        url_for("admin.hooks"),
        "the webhook",
    )


@pages.post("/hooks/deliveries/<int:number>/leave")
def leave_delivery(number: int) -> ResponseReturnValue:
    """Nothing of it is taken in."""
    return _settle(find(Delivery, number), leaves=True)


def _settle(delivery: Delivery, client: Client | None = None, *, leaves: bool = False) -> ResponseReturnValue:
    session, at = db.session(), datetime.now(UTC)
    try:
        if delivery.state is not DeliveryState.WAITS or delivery.body is None:
            raise Unplaced("somebody has settled this delivery already")
        _, reading = reading_of(delivery.origin, delivery.body.encode())
        if leaves:
            leave_out(session, delivery, at, current_user)
            said = "It is left out; no payment was made of it."
        elif client is None:
            kept = take_delivery(session, delivery.origin, delivery.event, delivery.body, reading, at)
            said = "It still waits." if kept.state is DeliveryState.WAITS else "It is taken in."
        else:
            told = reading(the_firm(session))
            if isinstance(told, str) or told.refund:
                raise Unplaced("this is a refund; add its charge first, then try it again")
            settle_delivery(session, delivery, client, told, at, current_user)
            said = f"It is kept as a payment of {client.name}."
        place_what_waited(session, at)
        db.session.commit()
    except Unplaced as problem:
        db.session.rollback()
        said = f"Nothing was changed: {problem}."
    flash(said)
    return redirect(url_for("admin.hooks"), code=303)


def _page(form: SecretForm | None = None) -> str:
    session, page = db.session(), page_asked()
    waiting = select(Delivery).where(Delivery.state == DeliveryState.WAITS)
    in_all = session.scalar(select(func.count()).select_from(waiting.subquery())) or 0
    shown = waiting.order_by(Delivery.id.desc()).limit(PAGE).offset((page - 1) * PAGE)
    return render_template(
        "admin/settings/hooks.html",
        form=form or SecretForm(formdata=None),
        waiting=session.scalars(shown).all(),
        paging=Paging(page, PAGE, in_all),
        secrets=session.scalars(select(HookSecret).order_by(HookSecret.id.desc())).all(),
        is_owner=current_user.role is UserRole.OWNER,
        address=f"{public_base()}/hooks/payments",
    )
