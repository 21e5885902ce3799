"""The editor of a form as a browser without script uses it: every button sends the whole form of the page."""

import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from records.db import db
from records.forming.drafts import FormDraft
from tests.rig.forms import fields, in_parts

_KEYS = re.compile(r'<input type="hidden" name="(choice|own|own\.\w+\.option)" value="(\w+)">')


def typed(page: TestResponse | str, **changes: str) -> MultiDict[str, str]:
    """What the editor would send, with words typed into some fields: ``choice__other__label`` is a field's name."""
    text = page if isinstance(page, str) else page.text
    sent = MultiDict(fields(text, having="revision"))
    lists: dict[str, list[str]] = {}
    for name, key in _KEYS.findall(text):
        lists.setdefault(name, []).append(key)
    for name, keys in lists.items():
        sent.setlist(name, keys)
    for name, words in changes.items():
        sent[name.replace("__", ".")] = words
    return sent


def begun(who: FlaskClient, number: int = 1) -> str:
    """Begin a draft; its address."""
    response = who.post(f"/admin/forms/{number}/drafts", data=fields(who.get(f"/admin/forms/{number}"), "/drafts"))
    assert response.status_code == 303, response.text
    return str(response.location)


def press(who: FlaskClient, address: str, do: str = "save", **changes: str) -> TestResponse:
    """Open the editor, type, press a button, and follow to the page after it."""
    sent = typed(who.get(address), **changes)
    sent["do"] = do
    response = who.post(address.partition("?")[0], **in_parts(sent))
    assert response.status_code == 303, response.text
    return who.get(response.location)


def published(who: FlaskClient, number: int = 1, **changes: str) -> TestResponse:
    """Open the editor, type and publish."""
    sent = typed(who.get(f"/admin/forms/{number}/edit"), **changes)
    return who.post(f"/admin/forms/{number}/versions", **in_parts(sent))


def drafted(app: Flask, number: int = 1) -> dict[str, Any]:
    """What a form will ask."""
    with app.app_context():
        return dict(db.session.scalars(select(FormDraft).where(FormDraft.form_id == number)).one().definition)


def keys(entries: list[dict[str, Any]]) -> list[str]:
    """The keys of choices, questions or options in their order."""
    return [each["key"] for each in entries]
