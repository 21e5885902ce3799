"""Second thoughts about an answer: a decision undone, and a proposal of which somebody says “not this one”."""

from datetime import UTC, datetime

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from admin.pages import LARGEST_NUMBER, find, pages
from records.choosing import newest_review
from records.db import db
from records.rejecting import NothingToReject, reject
from records.sources import Source
from records.submissions import Submission
from records.undoing import undo_review


class ReviewMeant(FlaskForm):
    """The review that the person saw."""

    review = IntegerField(validators=[InputRequired()])


class SourceMeant(FlaskForm):
    """The source that it is not."""

    source = IntegerField(validators=[InputRequired(), NumberRange(1, LARGEST_NUMBER)])


@pages.post("/answers/<int:number>/review/undo")
def take_back_review(number: int) -> ResponseReturnValue:
    """Undo the decision in force about an answer."""
    submission, session = find(Submission, number), db.session()
    form, review = ReviewMeant(), newest_review(db.session(), find(Submission, number))
    if not form.validate() or review is None or review.id != form.review.data:
        flash("This decision is not the newest any more, so nothing was undone.")
    else:
        undo_review(session, review, datetime.now(UTC), current_user)
        db.session.commit()
        flash(f"The decision about {submission.client.name} is undone, with all that it taught.")
    return redirect(url_for("admin.answer", number=submission.id), code=303)


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
    return redirect(url_for("admin.answer", number=submission.id), code=303)
