"""Fields for money and days that say what they want when they do not understand."""

from datetime import date
from typing import Any

from wtforms import DateField, StringField, ValidationError

from admin.formats import sentence_of
from records.money.currencies import BadAmount, currency_called, minor_units

EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)


class CurrencyField(StringField):
    """A currency's three letters, in capitals."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take what was typed. Raises ValueError if it is no currency."""
        self.data = valuelist[0] if valuelist else ""
        try:
            self.data = currency_called(self.data)
        except BadAmount as problem:
            raise ValueError(sentence_of(problem)) from problem


def minor_typed(typed: str, currency: CurrencyField) -> int:
    """A typed amount in minor units, by the digits of its currency. Raises ValidationError if it is no amount."""
    try:
        return minor_units(typed, currency.data or "")
    except BadAmount as problem:
        raise ValidationError(sentence_of(problem)) from problem


class DayField(DateField):
    """A calendar day."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take what was typed. Raises ValueError if it is no day."""
        try:
            super().process_formdata(valuelist)
        except ValueError as problem:
            raise ValueError("Write the day like 2026-03-31.") from problem

    def pre_validate(self, form: Any) -> None:
        """Refuse a year that can only be a slip of the finger."""
        if self.data and not EARLIEST <= self.data <= LATEST:
            raise ValidationError(f"The year {self.data.year} cannot be meant. Write the day like 2026-03-31.")
