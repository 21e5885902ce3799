"""“It is spam”: an answer, with those that say the same, is taken out of every count, and brought back by the undo."""

from datetime import UTC, datetime

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from admin.formats import plural
from admin.pages import find, number_typed, pages
from admin.queue.answers import show
from admin.queue.group import next_of_group, ticked
from admin.queue.review_form import ReviewForm
from admin.queue.standing import decision_of, in_order, the_queue
from admin.queue.undo_offered import offer_undo
from records.answers.credits import Decision
from records.answers.submissions import Submission
from records.db import db
from records.reviews.choosing import newest_review
from records.reviews.choosing_together import said_together
from records.spam.held import HeldSubmission
from records.spam.verdicts import CannotBeSpam, NotHeld, mark_spam, undo_verdict
from reports.reviews.queue import answer_in_full

_PREFIX = "held-"


@pages.post("/answers/<int:number>/spam")
def call_spam(number: int) -> ResponseReturnValue:
    """Take an answer out of every count, with the ticked ones that say the same; what cannot be spam is left."""
    submission, session = find(Submission, number), db.session()
    form = ReviewForm()
    newest = newest_review(session, submission)
    if newest and newest.mark != form.seen.data:
        return show(submission, form, newest), 409
    form.offer(answer_in_full(session, submission))
    further = next_of_group(submission)
    following = further or the_queue().after(decision_of(submission))
    wanted = set(ticked())
    others = [each for each in said_together(session, submission) if each.id in wanted]
    name, now = submission.client.name, datetime.now(UTC)
    try:
        held = mark_spam(session, [submission], current_user, now)
    except CannotBeSpam as refused:
        session.rollback()
        form.choice.errors = [str(refused)]
        return show(find(Submission, number), form), 422
    for other in others:
        try:
            held += mark_spam(session, [other], current_user, now)
        except CannotBeSpam as refused:
            flash(str(refused))
    more = f", and {plural(len(held) - 1, 'other')} with the same words," if len(held) > 1 else ""
    numbers = {f"{_PREFIX}{each.id}": "y" for each in held}
    session.commit()
    offer_undo(f"What {name} sent{more} counts nowhere now.", in_order("admin.no_spam_after_all"), **numbers)
    if further:
        flash("More say the same. These are the next of them.")
    # What comes next may be one of a group, which stands in the queue by its first.
    waiting = following is not None and the_queue().place(db.session.get(Decision, following)) is not None
    return redirect(in_order("admin.answer", number=following) if waiting else in_order("admin.answers"), code=303)


@pages.post("/answers/spam/undo")
def no_spam_after_all() -> ResponseReturnValue:
    """Take back that something is spam: it waits again as it did."""
    session, now = db.session(), datetime.now(UTC)
    numbers = [number_typed(name.removeprefix(_PREFIX)) for name in request.form if name.startswith(_PREFIX)]
    back = []
    try:
        for number in numbers:
            held = session.get(HeldSubmission, number) if number else None
            if held is not None:
                undo_verdict(session, held, current_user, now)
                back.append(held)
    except (NotHeld, CannotBeSpam) as refused:
        session.rollback()
        flash(str(refused))
        return redirect(in_order("admin.answers"), code=303)
    first = back[0].submission if back else None
    session.commit()
    if first is None:
        flash("There is nothing to undo.")
        return redirect(in_order("admin.answers"), code=303)
    flash(f"What {first.client.name} sent waits again.")
    return redirect(in_order("admin.answer", number=first.id), code=303)
