"""Signing in and out."""

from datetime import UTC, datetime

from flask import abort, current_app, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user
from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, PasswordField
from wtforms.validators import InputRequired

from admin.fields.limits_of_text import Length
from admin.pages import pages
from admin.staff.access import SIGN_IN_CODE
from admin.staff.sign_in_code import own_address, remember_password
from pace import Pace
from records.db import db
from records.engine.reading import reads_first
from records.staff.second_factors import second_factor
from records.staff.users import user_by_password


class SignInForm(FlaskForm):
    """What a member of staff signs in with, and the page they wanted to see."""

    email = EmailField("E-mail", [InputRequired("Type your e-mail address."), Length(max=320)])
    password = PasswordField("Password", [InputRequired("Type your password."), Length(max=1000)])
    next = HiddenField()


@pages.get("/sign-in", endpoint="sign_in")
@pages.post("/sign-in", endpoint="sign_in")
@reads_first
def sign_in() -> ResponseReturnValue:
    """The sign-in page; a right password leads to the page that was wanted. Only failures count for the limit.

    Nothing is written, so that nobody who sends a form waits for those who sign in.
    """
    form = SignInForm(next=request.args.get("next", ""))
    if request.method != "POST":
        if current_user.is_authenticated:
            return redirect(own_address(form.next.data), code=303)
        return render_template("admin/staff/sign_in.html", form=form)
    guesses: Pace = current_app.extensions["whence_guesses"]
    if guesses.is_spent():
        abort(429)
    user = None
    if form.validate():
        user = user_by_password(db.session(), form.email.data or "", form.password.data or "")
        if guesses.is_spent():
            # Many at once, each looked at before the others were counted: none beyond the limit is answered.
            abort(429)
        if user is None:
            form.form_errors.append("The e-mail address and the password do not belong together. Try again.")
    if user is None:
        guesses.spend()
        return render_template("admin/staff/sign_in.html", form=form), 422
    # Whatever a session held before the sign-in, somebody else may have put there.
    session.clear()
    if second_factor(db.session(), user.id) is not None:
        remember_password(user, datetime.now(UTC))
        return redirect(url_for(SIGN_IN_CODE, next=form.next.data or None), code=303)
    login_user(user)
    return redirect(own_address(form.next.data), code=303)


@pages.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """The end of the session, here and wherever else its cookie may have been kept."""
    if current_user.is_authenticated:
        current_user.end_sessions()
        db.session.commit()
    logout_user()
    session.clear()
    return redirect(url_for("admin.sign_in"), code=303)
