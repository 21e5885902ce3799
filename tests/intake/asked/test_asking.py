"""The form asks: its fields, its choices in changing orders, and a plain word where there is no form."""

import re
from copy import deepcopy
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from records.db import db
from records.firm import the_firm
from records.forming.forms import FormVersion
from tests.intake.sending import FORM, FRAME, THANKS, payload
from tests.rig.forms import fields

ADDRESSES = [FORM, FRAME]


def shown(text: str) -> list[str]:
    """The keys of the choices in the order of the page."""
    return re.findall(r'name="choice" type="radio" value="([^"]+)"', text)


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_has_exactly_the_agreed_fields(client: FlaskClient, address: str) -> None:
    names = set(re.findall(r'\bname="([a-z_]+)"', client.get(address).text)) - {"viewport"}
    # `subject` is for programs: people do not see it.
    agreed = {"token", "name", "email", "phone", "need", "choice", "answer", "searched", "may_tell"}
    assert names == agreed | {"subject"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_is_chosen_or_allowed_before_the_client_does_so(client: FlaskClient, address: str) -> None:
    untouched = fields(client.get(address), address)
    assert untouched.pop("token")
    empty = ("name", "email", "phone", "need", "answer", "searched", "subject")
    assert untouched == dict.fromkeys(empty, "")


def test_the_order_changes_and_other_and_i_do_not_remember_stay_last(client: FlaskClient) -> None:
    pages = [shown(client.get(FORM).text) for _ in range(40)]
    assert all(page[-2:] == ["other", "forgotten"] for page in pages)
    assert len({page[0] for page in pages}) > 1
    assert len({frozenset(page) for page in pages}) == 1


def test_every_page_has_a_token_of_its_own(client: FlaskClient) -> None:
    assert len({payload(client)["token"] for _ in range(10)}) == 10


def test_the_firm_and_the_words_of_its_form_stand_on_the_page(client: FlaskClient) -> None:
    text = client.get(FORM).text
    for words in ("My firm", "Welcome", "Please tell us how to reach you", "What brought you to us?"):
        assert words in text


@pytest.mark.parametrize("address", ["/f/nothing", "/e/nothing", "/f/nothing/thanks"])
def test_an_unknown_form_is_answered_in_plain_words(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "There is no form here" in response.text
    assert "check the address" in response.text


def test_a_form_sent_to_an_unknown_address_is_not_found(client: FlaskClient) -> None:
    assert client.post("/f/nothing", data=payload(client)).status_code == 404


def test_the_thank_you_page_says_what_happens_next_and_offers_a_new_form(client: FlaskClient) -> None:
    page = client.get(THANKS)
    assert page.status_code == 200
    assert "within two working days" in page.text
    assert f'<a href="{FORM}">Another person: new form</a>' in page.text


def test_a_frame_leads_to_its_own_thank_you_page(client: FlaskClient) -> None:
    response = client.post(FRAME, data=payload(client, FRAME))
    assert response.headers["Location"] == f"{FRAME}/thanks"
    assert f'<a href="{FRAME}">' in client.get(f"{FRAME}/thanks").text


def test_a_new_version_is_seen_at_once_by_whoever_published_it(app: Flask, client: FlaskClient) -> None:
    old = payload(client)
    publish(app, question="How did you find us?")
    assert "How did you find us?" in client.get(FORM).text
    assert client.post(FORM, data=old).status_code == 303, "a page of the old version is still good"
    assert "What brought you to us?" in client.post(FORM, data=old | {"name": ""}).text


def test_a_new_name_of_the_firm_is_seen_at_once(app: Flask, client: FlaskClient) -> None:
    client.get(FORM)
    with app.app_context():
        the_firm(db.session()).name = "Baker & Moss"
        db.session.commit()
    assert "Baker &amp; Moss" in client.get(FORM).text


def publish(app: Flask, **changes: object) -> None:
    """Publish the form's next version."""
    with app.app_context():
        newest = db.session.scalars(select(FormVersion).order_by(FormVersion.number.desc()).limit(1)).one()
        definition = deepcopy(newest.definition) | changes
        number = newest.number + 1
        version = FormVersion(form_id=newest.form_id, number=number, published_at=datetime.now(UTC))
        version.definition = definition
        db.session.add(version)
        db.session.commit()
