"""A new password for whoever is signed in."""

from flask import abort, current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user
from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import EqualTo, InputRequired, Length

from admin.access import OWN_PASSWORD
from admin.pages import pages
from pace import Pace
from records.db import db
from records.users import SHORTEST_PASSWORD, user_by_password


class PasswordForm(FlaskForm):
    """The present password, and twice the new one."""

    present = PasswordField("Your present password", [InputRequired("Type your present password."), Length(max=1000)])
    new = PasswordField(
        "The new one",
        [
            InputRequired("Type a new password."),
            Length(min=SHORTEST_PASSWORD, message=f"At least {SHORTEST_PASSWORD} characters."),
            Length(max=1000, message="At most 1,000 characters."),
        ],
    )
    again = PasswordField("The new one again", [EqualTo("new", "The two are not the same.")])


@pages.get("/password", endpoint=OWN_PASSWORD.partition(".")[2])
@pages.post("/password", endpoint=OWN_PASSWORD.partition(".")[2])
def password() -> ResponseReturnValue:
    """The form, and the new password: all other sessions of it end. Wrong ones count as those of the sign-in do."""
    form = PasswordForm()
    if request.method == "GET":
        return render_template("admin/password.html", form=PasswordForm(formdata=None))
    guesses: Pace = current_app.extensions["whence_guesses"]
    if guesses.is_spent():
        abort(429)
    user = None
    if form.validate():
        user = user_by_password(db.session(), current_user.email, form.present.data or "")
        if user is None:
            guesses.spend()
            form.present.errors = ["This is not your present password."]
    if user is None:
        return render_template("admin/password.html", form=form), 422
    user.set_password(form.new.data or "")
    db.session.commit()
    session.clear()
    login_user(user)
    flash("Your new password is kept. Wherever else you were signed in, you are signed out.")
    return redirect(url_for(OWN_PASSWORD), code=303)
