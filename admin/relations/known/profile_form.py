"""The part of the partner's form about the relationship: whose they are, tags, what they look for, the next step."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from flask_wtf import FlaskForm
from sqlalchemy import or_, select
from wtforms import IntegerField, StringField, TextAreaField, ValidationError
from wtforms.validators import NumberRange, Optional, StopValidation

from admin.fields.limits_of_text import Length, stripped
from admin.fields.money_fields import DayField
from admin.fields.opened_forms import OpenedForm
from admin.fields.word_choices import WordField, choices_of
from admin.frame import the_frame
from attribution import fold
from records.db import db
from records.relations.known.profile import Profile
from records.relations.known.tags import tags_in_use
from records.staff.users import User

MOST_PEOPLE = 10_000_000
_LONG = Length(max=10_000, message="At most 10,000 characters.")
_WORDS = Length(max=2_000, message="At most 2,000 characters.")


class PeopleField(IntegerField):
    """A number of people, which may be left out."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take what was typed, with or without commas between thousands. Raises ValueError if it is no number."""
        typed = re.sub(r"[\s,.']", "", valuelist[0]) if valuelist else ""
        if typed and not re.fullmatch(r"\d{1,9}", typed):
            raise ValueError("Type a number, such as 250.")
        self.data = int(typed) if typed else None


class DueDay:
    """Refuses a next step without a day: what has no day is never due."""

    message = "Say by which day."

    def __call__(self, form: Any, field: Any) -> None:
        """Raise StopValidation where a step stands without one."""
        if form.next_step.data and not any(map(str.strip, field.raw_data or ())):
            # That nothing is no day has been noted before; this says more.
            field.errors[:] = []
            raise StopValidation(self.message)


class NextStepForm(FlaskForm):
    """What is to be done next, and by which day."""

    next_step = StringField("Next step", [_WORDS], filters=[stripped])
    next_step_on = DayField("Due", [DueDay(), Optional()])

    def validate_next_step(self, field: Any) -> None:
        """A day alone says nothing."""
        if not field.data and self.next_step_on.data:
            raise ValidationError("Say what is to be done, or leave out the day.")


class ProfileForm(NextStepForm, OpenedForm):
    """What staff keep in mind of a partner, beside the particulars."""

    owner_id = WordField("Who looks after them", coerce=lambda word: int(word) if word else None)
    tags = StringField("Tags", [Length(max=1_000, message="At most 1,000 characters.")], filters=[stripped])
    looking_for = TextAreaField("What they are looking for", [_WORDS], filters=[stripped])
    looking_for_on = DayField("Said on", [Optional()])
    sphere = PeopleField(
        "People they could send",
        [Optional(), NumberRange(max=MOST_PEOPLE, message="That is more people than can be meant.")],
    )
    sphere_note = StringField("How you know", [Length(max=500, message="At most 500 characters.")], filters=[stripped])
    notes = TextAreaField("Notes", [_LONG], filters=[stripped])

    def __init__(self, *args: Any, present: int | None = None, **kwargs: Any) -> None:
        """The choices of whom it can belong to are those who can sign in, and whoever has it at present."""
        super().__init__(*args, **kwargs)
        self.owner_id.choices = choices_of({"": "nobody in particular"} | dict(staff_named(present)))

    def validate_tags(self, field: Any) -> None:
        """A tag is a word or a few."""
        for name in self.tag_names():
            if len(name) > 60 or not fold(name):
                raise ValidationError(f"“{name[:40]}” is no tag. Write short words with commas between them.")

    def tag_names(self) -> list[str]:
        """The tags, without blanks."""
        return [name.strip() for name in re.split(r"[,;\n]", self.tags.data or "") if name.strip()]

    def profile(self) -> Profile:
        """What was written down. Words without a day were said today."""
        said_on: date | None = self.looking_for_on.data or the_frame().firm.today(datetime.now(UTC))
        owner = db.session.get(User, self.owner_id.data) if self.owner_id.data else None
        return Profile(
            owner=owner,
            notes=self.notes.data or "",
            looking_for=self.looking_for.data or "",
            looking_for_on=said_on if self.looking_for.data else None,
            next_step=self.next_step.data or "",
            next_step_on=self.next_step_on.data,
            sphere=self.sphere.data,
            sphere_note=(self.sphere_note.data or "").strip(),
        )

    def known_tags(self) -> Sequence[str]:
        """The tags that other partners have, to choose from."""
        return [tag.name for tag in tags_in_use(db.session())]


def staff_named(present: int | None = None) -> list[tuple[str, str]]:
    """The number and name of those of the staff who can look after somebody; whoever does at present stays one."""
    may = or_(User.may_sign_in(), User.id == present) if present else User.may_sign_in()
    staff = db.session.execute(select(User.id, User.name).where(may).order_by(User.name, User.id)).tuples()
    return [(str(number), name) for number, name in staff]
