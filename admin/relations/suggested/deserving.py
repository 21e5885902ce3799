"""Who deserves the firm's time: the list, the records behind each suggestion, and what staff answer to it."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField
from wtforms.validators import Optional

from admin.frame import the_frame
from admin.out import goes_out, handed_out
from admin.pages import find, pages
from admin.paging import Paging, page_asked
from admin.relations.suggested.deserving_tables import records_table, suggestions_table
from admin.relations.suggested.deserving_words import RULES, TITLES, WITHOUT_VALUE, Sentence, estimate_words, sentence
from records.db import db
from records.relations.known.suggestion_answers import (
    Answer,
    BadAnswer,
    SuggestionAnswer,
    Suggests,
    answer_suggestion,
    answers_that_stand,
    undo_answer,
)
from records.sources import Source
from records.sources.merged import source_meant
from reports.relations.suggested.behind_suggestions import Behind, behind
from reports.relations.suggested.deserving import OfPartner, deserving, deserving_of, holds, is_by_value
from reports.relations.suggested.suggesting import Suggestion

PAGE = 10
"""So many stand on the list at once: it is to be a short one."""
LISTED = 100
"""So many of the records behind a suggestion stand on its page; what can be taken away has all."""
SNOOZE = timedelta(days=30)
_DID = {
    Answer.DONE: "done",
    Answer.SNOOZED: "put off",
    Answer.DISMISSED: "left out",
}


class AnswerForm(FlaskForm):
    """What somebody says to a suggestion; ``known`` is what it was about when they looked at it."""

    until = DateField("Not before", [Optional()])
    known = HiddenField()


@dataclass(frozen=True, slots=True)
class _Shown:
    one: Suggestion
    said: Sentence
    estimate: str
    address: str


@pages.get("/time")
def time() -> ResponseReturnValue:
    """The list: one suggestion for each partner, or those of one kind."""
    session, firm, today = db.session(), the_frame().firm, _today()
    found = deserving(session, firm, today)
    wanted = request.args.get("kind", "")
    if wanted and wanted not in found.allowed:
        abort(422, f"kind can be {', '.join(each.value for each in Suggests if each in found.allowed)}")
    by_value = is_by_value(firm)
    if goes_out():
        return handed_out(
            suggestions_table(found.shown(wanted), found, firm, TITLES[Suggests(wanted)] if wanted else "")
        )
    page = page_asked()
    kinds = [each for each in Suggests if each in found.allowed]
    placed = Counter(suggests for suggests, _ in found.places)
    counts = {each: placed[each] for each in kinds}
    shown = []
    for one in found.shown(wanted, (page - 1) * PAGE, page * PAGE):
        estimate = found.estimate(one.facts)
        words = estimate_words(estimate, len(one.facts.came), firm.currency) if estimate else ""
        said = sentence(one, firm.currency, by_value=by_value)
        shown.append(
            _Shown(one, said, words, url_for("admin.time_records", number=one.facts.partner, kind=one.suggests))
        )
    return render_template(
        "admin/relations/suggested/time.html",
        shown=shown,
        paging=Paging(page, PAGE, counts[Suggests(wanted)] if wanted else len(found.places)),
        wanted=wanted,
        counts=counts,
        in_all=len(found.places),
        titles=TITLES,
        rules={each: _rule(each, by_value) for each in kinds},
        by_value=by_value,
        all_kinds=len(kinds) == len(Suggests),
        form=AnswerForm(formdata=None, until=offered_until(today)),
        tomorrow=today + timedelta(days=1),
        known=what_is_known,
        aside=len(answers_that_stand(session)),
    )


@pages.get("/time/<int:number>")
def time_records(number: int) -> ResponseReturnValue:
    """The records behind one suggestion, and what was answered to it."""
    source = find(Source, number)
    meant = source_meant(db.session(), source)
    if meant is not source:
        return redirect(url_for("admin.time_records", number=meant.id, kind=request.args.get("kind")), code=303)
    of_partner, one = _suggestion(source, request.args.get("kind", ""))
    if of_partner is None or one is None:
        return _no_reason(source)
    if goes_out():
        firm = the_frame().firm
        return handed_out(records_table(one, behind(db.session(), one), firm.currency, is_by_value(firm)))
    return _records(source, of_partner, one, AnswerForm(formdata=None, until=offered_until(_today())))


@pages.post("/time/<int:number>")
def answer_time(number: int) -> ResponseReturnValue:
    """Somebody says that it is done, not now, or not at all."""
    source = find(Source, number)
    of_partner, one = _suggestion(source, request.form.get("kind", ""))
    if of_partner is None or one is None:
        return _no_reason(source)
    form, answer = AnswerForm(), request.form.get("answer", "")
    if answer not in set(Answer):
        abort(422, f"answer can be {', '.join(Answer)}")
    if not form.validate():
        return _records(source, of_partner, one, form), 422
    if form.known.data != what_is_known(one):
        flash(f"Something new has come about {one.facts.name} since; please look again.")
        return redirect(url_for("admin.time_records", number=number, kind=one.suggests), code=303)
    try:
        kept = answer_suggestion(
            db.session(),
            source,
            one.suggests,
            Answer(answer),
            datetime.now(UTC),
            current_user,
            referrals=one.referrals,
            newest=one.newest,
            today=_today(),
            until=form.until.data,
        )
    except BadAnswer as problem:
        form.until.errors = [f"{str(problem)[0].upper()}{str(problem)[1:]}."]
        return _records(source, of_partner, one, form), 422
    db.session.commit()
    flash(f"{TITLES[one.suggests]} {one.facts.name}: {_DID[kept.answer]}. You can undo it below the list.")
    return redirect(url_for("admin.time"), code=303)


@pages.get("/time/answers")
def time_answers() -> ResponseReturnValue:
    """What was answered and still stands, the newest first."""
    session, today = db.session(), _today()
    answers = answers_that_stand(session)
    page = page_asked()
    return render_template(
        "admin/relations/suggested/time_answers.html",
        answers=answers[(page - 1) * 50 : page * 50],
        paging=Paging(page, 50, len(answers)),
        titles=TITLES,
        did=_DID,
        today=today,
    )


@pages.post("/time/answers/<int:number>/undo")
def undo_time_answer(number: int) -> ResponseReturnValue:
    """An answer holds no more."""
    answer = find(SuggestionAnswer, number)
    try:
        undo_answer(db.session(), answer, datetime.now(UTC), current_user)
    except BadAnswer as problem:
        flash(f"{str(problem)[0].upper()}{str(problem)[1:]}.")
        return redirect(url_for("admin.time_answers"), code=303)
    db.session.commit()
    flash(f"{TITLES[answer.suggests]} {answer.partner.name} is a suggestion again, if there is still a reason for it.")
    return redirect(url_for("admin.time"), code=303)


def _suggestion(source: Source, kind: str) -> tuple[OfPartner | None, Suggestion | None]:
    """What is suggested about a partner, and the one of a kind; without a kind the strongest."""
    if kind and kind not in set(Suggests):
        abort(422, f"kind can be {', '.join(Suggests)}")
    found = deserving_of(db.session(), the_frame().firm, source, _today())
    some = [each for each in found.possible if not kind or each.suggests == kind] if found else []
    return found, next(iter(some), None)


def _no_reason(source: Source) -> ResponseReturnValue:
    """A suggestion whose reason has gone leads to the partner; there is nothing left to answer."""
    if source.partner is None:
        abort(404)
    flash(f"There is no reason any more for this suggestion about {source.name}.")
    return redirect(url_for("admin.partner", number=source.id), code=303)


def _records(source: Source, of_partner: OfPartner, one: Suggestion, form: AnswerForm) -> str:
    firm, session, today = the_frame().firm, db.session(), _today()
    by_value = is_by_value(firm)
    found = of_partner.estimate
    answer = next((each for each in answers_that_stand(session, source) if each.suggests is one.suggests), None)
    rows: Behind = behind(session, one, LISTED)
    return render_template(
        "admin/relations/suggested/time_records.html",
        one=one,
        said=sentence(one, firm.currency, of_partner.usual, by_value=by_value),
        estimate=estimate_words(found, len(one.facts.came), firm.currency) if found else "",
        rows=rows,
        title=TITLES[one.suggests],
        rule=_rule(one.suggests, by_value),
        by_value=by_value,
        currency=firm.currency,
        form=form,
        tomorrow=today + timedelta(days=1),
        known=what_is_known,
        answer=answer,
        did=_DID,
        holds=answer is not None and holds(answer, one, today),
    )


def _rule(kind: Suggests, by_value: bool) -> str:
    return RULES[kind] if by_value else WITHOUT_VALUE.get(kind, RULES[kind])


def what_is_known(one: Suggestion) -> str:
    """What a suggestion is about now, so that an answer to an older one is told from one to this."""
    return f"{one.referrals} {one.newest}"


def _today() -> date:
    return the_frame().firm.today(datetime.now(UTC))


def offered_until(today: date) -> date:
    """The day that is offered where somebody puts a suggestion off."""
    return today + SNOOZE
