"""The logo of a form: chosen in the editor, seen in the preview, and not lost with what is refused beside it."""

import re
from html import unescape
from io import BytesIO

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from records.clients import Client
from records.db import db
from tests.admin.forms.pressing import begun, drafted, press, published, typed

EDIT = "/admin/forms/1/edit"
PICTURE = b"\x89PNG\r\n\x1a\n picture"


def test_a_draft_is_seen_before_it_is_published_with_its_logo(
    app: Flask, owner: FlaskClient, client: FlaskClient
) -> None:
    edit = begun(owner)
    for content, problem in ((b"<svg/>", "SVG neither"), (b"\x89PNG\r\n\x1a\n" + b"x" * 300_000, "at most 200")):
        sent = typed(owner.get(edit), title="Hello")
        sent["logo"] = (BytesIO(content), "logo.png")  # type: ignore[assignment]  # a file among the words
        refused = owner.post(EDIT, data=sent, content_type="multipart/form-data")
        assert refused.status_code == 422 and problem in refused.text
        assert typed(refused)["title"] == "Hello"
    sent = typed(owner.get(edit), question="Not yet?")
    sent["logo"] = (BytesIO(PICTURE), "logo.png")  # type: ignore[assignment]  # the same
    assert owner.post(EDIT, data=sent, content_type="multipart/form-data").status_code == 303
    page = owner.get(edit).text
    logo = re.search(r'<img src="([^"]+)"', page)
    assert logo and client.get(logo[1]).data == PICTURE
    frames = [unescape(each) for each in re.findall(r'<iframe[^>]* src="([^"]+)"', page)]
    assert len(frames) == 4
    for address in frames:
        seen = client.get(address)
        assert "Not yet?" in seen.text and logo[1] in seen.text
        assert seen.headers["Cache-Control"] == "no-store"
    assert client.post(frames[0], data={"name": "Ada"}).status_code == 200
    with app.app_context():
        assert db.session.scalars(select(Client)).all() == []
    forged = frames[0].replace("draft=1.", "draft=2.")
    assert client.get(forged).status_code == 404
    # A browser sends a file once, so the picture is not lost with the words beside it, and no days are as typed.
    sent = typed(owner.get(edit), choice__recommended__source="Nobody Atall", retention_days="0")
    sent["logo"] = (BytesIO(PICTURE), "logo.png")  # type: ignore[assignment]  # a file among the words
    refused = owner.post(EDIT, data=sent, content_type="multipart/form-data")
    logo = re.search(r'<img src="([^"]+)"', refused.text)
    assert refused.status_code == 422 and logo and owner.get(logo[1]).data == PICTURE
    again = typed(refused, choice__recommended__source="")
    assert again["retention_days"] == "0"
    assert owner.post(EDIT, data=again).status_code == 303
    assert drafted(app)["look"]["logo"] == int(again["look.logo"])
    # Taken out again, it is gone from the draft; an old version is looked at by a word of its own.
    press(owner, edit, remove_logo="y", retention_days="")
    assert drafted(app)["look"]["logo"] is None
    assert published(owner).status_code == 303
    old = unescape(re.findall(r'<iframe[^>]* src="([^"]+)"', owner.get("/admin/form-versions/1").text)[0])
    assert "What brought you to us?" in client.get(old).text
    assert client.get(frames[0]).status_code == 404
