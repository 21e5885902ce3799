"""Closed months: the list of months, closing and opening them again."""

from datetime import UTC, date, datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from admin.frame import the_frame
from admin.pages import find, pages
from admin.staff.access import only_an_owner
from records.closed.closed_months import Closure
from records.closed.closing import CannotClose, close_month, reopen_month
from records.db import db
from reports.closed.listing import months_listed


@pages.get("/periods")
def periods() -> str:
    """Every month that is over since the first client or payment, the latest first."""
    firm = the_frame().firm
    return render_template(
        "admin/closed/periods.html", months=months_listed(db.session(), firm.today(datetime.now(UTC)))
    )


@pages.post("/periods")
def close_period() -> ResponseReturnValue:
    """Close a month; only the owner may."""
    only_an_owner()
    now = datetime.now(UTC)
    try:
        month = date.fromisoformat(f"{request.form.get('month', '')}-01")
    except ValueError:
        abort(422, "month is the year and the month, such as 2026-03")
    try:
        closure = close_month(db.session(), month, now, the_frame().firm.today(now), current_user)
    except CannotClose as problem:
        db.session.rollback()
        flash(str(problem))
        return redirect(url_for("admin.periods"), code=303)
    number = closure.id
    db.session.commit()
    flash("The month is closed. Its report stays as it is now.")
    return redirect(url_for("admin.closed_report", number=number), code=303)


@pages.post("/periods/<int:number>/reopening")
def reopen_period(number: int) -> ResponseReturnValue:
    """Open a closed month again; only the owner may."""
    only_an_owner()
    try:
        reopen_month(db.session(), find(Closure, number), datetime.now(UTC), current_user)
    except CannotClose as problem:
        db.session.rollback()
        flash(str(problem))
    else:
        db.session.commit()
        flash("The month is open again. What its report said can still be read here.")
    return redirect(url_for("admin.periods"), code=303)
