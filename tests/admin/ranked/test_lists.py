"""Lists: searching clients, paging, and addresses that mean nothing."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from attribution import Result
from records.clients.contacts import phone_key
from records.db import db
from records.firm import the_firm
from tests.admin.reading import entries, sum_of, visible
from tests.admin.small_firm import client, credit, full_firm, partner


def test_a_client_is_found_by_name_in_any_writing_and_by_e_mail(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        session = db.session()
        zoe = client(session, "Zoë Núñez", None)
        client(session, "Ana Adams", None)
        db.session.commit()
        email = zoe.email
    for wanted in ("zoe nunez", "NÚÑEZ", email, email.upper()):
        html = owner.get("/admin/clients", query_string={"q": wanted}).text
        assert "Zoë Núñez" in html, wanted
        assert "Ana Adams" not in html, wanted


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        # As it was written, as it is dialled from elsewhere, run together, and its beginning or end.
        ("617 555 0199", {"Zoe North"}),
        ("+1 (617) 555-0199", {"Zoe North"}),
        ("001 617 555 0199", {"Zoe North"}),
        ("6175550199", {"Zoe North"}),
        ("0199", {"Zoe North"}),
        ("617.555", {"Zoe North", "Ana Adams"}),
        ("+44 141 496 0123", {"Una Gray"}),
        ("0141 496", {"Una Gray"}),
        # Too few digits are part of hundreds; a number among words is none.
        ("019", set()),
        ("call 617 555 0199", set()),
    ],
)
def test_a_client_is_found_by_phone_however_it_is_written(
    app: Flask, owner: FlaskClient, wanted: str, names: set[str]
) -> None:
    phones = {"Zoe North": "617-555-0199", "Ana Adams": "(617) 555 0100", "Una Gray": "+44 141 496 0123", "Al Dent": ""}
    with app.app_context():
        session = db.session()
        for name, phone in phones.items():
            somebody = client(session, name, None)
            somebody.phone, somebody.phone_key = phone, phone_key(phone, "US")
        db.session.commit()
    html = visible(owner.get("/admin/clients", query_string={"q": wanted}).text)
    assert {name for name in phones if name in html} == names
    assert not names or all(phones[name] in html for name in names), "the number stands beside the name"


def test_a_number_is_found_by_what_is_dialled_before_it_within_the_country(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        session = db.session()
        the_firm(session).country = "RU"
        somebody = client(session, "Zoe North", None)
        somebody.phone, somebody.phone_key = "+7 495 123-45-67", phone_key("+7 495 123-45-67", "RU")
        db.session.commit()
    assert "Zoe North" in owner.get("/admin/clients", query_string={"q": "8 (495) 123-45-67"}).text


@pytest.mark.parametrize("wanted", ["%", "_", "nobody at all", "\x00", "a" * 5000, "'; DROP TABLE clients"])
def test_what_nobody_is_called_finds_nobody(app: Flask, owner: FlaskClient, wanted: str) -> None:
    full_firm(app)
    response = owner.get("/admin/clients", query_string={"q": wanted})
    assert response.status_code == 200
    assert "Show all clients" in response.text


def test_a_firm_without_clients_is_led_to_its_form(owner: FlaskClient) -> None:
    assert 'href="/f/new-client"' in owner.get("/admin/clients").text


def test_the_words_of_each_client_stand_in_the_list(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    assert "the Rotary talk" in owner.get("/admin/clients").text


def test_a_long_list_is_paged_and_the_sum_is_that_of_the_whole(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        session = db.session()
        joe = partner(session, "Joe Smith")
        for number in range(101):
            client(session, f"Client {number}", Result("auto", (credit(joe),)))
        db.session.commit()
    first = owner.get("/admin/clients?of=partners&part=1").text
    second = owner.get("/admin/clients?of=partners&part=1&page=2").text
    assert (sum_of(first)[1], sum_of(second)[1]) == ("101", "101")
    assert (entries(first)[0], entries(second)[0]) == (100, 1)
    assert "1 to 100 of 101" in visible(first)
    assert "page=2" in first


@pytest.mark.parametrize("page", ["0", "-3", "two"])
def test_a_page_that_does_not_exist_is_the_first(app: Flask, owner: FlaskClient, page: str) -> None:
    full_firm(app)
    for address in ("/admin/clients?", "/admin/clients?of=partners&part=1&", "/admin/payments?of=partners&part=1&"):
        assert owner.get(f"{address}page={page}").status_code == 200
    assert owner.get(f"/admin/partners?page={page}").status_code == 200


@pytest.mark.parametrize("page", ["2", "999999999999999999999"])
def test_a_page_beyond_the_end_is_the_last_one(app: Flask, owner: FlaskClient, page: str) -> None:
    full_firm(app)
    for path in ("clients", "partners", "contacts", "time", "thanks", "referrals", "balance", "mail", "imports"):
        response = owner.get(f"/admin/{path}?page={page}")
        assert (response.status_code, response.location) == (303, f"/admin/{path}?page=1"), path
    for path in ("clients", "payments"):
        response = owner.get(f"/admin/{path}?of=partners&part=1&page={page}")
        assert response.location == f"/admin/{path}?of=partners&part=1&page=1"
        assert "is 0" not in owner.get(response.location).text


def test_the_last_page_of_several_is_the_last_one(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        for number in range(101):
            client(db.session(), f"Client {number:03}", None)
        db.session.commit()
    html = owner.get("/admin/clients?page=99", follow_redirects=True).text
    assert "of 101" in visible(html)
    assert "No client yet" not in html


@pytest.mark.parametrize(
    "words",
    [
        "of=partners&part=999",
        "of=partners&part=x",
        "of=keywords&part=1-loud",
        "of=channels&part=road",
        "of=partners&part=9" * 9,
    ],
)
def test_a_part_that_does_not_exist_is_not_found(app: Flask, owner: FlaskClient, words: str) -> None:
    full_firm(app)
    assert owner.get(f"/admin/clients?{words}").status_code == 404
    assert owner.get(f"/admin/payments?{words}").status_code == 404


def test_a_list_says_whose_clients_they_are(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    said = {
        "/admin/clients?of=partners&part=1": "Clients introduced by Joe Smith",
        "/admin/clients?of=partners&part=1&measure=won": "Won clients introduced by Joe Smith",
        "/admin/clients?of=partners&part=in_review": "Clients in review",
        "/admin/clients?of=partners&part=conflict": "Clients for whom said and clicked disagree",
        "/admin/clients?of=websites&part=unknown": "Clients without a known web visit",
        "/admin/payments?of=partners&part=1": "Payments received of clients introduced by Joe Smith",
        "/admin/payments?of=channels&part=organic-search": "Payments received of clients through Organic Search",
        "/admin/payments": "Payments received of all clients",
    }
    for address, heading in said.items():
        assert f"<h1>{heading}</h1>" in owner.get(address).text, address
