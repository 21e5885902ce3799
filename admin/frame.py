"""What stands around every staff page: the firm, how many answers wait, and the public form."""

from functools import cached_property
from typing import Protocol

from babel import Locale
from flask import Flask, g
from flask_login import current_user
from markupsafe import Markup

from admin.fields.languages import in_english
from admin.relations.tabs import TABS
from records.db import db
from records.firm import Firm, the_firm
from records.forming.forms import languages_of_versions
from records.spam.held import Place
from reports.around import Around, around
from reports.written import locale_of


class Frame:
    """Read when a template first asks for it, so that an error page can do without the database."""

    @cached_property
    def firm(self) -> Firm:
        """The one firm."""
        return the_firm(db.session())

    @cached_property
    def locale(self) -> Locale:
        """English as it is written in the firm's country."""
        return locale_of(self.firm.country)

    @cached_property
    def _around(self) -> Around:
        return around(db.session())

    @property
    def open_answers(self) -> int:
        """How many answers wait for a person."""
        return self._around.answers

    @property
    def held_back(self) -> dict[Place, int]:
        """How many submissions are held back, by where they are; empty where nothing is."""
        counts = {Place.WAITS: self._around.held_back, Place.SPAM: self._around.spam}
        return {place: count for place, count in counts.items() if count}

    @property
    def failed_mails(self) -> int:
        """How many mails could not be sent, and nobody has looked at them yet."""
        return self._around.mails

    @property
    def unmatched_payments(self) -> tuple[int, int]:
        """How many payments wait for somebody to say who paid: of files, and of other programs."""
        return self._around.payments_of_files, self._around.payments_of_programs

    @cached_property
    def languages(self) -> dict[int, str]:
        """The language of each version of a form that is not in English, as these pages are."""
        return languages_of_versions(db.session(), besides="en")

    @property
    def public_form(self) -> str | None:
        """The address of the first public form, if there is one."""
        return f"/f/{self._around.form}" if self._around.form is not None else None


def the_frame() -> Frame:
    """The frame of this request's page."""
    if "frame" not in g:
        g.frame = Frame()
    frame: Frame = g.frame
    return frame


class Sent(Protocol):
    """Something that a client sent by a version of a form, or by none."""

    @property
    def form_version_id(self) -> int | None:
        """The number of the version."""

    @property
    def language(self) -> str:
        """The language that the page was asked for in, "" where that was the form's own."""


def in_language(sent: Sent, of_the_firm: bool = False) -> Markup:
    """The attribute that marks what a client sent in the language of their page; nothing where that is English.

    What is ``of_the_firm``, such as a choice, is in the form's own language, whichever one it was asked for in.
    """
    asked_for = "" if of_the_firm else sent.language
    language = asked_for or the_frame().languages.get(sent.form_version_id or 0)
    if language == "en":
        return Markup("")
    return Markup(' lang="{}" dir="auto"').format(language) if language else Markup("")


def install(app: Flask) -> None:
    """Give every template the frame and the person signed in; what a template does not ask for is not read."""
    app.add_template_filter(in_language)
    app.add_template_filter(in_english)
    app.context_processor(lambda: {"frame": the_frame(), "current_user": current_user, "partner_tabs": TABS})
