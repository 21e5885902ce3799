"""The forms of taking a file in: the file and what it is, which column is which field, and how it is written."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, HiddenField, StringField

from admin.fields.limits_of_text import Length
from admin.fields.word_choices import WordField, choices_of
from records.importing import KINDS
from records.importing.files.fields import Field
from records.importing.files.likely_titles import likely_titles
from records.importing.files.manner import styles_held
from records.importing.files.styles import Asked

KINDS_GIVEN = {name: kind for name, kind in KINDS.items() if name != "keywords"}
SAID = {
    "payments": "Payments",
    "clients": "Clients",
    "partners": "Partners",
    "costs": "Costs of sources",
    "referrals": "Referrals given",
}
"""What the kinds are called."""
FIELDS_SAID = {
    "ref": "Its number or reference",
    "client": "Client (number, e-mail, telephone or name)",
    "amount": "Amount",
    "currency": "Currency",
    "on": "Day",
    "kind": "Kind",
    "id": "Its number",
    "name": "Name",
    "email": "E-mail",
    "phone": "Telephone",
    "company": "Company",
    "came_on": "Day they came",
    "stage": "Stage",
    "answer": "What they said brought them",
    "searched": "What they searched for",
    "landing_url": "Landing page",
    "referrer": "Page that led here",
    "office": "Office",
    "asked_by": "Asked by",
    "organisation": "Organisation",
    "occupation": "Occupation",
    "city": "City",
    "aliases": "Other spellings",
    "website": "Website",
    "source": "Source",
    "from": "From",
    "to": "To",
    "partner": "Partner",
    "who": "Who was sent",
    "for": "What for",
    "outcome": "Outcome",
    "value": "Worth",
}
DATES = {
    "": "as the rows show it",
    "day-first": "the day first: 31.12.2026",
    "month-first": "the month first: 12/31/2026",
    "year-first": "the year first: 26-12-31",
}
NUMBERS = {"": "as the rows show it", "point": "a point before the cents: 1,234.56", "comma": "a comma: 1.234,56"}
PREFIX = "of_"
_USUAL = {"kind": "usual_kind", "currency": "usual_currency"}
_STYLES = {"dates": Asked.DATES, "numbers": Asked.NUMBERS}


class FileForm(FlaskForm):
    """A file, and what it has."""

    kind = WordField("What the file has", choices=choices_of({name: SAID.get(name, name) for name in KINDS_GIVEN}))
    file = FileField("The file", [FileRequired("Choose the file.")])


class ColumnsForm(FlaskForm):
    """Which column is which field, what blank cells mean, and how days and amounts are written."""

    file = HiddenField()
    usual_kind = WordField(
        "Kind of money",
        choices=choices_of({"": "as the file says, else received", "received": "received", "billed": "billed"}),
    )
    usual_currency = StringField("Currency", [Length(max=3)])
    dates = WordField("Days have", choices=choices_of(DATES))
    numbers = WordField("Amounts have", choices=choices_of(NUMBERS))
    keep = BooleanField("Read files with this header like this from now on")

    def mapping(self) -> dict[str, str]:
        """The column of each field that has one."""
        return {each.name[len(PREFIX) :]: each.data for each in self if each.name.startswith(PREFIX) and each.data}

    def style(self, name: str) -> str:
        """The style of days or amounts that was said; blank if none was, or a file of this kind has none."""
        return str(self[name].data or "") if name in self else ""

    def defaults(self) -> dict[str, str]:
        """What blank cells mean."""
        said = {name: self[field].data for name, field in _USUAL.items() if field in self}
        return {name: value.strip() for name, value in said.items() if value}


def columns_form(
    fields: Sequence[Field], header: Sequence[str], samples: Mapping[str, str], **data: Any
) -> ColumnsForm:
    """The form for a header: one choice among its columns for each field, each with what stands in it."""
    titles = {"": "not in this file"} | {
        title: f"{title} ({samples[title]})" if samples.get(title) else title for title in header if title
    }
    found: dict[str, Any] = {
        f"{PREFIX}{each.name}": WordField(FIELDS_SAID.get(each.name, each.name), choices=choices_of(titles))
        for each in fields
    }
    form: ColumnsForm = type("ColumnsOfFile", (ColumnsForm,), found)(**data)
    names = {each.name for each in fields}
    for name, usual in _USUAL.items():
        if not {name, "amount"} <= names:
            del form[usual]
    held = styles_held(fields)
    for style, what in _STYLES.items():
        if fields and what not in held:
            del form[style]
    return form


def guessed(fields: Sequence[Field], header: Sequence[str]) -> dict[str, str]:
    """The fields with the columns that they are likely to have."""
    return {f"{PREFIX}{name}": title for name, title in likely_titles(fields, header).items()}
