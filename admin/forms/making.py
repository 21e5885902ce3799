"""A new form: for which office, in which language, and what it starts from."""

import re
from datetime import UTC, datetime
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms import StringField
from wtforms.validators import InputRequired

from admin.fields.languages import languages
from admin.fields.limits_of_text import Length, stripped
from admin.fields.word_choices import WordField, choices_of
from admin.frame import the_frame
from admin.pages import number_typed, pages
from admin.staff.access import only_who_may_change
from attribution import fold
from records.db import db
from records.firm import Office, all_offices
from records.firm.professions import Profession
from records.forming.forms import Form
from records.forming.opening import LONGEST_SLUG, BadForm, new_form
from records.forming.starting import SERVICES, start_for

_SERVICE_OF = {
    Profession.LAW: "law",
    Profession.ACCOUNTING: "accountant",
    Profession.FINANCE: "accountant",
    Profession.HEALTH: "clinic",
    Profession.TRADE: "trade",
}


class PlaceForm(FlaskForm):
    """What a form is called, its language and its office."""

    name = StringField(
        "Name",
        [InputRequired("Type a name by which you know the form."), Length(max=100, message="At most 100 characters.")],
        filters=[stripped],
    )
    language = WordField("Language")
    office = WordField("Office", coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The choices are the languages and the offices that there are."""
        super().__init__(*args, **kwargs)
        self.language.choices = choices_of(languages())
        self.office.choices = choices_of({str(each.id): each.name for each in all_offices(db.session())})

    def the_office(self) -> Office:
        """The office that was chosen."""
        return db.session.get_one(Office, self.office.data)


class NewForm(PlaceForm):
    """The same, with an address, and with what to start from."""

    slug = StringField(
        "Address", [Length(max=LONGEST_SLUG, message=f"At most {LONGEST_SLUG} characters.")], filters=[stripped]
    )
    start = WordField("Start with")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A form can start from the questions of a service, or from what another form asks."""
        super().__init__(*args, **kwargs)
        forms = db.session.scalars(select(Form).order_by(Form.name, Form.id))
        others = {f"copy {form.id}": f"a copy of “{form.name}”" for form in forms}
        self.start.choices = choices_of(
            {word: f"the questions for {name[0].lower()}{name[1:]}" for word, name in SERVICES.items()} | others
        )

    def address(self) -> str:
        """The address that was typed, else one made of the name."""
        return self.slug.data or slug_of(self.name.data or "")


@pages.get("/forms/new")
def new_form_page() -> str:
    """What a new form is to be; ``copy`` names one that it starts from."""
    only_who_may_change()
    number = number_typed(request.args.get("copy", ""))
    copied = db.session.get(Form, number) if number is not None else None
    form = NewForm(
        formdata=None,
        name=f"{copied.name} (copy)" if copied else "",
        language=copied.language if copied else "en",
        office=(copied.office_id if copied else current_user.office_id) or all_offices(db.session())[0].id,
        start=f"copy {copied.id}" if copied else _SERVICE_OF.get(the_frame().firm.profession_kind, "any"),
    )
    return render_template("admin/forms/new.html", form=form, copied=copied)


@pages.post("/forms")
def make_form() -> ResponseReturnValue:
    """Make it with a draft, which is the next page."""
    form, session = NewForm(), db.session()
    if form.validate():
        word, _, number = form.start.data.partition(" ")
        copied = session.get_one(Form, int(number)) if number else None
        try:
            made = new_form(
                session,
                form.name.data or "",
                form.address(),
                form.language.data,
                form.the_office(),
                current_user,
                datetime.now(UTC),
                copy_of=copied,
                start=None if copied else start_for(word, form.language.data),
            )
        except BadForm as problem:
            session.rollback()
            field = form.slug if problem.where == "slug" else form.name
            field.errors = [str(problem)]
        else:
            session.commit()
            return redirect(url_for("admin.edit_form", number=made.id), code=303)
    return render_template("admin/forms/new.html", form=form, copied=None), 422


def slug_of(name: str) -> str:
    """A name as it can stand in an address: ``Divorce, Quincy`` is ``divorce-quincy``."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name))[:LONGEST_SLUG].strip("-")
