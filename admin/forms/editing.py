"""The editor of a draft: every button sends the whole form, so nothing that was typed is ever lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session

from admin.fields.languages import languages
from admin.forms.arranging import arrange
from admin.forms.behind import KINDS, sources_behind, what_became
from admin.forms.logo import take_logo
from admin.forms.looking import preview_words
from admin.forms.one import names
from admin.forms.sent import Sent, read_definition
from admin.forms.trouble import by_field
from admin.pages import find, number_typed, pages, takes_files
from admin.staff.access import only_who_may_change
from records.db import db
from records.forming.definitions import completed
from records.forming.drafts import (
    ChangedMeanwhile,
    FormDraft,
    discard_draft,
    draft_of,
    newest_version,
    save_draft,
)
from records.forming.forms import Form
from records.forming.own_questions import WITH_OPTIONS
from reports.clients.directory_search import names_to_choose_from
from reports.forming.changes import FIELDS, TYPES, changes_between

GONE = (
    "Somebody has published or discarded this draft meanwhile. Nothing that you typed is lost: “Save the draft” begins "
    "a new draft with it."
)
LARGEST = 2_000_000
"""Bytes of a sent form: a logo is refused above a tenth of it, in words."""
MOST_FIELDS = 10_000
"""Fields of a sent form: all questions, choices and options that can be published are fewer."""


@dataclass(slots=True)
class Shown:
    """What the editor shows: a definition and its draft's revision, with what is wrong and what was done meanwhile."""

    definition: Mapping[str, Any]
    revision: int
    problems: dict[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    meant: Mapping[str, Any] = field(default_factory=dict)
    notice: str = ""
    meanwhile: FormDraft | None = None
    differs: Sequence[str] = ()


@pages.get("/forms/<int:number>/edit")
def edit_form(number: int) -> ResponseReturnValue:
    """The draft of a form; a form without one is shown as it is."""
    only_who_may_change()
    form = find(Form, number)
    draft = draft_of(db.session(), form)
    if draft is None:
        return redirect(url_for("admin.form", number=number), code=303)
    return page_of(form, Shown(draft.definition, draft.revision))


@pages.post("/forms/<int:number>/edit")
@takes_files(LARGEST, MOST_FIELDS)
def save_form(number: int) -> ResponseReturnValue:
    """Keep what was typed, and do what the pressed button says."""
    form, session = find(Form, number), db.session()
    sent = sent_definition(session, form)
    done = arrange(sent.definition, request.form.get("do", ""), request.form.get("new_type", ""))
    try:
        if sent.problems:
            return page_of(form, as_sent(sent)), 422
        save_draft(session, form, sent.definition, seen_revision(), current_user, datetime.now(UTC))
    except ChangedMeanwhile:
        return changed_meanwhile(form, sent)
    session.commit()
    flash(done.message)
    focus = done.focus or None
    return redirect(url_for("admin.edit_form", number=number, at=focus, _anchor=focus), code=303)


@pages.post("/forms/<int:number>/draft/removal")
def discard(number: int) -> ResponseReturnValue:
    """Throw the draft away; what is published stays."""
    form = find(Form, number)
    try:
        discard_draft(db.session(), form, seen_revision())
    except ChangedMeanwhile:
        db.session.rollback()
        flash("The draft was changed meanwhile, so it is still there. Look at it before you discard it.")
        return redirect(url_for("admin.form", number=number), code=303)
    db.session.commit()
    flash("The draft is discarded. Clients see what they saw before.")
    return redirect(url_for("admin.form", number=number), code=303)


def sent_definition(session: Session, form: Form) -> Sent:
    """The definition that the editor sent."""
    draft = draft_of(session, form)
    sent = read_definition(session, request.form, completed(draft.definition if draft else {}))
    if take_logo(session, form, sent, datetime.now(UTC)):
        session.commit()
    return sent


def seen_revision() -> int:
    """The revision of the draft that the page was made of."""
    return number_typed(request.form.get("revision", "")) or 0


def as_sent(sent: Sent, notice: str = "", revision: int | None = None, **more: Any) -> Shown:
    """What was sent, to be shown again as it was typed."""
    seen = seen_revision() if revision is None else revision
    return Shown(sent.definition, seen, dict(sent.problems), sent.typed, sent.meant, notice, **more)


def changed_meanwhile(form: Form, sent: Sent) -> ResponseReturnValue:
    """Everything as it was typed, with who changed what meanwhile; saving once more keeps these words instead."""
    db.session.rollback()
    form = find(Form, form.id)
    draft = draft_of(db.session(), form)
    if draft is None:
        return page_of(form, as_sent(sent, GONE, revision=0)), 409
    name_of = names(db.session(), draft.definition, sent.definition)
    differs = changes_between(draft.definition, sent.definition, name_of)
    return page_of(form, as_sent(sent, revision=draft.revision, meanwhile=draft, differs=differs)), 409


def page_of(form: Form, shown: Shown) -> str:
    """The editor."""
    session, definition = db.session(), completed(shown.definition)
    sources = sources_behind(session, definition)
    newest = newest_version(session, form)
    name_of = names(session, newest.definition if newest else {}, definition)
    return render_template(
        "admin/forms/edit.html",
        form=form,
        shown=shown,
        definition=definition,
        draft=draft_of(session, form),
        wrong=by_field(session, definition) | shown.problems,
        at=request.args.get("at", ""),
        kinds=KINDS,
        sources=sources,
        became={number: what_became(session, sources.get(number)) for number in _numbers(definition)},
        names=names_to_choose_from(session),
        types=TYPES,
        with_options=WITH_OPTIONS,
        contact=FIELDS,
        newest=newest,
        changes=changes_between(newest.definition, definition, name_of) if newest else [],
        # The form's own comes first; it is the one that is shown.
        languages=sorted(languages().items(), key=lambda each: each[0] != form.language),
        preview=preview_words(form, shown.revision),
        csrf=FlaskForm(formdata=None),
    )


def _numbers(definition: Mapping[str, Any]) -> list[int]:
    return [choice["source_id"] for choice in definition.get("choices", []) if choice.get("source_id")]
