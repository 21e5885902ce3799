"""A form as it would be: the draft of one, or a version that need not be the newest. Nothing is sent from here.

The token in the address lets whoever has it look, without a sign-in, so that a frame in the staff pages needs none.
"""

import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from flask import abort, current_app, request
from sqlalchemy.orm import Session

from intake.filling.form import IntakeForm
from intake.looks.look import Look
from intake.pages import form_page, render
from intake.published import Asked, asked_as
from records.db import db
from records.engine.reading import reading
from records.forming.definitions import completed, is_address, is_colour
from records.forming.drafts import draft_of
from records.forming.forms import Form, FormVersion
from records.forming.previews import previewed, version_previewed

TOKENS = ("draft", "version")
"""The parameters of an address that ask for a preview."""


def previewed_form(slug: str) -> Asked | None:
    """What a preview of the form at this address asks; None if no preview is meant, 404 if the token is not good.

    A token has a dot. A tag that somebody put to the address in their own way shows nobody an empty page.
    """
    if not request.environ.get("QUERY_STRING") or not any("." in request.args.get(name, "") for name in TOKENS):
        return None
    with reading(), Session(db.engine) as session:
        found = _version(session) if "." in request.args.get("version", "") else _draft(session)
        return found if found and found.slug == slug else abort(404)


def preview_page(door: str, look: Look, asked: Asked) -> str:
    """The form, with a button that sends nothing."""
    form = IntakeForm.for_version(asked, secrets.choice(asked.orders), look.spoken(asked.language))
    return form_page(door, look, asked, form, "", action=request.full_path)


def preview_sent(door: str, look: Look, asked: Asked) -> str:
    """What clients see after sending."""
    return render(
        "thanks", door, look, asked, again=request.full_path, onwards=host_of(asked), preview=True, is_preview_sent=True
    )


def host_of(asked: Asked) -> str:
    """The website that the page of thanks goes on to, "" if to none."""
    return urlsplit(asked.definition["thanks"]["address"]).hostname or ""


def _draft(session: Session) -> Asked | None:
    token = previewed(request.args.get("draft", ""), str(current_app.secret_key))
    form = session.get(Form, token.form_id) if token else None
    draft = draft_of(session, form) if form else None
    if token is None or draft is None or token.revision < draft.first_revision:
        # A token ends with the draft that it was made for, and opens none that is begun after it.
        return None
    return asked_as(session, draft.form, 0, _without_mistakes(draft.definition))


def _without_mistakes(definition: Mapping[str, Any]) -> dict[str, Any]:
    """A draft without addresses and colours that a publication would refuse: the page leads to them and loads them."""
    whole = completed(definition)
    thanks, privacy, look = whole["thanks"], whole["privacy"], whole["look"]
    return {
        **whole,
        "thanks": thanks | ({} if is_address(thanks["address"]) else {"address": ""}),
        "privacy": privacy | ({} if is_address(privacy["address"]) else {"address": ""}),
        "look": look | ({} if is_colour(look["accent"]) else {"accent": ""}),
    }


def _version(session: Session) -> Asked | None:
    number = version_previewed(request.args.get("version", ""), str(current_app.secret_key))
    version = session.get(FormVersion, number) if number else None
    return asked_as(session, version.form, version.id, version.definition) if version else None
