"""Staff join two clients who are one person, see beforehand what will happen, and take them apart again."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from attribution import Result
from records.clients import Client
from records.db import db
from records.erasing import erase
from records.joining.rows import ClientJoin
from records.mail.opt_outs import opt_out, wants_no_mail
from records.totals import differences
from tests.admin.reading import numbers, visible
from tests.admin.small_firm import client, credit, noon, partner, pays
from tests.rig.forms import fields
from tests.rig.people import VIEWER, give_account, signed_in

PAGE = "/admin/clients/1/same-person"


@pytest.fixture
def firm(app: Flask) -> Flask:
    with app.app_context():
        session = db.session()
        joe, nisha = partner(session, "Joe Smith"), partner(session, "Nisha Patel")
        ana = client(session, "Ana Adams", Result("auto", (credit(joe),)), "Joe Smith")
        pays(session, ana, 50_000)
        late = date(2026, 3, 14)
        again = client(session, "Anna Adams", Result("auto", (credit(nisha),)), "Nisha Patel", late)
        again.phone, again.phone_key = "617 555 0101", "+16175550101"
        pays(session, again, 20_000)
        client(session, "Ben Brown", Result("auto", (credit(joe),)), "Joe Smith")
        db.session.commit()
    return app


def join(owner: FlaskClient, page: str = PAGE, other: int = 2) -> TestResponse:
    return owner.post(page, data=fields(owner.get(f"{page}?other={other}"), page, having="stays"))


def undo(owner: FlaskClient) -> TestResponse:
    return owner.post("/admin/client-joins/1/undo", data=fields(owner.get("/admin/clients/1"), "/client-joins/1/undo"))


def of_partner(owner: FlaskClient, part: str) -> dict[str, int]:
    return {
        n.measure: n.value for n in numbers(owner.get("/admin/?from=2026-03-01&to=2026-03-31").text) if n.part == part
    }


def test_a_similar_name_is_suggested_and_both_stand_side_by_side(firm: Flask, owner: FlaskClient) -> None:
    assert f'href="{PAGE}"' in owner.get("/admin/clients/1").text
    text = owner.get(PAGE).text
    assert f'href="{PAGE}?other=2"' in text
    assert "has another form of this name" in visible(text) or "has a similar name" in visible(text)
    assert "Ben Brown" not in visible(text)
    text = visible(owner.get(f"{PAGE}?other=2").text)
    for said in (
        "Ana Adams stays, because they came first.",
        "Phone 617 555 0101 fills a blank.",
        "The first usable answer keeps the credit: “Joe Smith”",
        "“Nisha Patel”",
        "Payments add up.",
        "The stage is “won”",
        "$500.00 received",
        "$200.00 received",
    ):
        assert said in text, said


@pytest.mark.parametrize("typed", ["anna", "Anna Adams", "617-555-0101", "client"])
def test_somebody_is_looked_for_by_name_phone_and_e_mail(firm: Flask, owner: FlaskClient, typed: str) -> None:
    assert f'href="{PAGE}?other=2"' in owner.get(PAGE, query_string={"q": typed}).text
    assert "Nobody else has “Zoe”" in visible(owner.get(f"{PAGE}?q=Zoe").text)


def test_from_either_page_the_one_who_came_first_stays(firm: Flask, owner: FlaskClient) -> None:
    assert "Ana Adams stays" in visible(owner.get("/admin/clients/2/same-person?other=1").text)
    response = join(owner, "/admin/clients/2/same-person", 1)
    assert (response.status_code, response.location) == (303, "/admin/clients/1")
    text = visible(owner.get("/admin/clients/1").text)
    assert "Anna Adams and Ana Adams are one client now." in text
    assert "is the same person. Joined on" in text
    assert "by olive" in text
    assert "Joined with them as the same person" in owner.get("/admin/clients/1?format=print").text


def test_they_count_once_in_every_ranking_list_and_export(firm: Flask, owner: FlaskClient) -> None:
    assert of_partner(owner, "2") == {"clients": 1_000_000, "won": 1_000_000, "revenue": 20_000} | of_partner(
        owner, "2"
    )
    join(owner)
    assert of_partner(owner, "2").get("clients", 0) == 0
    joe = of_partner(owner, "1")
    assert (joe["clients"], joe["revenue"]) == (2_000_000, 70_000)
    assert "2 clients" in visible(owner.get("/admin/clients").text)
    assert "Anna" not in visible(owner.get("/admin/clients").text)
    assert "Anna" not in owner.get("/admin/clients?format=csv").text
    assert 'href="/admin/clients/1"' in owner.get("/admin/clients?q=anna").text
    with firm.app_context():
        assert list(differences(db.session())) == []
    undo(owner)
    assert of_partner(owner, "2")["revenue"] == 20_000
    assert "3 clients" in visible(owner.get("/admin/clients").text)


def test_the_address_of_who_was_joined_leads_to_who_stayed(firm: Flask, owner: FlaskClient) -> None:
    stage = fields(owner.get("/admin/clients/2"), "/clients/2/stages")
    join(owner)
    assert owner.get("/admin/clients/2?part=1").location == "/admin/clients/1?part=1"
    assert owner.get("/admin/clients/2/edit").location == "/admin/clients/1/edit"
    response = owner.post("/admin/clients/2/stages", data=stage | {"stage": "lost"})
    assert (response.status_code, response.location) == (303, "/admin/clients/1")
    assert "Nothing was changed; do it here" in visible(owner.get("/admin/clients/1").text)
    with firm.app_context():
        # The next client has a number of their own, also where a database would give the last one again.
        db.session.add(new := client(db.session(), "Zoe Quill", None))
        db.session.commit()
        assert new.id == 4
    undo(owner)
    assert owner.get("/admin/clients/2").status_code == 200


@pytest.mark.parametrize(
    "words", ["endpoint=x", "_scheme=ftp&_external=1", "_anchor=x", "_method=POST", "q=%00&q=%C3%A9"]
)
def test_what_is_asked_of_the_address_goes_with_it_word_for_word(firm: Flask, owner: FlaskClient, words: str) -> None:
    join(owner)
    response = owner.get(f"/admin/clients/2?{words}")
    assert (response.status_code, response.location) == (303, f"/admin/clients/1?{words}")


def test_the_last_client_of_all_keeps_the_number(firm: Flask, owner: FlaskClient) -> None:
    join(owner, PAGE, 3)
    with firm.app_context():
        more = [client(db.session(), name, None).id for name in ("Zoe Quill", "Yan Li")]
        db.session.commit()
    assert more == [4, 5]
    assert owner.get("/admin/clients/3").location == "/admin/clients/1"
    undo(owner)
    assert "Ben Brown" in visible(owner.get("/admin/clients/3").text)


def test_what_cannot_be_joined_is_said(firm: Flask, owner: FlaskClient) -> None:
    form = fields(owner.get(f"{PAGE}?other=2"), PAGE, having="stays")
    for changes, said in (
        ({"other": "1", "stays": "1"}, "These are one and the same already."),
        ({"other": "99"}, "choose who is the same person"),
        ({"other": ""}, "choose who is the same person"),
        ({"stays": "2"}, "Look again who stays."),
    ):
        assert owner.post(PAGE, data=form | changes).status_code == 303
        assert said in visible(owner.get("/admin/clients/1").text), said
    with firm.app_context():
        erase(db.session(), db.session.get_one(Client, 3), noon(date(2026, 4, 1)))
        db.session.commit()
    owner.post(PAGE, data=form | {"other": "3"})
    assert "This person was erased." in visible(owner.get("/admin/clients/1").text)
    assert owner.get("/admin/clients/3/same-person").status_code == 404
    with firm.app_context():
        assert db.session.query(ClientJoin).count() == 0


def test_a_second_press_is_harmless(firm: Flask, owner: FlaskClient) -> None:
    form = fields(owner.get(f"{PAGE}?other=2"), PAGE, having="stays")
    owner.post(PAGE, data=form)
    assert owner.post(PAGE, data=form).status_code == 303
    assert "They are joined already." in visible(owner.get("/admin/clients/1").text)
    take_apart = fields(owner.get("/admin/clients/1"), "/client-joins/1/undo")
    assert owner.post("/admin/client-joins/1/undo", data=take_apart).location == "/admin/clients/2"
    assert owner.post("/admin/client-joins/1/undo", data=take_apart).status_code == 404
    with firm.app_context():
        assert db.session.query(Client).count() == 3


def test_a_page_of_before_takes_nobody_else_apart(firm: Flask, owner: FlaskClient) -> None:
    """The number of a joining that was undone may be the next one's."""
    join(owner)
    before = fields(owner.get("/admin/clients/1"), "/client-joins/1/undo")
    undo(owner)
    join(owner, PAGE, 3)
    with firm.app_context():
        (number,) = db.session.scalars(select(ClientJoin.id))
    assert owner.post(f"/admin/client-joins/{number}/undo", data=before).status_code == 404
    assert owner.get("/admin/clients/3").location == "/admin/clients/1"


