"""The forms of a referral's page: what became of it, and when to ask."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import StringField, ValidationError
from wtforms.validators import Optional

from admin.fields.limits_of_text import Length
from admin.fields.money_fields import CurrencyField, DayField, minor_typed
from admin.fields.word_choices import WordField, choices_of
from records.relations.given.referrals import Outcome


class OutcomeForm(FlaskForm):
    """What became of a referral: pressed as one button each, with the money that a won one brought."""

    outcome = WordField(
        "What became of it", choices=choices_of({each.value: each.value for each in Outcome}), coerce=Outcome
    )
    value = StringField("What they made of it", [Length(max=40)])
    currency = CurrencyField("Currency", [Length(max=3)])

    minor: int | None = None

    def validate_value(self, field: Any) -> None:
        """Read the amount by the digits of its currency; only one that is won has brought money."""
        typed = (field.data or "").strip()
        if not typed or self.currency.errors or self.currency.process_errors:
            return
        self.minor = minor_typed(typed, self.currency)
        if self.minor < 0:
            raise ValidationError("What it brought is not less than nothing.")
        if self.outcome.data is not Outcome.WON:
            raise ValidationError("Only one that is won has brought money. Press “won”, or take the amount out.")


class ReminderForm(FlaskForm):
    """From which day on to ask; blank is never."""

    ask_on = DayField("Ask on", [Optional()])
