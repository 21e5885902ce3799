"""The fields of the questions that a firm asks besides: one of WTForms for each of the nine types."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from markupsafe import Markup
from wtforms import (
    BooleanField,
    EmailField,
    Field,
    Form,
    RadioField,
    SelectMultipleField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the types are of WTForms 3.2
from wtforms.form import BaseForm
from wtforms.validators import Optional, StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from intake.filling.contacts import Email, Phone
from intake.filling.limits_of_text import AtMost, Needed, visible
from intake.wording import Say, Write, marked, said_to
from records.forming.own_questions import OwnQuestion

PREFIX = "own-"
"""What the name of the field of an own question begins with; its key follows."""

LONGEST = 200
LONGEST_LONG = 20_000
ANSWER_THIS = marked("Please answer this question.")
CHOOSE_ONE = marked("Please choose one of these.")
CHOOSE_ANY = marked("Please choose at least one of these.")
AGREE = marked("Please tick this to go on. Without it we cannot take your message.")
NO_ANSWER = marked("No answer")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[-+\u2212]?\d+(?:[.,'\u2019\u00a0\u202f \u066b\u066c]\d+)*")


class Calendar:
    """A day of the calendar as the browser's own control sends it: year, month and day with hyphens, and no other form.

    ISO 8601 knows more (``20260331``, ``2026-W14-2``), which nobody who reads the answer would take for that day.
    """

    message = marked("Please check the date: write it like {example}.")

    def __call__(self, form: Form, field: Field) -> None:
        try:
            if not _DAY.fullmatch(field.data.strip()):
                raise ValueError("no day as it is asked for")
            date.fromisoformat(field.data.strip())
        except ValueError as problem:
            raise ValidationError(said_to(form, self.message, example="2026-03-31")) from problem


class Number:
    """A number as people write it, with any usual signs between its digits."""

    message = marked("Please check the number: write it in digits, like {example}.")

    def __call__(self, form: Form, field: Field) -> None:
        if not _NUMBER.fullmatch(field.data.strip()):
            raise ValidationError(said_to(form, self.message, example="1500"))


class Chosen:
    """Something chosen of what there is."""

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, form: Form, field: Field) -> None:
        if not field.data:
            raise StopValidation(said_to(form, self.message))


class DateField(StringField):
    """A day, in the browser's own control. What is no day is shown as text, as the control would show nothing."""

    def __call__(self, **kwargs: object) -> Markup:
        return super().__call__(**{"type": "text" if self.errors else "date"} | kwargs)


class SeveralField(SelectMultipleField):
    """Any of several, each with a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: BaseForm) -> None:
        """What is sent must be among what there is."""
        known = {value for value, *_ in self.iter_choices()}
        if not known.issuperset(self.data or ()):
            raise StopValidation(said_to(form, CHOOSE_ANY))


def own_fields(questions: Sequence[OwnQuestion], country: str, say: Say, write: Write) -> dict[str, Any]:
    """The fields of these questions by their names, to be members of a form's class."""
    return {f"{PREFIX}{each['key']}": _field(each, country, say, write) for each in questions}


def own_answers(form: Form, questions: Sequence[OwnQuestion]) -> dict[str, Any]:
    """What was answered, by the questions' keys: text, keys of options, or whether a consent was given.

    Of a question that was left blank nothing is kept; of a consent, that it was asked for and not given.
    """
    told: dict[str, Any] = {}
    for question in questions:
        data = form[f"{PREFIX}{question['key']}"].data
        if question["type"] == "consent":
            told[question["key"]] = bool(data)
        elif isinstance(data, str) and data.strip():
            told[question["key"]] = data.strip() if question["type"] not in {"text", "long_text"} else data
        elif data and not isinstance(data, str):
            # A page sends each once; a program that sends one a thousand times has still chosen it once.
            told[question["key"]] = list(dict.fromkeys(data))
    return told


def _field(question: OwnQuestion, country: str, say: Say, write: Write) -> Any:
    kind, label = question["type"], write(question["label"])
    needed = bool(question.get("required"))
    if kind in {"choice", "several"}:
        options = [SelectChoice(each["key"], write(each["label"]), {}) for each in question.get("options", [])]
        if kind == "choice":
            return _one(label, options, needed, say)
        return SeveralField(label, [Chosen(CHOOSE_ANY)] if needed else [Optional()], choices=options)
    if kind == "consent":
        ticked = [Chosen(AGREE)] if needed else []
        return BooleanField(label, ticked, render_kw={"required": True} if needed else None)
    first = [Needed(ANSWER_THIS)] if needed else [Optional()]
    made, checks, how = _TYPED[kind]
    checks = [Phone(country)] if kind == "phone" else checks
    longest = LONGEST_LONG if kind == "long_text" else LONGEST
    shown = dict(how) | ({"required": True} if needed else {})
    return made(label, [*first, AtMost(longest), *checks], [visible], render_kw=shown)


_TYPED: Mapping[str, tuple[Any, list[Any], Mapping[str, Any]]] = {
    "text": (StringField, [], {"enterkeyhint": "next"}),
    "long_text": (TextAreaField, [], {"rows": 4}),
    "date": (DateField, [Calendar()], {}),
    "phone": (TelField, [], {"inputmode": "tel", "enterkeyhint": "next"}),
    "email": (EmailField, [Email()], {"inputmode": "email", "autocapitalize": "none", "enterkeyhint": "next"}),
    "number": (StringField, [Number()], {"inputmode": "decimal", "autocomplete": "off", "enterkeyhint": "next"}),
}


def _one(label: str, options: list[SelectChoice], needed: bool, say: Say) -> Any:
    """One of several. Where no answer is needed, one says so: a choice cannot be taken back without script."""
    wrong = {"invalid_choice_message": say(CHOOSE_ONE)}
    if needed:
        return RadioField(label, choices=options, **wrong)  # type: ignore[arg-type]  # the types are of WTForms 3.2
    return RadioField(label, [Optional()], choices=[*options, SelectChoice("", say(NO_ANSWER), {})], **wrong)  # type: ignore[arg-type]  # the same
