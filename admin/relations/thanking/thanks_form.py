"""The form by which a partner is thanked: for which referrals, how, on which day, and what it was worth."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from flask_wtf import FlaskForm
from wtforms import SelectMultipleField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # The types are of an older edition.
from wtforms.validators import InputRequired

from admin.fields.limits_of_text import Length
from admin.fields.money_fields import CurrencyField, DayField, minor_typed
from admin.fields.word_choices import WordField, choices_of
from admin.frame import the_frame
from records.relations.thanking.thanks import How
from reports.relations.thanking.unthanked import Unthanked

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


class ThanksForm(WorthFields):
    """How a partner is thanked, and for whom."""

    clients = SelectMultipleField("For", coerce=int)
    how = WordField("How", choices=choices_of({each.value: shown for each, shown in HOW.items()}), coerce=How)

    def offer(self, referrals: Sequence[Unthanked]) -> None:
        """Let these be chosen."""
        self.clients.choices = [SelectChoice(each.client.id, each.client.name) for each in referrals]

    def validate_clients(self, field: Any) -> None:
        """A mail thanks for somebody."""
        if self.how.data is How.MAIL and not field.data:
            raise ValidationError("Choose at least one referral to thank for.")

    def validate_worth(self, field: Any) -> None:
        """A gift is worth something; a mail is worth nothing."""
        if self.how.data is How.GIFT and not (field.data or "").strip():
            raise ValidationError("Type what the gift was worth; the ledger keeps it.")
        if self.how.data is not How.MAIL:
            super().validate_worth(field)
