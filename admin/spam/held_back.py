"""What is held back: looked at, let in as a client, called spam, undone, or erased for good."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session

from admin.pages import find, number_typed, pages
from admin.paging import Paging, page_asked
from records.answers.arrival_mail import notify
from records.answers.submissions import Submission
from records.db import db
from records.engine.shredding import swept
from records.spam.ending import KEPT_DAYS, end
from records.spam.held import HeldSubmission, Place
from records.spam.verdicts import CannotBeSpam, NotHeld, mark_spam, not_spam, still_spam, undo_verdict
from records.staff.users import User
from reports.mail.arrival_words import arrival_words
from reports.reviews.held import counts_of_places, held_in, in_words

PAGE = 50
_PLACES = {"waits": Place.WAITS, "spam": Place.SPAM, "let-in": Place.LET_IN, "erased": Place.ENDED}
"""The tabs, by their word in the address."""


@pages.get("/held-back")
def held_back() -> str:
    """What waits for somebody to look, or another place."""
    session, counts = db.session(), counts_of_places(db.session())
    first = "waits" if counts[Place.WAITS] or not counts[Place.SPAM] else "spam"
    asked = request.args.get("which", first)
    which = asked if asked in _PLACES else first
    place, page = _PLACES[which], page_asked()
    return render_template(
        "admin/spam/held_back.html",
        which=which,
        counts={word: counts[each] for word, each in _PLACES.items()},
        found=held_in(session, place, page, PAGE),
        paging=Paging(page, PAGE, counts[place]),
        days=KEPT_DAYS,
    )


@pages.get("/held-back/<int:number>")
def one_held_back(number: int) -> str:
    """One of them in full, with the reasons and what was said of it."""
    return render_template("admin/spam/one_held_back.html", one=in_words(find(HeldSubmission, number)), days=KEPT_DAYS)


@pages.post("/held-back")
def judge_held_back() -> ResponseReturnValue:
    """Say of those that are ticked what they are. What somebody else has said of one meanwhile is not lost."""
    say = _SAYINGS.get(request.form.get("say", ""))
    numbers = [number_typed(each) for each in request.form.getlist("held")]
    ticked = [found for number in numbers if number and (found := db.session.get(HeldSubmission, number))]
    back = _way_back()
    if say is None or not ticked:
        flash("Tick at least one first.")
        return redirect(back, code=303)
    for held in ticked:
        try:
            said = say(db.session(), held, current_user, datetime.now(UTC))
            db.session.commit()
        except (NotHeld, CannotBeSpam) as refused:
            db.session.rollback()
            said = str(refused)
        if len(ticked) == 1:
            flash(said)
    if len(ticked) > 1:
        flash(f"Done for {len(ticked)}. Each can be undone on its page.")
    if request.form.get("say") == "erase":
        swept(db.engine)
    return redirect(back, code=303)


@pages.post("/held-back/<int:number>/undo")
def undo_held_back(number: int) -> ResponseReturnValue:
    """Take back the last thing that was said."""
    held = find(HeldSubmission, number)
    try:
        undo_verdict(db.session(), held, current_user, datetime.now(UTC))
        db.session.commit()
        flash("Undone. Everything is as it was before.")
    except (NotHeld, CannotBeSpam) as refused:
        db.session.rollback()
        flash(str(refused))
    return redirect(url_for("admin.one_held_back", number=number), code=303)


@pages.post("/held-back/answers/<int:number>")
def mark_answer(number: int) -> ResponseReturnValue:
    """Say of an answer that counts that it is spam, and take it out."""
    submission = find(Submission, number)
    client = submission.client_id
    try:
        held = mark_spam(db.session(), [submission], current_user, datetime.now(UTC))
        db.session.commit()
    except CannotBeSpam as refused:
        db.session.rollback()
        flash(str(refused))
        return redirect(url_for("admin.client", number=client), code=303)
    flash("It counts nowhere any more, and is kept here.")
    return redirect(url_for("admin.one_held_back", number=held[0].id), code=303)


def _is_client(session: Session, held: HeldSubmission, user: User, at: datetime) -> str:
    submission = not_spam(session, held, user, at)
    # Nobody was told of it when it came; of what staff had taken out themselves, they were.
    notify(session, submission, *arrival_words(submission, str(current_app.config["BASE_URL"]), user.name), at)
    return f"{submission.client.name} is a client, as if the form had never been held back."


def _is_spam(session: Session, held: HeldSubmission, user: User, at: datetime) -> str:
    still_spam(session, held, user, at)
    return f"It stays here as spam for {KEPT_DAYS} days, and can be undone."


def _erase(session: Session, held: HeldSubmission, user: User, at: datetime) -> str:
    if held.place is not Place.SPAM:
        raise NotHeld("Say first that it is spam. Only then can it be erased.")
    end(session, held, at, user)
    return "What was sent is erased."


_SAYINGS: dict[str, Callable[[Session, HeldSubmission, User, datetime], str]] = {
    "client": _is_client,
    "spam": _is_spam,
    "erase": _erase,
}


def _way_back() -> str:
    """To the list that the page belongs to, or to the one that was looked at."""
    one = number_typed(request.form.get("one", ""))
    if one:
        return url_for("admin.one_held_back", number=one)
    which = request.form.get("which", "")
    return url_for("admin.held_back", which=which if which in _PLACES else None)
