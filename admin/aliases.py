"""The second step of a review: remembering the client's words for the source, and what that settles too."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import IntegerField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from admin.answers import next_address
from admin.formats import plural
from admin.pages import find, pages
from records.choosing import newest_review
from records.credits import Review
from records.db import db
from records.reviewing import alias_offered, answers_settled_by, confirm_alias, reviews_of
from records.submissions import Submission


class AliasForm(FlaskForm):
    """Which review the alias is learned from."""

    review = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


@pages.get("/answers/<int:number>/alias")
def alias(number: int) -> ResponseReturnValue:
    """The words that the decision would teach, and the other open answers that they would settle."""
    submission = find(Submission, number)
    session = db.session()
    review = next(iter(reviews_of(session, submission)), None)
    offered = _offered(submission, review)
    if review is None or offered is None:
        return redirect(next_address(submission), code=303)
    source = review.parts[0].source
    return render_template(
        "admin/alias.html",
        submission=submission,
        review=review,
        source=source,
        alias=offered,
        settled=answers_settled_by(session, offered, source, submission),
        following=next_address(submission),
        form=AliasForm(formdata=None, review=review.id),
    )


@pages.post("/answers/<int:number>/alias")
def remember(number: int) -> ResponseReturnValue:
    """Remember the alias that the decision taught, and let it settle the answers that it settles."""
    submission = find(Submission, number)
    session = db.session()
    form = AliasForm()
    review = newest_review(session, submission)
    offered = _offered(submission, review)
    if not form.validate() or review is None or review.id != form.review.data:
        flash("Somebody decided about this answer meanwhile, so nothing was remembered.")
        return redirect(url_for("admin.answer", number=submission.id), code=303)
    if offered:
        source = review.parts[0].source
        settled = confirm_alias(session, review, source, offered, datetime.now(UTC))
        db.session.commit()
        also = f" {plural(len(settled), 'more answer')} counted at once." if settled else ""
        flash(f"“{offered}” now leads to {source.name}.{also}")
    return redirect(next_address(submission), code=303)


def _offered(submission: Submission, review: Review | None) -> str | None:
    if review is None or not review.parts:
        return None
    return alias_offered(db.session(), submission, review.parts[0].source)
