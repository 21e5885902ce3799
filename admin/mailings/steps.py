"""What staff do with a mailing: begin, stop, go on, end, change its pace, throw a draft away, write down its time."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from admin.formats import plural
from admin.mailings.choosing import PaceForm
from admin.mailings.page import TimeForm, mailing_page
from admin.pages import find, pages
from records.coverage.campaigns import Campaign, State
from records.coverage.sending import CannotBegin, begin, drop_draft, end, go_on, stop
from records.coverage.timing import note_time
from records.db import db


@pages.post("/mailings/<int:number>/beginning")
def begin_mailing(number: int) -> ResponseReturnValue:
    """Let a draft run; the first mails are queued at the next run of the jobs."""
    campaign, now = find(Campaign, number), datetime.now(UTC)

    def do() -> str:
        asked = begin(db.session(), campaign, now, current_user)
        return f"The mailing has begun: {plural(asked, 'client')} to ask, {campaign.per_day} a day at most."

    return _done(number, do)


@pages.post("/mailings/<int:number>/stop")
def stop_mailing(number: int) -> ResponseReturnValue:
    """Let nothing more go out for now."""
    campaign, now = find(Campaign, number), datetime.now(UTC)

    def do() -> str:
        back = stop(db.session(), campaign, now, current_user)
        return "The mailing is stopped" + (f"; {plural(back, 'mail')} taken back from the queue." if back else ".")

    return _done(number, do)


@pages.post("/mailings/<int:number>/going-on")
def go_on_with_mailing(number: int) -> ResponseReturnValue:
    """Let a stopped mailing go on where it was."""
    campaign, now = find(Campaign, number), datetime.now(UTC)

    def do() -> str:
        go_on(db.session(), campaign, now, current_user)
        return "The mailing goes on at the next run of the jobs."

    return _done(number, do)


@pages.post("/mailings/<int:number>/end")
def end_mailing(number: int) -> ResponseReturnValue:
    """End a mailing before its last client."""
    campaign, now = find(Campaign, number), datetime.now(UTC)

    def do() -> str:
        end(db.session(), campaign, now, current_user)
        return "The mailing is over. Whoever had not had their turn is not asked by it."

    return _done(number, do)


@pages.post("/mailings/<int:number>/deletion")
def drop_mailing(number: int) -> ResponseReturnValue:
    """Throw a draft away."""
    campaign = find(Campaign, number)
    try:
        drop_draft(db.session(), campaign)
    except CannotBegin as problem:
        return _refused(number, problem)
    db.session.commit()
    flash("The draft is thrown away.")
    return redirect(url_for("admin.mailings"), code=303)


@pages.post("/mailings/<int:number>/pace")
def change_pace(number: int) -> ResponseReturnValue:
    """More or fewer mails a day from now on."""
    campaign, form = find(Campaign, number), PaceForm()
    if not form.validate():
        return mailing_page(campaign, pace=form), 422
    campaign.per_day = form.per_day.data or 1
    db.session.commit()
    flash(f"{plural(campaign.per_day, 'mail')} a day at most from now on.")
    return redirect(url_for("admin.mailing", number=number), code=303)


@pages.post("/mailings/<int:number>/time")
def note_time_of_mailing(number: int) -> ResponseReturnValue:
    """Write down in the contact log how long it took."""
    campaign, form = find(Campaign, number), TimeForm()
    if not form.validate() or form.on.data is None or campaign.state is State.DRAFT:
        return mailing_page(campaign, time=form), 422
    said = (form.minutes.data or 0, form.words.data or "", form.on.data)
    note_time(db.session(), campaign, *said, datetime.now(UTC), current_user)
    db.session.commit()
    flash(f"{plural(form.minutes.data or 0, 'minute')} are in the contact log.")
    return redirect(url_for("admin.mailing", number=number, _anchor="time"), code=303)


def _done(number: int, do: Callable[[], str]) -> ResponseReturnValue:
    try:
        told = do()
    except CannotBegin as problem:
        return _refused(number, problem)
    db.session.commit()
    flash(told)
    return redirect(url_for("admin.mailing", number=number), code=303)


def _refused(number: int, problem: CannotBegin) -> ResponseReturnValue:
    db.session.rollback()
    flash(f"Nothing was changed: {problem}.")
    return redirect(url_for("admin.mailing", number=number), code=303)
