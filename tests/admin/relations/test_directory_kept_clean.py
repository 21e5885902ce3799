"""Staff go through likely duplicates, retire partners and bring them back, and say who belongs to which business."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from attribution import Entity, Result
from records.db import db
from tests.admin.reading import visible
from tests.admin.small_firm import client, credit, partner, pays, waits
from tests.rig.forms import fields


@pytest.fixture(autouse=True)
def firm(app: Flask) -> None:
    with app.app_context():
        session = db.session()
        joe, joseph = partner(session, "Joe Smith"), partner(session, "Joseph Smith", organisation="Hudson Tax")
        hudson = partner(session, "Hudson Tax")
        assert hudson.partner
        hudson.partner.entity = Entity.BUSINESS
        half = Result("auto", (credit(hudson, 500_000), credit(joseph, 500_000)))
        for name, judged in [
            ("Ana Adams", Result("auto", (credit(hudson),))),
            ("Ben Brown", half),
            ("Cara Clark", Result("auto", (credit(joseph),))),
            ("Dev Davis", waits(credit(hudson))),
            ("Ella Evans", Result("auto", (credit(joe),))),
        ]:
            pays(session, client(session, name, judged, "someone"), 10_000)
        db.session.commit()


def press(owner: FlaskClient, page: str, action: str, **changes: str) -> str:
    """Press the button of a form, and read the page that it leads to."""
    sent = owner.post(action, data=fields(owner.get(page), action) | changes)
    assert sent.status_code == 303, sent.text
    return " ".join(visible(owner.get(sent.location).text).split())


def test_a_pair_is_shown_with_why_and_put_aside_for_good(owner: FlaskClient) -> None:
    page = "/admin/partners/duplicates"
    text = owner.get(page).text
    assert "“Joe” and “Joseph” are forms of one first name" in text
    assert 'href="/admin/partners/1/merge?other=2"' in text
    assert "Joe Smith" in owner.get(f"{page}?format=csv").text
    shown = press(owner, page, "/admin/partners/apart")
    assert "Nobody seems to be there twice" in shown
    assert "Said to be two Joe Smith and Joseph Smith" in shown
    assert "olive" in shown
    assert "1 pair of partners" in press(owner, page, "/admin/partners/apart/1/undo")


def test_a_partner_is_retired_listed_apart_and_brought_back(owner: FlaskClient) -> None:
    page = "/admin/partners/1"
    shown = press(owner, page, f"{page}/retirements", why="He has moved to Spain.")
    assert "Joe Smith is retired since" in shown
    assert "He has moved to Spain." in shown
    assert "Ella Evans" in shown
    listed = visible(owner.get("/admin/partners").text)
    assert "Joe Smith" not in listed
    assert "1 retired partner" in listed
    assert "Joe Smith" in visible(owner.get("/admin/partners?retired=1").text)
    shown = press(owner, page, f"{page}/retirements/end")
    assert "back since" in shown
    assert "Joe Smith" in visible(owner.get("/admin/partners").text)


def test_a_business_counts_with_its_people_each_client_once(owner: FlaskClient) -> None:
    page = "/admin/partners/2"
    assert fields(owner.get(page), f"{page}/organisation")["business"] == "Hudson Tax"
    assert "belongs to Hudson Tax now" in press(owner, page, f"{page}/organisation")
    shown = " ".join(visible(owner.get("/admin/partners/3").text).split())
    assert "Hudson Tax itself 2 2 $150.00 Joseph Smith 2 2 $150.00 Together 3 3 $300.00" in shown
    together = visible(owner.get("/admin/partners/3/with-people").text)
    assert all(name in together for name in ("Ana Adams", "Ben Brown", "Cara Clark"))
    assert "Dev Davis" not in together
    text = " ".join(together.split())
    assert "Together: they sent 3, all became clients worth $300; we sent none." in text
    assert "Hudson Tax itself 2 0 2 0 $150.00 $0.00 Joseph Smith 2 0 2 0 $150.00 $0.00 Together 3 0 3 0 $300.00" in text
    listed = owner.get("/admin/balance").text
    assert "With its people: they sent 3, all became clients worth $300; we sent none." in visible(listed)
    line = 'href="/admin/partners/3/with-people?period=this-year"'
    assert line in owner.get("/admin/balance?period=this-year").text
    assert "Ana Adams" not in visible(owner.get("/admin/partners/3/with-people?from=2027-01-01&to=2027-01-31").text)
    assert "Cara Clark" not in visible(owner.get("/admin/partners/3/with-people?alone=1").text)
    assert "Ben Brown" in owner.get("/admin/partners/3/with-people?format=csv").text
    wrong = press(owner, page, f"{page}/organisation")
    assert "belongs to no business now" in wrong


def test_review_offers_the_people_of_a_business_and_narrowing_keeps_what_was_judged(owner: FlaskClient) -> None:
    page = "/admin/partners/2"
    press(owner, page, f"{page}/organisation")
    answer = owner.get("/admin/answers/4")
    assert "Belongs to Hudson Tax." in answer.text
    form = fields(answer, "/review")
    assert owner.post("/admin/answers/4/review", data=form | {"choice": "source 2"}).status_code == 303
    shown = visible(owner.get("/admin/clients/4").text)
    assert "Joseph Smith" in shown
    # What the machine took it for is still offered, should somebody decide otherwise.
    assert "Hudson Tax" in visible(owner.get("/admin/answers/4").text)


def test_why_a_partner_is_retired_comes_back_where_it_is_too_long(owner: FlaskClient) -> None:
    page = "/admin/partners/1"
    why = "He has moved to Spain. " * 10
    refused = owner.post(f"{page}/retirements", data=fields(owner.get(page), "/retirements") | {"why": why})
    assert (refused.status_code, "At most 200 characters." in refused.text) == (422, True)
    again = fields(refused, f"{page}/retirements")
    assert again["why"] == why
    assert "is retired since" not in owner.get(page).text
    assert owner.post(f"{page}/retirements", data=again | {"why": "Moved."}).status_code == 303
    assert "is retired</b> since" in owner.get(page).text


def test_a_business_that_is_none_comes_back_as_it_was_typed(owner: FlaskClient) -> None:
    page = "/admin/partners/1"
    form = fields(owner.get(page), "/organisation")
    for typed, said in (
        ("Hudsen Tax", "No business among your partners is called “Hudsen Tax”"),
        ("x" * 201, "At most 200 characters."),
    ):
        refused = owner.post(f"{page}/organisation", data=form | {"business": typed})
        assert (refused.status_code, said in refused.text) == (422, True)
        assert fields(refused, f"{page}/organisation")["business"] == typed
    assert owner.post(f"{page}/organisation", data=form | {"business": "Hudson Tax"}).status_code == 303
