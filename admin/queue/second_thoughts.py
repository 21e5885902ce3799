"""Second thoughts about an answer: a decision undone, and a proposal of which somebody says “not this one”."""

from datetime import UTC, datetime

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import IntegerField, StringField
from wtforms.validators import InputRequired, NumberRange, Optional

from admin.formats import plural
from admin.pages import LARGEST_NUMBER, find, pages
from admin.queue.standing import in_order
from records.answers.submissions import Submission
from records.db import db
from records.reviews.choosing import newest_review
from records.reviews.choosing_together import undo_act
from records.reviews.rejecting import NothingToReject, reject
from records.reviews.undoing import undo_review
from records.sources import Source


class ReviewMeant(FlaskForm):
    """The review that the person saw; ``act`` is "all" to undo also those that were made with it."""

    review = IntegerField(validators=[InputRequired()])
    act = StringField(validators=[Optional()])


class SourceMeant(FlaskForm):
    """The source that it is not."""

    source = IntegerField(validators=[InputRequired(), NumberRange(1, LARGEST_NUMBER)])


@pages.post("/answers/<int:number>/review/undo")
def take_back_review(number: int) -> ResponseReturnValue:
    """Undo the decision in force about an answer."""
    submission, session = find(Submission, number), db.session()
    form, review = ReviewMeant(), newest_review(session, submission)
    if not form.validate() or review is None or review.mark != form.review.data:
        flash("This decision is not the newest any more, so nothing was undone.")
        return redirect(in_order("admin.answer", number=submission.id), code=303)
    if form.act.data == "all":
        undone = undo_act(session, review, datetime.now(UTC), current_user)
    else:
        undo_review(session, review, datetime.now(UTC), current_user)
        undone = [submission]
    session.commit()
    whose = f"about {submission.client.name}" + (f" and {plural(len(undone) - 1, 'other')}" if len(undone) > 1 else "")
    flash(f"The decision {whose} is undone, with all that it taught.")
    return redirect(in_order("admin.answer", number=submission.id), code=303)


@pages.post("/answers/<int:number>/rejections")
def turn_down(number: int) -> ResponseReturnValue:
    """Remember that the words do not mean a source that they are taken for."""
    submission, form = find(Submission, number), SourceMeant()
    source = db.session.get(Source, form.source.data) if form.validate() else None
    try:
        if source is None:
            raise NothingToReject
        rejection = reject(db.session(), submission, source, current_user, datetime.now(UTC))
    except NothingToReject:
        flash("This proposal has changed meanwhile. Look again.")
    else:
        db.session.commit()
        flash(f"“{rejection.words}” will not be counted for {source.name} by itself.")
    return redirect(in_order("admin.answer", number=submission.id), code=303)
