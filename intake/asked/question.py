"""The question: asked once, and open for a correction after that."""

import secrets
from datetime import UTC, datetime

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError
from werkzeug.datastructures import MultiDict

from attribution import Visit
from intake.asked.pages import asked_clients, opened
from intake.filling.form import IntakeForm
from intake.filling.ticket import Ticket, new_ticket, read, sign
from intake.hosted import ONCE_MORE
from intake.looks.look import look_of
from intake.pages import render
from intake.published import Asked, version_shown
from records.answers.recording import Filled
from records.answers.submissions import Submission
from records.coverage.links import DOOR, AskLink, answer_by_link, answers_by_link
from records.db import db, lost_a_race
from records.forming.forms import FormVersion

_ASKED = frozenset({"choice", "answer", "searched", "may_tell"})
"""The fields of the form that make up the one question; a client who is known already is asked for nothing else."""


@asked_clients.get("/ask/<token>")
def question(token: str) -> str:
    """The question, with the answer that was given, if one was."""
    link, asked = opened(db.session(), token)
    answered = next(iter(answers_by_link(db.session(), link)), None)
    ticket = new_ticket(asked.version_id, secrets.choice(asked.orders), Visit())
    return _page(token, asked, ticket, _as_sent(answered), answered)


@asked_clients.post("/ask/<token>")
def answer(token: str) -> ResponseReturnValue:
    """Keep the answer, exactly once, or give it back as it was typed."""
    link, asked = opened(db.session(), token)
    ticket, is_good = read(request.form.get("token", ""))
    shown = version_shown(asked.slug, ticket.version_id) if ticket else None
    if ticket is None or shown is None:
        is_good, shown = False, asked
        ticket = new_ticket(asked.version_id, secrets.choice(asked.orders), Visit())
    form = _form(shown, ticket, request.form)
    if not form.validate() or not is_good:
        notice = "" if form.errors else ONCE_MORE
        return _page(token, shown, ticket, request.form, None, form, notice), 422
    _keep(link, form, ticket, look_of(request).besides(shown.language))
    return redirect(url_for(".thanks", token=token, **look_of(request).words()), code=303)


@asked_clients.get("/ask/<token>/thanks")
def thanks(token: str) -> str:
    """That it has arrived, and where to correct it."""
    _, asked = opened(db.session(), token)
    look = look_of(request)
    return render("asked/thanks", "", look, asked, again=url_for(".question", token=token, **look.words()))


def _form(asked: Asked, ticket: Ticket, sent: MultiDict[str, str] | None) -> IntakeForm:
    form = IntakeForm.for_version(asked, ticket.order, look_of(request).spoken(asked.language), sent)
    for name in [field.name for field in form if field.name not in _ASKED]:
        del form[name]
    return form


def _page(
    token: str,
    asked: Asked,
    ticket: Ticket,
    sent: MultiDict[str, str] | None,
    answered: Submission | None,
    form: IntakeForm | None = None,
    notice: str = "",
) -> str:
    look = look_of(request)
    return render(
        "asked/question",
        "",
        look,
        asked,
        form=form or _form(asked, ticket, sent),
        token=sign(ticket),
        action=url_for(".answer", token=token, **look.words()),
        answered=answered,
        notice=notice,
    )


def _as_sent(answered: Submission | None) -> MultiDict[str, str] | None:
    """An answer as a form would send it, so that it is there to be corrected."""
    if answered is None:
        return None
    said = {"choice": answered.choice, "answer": answered.answer, "searched": answered.searched}
    return MultiDict(said | ({"may_tell": "y"} if answered.may_tell else {}))


def _keep(link: AskLink, form: IntakeForm, ticket: Ticket, language: str) -> None:
    number = link.id
    for is_last in (False, True):
        try:
            session = db.session()
            found = session.get_one(AskLink, number)
            answer_by_link(session, found, _filled(found, form, ticket, language))
            session.commit()
        except DBAPIError as problem:
            db.session.rollback()
            if is_last or not lost_a_race(problem):
                raise
        else:
            return


def _filled(link: AskLink, form: IntakeForm, ticket: Ticket, language: str) -> Filled:
    session, client = db.session(), link.client
    version = session.get_one(FormVersion, ticket.version_id)
    return Filled(
        identity=link.identity,
        received_at=datetime.now(UTC),
        name=client.name,
        email=client.email,
        phone=client.phone,
        choice=form.choice.data,
        answer=form.answer.data or "",
        searched=form.searched.data or "",
        may_tell=bool(form.may_tell.data),
        version=version,
        order_shown=[version.choices[place]["key"] for place in ticket.order],
        door=DOOR,
        language=language,
    )
