"""What goes wrong is said in plain words, and shows nothing from inside."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from records.db import db


def test_an_address_that_does_not_exist_says_so_among_the_staff_pages(owner: FlaskClient) -> None:
    response = owner.get("/admin/nowhere")
    assert response.status_code == 404
    assert "There is no such page" in response.text
    assert "Sign out" in response.text


@pytest.mark.parametrize("number", ["999", "99999999999999999999999999", "0"])
@pytest.mark.parametrize("page", ["clients", "partners", "sources", "answers"])
def test_a_record_that_does_not_exist_is_not_found(owner: FlaskClient, page: str, number: str) -> None:
    assert owner.get(f"/admin/{page}/{number}").status_code == 404


@pytest.mark.settings(PROPAGATE_EXCEPTIONS=False)
def test_a_failure_shows_nothing_from_inside(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        db.session.execute(text("ALTER TABLE firm RENAME TO gone"))
        db.session.commit()
    response = owner.get("/admin/")
    assert response.status_code == 500
    assert "Something went wrong on our side" in response.text
    for inside in ("firm", "sqlalchemy", "Traceback", "SELECT", "Error"):
        assert inside not in response.text


def test_an_address_outside_says_nothing_of_the_firm(client: FlaskClient) -> None:
    response = client.get("/nowhere")
    assert response.status_code == 404
    assert "There is no such page" in response.text
    assert "My firm" not in response.text
