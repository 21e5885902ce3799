"""The first steps on a page of their own: putting them away, bringing them back, and saying that the form is right."""

from datetime import UTC, datetime

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from admin.first_steps.shown import all_steps
from admin.pages import pages
from admin.staff.access import only_an_owner, only_who_may_change
from records.db import db
from records.first_steps.steps import bring_steps_back, confirm_form, put_steps_away
from records.forming.forms import public_forms, published_version

HERE = "admin.first_steps"


@pages.get("/first-steps", endpoint="first_steps")
def first_steps() -> str:
    """All five, done or not."""
    only_who_may_change()
    return render_template("admin/first_steps/page.html", shown=all_steps())


@pages.post("/first-steps/put-away")
def put_first_steps_away() -> ResponseReturnValue:
    """Show them no more on the first page, for everybody."""
    only_an_owner()
    put_steps_away(db.session(), datetime.now(UTC), current_user)
    db.session.commit()
    flash("The first steps are put away. They can be brought back below your firm's particulars.")
    return redirect(url_for("admin.ranking"), code=303)


@pages.post("/first-steps/back")
def bring_first_steps_back() -> ResponseReturnValue:
    """Show them again, while something is left of them."""
    only_an_owner()
    bring_steps_back(db.session(), datetime.now(UTC), current_user)
    db.session.commit()
    flash("The first steps are shown again on the first page until they are done.")
    return redirect(url_for(HERE), code=303)


@pages.post("/first-steps/form")
def form_is_right() -> ResponseReturnValue:
    """Somebody has looked at the first public form and found it right."""
    forms = public_forms(db.session())
    version = published_version(db.session(), forms[0].slug) if forms else None
    if version is None:
        abort(404)
    confirm_form(db.session(), version, datetime.now(UTC), current_user)
    db.session.commit()
    flash("The form stays as it is.")
    return redirect(url_for("admin.ranking"), code=303)
