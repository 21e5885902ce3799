"""How a form looks like its firm, and how a draft can be looked at before anybody is asked."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake.looks.appearance import logo_address
from intake.looks.colours import DARK, ENOUGH, LIGHT, contrast, tones
from records.answers.submissions import Submission
from records.db import db
from records.firm import first_office
from records.forming.drafts import add_draft
from records.forming.forms import Form, FormVersion
from records.forming.opening import new_form
from records.forming.pictures import add_picture
from records.forming.previews import preview_token, version_token
from tests.intake.forming.whole import EVERYTHING, FILLED, publish_whole
from tests.intake.sending import FORM, FRAME
from tests.intake.test_weight import loaded
from tests.records.forming.test_definitions import PNG

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def test_every_colour_can_be_read_in_light_and_in_dark() -> None:
    for colour in ("ffcc00", "ffffff", "000000", "0a5c4a", "ff0000", "808080", "00ffff", "1c2024", "f7f6f3"):
        for (accent, ink, soft), papers, text in zip(tones(colour), (LIGHT, DARK), ("#1d2327", "#eceae4"), strict=True):
            assert all(contrast(accent, paper) >= ENOUGH for paper in (*papers, soft)), (colour, accent)
            assert contrast(ink, accent) >= ENOUGH, (colour, ink, accent)
            assert contrast(text, soft) >= ENOUGH, (colour, soft)
    assert tones("0a5c4a")[0].accent == "#0a5c4a", "what can be read stays as it is"


def test_the_colour_and_the_logo_come_from_addresses_that_never_change(app: Flask, client: FlaskClient) -> None:
    assert "/accent/" not in client.get(FORM).text, "a form without a colour asks for nothing more"
    with app.app_context():
        logo = add_picture(db.session(), db.session.get_one(Form, 1), PNG, NOW, None).id
        db.session.commit()
    publish_whole(app, look={"accent": "#FFCC00", "logo": logo})
    page = client.get(FORM).text
    with app.test_request_context():
        address = logo_address("new-client", logo)
    sheet, picture = client.get("/accent/ffcc00.css"), client.get(address)
    assert 'href="/accent/ffcc00.css"' in page
    assert f'<img src="{address}" alt="My firm">' in page
    assert (sheet.mimetype, picture.mimetype, picture.data) == ("text/css", "image/png", PNG)
    for response in (sheet, picture):
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert "Set-Cookie" not in response.headers
    for nothing in (
        "/accent/red.css",
        "/accent/FFCC00.css",
        "/accent/ffcc00;.css",
        f"{FORM}/logo/{logo}",
        f"{FORM}/logo/x.y",
    ):
        assert client.get(nothing).status_code == 404, nothing
    assert " style=" not in page
    # Everything but the logo, which is as large as the firm made it.
    assert sum(loaded(client, page).values()) < 20_000


def test_a_draft_is_looked_at_and_nothing_is_sent(app: Flask, client: FlaskClient) -> None:
    published = client.get(FORM).text
    with app.app_context():
        session = db.session()
        form, key = session.get_one(Form, 1), str(app.config["SECRET_KEY"])
        draft: dict[str, Any] = EVERYTHING | {"title": "A new heading", "look": {"accent": "red", "logo": 99}}
        token = preview_token(1, add_draft(session, form, draft, None, NOW).revision, key)
        unpublished = new_form(session, "Second", "second", "es", first_office(session), None, NOW)
        empty = preview_token(unpublished.id, 1, key)
        version = version_token(session.get_one(FormVersion, 1).id, key)
        session.commit()
    for door in (FORM, FRAME):
        shown = client.get(f"{door}?draft={token}&language=es")
        assert shown.status_code == 200
        assert shown.headers["Cache-Control"] == "no-store"
        assert "Vista previa: no se envía nada" in shown.text
        assert '<span lang="en">A new heading</span>' in shown.text
        action = re.search(r'<form method="post" action="([^"]+)"', shown.text)
        assert action
        sent = client.post(action[1].replace("&amp;", "&"), data=FILLED)
        assert sent.status_code == 200
        assert "We call you by Friday." in sent.text
        assert "Vista previa: no se envía nada" in sent.text
    old = client.get(f"{FORM}?version={version}").text
    assert "Preview: nothing is sent" in old
    assert "Welcome" in old
    assert client.get(f"/e/second?draft={empty}").status_code == 200, "one that was never published"
    assert client.get("/e/second").status_code == 404
    wrong = [f"{FORM}?draft={token}x", f"{FORM}?draft={empty}", f"/f/second?draft={token}", f"{FORM}?version=1.{token}"]
    for address in wrong:
        assert client.get(address).status_code == 404, address
        assert client.post(address, data=FILLED).status_code == 404, address
    assert client.get(f"{FORM}?version=b").status_code == 200, "a tag of somebody's own"
    assert len(client.get(FORM).text) == len(published), "nobody else sees anything of it"
    with app.app_context():
        assert db.session.query(Submission).count() == 0


@pytest.mark.parametrize("shuffle", [True, False])
def test_the_order_is_shuffled_or_the_firms_with_the_last_ones_last(
    app: Flask, client: FlaskClient, shuffle: bool
) -> None:
    choices = [{"key": "other", "label": "Other", "last": True}, *EVERYTHING["choices"][:3]]
    publish_whole(app, choices=choices, shuffle=shuffle)
    orders = {
        tuple(re.findall(r'name="choice" type="radio" value="([a-z]+)"', client.get(FORM).text)) for _ in range(30)
    }
    assert {order[-1] for order in orders} == {"other"}
    assert len(orders) > 1 if shuffle else orders == {("recommended", "search", "site", "other")}
