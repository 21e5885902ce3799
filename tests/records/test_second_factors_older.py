"""Two-factor sign-in is taken out of a database with what was written down of it, and comes back switched off."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from records.db import db
from tests.admin.reading import visible
from tests.rig.forms import fields
from tests.rig.people import COLLEAGUE, OWNER, signed_in
from tests.rig.phones import password_given, send_code, set_up, stopped_clock


def test_the_version_before_finds_nothing_that_it_cannot_read(
    app: Flask, owner: FlaskClient, colleague: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = stopped_clock(monkeypatch)
    set_up(owner, OWNER, clock)
    phone = set_up(colleague, COLLEAGUE, clock)
    send_code(password_given(app, COLLEAGUE), recovery=phone.recovery[0])
    for action in ("/admin/users/two-factor", "/admin/users/2/role"):
        page = "/admin/users" if action.endswith("two-factor") else "/admin/users/2"
        form = fields(owner.get(page), action) | ({"role": "viewer"} if action.endswith("role") else {})
        assert owner.post(action, data=form).status_code == 303
    with app.app_context():
        downgrade(revision="0107")
        assert set(db.session.execute(text("SELECT did FROM user_changes")).scalars()) == {"role"}
        db.session.rollback()
        upgrade()
    again = signed_in(app, OWNER)
    words = visible(again.get("/admin/users").text)
    assert "colin : Is viewer, was staff." in words and "Ask everybody for it" in words
    assert set_up(again, OWNER, clock).recovery
