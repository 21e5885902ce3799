"""What staff type to reach somebody is asked the same as what a client types in the public form."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from records.clients import Client
from records.db import db
from records.firm import the_firm
from tests.admin.small_firm import partner
from tests.rig.forms import fields

NO_PHONE = "Please check the phone number: write it like"
NO_EMAIL = "Please check the e-mail address: it should look like name@example.com."
NO_SITE = "Please check the website: it should look like example.com."
WRONG = [("email", "bad", NO_EMAIL), ("phone", "abc", NO_PHONE), ("phone", "12", NO_PHONE)]
WEBSITES = [("website", "not a site", NO_SITE), ("website", "site", NO_SITE)]


def desk(owner: FlaskClient, **changes: str) -> dict[str, str]:
    return fields(owner.get("/admin/clients/new"), "/clients/new", having="answer") | {"name": "Ann Lee"} | changes


@pytest.mark.parametrize(("field", "typed", "said"), [*WRONG, *WEBSITES])
def test_a_new_partner_can_be_reached(owner: FlaskClient, field: str, typed: str, said: str) -> None:
    form = fields(owner.get("/admin/partners/new"), "/admin/partners", having="aliases")
    response = owner.post("/admin/partners", data=form | {"name": "Nisha Patel", field: typed})
    assert response.status_code == 422
    assert said in response.text
    assert f'value="{typed}"' in response.text


@pytest.mark.parametrize(("field", "typed", "said"), WRONG)
def test_a_client_at_the_desk_can_be_reached(app: Flask, owner: FlaskClient, field: str, typed: str, said: str) -> None:
    response = owner.post("/admin/clients/new", data=desk(owner, **{field: typed}))
    assert response.status_code == 422
    assert said in response.text
    with app.app_context():
        assert db.session.query(Client).count() == 0


def test_a_number_is_read_as_of_the_firms_country(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        the_firm(db.session()).country = "GB"
        db.session.commit()
    response = owner.post("/admin/clients/new", data=desk(owner, phone="12"))
    assert f"{NO_PHONE} 0121 234 5678, or with the country as in +1 201 555 0123." in response.text
    assert owner.post("/admin/clients/new", data=desk(owner, phone="0121 234 5678")).status_code == 303


def test_what_is_kept_already_hinders_no_other_change(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        partner(db.session(), "Joe Smith", phone="ask Mary", email="joe at home", website="his wife's")
        db.session.commit()
    form = fields(owner.get("/admin/partners/1/edit"), "/partners/1", having="aliases")
    assert owner.post("/admin/partners/1", data=form | {"city": "Quincy"}).status_code == 303
    response = owner.post("/admin/partners/1", data=form | {"phone": "ask Sue"})
    assert (response.status_code, NO_PHONE in response.text) == (422, True)


def test_the_firms_own_website_has_a_host(app: Flask, owner: FlaskClient) -> None:
    form = fields(owner.get("/admin/firm"), having="zone")
    response = owner.post("/admin/firm", data=form | {"website": "not a site"})
    assert (response.status_code, NO_SITE in response.text) == (422, True)
    assert owner.post("/admin/firm", data=form | {"website": "www.hale.example/start"}).status_code == 303