def test_a_look_at_the_head_of_a_page_says_nothing(firm: Flask, owner: FlaskClient) -> None:
    join(owner)
    owner.get("/admin/clients/1")
    assert owner.head("/admin/clients/2").location == "/admin/clients/1"
    assert "Nothing was changed" not in owner.get("/admin/clients/1").text


def test_viewers_can_neither_see_the_page_nor_join(firm: Flask, owner: FlaskClient) -> None:
    form = fields(owner.get(f"{PAGE}?other=2"), PAGE, having="stays")
    give_account(firm, VIEWER)
    viewer = signed_in(firm, VIEWER)
    assert viewer.get(PAGE).status_code == 404
    token = fields(viewer.get("/admin/password"), "/admin/password")["csrf_token"]
    assert viewer.post(PAGE, data=form | {"csrf_token": token}).status_code == 404
    join(owner)
    assert "same-person" not in viewer.get("/admin/clients/1").text
    assert viewer.post("/admin/client-joins/1/undo", data={"csrf_token": token}).status_code == 404


def test_undone_backwards_and_with_a_reason_otherwise(firm: Flask, owner: FlaskClient) -> None:
    form = fields(owner.get(f"{PAGE}?other=2"), PAGE, having="stays")
    owner.post(PAGE, data=form)
    first = fields(owner.get("/admin/clients/1"), "/client-joins/1/undo")
    join(owner, PAGE, 3)
    owner.post("/admin/client-joins/1/undo", data=first)
    text = owner.get("/admin/clients/1").text
    assert "Ben Brown was joined with Ana Adams since; take that apart first." in visible(text)
    owner.post("/admin/client-joins/2/undo", data=fields(owner.get("/admin/clients/1"), "/client-joins/2/undo"))
    assert undo(owner).location == "/admin/clients/2"


