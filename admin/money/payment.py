"""One payment by hand: changed, moved to another client, refunded, removed, and each of these undone."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField
from wtforms.validators import DataRequired, InputRequired

from admin.clients.client import PaymentForm
from admin.fields.limits_of_text import Length
from admin.fields.money_fields import DayField
from admin.formats import sentence_of
from admin.frame import the_frame
from admin.pages import find, pages
from admin.staff.access import only_who_may_change
from records.clients import Client
from records.db import db
from records.money.currencies import BadAmount, minor_units, plain_amount
from records.money.payment_changes import (
    CannotChange,
    PaymentChange,
    change_payment,
    left_of,
    move_payment,
    refund_payment,
    remove_payment,
    undo_payment_change,
)
from records.money.payments import Payment
from reports.clients.directory_search import meant_by

WHY = [DataRequired("Say why in a few words."), Length(max=300)]


class ChangeForm(PaymentForm):
    """Other values for a payment, and why."""

    page = HiddenField()
    why = StringField("Why", WHY)


class MoveForm(FlaskForm):
    """Whose payment it is, and why."""

    client = StringField("Whose it is", [DataRequired("Type the client's name or e-mail."), Length(max=254)])
    why = StringField("Why", WHY)


class RefundForm(FlaskForm):
    """How much goes back, when, and why."""

    amount = StringField("Amount", [InputRequired("Type the amount, such as 1250.00."), Length(max=40)])
    paid_on = DayField("Day", [InputRequired("Say on which day.")])
    why = StringField("Why", WHY)


class RemoveForm(FlaskForm):
    """Why a payment goes."""

    why = StringField("Why", WHY)


FORMS: dict[str, type[FlaskForm]] = {
    "change": ChangeForm,
    "move": MoveForm,
    "refund": RefundForm,
    "remove": RemoveForm,
}


@pages.get("/payments/<int:number>/edit")
def edit_payment(number: int) -> str:
    """What can be done to a payment."""
    only_who_may_change()
    return _page(find(Payment, number))


@pages.post("/payments/<int:number>/change")
def change_of_payment(number: int) -> ResponseReturnValue:
    """Other values."""
    return _do(number, "change")


@pages.post("/payments/<int:number>/move")
def move_of_payment(number: int) -> ResponseReturnValue:
    """Another client."""
    return _do(number, "move")


@pages.post("/payments/<int:number>/refund")
def refund_of_payment(number: int) -> ResponseReturnValue:
    """Some of it, or all, goes back."""
    return _do(number, "refund")


@pages.post("/payments/<int:number>/remove")
def removal_of_payment(number: int) -> ResponseReturnValue:
    """It never was a payment."""
    return _do(number, "remove")


@pages.post("/payment-changes/<int:number>/undo")
def undo_change_of_payment(number: int) -> ResponseReturnValue:
    """The payment is again what it was before the change."""
    change = find(PaymentChange, number)
    client = change.client_id
    try:
        undo_payment_change(db.session(), change, datetime.now(UTC), current_user)
        db.session.commit()
        flash("The change is undone.")
    except CannotChange as problem:
        db.session.rollback()
        flash(f"Nothing was changed: {problem}.")
    return redirect(url_for("admin.client", number=client), code=303)


def _do(number: int, what: str) -> ResponseReturnValue:
    payment = find(Payment, number)
    form = FORMS[what]()
    client = payment.client_id
    if not form.validate() or (isinstance(form, ChangeForm) and form.asks_about(payment.client, payment.id)):
        return _page(payment, **{what: form}), 422
    try:
        said = _done(payment, what, form)
        db.session.commit()
    except (CannotChange, BadAmount) as problem:
        db.session.rollback()
        if db.session.get(Payment, number) is None:
            flash(f"Nothing was changed: {problem}.")
            return redirect(url_for("admin.client", number=client), code=303)
        field = form["client"] if what == "move" else form["why" if what == "remove" else "amount"]
        field.errors = [sentence_of(problem)]
        return _page(find(Payment, number), **{what: form}), 422
    flash(said)
    return redirect(url_for("admin.client", number=client), code=303)


def _done(payment: Payment, what: str, form: Any) -> str:
    session, at, user, why = db.session(), datetime.now(UTC), current_user, form.why.data.strip()
    if what == "change":
        day: date = form.paid_on.data
        change_payment(session, payment, form.minor, form.currency.data, day, form.kind.data, at, user, why)
        return "The payment is changed."
    if what == "move":
        found = [each for each in meant_by(session, form.client.data).clients if each.id != payment.client_id]
        if len(found) != 1:
            raise CannotChange("nobody or several are called so; type the client's e-mail or whole name")
        move_payment(session, payment, _client(found[0]), at, user, why)
        return f"The payment is {found[0].name}’s now."
    if what == "refund":
        minor = minor_units(form.amount.data, payment.currency)
        refund_payment(session, payment, minor, form.paid_on.data, at, user, why)
        return "The refund is kept as a payment with a minus."
    remove_payment(session, payment, at, user, why)
    return "The payment is removed. It can be brought back below the payments."


def _client(found: Client) -> Client:
    return db.session.get_one(Client, found.id)


def _page(payment: Payment, **sent: FlaskForm) -> str:
    left = left_of(db.session(), payment)
    fresh: dict[str, Callable[[], FlaskForm]] = {
        "change": lambda: ChangeForm(
            formdata=None,
            amount=plain_amount(payment.amount, payment.currency),
            currency=payment.currency,
            paid_on=payment.paid_on,
            kind=payment.kind,
        ),
        "move": lambda: MoveForm(formdata=None),
        "refund": lambda: RefundForm(
            formdata=None,
            amount=plain_amount(max(left, 0), payment.currency),
            paid_on=the_frame().firm.today(datetime.now(UTC)),
        ),
        "remove": lambda: RemoveForm(formdata=None),
    }
    forms: dict[str, Any] = {name: sent.get(name) or make() for name, make in fresh.items()}
    for name, form in forms.items():
        for field in form:
            # Four forms on one page have fields of the same name.
            field.id = f"{name}-{field.name}"
            field.label.field_id = field.id
    return render_template("admin/money/payment.html", payment=payment, left=left, forms=forms, sent=set(sent))
