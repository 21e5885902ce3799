"""The forms of the contact log: an entry, and what an hour costs."""

from datetime import UTC, date, datetime
from typing import Any

from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Optional

from admin.fields.limits_of_text import Length
from admin.fields.money_fields import CurrencyField, DayField, minor_typed
from admin.fields.opened_forms import OpenedForm
from admin.fields.sent_once import SentOnce
from admin.fields.word_choices import WordField, choices_of
from admin.frame import the_frame
from admin.relations.known.profile_form import PeopleField
from records.relations.known.contacts import LONGEST, ContactKind

KINDS = {
    "call": "call",
    "meeting": "meeting",
    "mail": "mail",
    "event": "event",
    "lunch": "lunch",
    "card": "card",
    "other": "other",
}


class ContactForm(OpenedForm, SentOnce):
    """When the firm was in touch, how, for how long, and what there is to say of it."""

    on = DayField("Day", [InputRequired("Say on which day.")])
    kind = WordField("How", choices=choices_of(KINDS), coerce=ContactKind)
    minutes = PeopleField("Minutes", [Optional()])
    words = TextAreaField("What was said", [Length(max=5_000, message="At most 5,000 characters.")])

    def validate_on(self, field: Any) -> None:
        """What is still to come is a next step."""
        if field.data and field.data > today():
            raise ValidationError("This day is still to come. Write it down as the next step instead.")

    def validate_minutes(self, field: Any) -> None:
        """Nobody was in touch for longer than a month."""
        if field.data is not None and field.data > LONGEST:
            raise ValidationError(f"At most {LONGEST:,} minutes, which is a month.")


class HourlyCostForm(FlaskForm):
    """What an hour of the firm's own work costs; ``minor`` is what it says once the form is valid, None for nothing."""

    amount = StringField("An hour costs", [Length(max=40)])
    currency = CurrencyField("Currency", [Length(max=3)])

    minor: int | None = None

    def validate_amount(self, field: Any) -> None:
        """Read the amount by the digits of its currency; none takes back what was said."""
        typed = (field.data or "").strip()
        if not typed or self.currency.errors or self.currency.process_errors:
            return
        self.minor = minor_typed(typed, self.currency)
        if self.minor < 0:
            raise ValidationError("An hour cannot cost less than nothing.")


def today() -> date:
    """The firm's own day."""
    return the_frame().firm.today(datetime.now(UTC))
