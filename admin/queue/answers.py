"""The answers that wait for a person: what the client said, and the decision about it and those that say the same."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from admin.fields.namesakes import about
from admin.formats import plural
from admin.frame import the_frame
from admin.pages import find, pages
from admin.paging import Paging, page_asked
from admin.queue.group import group_of_answer, next_of_group, ticked
from admin.queue.review_form import ReviewForm
from admin.queue.standing import (
    ORDERS,
    answer_addresses,
    decision_of,
    in_order,
    next_address,
    order_asked,
    passed_over,
    the_queue,
    worth,
)
from admin.queue.undo_offered import offer_undo
from records.answers.credits import Review
from records.answers.settling import counting_submission
from records.answers.submissions import IMPORTED, Submission
from records.db import db
from records.reviews.choosing import ReviewedMeanwhile, newest_review
from records.reviews.choosing_together import Together, choose_together, reviews_of_act
from records.reviews.loops import WouldBeALoop
from records.reviews.rejecting import rejectable, turned_down_by
from records.reviews.teaching import alias_offered, answers_naming
from records.sources import Source
from records.sources.merged import source_meant
from reports.clients.directory_search import names_to_choose_from
from reports.reviews.queue import Answer, answer_in_full, answers_numbered, lines_of
from reports.reviews.queue_money import money_of
from reports.reviews.queue_order import Queue

PAGE = 100
_MOST_TOLD = 5
"""So many answers that were left are told one by one: more would not fit into what a browser keeps of a session."""


@pages.get("/answers")
def answers() -> str:
    """The answer that comes first in the order of the address, and those after it."""
    queue = the_queue()
    if not queue.now:
        later = lines_of(db.session(), queue.later[:PAGE])
        return render_template(
            "admin/queue/no_answers.html", queue=queue, later=later, worth=worth, address_of=answer_addresses()
        )
    return show(find(Submission, queue.now[0].number), ReviewForm(formdata=None), queue=queue)


@pages.get("/answers/<int:number>")
def answer(number: int) -> str:
    """One answer, open or decided."""
    return show(find(Submission, number), ReviewForm(formdata=None))


@pages.post("/answers/<int:number>/review")
def review(number: int) -> ResponseReturnValue:
    """A person's decision about an answer. A decision that somebody else made meanwhile is shown, not replaced."""
    submission, session = find(Submission, number), db.session()
    form = ReviewForm()
    form.offer(answer_in_full(session, submission))
    if not form.validate():
        return show(submission, form), 422
    further = next_of_group(submission)
    following = further or the_queue().after(decision_of(submission))
    now = datetime.now(UTC)
    newest = newest_review(session, submission)
    seen = newest.id if newest and newest.mark == form.seen.data else None
    try:
        done = choose_together(session, submission, ticked(), current_user, form.chosen, now, seen)
    except ReviewedMeanwhile as meanwhile:
        return show(submission, form, meanwhile.review), 409
    except WouldBeALoop as refused:
        session.rollback()
        form.choice.errors = [str(refused)]
        return show(find(Submission, number), form), 422
    session.commit()
    _say(done)
    if further:
        flash("More say the same. These are the next of them, to be decided in the same way.")
    return redirect(_after(done.review, following), code=303)


def _say(done: Together) -> None:
    decided = done.review
    others = f", and {plural(len(done.others), 'other')} with the same words" if done.others else ""
    said = f"{decided.submission.client.name} {verdict(decided)}{others}."
    if counting_submission(db.session(), decided.submission.client_id) != decided.submission_id:
        name = decided.submission.client.name
        said = f"This answer is decided{others}. {name} counts by another answer of theirs."
    undo = in_order("admin.take_back_review", number=decided.submission_id)
    offer_undo(said, undo, review=decided.mark, act="all" if done.others else "")
    for words, source in turned_down_by(db.session(), decided):
        flash(f"From now on “{words}” does not count for {source.name} by itself. The undo takes that back too.")
    told = answers_numbered(db.session(), list(done.left))
    left = [(told[number].client.name, why) for number, why in done.left.items() if number in told]
    for name, why in left[:_MOST_TOLD]:
        flash(f"The answer of {name} was left as it is: it {why}.")
    if len(left) > _MOST_TOLD:
        more = len(left) - _MOST_TOLD
        flash(f"{more} more {'was' if more == 1 else 'were'} left in the same way.")


def verdict(decided: Review) -> str:
    """What a review says of its client, to follow the client's name."""
    if not decided.parts:
        return "now counts as unknown"
    names = [part.source.name for part in decided.parts]
    return f"now counts for {names[0]}" + (f", shared with {' and '.join(names[1:])}" if names[1:] else "")


def _after(decided: Review, following: int | None) -> str:
    """Where a review leads: to what it could teach, else to the next answer that waits."""
    session, submission = db.session(), decided.submission
    queue = the_queue()
    source = source_meant(session, decided.parts[0].source) if decided.parts else None
    if source and (alias_offered(session, submission, source) or answers_naming(session, source, submission)):
        return in_order("admin.alias", number=submission.id, next=passed_over(queue, following))
    return next_address(queue, submission, following)


def show(submission: Submission, form: ReviewForm, meanwhile: Review | None = None, queue: Queue | None = None) -> str:
    """The page of an answer with a form; ``meanwhile`` is what somebody else has decided since it was opened."""
    session, queue = db.session(), queue or the_queue()
    found = answer_in_full(session, submission)
    if not form.is_submitted() or meanwhile:
        form.seen.data = found.review.mark if found.review else None
        # What was typed stays, but not which decision it was typed about.
        form.seen.raw_data = None
    if not hasattr(form, "answer"):
        form.offer(found)
    # The page that answers a decision has an address that nobody can open; the list goes on from that of the answer.
    path = url_for("admin.answer", number=submission.id) if request.method == "POST" else request.path
    paging = Paging(page_asked(), PAGE, len(queue.now), path)
    place = queue.place(decision_of(submission))
    return render_template(
        "admin/queue/answer.html",
        answer=found,
        submission=submission,
        client=submission.client,
        paid=worth(money_of(session, [submission]), the_frame().firm.currency),
        form=form,
        options=list(form.options()),
        names=names_to_choose_from(session) if current_user.may_change else [],
        group=group_of_answer(submission, form.is_submitted()),
        queue=queue,
        waiting=lines_of(session, queue.now[(paging.page - 1) * PAGE : paging.page * PAGE]),
        later=lines_of(session, queue.later[:PAGE]),
        place=place,
        is_put_off=found.is_open and place is None,
        may_be_spam=found.is_open and submission.door != IMPORTED,
        about=about,
        paging=paging,
        orders=ORDERS,
        order=order_asked(),
        worth=worth,
        in_order=in_order,
        address_of=answer_addresses(),
        following=next_address(queue, submission) if queue.after(decision_of(submission)) else None,
        meanwhile=meanwhile,
        in_act=len(reviews_of_act(session, found.review)) if found.review else 0,
        not_these=_not_these(found) if current_user.may_change else [],
    )


def _not_these(found: Answer) -> list[tuple[str, Source]]:
    """The sources of the directory of which somebody can say “not this one”, with the words that are taken for them."""
    session, result = db.session(), found.result
    proposed = [*result.suggestions, *result.introduced_by()] if result and not found.review else []
    ids = {int(each.source.id): None for each in proposed if each.span and each.source.id.isdigit()}
    sources = [source for number in ids if (source := session.get(Source, number))]
    words = [(rejectable(session, found.submission, source), source) for source in sources]
    return [(said, source) for said, source in words if said and str(source.id) not in found.turned_down]
