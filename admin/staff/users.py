"""Who may sign in, for an owner: the list, somebody new, and what one of them may do."""

from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms import BooleanField, EmailField, SelectField, StringField, ValidationError
from wtforms.validators import DataRequired, InputRequired

from admin.fields.limits_of_text import Length, stripped
from admin.fields.word_choices import WordField, choices_of
from admin.frame import the_frame
from admin.pages import find, pages
from admin.staff.access import OWN_PASSWORD, TWO_FACTOR, only_an_owner
from admin.staff.password import NEW_PASSWORD
from admin.staff.user_changes import in_words
from records.db import db
from records.mail import BadMail, mail_address
from records.staff.second_factors import NotOn, require_of_all, second_factor, take_away, who_has_one
from records.staff.taking_codes import count_anew
from records.staff.user_changes import LastOwner, change_role, changes_of_users, give_password, remove_user, take_on
from records.staff.users import User, UserRole, first_password

ROLES = {
    UserRole.OWNER: "Owner: may do everything",
    UserRole.STAFF: "Staff: the daily work",
    UserRole.VIEWER: "Viewer: looks, and changes nothing",
}
_MOST = 50
"""So many changes are shown, the newest."""
_SEEN_ONLY_HERE = "Copy it now and give it to them: once it is kept, nobody can see it any more."
_CHOICES = choices_of({role.value: shown for role, shown in ROLES.items()})


def _first_password() -> StringField:
    return StringField("First password", NEW_PASSWORD, default=first_password, description=_SEEN_ONLY_HERE)


class UserForm(FlaskForm):
    """Somebody who is to sign in."""

    email = EmailField("E-mail", [DataRequired("Type their e-mail address."), Length(max=320)], filters=[stripped])
    name = StringField("Name", [Length(max=200, message="At most 200 characters.")], filters=[stripped])
    role = WordField("What they may do", choices=_CHOICES, coerce=UserRole, default=UserRole.STAFF)
    password = _first_password()

    def validate_email(self, field: Any) -> None:
        """An address that mail could be sent to."""
        try:
            mail_address(field.data or "")
        except BadMail as problem:
            raise ValidationError("This is no e-mail address, such as ann@firm.example.") from problem


class RoleForm(FlaskForm):
    """What somebody may do."""

    role = WordField("What they may do", choices=_CHOICES, coerce=UserRole)


class FirstPasswordForm(FlaskForm):
    """A password for who has forgotten theirs, and for who is to come back."""

    password = _first_password()


class TakeAwayForm(FlaskForm):
    """That the owner knows who asks for it: whoever calls may have the password already."""

    sure = BooleanField(
        "I have spoken with them, and it is they who ask for it", [InputRequired("Make sure of it, and tick this.")]
    )


class RequiredForm(FlaskForm):
    """Whether everybody is asked for a second factor."""

    required = SelectField(choices=choices_of({"yes": "Everybody", "no": "Whoever wants to"}))


@pages.get("/users")
def users() -> str:
    """Everybody who has an account, those who can sign in first."""
    only_an_owner()
    return _list(UserForm(formdata=None))


@pages.post("/users", endpoint="new_user")
def new() -> ResponseReturnValue:
    """An account, with a first password that the owner has seen in the form and gives to them."""
    only_an_owner()
    form = UserForm()
    if not form.validate():
        return _list(form), 422
    try:
        user = take_on(
            db.session(),
            form.email.data or "",
            form.role.data,
            form.password.data or "",
            datetime.now(UTC),
            current_user,
            form.name.data or "",
        )
    except ValueError as problem:
        form.email.errors = [f"{problem}."]
        return _list(form), 422
    db.session.commit()
    flash(_can_sign_in(user))
    return redirect(url_for("admin.users"), code=303)


@pages.get("/users/<int:number>", endpoint="user")
def one(number: int) -> str:
    """One account, and what can be changed of it."""
    only_an_owner()
    user = find(User, number)
    return _page(user)


@pages.post("/users/<int:number>/role", endpoint="user_role")
def role(number: int) -> ResponseReturnValue:
    """More or less that somebody may do."""
    only_an_owner()
    user, form = find(User, number), RoleForm()
    if not form.validate():
        return _page(user, form), 422
    try:
        change_role(db.session(), user, form.role.data, datetime.now(UTC), current_user)
    except LastOwner as problem:
        form.role.errors = [f"{problem}."]
        return _page(user, form), 422
    db.session.commit()
    flash(f"{user.name} is {user.role} now.")
    # Who is no owner any more has no list to go back to.
    return redirect(url_for("admin.users" if current_user.role is UserRole.OWNER else "admin.ranking"), code=303)


