"""What is done to a referral given: outcomes, corrections, removal, reminders, and taking each of these back."""

from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from admin.frame import the_frame
from admin.pages import find, pages
from admin.relations.given.outcome_form import OutcomeForm, ReminderForm
from admin.relations.given.referral_form import ReferralForm
from admin.relations.given.referrals import referral_page
from admin.staff.access import only_who_may_change
from records.db import db
from records.money.currencies import plain_amount
from records.relations.given.asking import AskedHow, ask_on, note_asked
from records.relations.given.outcomes import NotTheNewestReport, ReferralOutcome, report_outcome, undo_outcome
from records.relations.given.referral_changes import (
    CannotTakeBack,
    ReferralChange,
    change_referral,
    remove_referral,
    undo_referral_change,
)
from records.relations.given.referrals import ReferralGiven
from reports.relations.known.partners_typed import partners_to_choose_from


@pages.post("/referrals/<int:number>/outcomes")
def outcome_of_referral(number: int) -> ResponseReturnValue:
    """What became of it, in one press."""
    found, form = find(ReferralGiven, number), OutcomeForm()
    if not form.validate():
        return referral_page(found, outcome=form), 422
    report_outcome(
        db.session(),
        found,
        form.outcome.data,
        datetime.now(UTC),
        value=form.minor,
        currency=form.currency.data,
        user=current_user,
    )
    db.session.commit()
    flash(f"{found.who} is {found.outcome.value} now.")
    return redirect(url_for("admin.referral", number=number), code=303)


@pages.post("/referral-outcomes/<int:number>/undo")
def undo_outcome_of_referral(number: int) -> ResponseReturnValue:
    """The report before it holds again."""
    report = find(ReferralOutcome, number)
    return _undone(report.referral_id, lambda: undo_outcome(db.session(), report, datetime.now(UTC), current_user))


@pages.get("/referrals/<int:number>/edit")
def edit_referral(number: int) -> str:
    """The form of a referral."""
    only_who_may_change()
    found = find(ReferralGiven, number)
    return _form_page(_filled(found).as_opened(), found)


@pages.post("/referrals/<int:number>")
def save_referral(number: int) -> ResponseReturnValue:
    """Other particulars of a referral."""
    found = find(ReferralGiven, number)
    form = ReferralForm.sent(_filled(found))
    form.present = found.partner
    if not form.validate() or form.given_on.data is None or form.meant is None:
        return _form_page(form, found), 422
    change_referral(
        db.session(),
        found,
        form.meant,
        form.who.data or "",
        form.given_on.data,
        datetime.now(UTC),
        purpose=form.purpose.data or "",
        expected=form.minor,
        currency=form.currency.data,
        user=current_user,
    )
    db.session.commit()
    flash("The referral is changed.")
    return redirect(url_for("admin.referral", number=number), code=303)


@pages.post("/referrals/<int:number>/removal")
def removal_of_referral(number: int) -> ResponseReturnValue:
    """It never was, and counts nowhere any more."""
    found = find(ReferralGiven, number)
    who = found.who
    remove_referral(db.session(), found, datetime.now(UTC), current_user)
    db.session.commit()
    flash(f"The referral of {who} is removed. Below the list it can be brought back.")
    return redirect(url_for("admin.referrals"), code=303)


@pages.post("/referral-changes/<int:number>/undo")
def undo_change_of_referral(number: int) -> ResponseReturnValue:
    """The referral is again what it was before the change."""
    change = find(ReferralChange, number)
    return _undone(
        change.referral_id, lambda: undo_referral_change(db.session(), change, datetime.now(UTC), current_user)
    )


@pages.post("/referrals/<int:number>/reminder")
def reminder_of_referral(number: int) -> ResponseReturnValue:
    """The day from which it is asked about, or that the partner was asked by a call or at a meeting."""
    found, form = find(ReferralGiven, number), ReminderForm()
    session, now = db.session(), datetime.now(UTC)
    asked = request.form.get("asked", "")
    if asked in {AskedHow.CALL, AskedHow.MEETING}:
        note_asked(session, found, AskedHow(asked), the_frame().firm.today(now), now, current_user)
        flash(f"{found.partner.name} was asked. It comes up again in four weeks.")
    elif not form.validate():
        return referral_page(found, reminder=form), 422
    else:
        ask_on(found, form.ask_on.data)
        flash("The day is kept." if form.ask_on.data else "It is not asked about any more.")
    db.session.commit()
    return redirect(url_for("admin.referral", number=number), code=303)


def _undone(number: int, undo: Any) -> ResponseReturnValue:
    try:
        back = undo()
        db.session.commit()
        flash("It is as it was before.")
        number = back.id if back is not None else number
    except (CannotTakeBack, NotTheNewestReport) as problem:
        db.session.rollback()
        flash(f"Nothing was changed: {problem}.")
    address = url_for("admin.referral", number=number) if number > 0 else url_for("admin.referrals")
    return redirect(address, code=303)


def _filled(found: ReferralGiven) -> ReferralForm:
    firm = the_frame().firm
    is_hoped = found.expected is not None and found.expected_currency is not None
    return ReferralForm(
        formdata=None,
        who=found.who,
        purpose=found.purpose,
        partner=found.partner.name,
        given_on=found.given_on,
        expected=plain_amount(found.expected or 0, found.expected_currency or "") if is_hoped else "",
        currency=found.expected_currency or firm.currency,
    )


def _form_page(form: ReferralForm, found: ReferralGiven) -> str:
    return render_template(
        "admin/relations/given/edit_referral.html",
        form=form,
        referral=found,
        names=partners_to_choose_from(db.session()),
    )
