"""A new password for whoever is signed in."""

from flask import abort, current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user
from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import DataRequired, EqualTo, InputRequired

from admin.fields.limits_of_text import Length
from admin.pages import pages
from admin.staff.access import OWN_PASSWORD
from pace import Pace
from records.db import db
from records.staff.second_factors import second_factor
from records.staff.users import SHORTEST_PASSWORD, User, fits, hashed, replace_password

NEW_PASSWORD = [
    DataRequired("Type a new password."),
    Length(min=SHORTEST_PASSWORD, message=f"At least {SHORTEST_PASSWORD} characters."),
    Length(max=1000, message="At most 1,000 characters."),
]


class PasswordForm(FlaskForm):
    """The present password, and twice the new one."""

    present = PasswordField("Your present password", [InputRequired("Type your present password."), Length(max=1000)])
    new = PasswordField("The new one", NEW_PASSWORD)
    again = PasswordField("The new one again", [EqualTo("new", "The two are not the same.")])


@pages.get("/password", endpoint=OWN_PASSWORD.partition(".")[2])
@pages.post("/password", endpoint=OWN_PASSWORD.partition(".")[2])
def password() -> ResponseReturnValue:
    """The form, and the new password: all other sessions of it end. Wrong ones count as those of the sign-in do."""
    form = PasswordForm()
    if request.method != "POST":
        return _page(PasswordForm(formdata=None))
    guesses: Pace = current_app.extensions["whence_guesses"]
    if guesses.is_spent():
        abort(429)
    number, known = current_user.id, current_user.password_hash
    # Nobody waits for the database while a password is hashed.
    db.session.rollback()
    is_right = form.validate()
    if is_right and not fits(known, form.present.data or ""):
        guesses.spend()
        form.present.errors, is_right = ["This is not your present password."], False
    if not is_right:
        return _page(form), 422
    made = hashed(form.new.data or "")
    if not replace_password(db.session(), number, known, made):
        # Taken away, or given another password, at the same moment: what the session remembers is worth nothing now.
        db.session.rollback()
        session.clear()
        return redirect(url_for("admin.sign_in"), code=303)
    session.clear()
    # Before the commit: whoever is taken away right after it gets no session that is good.
    login_user(db.session.get_one(User, number, populate_existing=True))
    db.session.commit()
    flash("Your new password is kept. Wherever else you were signed in, you are signed out.")
    return redirect(url_for(OWN_PASSWORD), code=303)


def _page(form: PasswordForm) -> str:
    has_one = second_factor(db.session(), current_user.id) is not None
    return render_template("admin/staff/password.html", form=form, has_two_factor=has_one)
