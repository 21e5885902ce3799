"""The form for what the owner says of the firm."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import available_timezones

from babel import Locale
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, ValidationError
from wtforms.validators import DataRequired

from admin.fields.contact_fields import Website
from admin.fields.limits_of_text import Length, stripped
from admin.fields.word_choices import WordField, choices_of
from records.firm import Firm, Particulars, Profession
from records.money.currencies import BadAmount, currency_called

SHORT = Length(max=200, message="At most 200 characters.")
# Codes of two letters that are no country of one's own: unions, and what is reserved for tests and the unknown.
NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ"})
PROFESSIONS = {
    Profession.LAW: "Law",
    Profession.HEALTH: "Health care",
    Profession.ACCOUNTING: "Accounting and tax",
    Profession.FINANCE: "Finance and insurance",
    Profession.PROPERTY: "Property",
    Profession.TRADE: "Trades and crafts",
    Profession.OTHER: "Something else",
}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def countries() -> dict[str, str]:
    """Countries by their two letters (ISO 3166), in the order of their English names."""
    named = {code: name for code, name in Locale("en").territories.items() if len(code) == 2 and code.isalpha()}
    return dict(sorted(((c, name) for c, name in named.items() if c not in NO_COUNTRIES), key=lambda item: item[1]))


_REGIONS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def zones(kept: str = "") -> list[str]:
    """Time zones by the place that they are named for, UTC and the one that is kept.

    Others of the tables are abbreviations ("EST" is no summer time), old names, or mean this machine's own.
    """
    return sorted({zone for zone in available_timezones() if zone.startswith(_REGIONS)} | {"UTC", kept} - {""})


class FirmForm(FlaskForm):
    """The firm's name, its money, its days, and where it is."""

    name = StringField("Name", [DataRequired("Type the firm's name."), SHORT], filters=[stripped])
    website = StringField("Website", [SHORT, Website()], filters=[stripped])
    profession_kind = WordField(
        "Profession",
        choices=choices_of({each.value: shown for each, shown in PROFESSIONS.items()}),
        coerce=Profession,
    )
    profession = StringField("Profession in your own words", [SHORT], filters=[stripped])
    country = SelectField("Country", choices=choices_of(countries()))
    currency = StringField("Currency", [DataRequired("Type three letters, such as USD.")], filters=[stripped])
    zone = SelectField("Time zone")
    first_weekday = SelectField(
        "First day of the week", choices=choices_of({str(place): day for place, day in enumerate(DAYS)}), coerce=int
    )

    kept: Mapping[str, str] = {}

    def __init__(self, firm: Firm, **data: Any) -> None:
        super().__init__(obj=firm, **data)
        self.zone.choices = choices_of({zone: zone for zone in zones(firm.zone)})

    def validate_currency(self, field: Any) -> None:
        """A currency is one of ISO 4217."""
        try:
            field.data = currency_called(field.data)
        except BadAmount as problem:
            raise ValidationError(f"{str(problem)[0].upper()}{str(problem)[1:]}.") from problem

    def particulars(self) -> Particulars:
        """What was said."""
        return Particulars(
            name=self.name.data or "",
            currency=self.currency.data or "",
            zone=self.zone.data,
            first_weekday=self.first_weekday.data,
            profession=self.profession.data or "",
            profession_kind=self.profession_kind.data,
            country=self.country.data,
            website=self.website.data or "",
        )
