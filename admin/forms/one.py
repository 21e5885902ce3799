"""One form: where it is, whether it is open, its versions and what changed from one to the next."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.addresses import public_base
from admin.fields.languages import languages
from admin.forms.looking import version_words
from admin.forms.making import PlaceForm
from admin.pages import find, pages
from records.db import db
from records.forming.drafts import newest_version, start_draft
from records.forming.forms import Form, FormVersion
from records.forming.opening import BadForm, change_form, close_form, closure_of, reopen_form
from records.sources import Source
from reports.forming.changes import NameOf, changes_between
from reports.forming.listed import forms_listed


@pages.get("/forms/<int:number>")
def form(number: int) -> str:
    """The form with its versions."""
    return _page(find(Form, number))


@pages.post("/forms/<int:number>")
def change_place(number: int) -> ResponseReturnValue:
    """Another name, language or office."""
    found, typed = find(Form, number), PlaceForm()
    if not typed.validate():
        return _page(found, typed), 422
    try:
        change_form(db.session(), found, typed.name.data or "", typed.language.data, typed.the_office())
    except BadForm as problem:
        typed.name.errors = [str(problem)]
        return _page(found, typed), 422
    db.session.commit()
    flash("The form is kept.")
    return redirect(url_for("admin.form", number=number), code=303)


@pages.post("/forms/<int:number>/drafts")
def begin_draft(number: int) -> ResponseReturnValue:
    """Begin to change what the form asks; clients see nothing of it before it is published."""
    start_draft(db.session(), find(Form, number), current_user, datetime.now(UTC))
    db.session.commit()
    return redirect(url_for("admin.edit_form", number=number), code=303)


@pages.post("/forms/<int:number>/closures")
def close(number: int) -> ResponseReturnValue:
    """Ask nobody by this form any more."""
    found = find(Form, number)
    close_form(db.session(), found, datetime.now(UTC), current_user)
    db.session.commit()
    flash(f"{found.name} is closed. Whoever has it open can still send it.")
    return redirect(url_for("admin.form", number=number), code=303)


@pages.post("/forms/<int:number>/closures/end")
def reopen(number: int) -> ResponseReturnValue:
    """Ask by this form again."""
    found = find(Form, number)
    reopen_form(db.session(), found, datetime.now(UTC), current_user)
    db.session.commit()
    flash(f"{found.name} is open again.")
    return redirect(url_for("admin.form", number=number), code=303)


@pages.get("/form-versions/<int:number>")
def form_version(number: int) -> str:
    """How a version looked, what it changed, and what came by it."""
    version, session = find(FormVersion, number), db.session()
    listed = forms_listed(session, version.form)[0]
    older = next((each for each in listed.versions if each.number < version.number), None)
    return render_template(
        "admin/forms/version.html",
        version=version,
        form=version.form,
        older=older,
        changes=changes_between(
            older.definition, version.definition, names(session, older.definition, version.definition)
        )
        if older
        else [],
        answers=listed.answers.get(version.number, 0),
        is_newest=version.id == listed.versions[0].id,
        preview=version_words(version),
    )


@pages.post("/form-versions/<int:number>/drafts")
def begin_from_version(number: int) -> ResponseReturnValue:
    """Begin a draft with what an older version asked; a draft that is there stays."""
    version = find(FormVersion, number)
    draft = start_draft(db.session(), version.form, current_user, datetime.now(UTC), version)
    db.session.commit()
    if draft.version_id != version.id:
        flash("There is a draft already. Publish or discard it before you begin another.")
    return redirect(url_for("admin.edit_form", number=version.form_id), code=303)


def names(session: Session, *definitions: Mapping[str, Any]) -> NameOf:
    """The names of the sources behind the choices of some definitions, asked for once."""
    numbers = {choice.get("source_id") for each in definitions for choice in each.get("choices", [])} - {None}
    found = dict(session.execute(select(Source.id, Source.name).where(Source.id.in_(numbers))).tuples().all())
    return lambda number: found.get(number, "a source that is gone")


def _page(found: Form, place: PlaceForm | None = None) -> str:
    session = db.session()
    listed = forms_listed(session, found)[0]
    name_of = names(session, *(each.definition for each in listed.versions))
    older = [*listed.versions[1:], None][: len(listed.versions)]
    return render_template(
        "admin/forms/form.html",
        form=found,
        listed=listed,
        closure=closure_of(session, found),
        versions=[
            (each, changes_between(before.definition, each.definition, name_of) if before else [], before)
            for each, before in zip(listed.versions, older, strict=True)
        ],
        place=place or PlaceForm(formdata=None, name=found.name, language=found.language, office=found.office_id),
        languages=languages(),
        base=public_base(),
        button=FlaskForm(formdata=None),
        newest=newest_version(session, found),
    )
