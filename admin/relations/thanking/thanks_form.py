"""The form by which a partner is thanked: for which referrals, how, on which day, and what it was worth."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from flask_wtf import FlaskForm
from wtforms import SelectMultipleField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired

from admin.fields.limits_of_text import Length
from admin.fields.money_fields import CurrencyField, DayField, minor_typed
from admin.fields.sent_once import SentOnce
from admin.fields.word_choices import WordField, choices_of
from admin.frame import the_frame
from records.relations.thanking.thanks import How

HOW = {
    How.MAIL: "by mail, which you read before it goes out",
    How.CARD: "by a card or a letter",
    How.CALL: "by a call or in person",
    How.GIFT: "by a gift",
}


class WorthFields(FlaskForm):
    """A day, what something was worth, and why it may go beyond the limit; ``minor`` is the worth once valid."""

    on = DayField("Day", [InputRequired("Say on which day.")])
    worth = StringField("What it was worth", [Length(max=40)])
    currency = CurrencyField("Currency", [Length(max=3)])
    words = TextAreaField("What it was, or was about", [Length(max=2_000)])
    over_because = TextAreaField("Why it may go beyond the limit", [Length(max=2_000)])

    minor: int | None = None

    def validate_on(self, field: Any) -> None:
        """Nothing is written down before it was."""
        if field.data and field.data > the_frame().firm.today(datetime.now(UTC)):
            raise ValidationError("This day is still to come.")

    def validate_worth(self, field: Any) -> None:
        """Read the amount by the digits of its currency."""
        if not (field.data or "").strip() or self.currency.process_errors:
            return
        self.minor = minor_typed(field.data, self.currency)
        if self.minor <= 0:
            raise ValidationError("Type what it was worth, more than nothing, or leave it blank.")


class Which(StrEnum):
    """For whom a partner is thanked, where more wait than a page shows."""

    ALL = "all"
    THESE = "these"


class ThanksForm(WorthFields, SentOnce):
    """How a partner is thanked, and for whom; a form that shows everybody who waits has only ``clients``."""

    which = WordField(
        "For whom", choices=choices_of({each.value: each.value for each in Which}), coerce=Which, default=Which.THESE
    )
    # Who waits is asked of the records: the list would be walked through for each who is chosen.
    clients = SelectMultipleField("For", coerce=int, validate_choice=False)
    how = WordField("How", choices=choices_of({each.value: shown for each, shown in HOW.items()}), coerce=How)

    @property
    def is_for_all(self) -> bool:
        """Whether it is for everybody who waits, and not for those who are ticked."""
        return self.which.data is Which.ALL

    def validate_clients(self, field: Any) -> None:
        """A mail thanks for somebody."""
        if self.is_for_all and field.data:
            raise ValidationError("Say whether it is for all who wait or only for those who are ticked.")
        if self.how.data is How.MAIL and not self.is_for_all and not field.data:
            raise ValidationError("Choose at least one referral to thank for.")

    def validate_worth(self, field: Any) -> None:
        """A gift is worth something; a mail is worth nothing."""
        if self.how.data is How.GIFT and not (field.data or "").strip():
            raise ValidationError("Type what the gift was worth; the ledger keeps it.")
        if self.how.data is not How.MAIL:
            super().validate_worth(field)