def test_a_client_who_took_somebody_in_can_be_joined_with_an_earlier_one(firm: Flask, owner: FlaskClient) -> None:
    with firm.app_context():
        earlier = db.session.get_one(Client, 3)
        earlier.came_on = date(2026, 1, 5)
        db.session.commit()
    join(owner)
    join(owner, PAGE, 3)
    assert owner.get("/admin/clients/2").location == "/admin/clients/3"
    assert owner.get("/admin/clients/1").location == "/admin/clients/3"
    owner.post("/admin/client-joins/2/undo", data=fields(owner.get("/admin/clients/3"), "/client-joins/2/undo"))
    assert owner.get("/admin/clients/2").location == "/admin/clients/1"
    assert undo(owner).location == "/admin/clients/2"


def test_who_wanted_no_mail_at_one_address_gets_none_at_the_other(firm: Flask, owner: FlaskClient) -> None:
    with firm.app_context():
        emails = [db.session.get_one(Client, number).email for number in (1, 2)]
        opt_out(db.session(), emails[1], noon(date(2026, 3, 15)))
        db.session.commit()
    join(owner)
    with firm.app_context():
        assert all(wants_no_mail(db.session(), email) for email in emails)
    undo(owner)
    with firm.app_context():
        assert [wants_no_mail(db.session(), email) for email in emails] == [False, True]
    join(owner)
    with firm.app_context():
        # They say so themselves meanwhile.
        opt_out(db.session(), emails[0], noon(date(2026, 3, 20)))
        (address,) = (f"/admin/client-joins/{number}/undo" for number in db.session.scalars(select(ClientJoin.id)))
        db.session.commit()
    owner.post(address, data=fields(owner.get("/admin/clients/1"), address))
    with firm.app_context():
        assert wants_no_mail(db.session(), emails[0])
