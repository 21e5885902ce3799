"""Drafts hold whatever staff have typed so far: a preview shows them, leads nowhere wrong and never breaks."""

from datetime import UTC, datetime
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from intake.looks.appearance import logo_address
from records.db import db
from records.firm import first_office
from records.forming.drafts import discard_draft, draft_of, save_draft, start_draft
from records.forming.forms import Form
from records.forming.opening import new_form
from records.forming.pictures import add_picture
from records.forming.previews import preview_token
from tests.intake.forming.whole import EVERYTHING, FILLED
from tests.intake.sending import FORM
from tests.records.forming.test_definitions import PNG

NOW = datetime(2026, 3, 1, tzinfo=UTC)
MISTAKES: list[dict[str, Any]] = [
    {"contact": dict.fromkeys(("email", "phone", "company", "need"), False)},
    {"thanks": {"text": "", "address": "javascript://x.example/%0aalert(1)", "redirect": True}},
    {"thanks": {"text": "", "address": "https://[", "redirect": True}},
    {"privacy": {"text": "", "address": "javascript:alert(1)"}},
    {"look": {"accent": "#", "logo": None}},
    {"look": {"accent": "#../f/x", "logo": None}},
    {"choices": [], "own": [], "question": ""},
    {"own": [{"key": "a", "type": "choice", "label": "", "options": [], "required": True}]},
]


def test_a_draft_with_mistakes_is_shown_without_what_they_would_lead_to(app: Flask, client: FlaskClient) -> None:
    for mistake in MISTAKES:
        with app.app_context():
            session = db.session()
            form = session.get_one(Form, 1)
            before = draft_of(session, form)
            draft = save_draft(session, form, EVERYTHING | mistake, before.revision if before else 0, None, NOW)
            token = preview_token(1, draft.revision, str(app.config["SECRET_KEY"]))
            session.commit()
        seen, sent = client.get(f"{FORM}?draft={token}"), client.post(f"{FORM}?draft={token}", data=FILLED)
        assert (seen.status_code, sent.status_code) == (200, 200), mistake
        for wrong in ("javascript:", 'href="https://[', 'href=""', "/accent/."):
            assert wrong not in seen.text + sent.text, (mistake, wrong)


def test_a_picture_is_shown_for_its_own_form_alone(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        session = db.session()
        second = new_form(session, "Second", "second", "en", first_office(session), None, NOW)
        logo = add_picture(session, second, PNG, NOW, None).id
        session.commit()
    with app.test_request_context():
        (ours, first, nonsense, none) = (
            logo_address(slug, number)
            for slug, number in (("second", logo), ("new-client", logo), ("nonsense", logo), ("second", logo + 1))
        )
    assert client.get(ours).data == PNG
    # Neither at another form's address, nor by counting.
    for nothing in (first, nonsense, none, f"/f/second/logo/{logo}", f"/f/second/logo/{10**30}", f"{ours}x"):
        assert client.get(nothing).status_code == 404, nothing


def test_a_preview_ends_with_its_draft_and_opens_no_later_one(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        session = db.session()
        form = session.get_one(Form, 1)
        begun = start_draft(session, form, None, NOW).revision
        token = preview_token(1, begun, str(app.config["SECRET_KEY"]))
        seen = save_draft(session, form, EVERYTHING, begun, None, NOW).revision
        session.commit()
    assert client.get(f"{FORM}?draft={token}").status_code == 200, "its draft was changed, and is the same"
    with app.app_context():
        session = db.session()
        form = session.get_one(Form, 1)
        discard_draft(session, form, seen)
        session.commit()
        start_draft(session, form, None, NOW)
        session.commit()
    assert client.get(f"{FORM}?draft={token}").status_code == 404
