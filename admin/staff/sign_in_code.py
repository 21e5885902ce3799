"""The second step of a sign-in, for who has a second factor: a code after the right password.

Between the two the session says only whose password was right and when. That opens nothing, is over after ten minutes,
and is worth nothing once the password is another one or the user is taken away.
"""

import re
import secrets
from datetime import UTC, datetime, timedelta

from flask import abort, current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user
from wtforms import HiddenField

from admin.pages import pages
from admin.staff.access import PREFIX, SIGN_IN
from admin.staff.code_fields import CodeForm
from pace import Pace
from records.db import db
from records.staff.second_factors import NotOn, WrongCode, can_be_read, recovery_codes_left, second_factor
from records.staff.taking_codes import Taken, TooManyWrong, take_code
from records.staff.users import User

_MARK = "password_given"
_GOOD_FOR = timedelta(minutes=10)
_FEW_LEFT = 3
_MANY_WRONG = 3
# A path of our own pages and nothing that a browser could read as another site.
_OWN_ADDRESS = re.compile(rf"{PREFIX}[^\\\s]*")


class SecondStepForm(CodeForm):
    """The code, and the page that was wanted before the sign-in."""

    next = HiddenField()


def own_address(address: str | None) -> str:
    """The address if it is one of the staff pages, else the start page."""
    return address if address and _OWN_ADDRESS.fullmatch(address) else url_for("admin.ranking")


def remember_password(user: User, at: datetime) -> None:
    """Note in the session that this user's password was right just now."""
    session[_MARK] = {"user": user.id, "state": user.password_state, "at": int(at.timestamp())}


@pages.get("/sign-in/code")
@pages.post("/sign-in/code")
def sign_in_code() -> ResponseReturnValue:
    """The page that asks for the code; a right one leads to the page that was wanted."""
    form, at = SecondStepForm(next=request.args.get("next", "")), datetime.now(UTC)
    if current_user.is_authenticated:
        return redirect(own_address(form.next.data), code=303)
    user = _whose_password_was_given(at)
    if user is None:
        return _from_the_beginning(form)
    return _answer(form, user, at) if request.method == "POST" else _page(form, user)


def _answer(form: SecondStepForm, user: User, at: datetime) -> ResponseReturnValue:
    guesses: Pace = current_app.extensions["whence_guesses"]
    if guesses.is_spent():
        abort(429)
    if not form.validate():
        return _page(form, user), 422
    try:
        taken = take_code(db.session(), user, form.typed, str(current_app.secret_key), at)
    except NotOn:
        return _from_the_beginning(form)
    except TooManyWrong as problem:
        form.refuse(problem, at)
        return _page(form, user), 429
    except WrongCode as problem:
        db.session.commit()
        guesses.spend()
        form.refuse(problem, at)
        return _page(form, user), 422
    session.clear()
    login_user(user)
    _tell(taken, recovery_codes_left(db.session(), user.id))
    db.session.commit()
    return redirect(own_address(form.next.data), code=303)


def _whose_password_was_given(at: datetime) -> User | None:
    mark = session.get(_MARK)
    if not mark or at - datetime.fromtimestamp(mark["at"], UTC) > _GOOD_FOR:
        return None
    # A code is taken with the row held, so that nobody comes in who is taken away at the same moment.
    user = db.session.get(User, mark["user"], with_for_update=request.method == "POST")
    return user if user and secrets.compare_digest(user.password_state, mark["state"]) else None


def _from_the_beginning(form: SecondStepForm) -> ResponseReturnValue:
    if session.pop(_MARK, None):
        flash("Sign in once more: your password was typed too long ago, or something about it has changed.", SIGN_IN)
    return redirect(url_for(SIGN_IN, next=form.next.data or None), code=303)


def _page(form: SecondStepForm, user: User) -> str:
    factor = second_factor(db.session(), user.id)
    lost = factor is not None and not can_be_read(factor, str(current_app.secret_key))
    return render_template("admin/staff/sign_in_code.html", form=form, lost=lost)


def _tell(taken: Taken, left: int) -> None:
    if taken.wrong_before >= _MANY_WRONG:
        flash(
            f"Since you last signed in, {taken.wrong_before} wrong codes were typed after your right password. If it "
            "was not you, somebody knows your password: change it now."
        )
    if taken.is_recovery or left <= _FEW_LEFT:
        used = "That recovery code counts no more. " if taken.is_recovery else ""
        few = " Make new ones: your own name, at the top, leads there." if left <= _FEW_LEFT else ""
        flash(f"{used}{_left(left)}{few}")


def _left(left: int) -> str:
    return "No recovery code is left." if not left else f"{left} recovery code{' is' if left == 1 else 's are'} left."
