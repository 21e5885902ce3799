"""The monthly report by mail: what it will say, who gets it, and the switch of one's own."""

from datetime import UTC, datetime

from flask import abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from admin.frame import the_frame
from admin.pages import find, pages
from admin.settings_missing import what_mail_lacks
from records.db import db
from records.staff.report_readers import gets_report, report_readers, switch_off_report, switch_on_report
from records.staff.users import User, UserRole
from reports.monthly.figures import last_month, monthly_report
from reports.monthly.letter import letter_of


@pages.get("/report")
def report() -> str:
    """The mail of last month as it is sent, with the switch; the owner sees who gets it."""
    session = db.session()
    month = last_month(the_frame().firm.today(datetime.now(UTC)))
    is_owner = current_user.role is UserRole.OWNER
    return render_template(
        "admin/mailings/monthly_report.html",
        month=month,
        letter=letter_of(monthly_report(session, month), current_app.config["BASE_URL"]),
        gets_it=gets_report(session, current_user),
        readers=report_readers(session) if is_owner else None,
        missing=what_mail_lacks(),
        has_links=bool(current_app.config["BASE_URL"]),
    )


@pages.post("/report")
def switch_on() -> ResponseReturnValue:
    """Let me have the report every month."""
    switch_on_report(db.session(), current_user, datetime.now(UTC))
    db.session.commit()
    flash(f"The report of each month goes to {current_user.email} from now on.")
    return redirect(url_for("admin.report"), code=303)


@pages.post("/report/<int:number>/off")
def switch_off(number: int) -> ResponseReturnValue:
    """Let somebody have no more reports: everybody may stop their own, the owner anybody's."""
    if number != current_user.id and current_user.role is not UserRole.OWNER:
        abort(404)
    user = find(User, number)
    switch_off_report(db.session(), user)
    email = user.email
    db.session.commit()
    flash(f"No more reports go to {email}.")
    return redirect(url_for("admin.report"), code=303)
