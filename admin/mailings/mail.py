"""Outgoing mail, for those who may change something: mails are about clients, and links in them open doors."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from admin.pages import find, pages
from admin.paging import Paging, page_asked
from admin.settings_missing import what_mail_lacks
from admin.staff.access import only_who_may_change
from records.db import db
from records.job_runs import last_runs
from records.mail import Mail
from records.mail.mail_queue import came_back, is_being_sent, leave_it, may_be_tried, try_again
from reports.mail.outbox import Box, outbox

PAGE = 50
_CHANGED_MEANWHILE = "This mail is sent, or being sent, so nothing was changed."


@pages.get("/mail")
def mail() -> str:
    """The queue, what was sent, and what could not be sent."""
    only_who_may_change()
    asked = request.args.get("box", "")
    page = page_asked()
    session = db.session()
    box = Box(asked) if asked in set(Box) else None
    found = outbox(session, box or Box.FAILED, page, PAGE)
    if box is None and not found.counts[Box.FAILED]:
        # Where nothing has failed, what waits is what one comes for.
        box, found = Box.QUEUE, outbox(session, Box.QUEUE, page, PAGE)
    box = box or Box.FAILED
    return render_template(
        "admin/mailings/mail.html",
        box=box,
        found=found,
        missing=what_mail_lacks(),
        paging=Paging(page, PAGE, found.counts[box]),
        runs=last_runs(session),
    )


@pages.get("/mail/<int:number>")
def one_mail(number: int) -> str:
    """One mail, as its reader sees it, and what became of it."""
    only_who_may_change()
    found = find(Mail, number)
    sending = is_being_sent(found, datetime.now(UTC))
    return render_template(
        "admin/mailings/one_mail.html",
        mail=found,
        is_being_sent=sending,
        may_be_tried=may_be_tried(found),
        missing=what_mail_lacks(),
    )


@pages.post("/mail/<int:number>/again")
def send_again(number: int) -> ResponseReturnValue:
    """Let it be tried anew at the next run."""
    found = find(Mail, number)
    if try_again(db.session(), found, datetime.now(UTC)):
        db.session.commit()
        flash(f"The mail to {found.to} is in the queue again.")
    else:
        flash(_CHANGED_MEANWHILE)
    return redirect(url_for("admin.mail"), code=303)


@pages.post("/mail/<int:number>/return")
def mail_came_back(number: int) -> ResponseReturnValue:
    """A mail that was sent has come back to the firm's own mailbox: its address is no good."""
    found = find(Mail, number)
    if came_back(db.session(), found, datetime.now(UTC), current_user):
        db.session.commit()
        flash(f"{found.to} counts as refused until a mail reaches it.")
    else:
        flash(_CHANGED_MEANWHILE)
    return redirect(url_for("admin.one_mail", number=number), code=303)


@pages.post("/mail/<int:number>/leave")
def leave_mail(number: int) -> ResponseReturnValue:
    """Do not send it any more; or, of one that could not be sent, leave it at that."""
    found = find(Mail, number)
    if leave_it(db.session(), found, datetime.now(UTC), current_user):
        db.session.commit()
        flash(f"The mail to {found.to} will not be sent.")
    else:
        flash(_CHANGED_MEANWHILE)
    return redirect(url_for("admin.mail"), code=303)
