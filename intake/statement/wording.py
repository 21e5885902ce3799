"""In which language a statement is shown, and its words in it: a table for each beside this file, in ``words/``.

The address can say the language (``language=es``); else it is that of the firm's first form, which is the one in which
the firm speaks to whoever comes. Each page has links to the others.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale
from flask import request
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.forming.forms import Form
from reports.written import locale_of

_FOLDER = Path(__file__).parent / "words"
NAMES = {"en": "English", "es": "Español", "de": "Deutsch", "fr": "Français"}
"""The languages of statements by their two letters (ISO 639), each in its own words."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language of statements; ``is_asked`` says that the address names it."""

    language: str
    is_asked: bool

    def say(self, english: str) -> str:
        """Words of the program in the language."""
        return words_of(self.language).get(english, english)

    def t(self, english: str, **values: object) -> str:
        """The same with values put in."""
        return self.say(english).format(**values)

    def at(self, path: str) -> str:
        """An address that keeps to the language, if it was asked for."""
        return f"{path}?language={self.language}" if self.is_asked else path

    def locale(self, country: str) -> Locale:
        """How days and amounts are written in it."""
        return locale_of(country) if self.language == "en" else Locale(self.language)


def asked_tongue() -> Tongue | None:
    """The language that the address names, if it is one of statements."""
    asked = request.args.get("language", "").lower().partition("-")[0]
    return Tongue(asked, True) if asked in NAMES else None


def tongue(session: Session) -> Tongue:
    """The language that the address names, else the firm's."""
    return asked_tongue() or Tongue(_of_firm(session), False)


def _of_firm(session: Session) -> str:
    language = session.scalars(select(Form.language).order_by(Form.id).limit(1)).first() or "en"
    return language if language in NAMES else "en"


@cache
def words_of(language: str) -> dict[str, str]:
    """The table of a language; English has none."""
    if language == "en":
        return {}
    with (_FOLDER / f"{language}.toml").open("rb") as file:
        return tomllib.load(file)


Say = Callable[[str], str]
"""Gives English words in a language."""
