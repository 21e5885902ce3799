"""The languages that the public form is there in, as staff choose among them."""

from babel import Locale
from flask import current_app

SOURCE = "en"


def in_english(language: str) -> str:
    """The English name of a language that is given by its letters, else the letters."""
    return str(Locale(SOURCE).languages.get(language, language))


def languages() -> dict[str, str]:
    """By their two or three letters (ISO 639) their names in English: English, and the others in the order of names.

    Those that an installation has added with a file of its own are there like those that come with the program.
    """
    # The catalogues are the public pages' own; the application lends them.
    known: frozenset[str] = current_app.extensions["whence_words"].languages
    named = {word: in_english(word) for word in known}
    return dict(sorted(named.items(), key=lambda each: (each[0] != SOURCE, each[1])))
