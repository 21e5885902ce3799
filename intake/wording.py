"""The fixed words of the form in other languages: a catalogue for each (gettext's ``.po``), read as it stands.

The catalogues of the program are beside this file in ``words/``; those in ``words/`` of the instance folder come on
top, so that an installation can add a language, or have some words its own way. What a firm has written itself is in no
catalogue, and is shown as it was written. The words that forms can start from are in them, so that they
change with the rest until somebody rewrites them.
"""

import logging
import string
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.pofile import PoFileError, read_po
from flask import Flask, current_app
from markupsafe import Markup
from wtforms.form import BaseForm

FOLDER = Path(__file__).parent / "words"
SOURCE = "en"
"""The language that the program's words are written in; it needs no catalogue."""

Say = Callable[[str], str]
"""Gives English words in another language, or as they are where that language has none for them."""
Write = Callable[[str], str]
"""Gives words of the firm's own as they stand on a page, marked where they are in another language than the page."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Spoken:
    """One language: its words, and the direction in which it is written, "ltr" or "rtl"."""

    language: str
    table: dict[str, str]
    direction: str

    def say(self, english: str) -> str:
        """Words in this language."""
        return self.table.get(english, english)


class Catalogues:
    """The languages that the fixed words are there in. Nothing is read before it is asked for, and then once."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(folders)
        self._spoken: dict[str, Spoken] = {}
        self._english: dict[str, dict[str, str]] = {}

    @cached_property
    def languages(self) -> frozenset[str]:
        """By their two or three letters (ISO 639)."""
        found = {file.stem for folder in self._folders for file in folder.glob("*.po")}
        return frozenset({SOURCE, *(each for each in found if each.isalpha() and each.islower())})

    def spoken(self, language: str) -> Spoken:
        """A language with its words; one without a catalogue is said in English."""
        kept = self._spoken.get(language)
        if kept is None:
            known = language if language in self.languages else SOURCE
            table: dict[str, str] = {}
            for folder in self._folders:
                table |= table_of(folder / f"{known}.po")
            kept = self._spoken[language] = Spoken(known, table, direction_of(known))
        return kept

    def english(self, language: str, text: str) -> str:
        """The English words that a language has these for, else the same: a form may be begun in any language."""
        known = self._english.get(language)
        if known is None:
            table = self.spoken(language).table
            # Of several English words that one stands for, the first is as good as the others.
            known = self._english[language] = {said: english for english, said in reversed(table.items())}
        return known.get(text, text)

    def knows(self, text: str) -> bool:
        """Whether words are the program's own, as some catalogue has them."""
        return any(text in self.spoken(language).table for language in self.languages)


def install(app: Flask) -> None:
    """Give the application its catalogues."""
    own = Path(app.root_path) / Path(app.config["INSTANCE_PATH"]) / "words"
    app.extensions["whence_words"] = Catalogues((FOLDER, own))


def catalogues() -> Catalogues:
    """The catalogues of this application."""
    kept: Catalogues = current_app.extensions["whence_words"]
    return kept


def written_on(spoken: Spoken, own: str) -> Write:
    """How words that the firm wrote in the language ``own`` stand on a page in another: as they are, and marked.

    The program's own words, which a definition holds until somebody rewrites them, are said in the page's language.
    """

    def write(text: str) -> str:
        known = catalogues()
        english = text if spoken.language == own else known.english(own, text)
        said = spoken.say(english)
        if not text or said != text or spoken.language == own or known.knows(english):
            return said
        turned = Markup(' dir="auto"') if direction_of(own) != spoken.direction else ""
        return Markup('<span lang="{}"{}>{}</span>').format(own, turned, text)

    return write


def words_in(language: str) -> Say:
    """How words are said in a language; in one without a catalogue, they are said in English."""
    return catalogues().spoken(language).say


def table_of(file: Path) -> dict[str, str]:
    """The words of one catalogue; nothing where there is none, or none that can be read.

    What is not translated, is marked as fuzzy, or would put in other values than the English words is left out.
    """
    try:
        with file.open("rb") as opened:
            messages = list(read_po(opened, abort_invalid=True))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, PoFileError) as problem:
        # A catalogue is somebody's own file, and a form in English is better than none.
        _log.error("The catalogue %s cannot be read, and is left out: %s", file, problem)
        return {}
    table = {}
    for message in messages:
        english, said = message.id, message.string
        if not isinstance(english, str) or not isinstance(said, str) or not english or not said or message.fuzzy:
            continue
        if put_in(english) == put_in(said):
            table[english] = said
        else:
            _log.error("%s: “%s” must keep what stands in braces, and is left out.", file, said)
    return table


def put_in(text: str) -> set[str] | None:
    """The names of what is put into a text; None if its braces mean nothing."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def direction_of(language: str) -> str:
    """The direction in which a language is written: "ltr" or "rtl"."""
    try:
        return Locale.parse(language).text_direction
    except (UnknownLocaleError, ValueError):
        return "ltr"


def marked(english: str) -> str:
    """The words as they are; by this mark they are found for the catalogues, and said where they are shown."""
    return english


def said_to(form: BaseForm, english: str, **values: object) -> str:
    """Words in the language of a form, with values put in."""
    say: Say = getattr(form, "say", str)
    return say(english).format(**values)
