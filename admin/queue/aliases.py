"""The second step of a review: what it teaches, and which open answers that settles too."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, IntegerField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from admin.formats import plural
from admin.frame import the_frame
from admin.pages import find, pages
from admin.queue.standing import in_order, next_address, the_queue, wanted_next, worth
from admin.queue.undo_offered import offer_undo
from records.answers.credits import Review
from records.answers.submissions import Submission
from records.db import db
from records.reviews.choosing import newest_review
from records.reviews.reviewing import reviews_of
from records.reviews.teaching import (
    Offered,
    alias_of_review,
    alias_offered,
    answers_naming,
    answers_settled_by,
    beyond_one_step,
    confirm_alias,
    count_named,
    settle_further,
)
from records.reviews.undoing import undo_newest
from records.sources import Source
from records.sources.merged import source_meant
from reports.reviews.queue_money import money_of


class AliasForm(FlaskForm):
    """Which review it is learned from, the words, and whether to remember them.

    Without words only the source's own name is meant.
    """

    review = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    words = HiddenField()
    remember = BooleanField("Remember it")


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a review teaches: the words for its source, if any carry a name, and the open answers settled by it.

    ``beyond`` are as many more with these words, which are looked at when they are remembered.
    """

    review: Review
    source: Source
    offered: Offered | None
    settled: list[Submission]
    beyond: int = 0

    @property
    def alias(self) -> str | None:
        """The words that can be remembered."""
        return self.offered.words if self.offered else None


def lesson_of(submission: Submission, review: Review | None, words: str = "") -> Lesson | None:
    """What the review teaches, by the words that a person picked or else those of the answer; None for nothing."""
    if review is None or not review.parts:
        return None
    session = db.session()
    source = source_meant(session, review.parts[0].source)
    offered = alias_offered(session, submission, source, words)
    if offered:
        settled = answers_settled_by(session, offered.words, source, submission)
        return Lesson(review, source, offered, settled, beyond_one_step(session, offered.words, submission))
    naming = answers_naming(session, source, submission)
    return Lesson(review, source, None, naming) if naming else None


@pages.get("/answers/<int:number>/alias")
def alias(number: int) -> ResponseReturnValue:
    """The words that the decision would teach, and the other open answers that they would settle."""
    submission, session = find(Submission, number), db.session()
    review = next(iter(reviews_of(session, submission)), None)
    picked = " ".join(request.args.get("words", "").split())
    lesson = lesson_of(submission, review, picked)
    refused = bool(picked) and (lesson is None or lesson.alias is None)
    if refused:
        lesson = lesson_of(submission, review)
    if lesson is None:
        return redirect(_following(submission), code=303)
    return render_template(
        "admin/queue/alias.html",
        submission=submission,
        lesson=lesson,
        picked=picked or lesson.alias,
        refused=refused,
        is_first_name=lesson.offered is not None and not lesson.offered.preselected,
        following=_following(submission),
        worth=worth(money_of(session, lesson.settled), the_frame().firm.currency),
        in_order=in_order,
        wanted=wanted_next(),
        form=AliasForm(
            formdata=None,
            review=lesson.review.mark,
            words=lesson.alias,
            # Whoever picks the words has ticked them.
            remember=bool(lesson.offered and (lesson.offered.preselected or (picked and not refused))),
        ),
    )


@pages.post("/answers/<int:number>/alias")
def remember(number: int) -> ResponseReturnValue:
    """Remember what the decision taught, and let it settle the answers that it settles."""
    submission = find(Submission, number)
    session = db.session()
    form = AliasForm()
    review = newest_review(session, submission)
    if not form.validate() or review is None or review.mark != form.review.data:
        flash("Somebody decided about this answer meanwhile, so nothing was remembered.")
        return redirect(url_for("admin.answer", number=submission.id), code=303)
    wanted = form.remember.data or not form.words.data
    lesson = lesson_of(submission, review, form.words.data or "") if wanted else None
    now = datetime.now(UTC)
    if lesson and lesson.alias and form.words.data:
        settled = len(confirm_alias(session, review, lesson.source, lesson.alias, now))
        taught = alias_of_review(session, review, lesson.alias)
        if lesson.beyond and taught:
            session.commit()
            for more in settle_further(session, review, taught, now):
                settled += more
                session.commit()
        said = f"“{lesson.alias}” now leads to {lesson.source.name}.{_how_many(settled, lesson.source)}"
        offer_undo(said, in_order("admin.forget_again", number=submission.id), review=review.mark, words=lesson.alias)
    elif lesson and not lesson.alias and not form.words.data:
        count_named(session, review, lesson.settled, now)
        undo = in_order("admin.take_back_review", number=submission.id)
        offer_undo(_how_many(len(lesson.settled), lesson.source).strip(), undo, review=review.mark, act="all")
    db.session.commit()
    return redirect(_following(submission), code=303)


@pages.post("/answers/<int:number>/alias/undo")
def forget_again(number: int) -> ResponseReturnValue:
    """Take back the words that a review has taught just now; the review itself stays."""
    submission, session, form = find(Submission, number), db.session(), AliasForm()
    review = newest_review(session, submission)
    alias = alias_of_review(session, review, form.words.data or "") if review else None
    if not form.validate() or review is None or review.mark != form.review.data or alias is None:
        flash("Somebody changed this meanwhile, so nothing was undone. Look again.")
        return redirect(in_order("admin.answer", number=submission.id), code=303)
    words, source = alias.name, alias.source.name
    undo_newest(session, alias, datetime.now(UTC), current_user)
    session.commit()
    flash(f"“{words}” leads to {source} no more; what it had settled waits again.")
    return redirect(in_order("admin.alias", number=submission.id), code=303)


def _following(submission: Submission) -> str:
    return next_address(the_queue(), submission, wanted_next())


def _how_many(settled: int, source: Source) -> str:
    if not settled:
        return ""
    return f" {plural(settled, 'more answer')} now {'counts' if settled == 1 else 'count'} for {source.name}."
