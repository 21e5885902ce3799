"""The form by which a person says which spellings are one keyword."""

from typing import Any

from flask_wtf import FlaskForm
from sqlalchemy import select
from sqlalchemy.orm import Session
from wtforms import SelectMultipleField, StringField, ValidationError
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from admin.fields.limits_of_text import Length
from admin.fields.word_choices import choices_of
from attribution import fold_keyword, search_key
from records.db import db
from records.keywords import Keyword, phrases_of

# What a list of suggestions can hold and still be read.
_SUGGESTED = 200


class MoveForm(FlaskForm):
    """Which spellings move, and to which keyword; blank for one of their own."""

    spellings = SelectMultipleField(
        "Which spellings",
        [InputRequired("Tick the spellings that are to move.")],
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    to = StringField("The keyword they belong to", [Length(max=300, message="At most 300 characters.")])

    phrases: list[Keyword]
    target: Keyword | None = None

    def offer(self, session: Session, keyword: Keyword) -> None:
        """Take the spellings of the keyword that the form is about, and others to suggest."""
        own = phrases_of(keyword.id)
        there = session.scalars(select(Keyword).where(Keyword.id.in_(own)).order_by(Keyword.id)).all()
        self.there = {each.id: each for each in there}
        self.spellings.choices = choices_of({str(each.id): each.phrase for each in there})
        if len(there) == 1 and not self.is_submitted():
            self.spellings.data = [keyword.id]
        others = select(Keyword.phrase).where(Keyword.under_id.is_(None), Keyword.id != keyword.id)
        self.suggested = list(session.scalars(others.order_by(Keyword.id.desc()).limit(_SUGGESTED)))

    def validate_to(self, field: Any) -> None:
        """Find the keyword that is named, by any of its spellings."""
        typed = (field.data or "").strip()
        self.phrases = [self.there[number] for number in self.spellings.data or [] if number in self.there]
        if not typed:
            return
        self.target = _called(db.session(), typed)
        if self.target is None:
            raise ValidationError(f"Nobody has searched for “{typed}” yet. Type a keyword that is there.")


class UndoForm(FlaskForm):
    """Nothing but the token."""


def _called(session: Session, typed: str) -> Keyword | None:
    """The keyword with this spelling, else the one keyword of the same search."""
    found = session.scalars(select(Keyword).where(Keyword.phrase_key == fold_keyword(typed))).first()
    if found:
        return found
    alike = session.scalars(
        select(Keyword).where(Keyword.search_key == search_key(typed), Keyword.search_key != "")
    ).all()
    return alike[0] if len({each.head_id for each in alike}) == 1 else None
