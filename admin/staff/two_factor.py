"""Two-factor sign-in of whoever is signed in: set up, recovery codes made anew, and switched off."""

from datetime import UTC, datetime
from typing import Any

import pyotp
from flask import abort, current_app, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user
from flask_wtf import FlaskForm
from werkzeug import Response
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired

from admin.fields.limits_of_text import Length, stripped
from admin.frame import the_frame
from admin.pages import pages
from admin.relations.referral_links import qr_code
from admin.staff.access import SIGN_IN, TWO_FACTOR
from admin.staff.code_fields import CodeForm
from pace import Pace
from records.db import db
from records.staff.second_factors import (
    AlreadyOn,
    NotOn,
    SecondFactor,
    WrongCode,
    begin,
    being_set_up,
    can_be_read,
    recovery_codes_left,
    recovery_codes_made_at,
    renew_recovery_codes,
    second_factor,
    secret_of,
    switch_on,
    take_away,
)
from records.staff.taking_codes import TooManyWrong, take_code
from records.staff.users import User, fits

_LONGEST_NAME = 60
"""Of the firm's name and of the address; what is much longer no code has room for."""


def _present() -> PasswordField:
    return PasswordField("Your password", [InputRequired("Type your password."), Length(max=1000)])


class BeginForm(FlaskForm):
    """The password, so that nobody does it who finds a desk open."""

    present = _present()


class FirstCodeForm(FlaskForm):
    """The code that shows that the phone has the secret."""

    code = StringField(
        "Code that the app shows",
        [InputRequired("Type the six digits that your app shows."), Length(max=20)],
        filters=[stripped],
    )


class BothForm(CodeForm):
    """The password and a code, for what makes the sign-in easier again."""

    present = _present()


@pages.get("/two-factor", endpoint=TWO_FACTOR.partition(".")[2])
def two_factor() -> str:
    """Whether it is on, and the way there."""
    return _page()


@pages.post("/two-factor/begin")
def begin_two_factor() -> ResponseReturnValue:
    """A new secret, which counts for nothing yet."""
    form = BeginForm()
    user = _confirmed(form, form.present) if form.validate() else None
    if user is None:
        return _page(begins=form), 422
    try:
        begin(db.session(), user, _key(), datetime.now(UTC))
    except AlreadyOn:
        return _changed_meanwhile()
    db.session.commit()
    return redirect(url_for(TWO_FACTOR), code=303)


@pages.post("/two-factor/confirm")
def confirm_two_factor() -> ResponseReturnValue:
    """The first code lets it count, and the answer is the one place where the recovery codes stand."""
    form = FirstCodeForm()
    if not form.validate():
        return _page(first=form), 422
    user = _held(current_user.id, current_user.session_key)
    try:
        codes = switch_on(db.session(), user, _plain(form.code.data), _key(), datetime.now(UTC))
    except NotOn:
        return _changed_meanwhile()
    except WrongCode as problem:
        form.code.errors = [f"{problem}."]
        return _page(first=form), 422
    _go_on_as(user)
    return render_template("admin/staff/recovery_codes.html", codes=codes, is_first=True)


@pages.post("/two-factor/codes")
def new_recovery_codes() -> ResponseReturnValue:
    """Recovery codes in place of the old ones, shown in the answer alone."""
    form = BothForm(prefix="codes")
    user = _confirmed_twice(form)
    if user is None:
        return _page(codes=form), 422
    codes = renew_recovery_codes(db.session(), user, datetime.now(UTC))
    db.session.commit()
    return render_template("admin/staff/recovery_codes.html", codes=codes, is_first=False)


@pages.post("/two-factor/off")
def end_two_factor() -> ResponseReturnValue:
    """The password alone is enough again."""
    form = BothForm(prefix="off")
    user = _confirmed_twice(form)
    if user is None:
        return _page(off=form), 422
    take_away(db.session(), user, datetime.now(UTC), user)
    _go_on_as(user)
    flash("Two-factor sign-in is off. Wherever else you were signed in, you are signed out.")
    return redirect(url_for(TWO_FACTOR), code=303)


def _confirmed(form: FlaskForm, present: Any) -> User | None:
    """Whoever is signed in, their row held, if this is their password. Wrong ones count as those of the sign-in do."""
    guesses: Pace = current_app.extensions["whence_guesses"]
    if guesses.is_spent():
        abort(429)
    number, known, key = current_user.id, current_user.password_hash, current_user.session_key
    # Nobody waits for the database while a password is hashed.
    db.session.rollback()
    if not fits(known, present.data or ""):
        guesses.spend()
        present.errors = ["This is not your password."]
        return None
    return _held(number, key)


def _confirmed_twice(form: BothForm) -> User | None:
    """The same with a code beside it."""
    user, at = _confirmed(form, form.present) if form.validate() else None, datetime.now(UTC)
    if user is None:
        return None
    try:
        take_code(db.session(), user, form.typed, _key(), at)
    except NotOn:
        abort(_changed_meanwhile())
    except (WrongCode, TooManyWrong) as problem:
        db.session.commit()
        form.refuse(problem, at)
        return None
    return user


def _held(number: int, session_key: str) -> User:
    """The user's row, which nobody else changes now. Leads to the sign-in if the session ended meanwhile."""
    user = db.session.get(User, number, with_for_update=True, populate_existing=True)
    if user is None or user.session_key != session_key:
        session.clear()
        abort(redirect(url_for(SIGN_IN), code=303))
    return user


def _go_on_as(user: User) -> None:
    """All sessions of the user have ended; this one begins anew, and what was done is kept."""
    session.clear()
    # Before the commit: whoever is taken away right after it gets no session that is good.
    login_user(user)
    db.session.commit()


def _changed_meanwhile() -> Response:
    flash("Nothing was changed: this page was out of date. Here it is as it stands now.")
    return redirect(url_for(TWO_FACTOR), code=303)


def _key() -> str:
    return str(current_app.secret_key)


def _plain(code: str | None) -> str:
    return "".join((code or "").split())


def _page(
    begins: BeginForm | None = None,
    first: FirstCodeForm | None = None,
    codes: BothForm | None = None,
    off: BothForm | None = None,
) -> str:
    records, number = db.session(), current_user.id
    factor = second_factor(records, number)
    waits = None if factor else being_set_up(records, number, datetime.now(UTC))
    lost = factor is not None and not can_be_read(factor, _key())
    return render_template(
        "admin/staff/two_factor.html",
        factor=factor,
        lost=lost,
        left=recovery_codes_left(records, number),
        made_at=recovery_codes_made_at(records, number),
        required=the_frame().firm.needs_second_factor,
        begins=begins or BeginForm(formdata=None),
        first=first or FirstCodeForm(formdata=None),
        codes=codes or BothForm(formdata=None, prefix="codes"),
        off=off or BothForm(formdata=None, prefix="off"),
        **(_setting_up(waits) if waits and can_be_read(waits, _key()) else {}),
    )


def _setting_up(factor: SecondFactor) -> dict[str, Any]:
    """The secret in the three ways in which an app takes it: as a picture, as a link, and to be typed."""
    secret = secret_of(factor, _key())
    firm, email = the_frame().firm.name[:_LONGEST_NAME], current_user.email[:_LONGEST_NAME]
    address = pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=firm)
    return {
        "secret": " ".join(secret[place : place + 4] for place in range(0, len(secret), 4)),
        "address": address,
        "qr_code": qr_code(address, "QR code with the key that stands beside it"),
    }
