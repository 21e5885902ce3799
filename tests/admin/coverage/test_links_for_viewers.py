"""Whoever may only look is given no link by which a client's answer could be written or their mail stopped."""

from flask import Flask

from records.coverage.links import ask_token, make_ask_link
from records.db import db
from tests.records.firm_of_tests import NOW, told
from tests.rig.people import COLLEAGUE, VIEWER, give_account, signed_in


def test_a_viewer_is_given_no_personal_link(app: Flask) -> None:
    give_account(app, VIEWER)
    give_account(app, COLLEAGUE)
    with app.app_context():
        client = told(db.session(), "google", name="Jane Doe").client
        number, token = client.id, ask_token(make_ask_link(db.session(), client, NOW, None), str(app.secret_key))
        db.session.commit()
    page, card = f"/admin/clients/{number}", f"/admin/clients/{number}/ask-card"
    viewer, colleague = signed_in(app, VIEWER), signed_in(app, COLLEAGUE)
    assert token in colleague.get(page).text
    assert token in colleague.get(card).text
    assert token not in viewer.get(page).text
    assert viewer.get(card).status_code == 404
