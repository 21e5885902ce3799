"""The fixed words of the form in other languages: a table for each, beside this file in ``words/``.

What a firm has written itself is in no table, and is shown as it was written. The words of the form that an
installation starts with are in the tables, so that they change with the rest until somebody rewrites them.
"""

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from wtforms import Form

_FOLDER = Path(__file__).parent / "words"

LANGUAGES = frozenset({"en", *(file.stem for file in _FOLDER.glob("*.toml"))})
"""The languages that the fixed words are there in, by their two letters (ISO 639)."""

Say = Callable[[str], str]
"""Gives English words in another language, or as they are where that language has none for them."""


@cache
def words_in(language: str) -> Say:
    """How words are said in a language; in one without a table, they are said in English."""
    table = words_of(language) if language in LANGUAGES and language != "en" else {}
    return lambda english: table.get(english, english)


def words_of(language: str) -> dict[str, str]:
    """The table of a language."""
    with (_FOLDER / f"{language}.toml").open("rb") as file:
        return tomllib.load(file)


def said_to(form: Form, english: str, **values: object) -> str:
    """Words in the language of a form, with values put in."""
    say: Say = getattr(form, "say", str)
    return say(english).format(**values)
