"""A client is corrected on a page: who did it and when stays, their own words are as they were, and numbers follow."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from attribution import Result
from records.answers.submissions import Submission
from records.clients import Client
from records.db import Base, db
from records.erasing import erase
from records.mail import send_later
from records.mail.opt_outs import opt_out, wants_no_mail
from records.reviews.reviewing import source_of_client
from records.sources import Source
from records.totals import differences
from tests.admin.reading import numbers, visible
from tests.admin.small_firm import client, credit, noon, partner, pays
from tests.rig.forms import fields

ADDRESS = "/admin/clients/1/edit"


@pytest.fixture
def firm(app: Flask) -> Flask:
    with app.app_context():
        session = db.session()
        joe = partner(session, "Joe Smith")
        ana = client(session, "Ana Adms", Result("auto", (credit(joe),)), "Joe Smith")
        pays(session, ana, 50_000)
        client(session, "Ben Brown", Result("auto", (credit(joe),)), "Joe Smith")
        ben = session.get_one(Client, 2)
        ben.email, ben.email_key = "ben@mail.example", "ben@mail.example"
        db.session.commit()
    return app


def correct(owner: FlaskClient, **changes: str) -> TestResponse:
    return owner.post(ADDRESS, data=fields(owner.get(ADDRESS), ADDRESS) | changes)


def of_joe(owner: FlaskClient, address: str) -> dict[str, int]:
    return {n.measure: n.value for n in numbers(owner.get(address).text) if n.part == "1"}


def test_what_was_corrected_stands_on_the_page_with_who_and_when(firm: Flask, owner: FlaskClient) -> None:
    assert f'href="{ADDRESS}"' in owner.get("/admin/clients/1").text
    response = correct(
        owner,
        name="Ana Adams",
        email="ana@mail.example",
        phone="617 555 0101",
        company="Adams Ltd",
        came_on="2026-03-04",
    )
    assert (response.status_code, response.location) == (303, "/admin/clients/1")
    text = visible(owner.get("/admin/clients/1").text)
    assert "Ana Adams is corrected." in text
    assert "Name: “Ana Adms” became “Ana Adams”" in text
    assert "became “ana@mail.example”" in text
    assert "Phone: “617 555 0101” was added" in text
    assert "Day they came: Mar 10, 2026 became Mar 4, 2026" in text
    assert ", olive" in text.partition("What was corrected")[2][:120]
    assert "Ana Adams" in visible(owner.get("/admin/clients?q=ana+adams").text)
    assert "became “Ana Adams”" in owner.get("/admin/clients/1?format=print").text
    with firm.app_context():
        assert db.session.get_one(Client, 1).name_key == "ana adams"


def test_what_they_wrote_stays_as_they_wrote_it(firm: Flask, owner: FlaskClient) -> None:
    with firm.app_context():
        before = db.session.execute(select(Submission.__table__).where(Submission.id == 1)).one()
    correct(owner, name="Ana Adams", email="ana@mail.example", came_on="2026-03-04")
    with firm.app_context():
        assert db.session.execute(select(Submission.__table__).where(Submission.id == 1)).one() == before


def test_the_numbers_follow_another_day(firm: Flask, owner: FlaskClient) -> None:
    march, april = "/admin/?from=2026-03-01&to=2026-03-31", "/admin/?from=2026-02-01&to=2026-02-28"
    assert of_joe(owner, march)["clients"] == 2_000_000
    correct(owner, came_on="2026-02-27")
    assert of_joe(owner, march)["clients"] == 1_000_000
    assert of_joe(owner, april)["clients"] == 1_000_000
    with firm.app_context():
        assert list(differences(db.session())) == []


def test_a_name_in_letters_that_folding_has_none_for_is_a_name(firm: Flask, owner: FlaskClient) -> None:
    assert correct(owner, name="渡邉 凛").status_code == 303
    with firm.app_context():
        assert db.session.get_one(Client, 1).name_key == "渡邉 凛"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": " "}, "Write the name."),
        ({"name": "?!"}, "A name needs at least one letter or digit."),
        ({"email": "ana"}, "Please check the e-mail address"),
        ({"phone": "12"}, "Please check the phone number"),
        ({"came_on": ""}, "Say on which day they came."),
        ({"came_on": "2199-01-01"}, "This day is still to come."),
    ],
)
def test_what_cannot_be_is_said_with_everything_kept(
    firm: Flask, owner: FlaskClient, changes: dict[str, str], said: str
) -> None:
    response = correct(owner, company="Adams Ltd", **changes)
    assert response.status_code == 422
    assert said in response.text
    assert 'value="Adams Ltd"' in response.text
    with firm.app_context():
        assert db.session.get_one(Client, 1).company == ""


def test_somebody_of_the_same_contact_is_named(firm: Flask, owner: FlaskClient) -> None:
    correct(owner, email="BEN@mail.example")
    text = visible(owner.get("/admin/clients/1").text)
    assert "Ben Brown has the same e-mail or phone. Nothing is joined" in text
    assert "Ana Adms has the same e-mail or phone" in visible(owner.get("/admin/clients/2").text)
    correct(owner, email="ana@mail.example")
    for number in (1, 2):
        assert "same e-mail or phone" not in visible(owner.get(f"/admin/clients/{number}").text).replace(
            "Ben Brown has the same e-mail or phone. Nothing is joined", ""
        )
    with firm.app_context():
        assert set(db.session.scalars(select(Client.same_contact_as_id))) == {None}


def test_the_source_that_they_are_is_called_as_they_are(firm: Flask, owner: FlaskClient) -> None:
    with firm.app_context():
        source_of_client(db.session(), db.session.get_one(Client, 1), noon(date(2026, 3, 12)))
        db.session.commit()
    correct(owner, name="Ana Adams")
    with firm.app_context():
        source = db.session.scalars(select(Source).where(Source.client_id == 1)).unique().one()
        assert (source.name, source.name_key) == ("Ana Adams", "ana adams")


def test_who_wanted_no_mail_gets_none_at_the_new_address(firm: Flask, owner: FlaskClient) -> None:
    with firm.app_context():
        opt_out(db.session(), db.session.get_one(Client, 1).email, noon(date(2026, 3, 12)))
        db.session.commit()
    correct(owner, email="ana@mail.example")
    with firm.app_context():
        assert wants_no_mail(db.session(), "ana@mail.example")


def test_nothing_changed_leaves_no_trace(firm: Flask, owner: FlaskClient) -> None:
    assert correct(owner).status_code == 303
    text = visible(owner.get("/admin/clients/1").text)
    assert "Nothing was changed." in text
    assert "What was corrected" not in text


def test_who_was_erased_is_corrected_no_more(firm: Flask, owner: FlaskClient) -> None:
    form = fields(owner.get(ADDRESS), ADDRESS)
    with firm.app_context():
        # A mail that went to the address that they had before.
        send_later(db.session(), "ask", form["email"], "A question", "Dear Ana Adms", noon(date(2026, 3, 11)))
        db.session.commit()
    correct(owner, name="Zebedee", email="zeb@mail.example", came_on="2026-03-04")
    with firm.app_context():
        erase(db.session(), db.session.get_one(Client, 1), noon(date(2026, 4, 1)))
        db.session.commit()
    assert (owner.get(ADDRESS).status_code, owner.post(ADDRESS, data=form).status_code) == (404, 404)
    with firm.app_context():
        tables = [db.session.execute(select(table)).all() for table in Base.metadata.sorted_tables]
    for gone in ("Zebedee", "zeb@mail.example", "Adms", form["email"]):
        assert gone not in repr(tables), gone
    html = owner.get("/admin/clients/1").text
    assert "Zebedee" not in html
    assert "Adms" not in html
    assert ADDRESS not in html
    assert "Name: the words are gone" in visible(html)
    assert "Day they came: Mar 10, 2026 became Mar 4, 2026" in visible(html)
