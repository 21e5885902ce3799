"""What the published forms ask, kept in memory, so that showing a form does not ask the database each time."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app
from sqlalchemy import event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from intake.filling.orders import Order, orders_of
from records.db import db
from records.engine.reading import reading
from records.firm import the_firm
from records.forming.definitions import Definition, completed
from records.forming.form_sites import sites_of
from records.forming.forms import ChoiceDefinition, Form, FormVersion, published_version

KEPT_FOR = 1.0
"""Seconds after which a form is looked up again: so soon is a new version seen by every process."""


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """One published version of a form, and what of the firm stands on its page."""

    version_id: int
    slug: str
    language: str
    firm: str
    country: str
    definition: Definition
    """What the version asks, with every part there."""
    choices: list[ChoiceDefinition]
    """The choices in the order of the definition."""
    orders: tuple[Order, ...]
    """The orders in which they are shown."""
    closed: bool
    """Whether nobody is asked by the form any more; what was open before is still taken."""
    sites: str
    """The websites that may hold the form in a frame, as they stand in a header: origins with spaces between."""
    is_demo: bool = False
    """Whether the firm is made up, which its pages say."""


class Published:
    """The newest version of each form that was asked for lately."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[float, Asked]] = {}

    def find(self, slug: str) -> Asked | None:
        """What the form at an address asks now, or None if there is no such public form.

        While the database does not answer, the last that is known is shown. Raises SQLAlchemyError if nothing is.
        """
        until, kept = self._kept.get(slug, (0.0, None))
        if kept and time.monotonic() < until:
            return kept
        try:
            with reading(), Session(db.engine) as session:
                found = _asked(session, published_version(session, slug))
        except SQLAlchemyError:
            if kept is None:
                raise
            current_app.logger.exception("The database did not answer; the form %s is shown from memory.", slug)
            return kept
        if found:
            self._kept[slug] = (time.monotonic() + KEPT_FOR, found)
        else:
            self._kept.pop(slug, None)
        return found

    def remembered(self, slug: str) -> Asked | None:
        """What was known of a form when it was last looked up; the database is not asked."""
        return self._kept.get(slug, (0.0, None))[1]

    def expire(self) -> None:
        """Look everything up again at its next use."""
        self._kept = {slug: (0.0, asked) for slug, (_, asked) in self._kept.items()}


def install(app: Flask) -> None:
    """Give the application a memory of what its forms ask."""
    app.extensions["whence_published"] = Published()


def published() -> Published:
    """The published forms of this application."""
    kept: Published = current_app.extensions["whence_published"]
    return kept


def version_shown(slug: str, version_id: int) -> Asked | None:
    """The version of a form that a page showed, which need not be the newest any more."""
    newest = published().find(slug)
    if newest and newest.version_id == version_id:
        return newest
    with reading(), Session(db.engine) as session:
        version = session.get(FormVersion, version_id)
        return _asked(session, version) if version and version.form.slug == slug else None


def _asked(session: Session, version: FormVersion | None) -> Asked | None:
    return asked_as(session, version.form, version.id, version.definition) if version else None


def asked_as(session: Session, form: Form, version_id: int, definition: Mapping[str, Any]) -> Asked:
    """What a definition asks, as the form that it belongs to."""
    firm, whole = the_firm(session), completed(definition)
    return Asked(
        version_id=version_id,
        slug=form.slug,
        language=form.language,
        firm=firm.name,
        country=firm.country,
        definition=whole,
        choices=whole["choices"],
        orders=orders_of(whole["choices"], shuffle=whole["shuffle"]),
        closed=form.closed_at is not None,
        sites=" ".join(site.origin for site in sites_of(session, form)),
        is_demo=firm.is_demo,
    )


@event.listens_for(db.session, "after_commit")
def _look_again(_session: Session) -> None:
    # What was committed here may be a new version or the firm's new name, and whoever saved it looks at once.
    if current_app and "whence_published" in current_app.extensions:
        published().expire()