@pages.post("/users/<int:number>/password", endpoint="user_password")
def password(number: int) -> ResponseReturnValue:
    """A new first password, for who has forgotten theirs and for who is to come back; one's own is asked for first."""
    only_an_owner()
    user, form = find(User, number), FirstPasswordForm()
    if user.id == current_user.id:
        return redirect(url_for(OWN_PASSWORD), code=303)
    if not form.validate():
        return _page(user, first=form), 422
    give_password(db.session(), user, form.password.data or "", datetime.now(UTC), current_user)
    count_anew(db.session(), user)
    db.session.commit()
    flash(_can_sign_in(user))
    return redirect(url_for("admin.users"), code=303)


@pages.post("/users/<int:number>/remove", endpoint="remove_user")
def remove(number: int) -> ResponseReturnValue:
    """Somebody no longer signs in; what they decided stays."""
    only_an_owner()
    user = find(User, number)
    try:
        remove_user(db.session(), user, datetime.now(UTC), current_user)
    except LastOwner as problem:
        form = RoleForm(formdata=None, obj=user)
        form.form_errors.append(f"{problem}.")
        return _page(user, form), 422
    db.session.commit()
    flash(f"{user.name} can no longer sign in. What {user.name} decided stays.")
    return redirect(url_for("admin.users"), code=303)


@pages.post("/users/<int:number>/two-factor")
def take_two_factor_away(number: int) -> ResponseReturnValue:
    """For who has lost their phone: the password alone is enough again. One's own asks for a code."""
    only_an_owner()
    user, form = find(User, number), TakeAwayForm()
    if user.id == current_user.id:
        return redirect(url_for(TWO_FACTOR), code=303)
    if not form.validate():
        return _page(user, away=form), 422
    try:
        take_away(db.session(), user, datetime.now(UTC), current_user)
    except NotOn:
        flash(f"{user.name} has no two-factor sign-in.")
    else:
        db.session.commit()
        flash(f"{user.name} signs in with the password alone, until they set two-factor sign-in up again.")
    return redirect(url_for("admin.user", number=number), code=303)


@pages.post("/users/two-factor")
def require_two_factor() -> ResponseReturnValue:
    """Everybody is asked for it, or nobody has to."""
    only_an_owner()
    form = RequiredForm()
    if not form.validate():
        return _list(UserForm(formdata=None)), 422
    required = form.required.data == "yes"
    require_of_all(db.session(), required, datetime.now(UTC), current_user)
    db.session.commit()
    flash("Everybody is asked for two-factor sign-in." if required else "Two-factor sign-in is left to each of you.")
    return redirect(url_for("admin.users"), code=303)


def _can_sign_in(user: User) -> str:
    return (
        f"{user.email} can sign in now, as {user.role}, with the password that you give them. Their own name, at the "
        "top of each page, leads to where they change it."
    )


def _list(form: UserForm) -> str:
    everybody = db.session.scalars(select(User).order_by(User.id)).all()
    ordered = sorted(everybody, key=lambda user: (user.is_shut_out, user.name.casefold()))
    changes = changes_of_users(db.session(), _MOST)
    return render_template(
        "admin/staff/users.html",
        form=form,
        users=ordered,
        roles=ROLES,
        with_second=who_has_one(db.session()),
        required=the_frame().firm.needs_second_factor,
        required_form=RequiredForm(formdata=None),
        changes=changes,
        changed=in_words,
    )


def _page(
    user: User, form: RoleForm | None = None, first: FirstPasswordForm | None = None, away: FlaskForm | None = None
) -> str:
    """The page of one account, with whichever of its forms came back."""
    return render_template(
        "admin/staff/user.html",
        user=user,
        form=form or RoleForm(formdata=None, obj=user),
        first=first or FirstPasswordForm(formdata=None),
        away=away or TakeAwayForm(formdata=None),
        has_second=second_factor(db.session(), user.id) is not None,
        changes=changes_of_users(db.session(), _MOST, user),
        changed=in_words,
    )
