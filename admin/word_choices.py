"""The choices of a select field from words and what they are called."""

from collections.abc import Mapping
from typing import Any

from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # The types are of an older edition.


def choices_of(words: Mapping[str, str]) -> list[Any]:
    """One choice for each word that is sent, with what is shown for it."""
    return [SelectChoice(word, shown) for word, shown in words.items()]
