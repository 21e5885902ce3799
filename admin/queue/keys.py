"""Whether a single key decides on the page of an answer; everybody can switch that off for themselves."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from admin.pages import number_typed, pages
from admin.queue.standing import in_order
from records.db import db


@pages.post("/answers/keys")
def switch_keys() -> ResponseReturnValue:
    """Switch the keys on or off, and go back to the answer."""
    current_user.single_keys = request.form.get("keys") == "on"
    db.session.commit()
    flash("Single keys are on." if current_user.single_keys else "Single keys are off.")
    number = number_typed(request.form.get("answer", ""))
    return redirect(in_order("admin.answer", number=number) if number else in_order("admin.answers"), code=303)
