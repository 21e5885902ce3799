"""Done for today: an answer, with those that say the same, is put off until tomorrow, or taken up again."""

from datetime import UTC, datetime

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_login import current_user

from admin.formats import plural
from admin.pages import find, pages
from admin.queue.standing import decision_of, in_order, next_address, the_queue
from admin.queue.undo_offered import offer_undo
from records.answers.submissions import Submission
from records.db import db
from records.reviews.choosing_together import said_together
from records.reviews.putting_off import put_off, take_up


@pages.post("/answers/<int:number>/later")
def put_answer_off(number: int) -> ResponseReturnValue:
    """Show an answer and those that say the same to this person no more today."""
    submission, session = find(Submission, number), db.session()
    following = the_queue().after(decision_of(submission))
    those = _with_group(submission)
    put_off(session, those, current_user, datetime.now(UTC))
    db.session.commit()
    offer_undo(
        f"{plural(len(those), 'answer')} put off until tomorrow, for you alone.",
        in_order("admin.take_answer_up", number=number),
    )
    return redirect(next_address(the_queue(), submission, following), code=303)


@pages.post("/answers/<int:number>/now")
def take_answer_up(number: int) -> ResponseReturnValue:
    """Let an answer that was put off wait again."""
    submission = find(Submission, number)
    those = _with_group(submission)
    take_up(db.session(), those, current_user)
    db.session.commit()
    flash(f"{plural(len(those), 'answer')} {'waits' if len(those) == 1 else 'wait'} for you again.")
    return redirect(in_order("admin.answer", number=number), code=303)


def _with_group(submission: Submission) -> list[Submission]:
    return [submission, *said_together(db.session(), submission, most=10_000)]
