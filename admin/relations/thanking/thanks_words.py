"""The words that thank-you mails begin with."""

from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired

from admin.fields.limits_of_text import Length
from admin.pages import pages
from admin.staff.access import only_who_may_change
from records.db import db
from records.mail import LONGEST_SUBJECT
from records.relations.thanking.wording import PLACES, Words, change_words, newest_wording, words_for


class WordingForm(FlaskForm):
    """Both templates."""

    subject = StringField("Subject", [DataRequired("Type the subject."), Length(max=LONGEST_SUBJECT)])
    text = TextAreaField("Text", [DataRequired("Type the text."), Length(max=20_000)])
    silent_subject = StringField("Subject", [DataRequired("Type the subject."), Length(max=LONGEST_SUBJECT)])
    silent_text = TextAreaField("Text", [DataRequired("Type the text."), Length(max=20_000)])

    def validate_silent_subject(self, field: Any) -> None:
        """It speaks of nobody."""
        if "{clients}" in (field.data or ""):
            raise ValidationError("{clients} can stand in the other one only: these words go out where nobody agreed.")

    validate_silent_text = validate_silent_subject

    def words(self, names_clients: bool) -> Words:
        """What was typed of one of the two."""
        subject, text = (self.subject, self.text) if names_clients else (self.silent_subject, self.silent_text)
        return Words((subject.data or "").strip(), (text.data or "").replace("\r\n", "\n"))


@pages.get("/thanks/words/edit")
def words_of_thanks() -> str:
    """The templates in force."""
    only_who_may_change()
    session = db.session()
    named, silent = words_for(session, True), words_for(session, False)
    form = WordingForm(
        formdata=None,
        subject=named.subject,
        text=named.text,
        silent_subject=silent.subject,
        silent_text=silent.text,
    )
    return _page(form)


@pages.post("/thanks/words")
def save_words_of_thanks() -> ResponseReturnValue:
    """Other words for both."""
    form, session, at = WordingForm(), db.session(), datetime.now(UTC)
    if not form.validate():
        return _page(form), 422
    for names_clients in (True, False):
        change_words(session, names_clients, form.words(names_clients), at, current_user)
    session.commit()
    flash("Thank-you mails begin with these words from now on.")
    return redirect(url_for("admin.thanks"), code=303)


def _page(form: WordingForm) -> str:
    rows = [newest_wording(db.session(), names_clients) for names_clients in (True, False)]
    return render_template(
        "admin/relations/thanking/thanks_words.html", form=form, places=PLACES, rows=[each for each in rows if each]
    )
