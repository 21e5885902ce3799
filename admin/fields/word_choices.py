"""Select fields: their choices from words and what they are called, and what they say to a word that is none."""

from collections.abc import Mapping
from typing import Any

from wtforms import SelectField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # The types are of an older edition.

WHAT_TO_DO = "Choose one of the list."


def choices_of(words: Mapping[str, str]) -> list[Any]:
    """One choice for each word that is sent, with what is shown for it."""
    return [SelectChoice(word, shown) for word, shown in words.items()]


class WordField(SelectField):
    """One word of a list, turned into what it means."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the word that was sent. Raises ValueError if it means nothing."""
        try:
            super().process_formdata(valuelist)
        except ValueError as problem:
            raise ValueError(WHAT_TO_DO) from problem

    def pre_validate(self, form: Any) -> None:
        """Refuse a word that is not in the list."""
        try:
            super().pre_validate(form)
        except ValidationError as problem:
            raise ValidationError(WHAT_TO_DO) from problem
