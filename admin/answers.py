"""The answers that wait for a person: what the client said, and the decision about it."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from admin.frame import the_frame
from admin.pages import find, pages
from admin.paging import Paging, page_asked
from admin.review_form import ReviewForm
from records.choosing import ReviewedMeanwhile, choose
from records.credits import Review
from records.db import db
from records.rejecting import rejectable
from records.relations.loops import WouldBeALoop
from records.sources import Source
from records.submissions import Submission
from records.teaching import alias_offered, answers_naming
from reports.directory_search import names_to_choose_from
from reports.queue import Answer, answer_in_full, next_open, open_answers

PAGE = 100


@pages.get("/answers")
def answers() -> str:
    """The answer that waits longest, and those after it."""
    waiting = open_answers(db.session(), 1)
    if not waiting:
        return render_template("admin/no_answers.html")
    return _page(waiting[0], ReviewForm(formdata=None))


@pages.get("/answers/<int:number>")
def answer(number: int) -> str:
    """One answer, open or decided."""
    return _page(find(Submission, number), ReviewForm(formdata=None))


@pages.post("/answers/<int:number>/review")
def review(number: int) -> ResponseReturnValue:
    """A person's decision about an answer. A decision that somebody else made meanwhile is shown, not replaced."""
    submission = find(Submission, number)
    form = ReviewForm()
    form.offer(answer_in_full(db.session(), submission))
    if not form.validate():
        return _page(submission, form), 422
    try:
        decided = choose(db.session(), submission, current_user, form.chosen, datetime.now(UTC), form.seen.data)
    except ReviewedMeanwhile as meanwhile:
        return _page(submission, ReviewForm(formdata=None), meanwhile.review), 409
    except WouldBeALoop as refused:
        db.session.rollback()
        form.choice.errors = [str(refused)]
        return _page(find(Submission, number), form), 422
    db.session.commit()
    flash(f"{submission.client.name} {verdict(decided)}.")
    return redirect(after(decided), code=303)


def verdict(decided: Review) -> str:
    """What a review says of its client, to follow the client's name."""
    if not decided.parts:
        return "now counts as unknown"
    names = [part.source.name for part in decided.parts]
    return f"now counts for {names[0]}" + (f", shared with {' and '.join(names[1:])}" if names[1:] else "")


def after(decided: Review) -> str:
    """Where a review leads: to what it could teach, else to the next answer that waits."""
    session, submission = db.session(), decided.submission
    source = decided.parts[0].source if decided.parts else None
    if source and (alias_offered(session, submission, source) or answers_naming(session, source, submission)):
        return url_for("admin.alias", number=submission.id)
    return next_address(submission)


def next_address(submission: Submission) -> str:
    """The answer that waits after this one; without one, the page that says that nothing waits."""
    following = next_open(db.session(), submission)
    return url_for("admin.answer", number=following) if following else url_for("admin.answers")


def _page(submission: Submission, form: ReviewForm, meanwhile: Review | None = None) -> str:
    session = db.session()
    found = answer_in_full(session, submission)
    if not form.is_submitted() or meanwhile:
        form.seen.data = found.review.id if found.review else None
    if not hasattr(form, "answer"):
        form.offer(found)
    # The page that answers a decision has an address that nobody can open; the list goes on from that of the answer.
    path = url_for("admin.answer", number=submission.id) if request.method == "POST" else request.path
    paging = Paging(page_asked(), PAGE, the_frame().open_answers, path)
    return render_template(
        "admin/answer.html",
        answer=found,
        submission=submission,
        client=submission.client,
        form=form,
        options=list(form.options()),
        names=names_to_choose_from(session),
        waiting=open_answers(session, PAGE, (paging.page - 1) * PAGE),
        paging=paging,
        following=next_address(submission),
        meanwhile=meanwhile,
        not_these=_not_these(found) if current_user.may_change else [],
    )


def _not_these(answer: Answer) -> list[tuple[str, Source]]:
    """The sources of the directory of which somebody can say “not this one”, with the words that are taken for them."""
    session, result = db.session(), answer.result
    proposed = [*result.suggestions, *result.introduced_by()] if result and not answer.review else []
    ids = {int(each.source.id): None for each in proposed if each.span and each.source.id.isdigit()}
    sources = [source for number in ids if (source := session.get(Source, number))]
    words = [(rejectable(session, answer.submission, source), source) for source in sources]
    return [(said, source) for said, source in words if said and str(source.id) not in answer.turned_down]
