"""The first steps tick themselves and are put away and brought back; a test is taken out without a trace."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from records.answers.submissions import Submission
from records.clients import Client
from records.closed.closing import close_month
from records.db import db
from records.firm import Firm
from records.first_steps.removed_tests import RemovedTest
from records.first_steps.steps import FormConfirmed, StepsPutAway, put_steps_away
from records.mail import Mail, send_later
from records.staff.users import User
from tests.admin.sending_files import give, press
from tests.admin.small_firm import pays
from tests.records.everything_kept import everything
from tests.records.firm_of_tests import NOW, partner, reviewer
from tests.rig.forms import fields
from tests.rig.people import COLLEAGUE, VIEWER, give_account, signed_in

PAGE = "/admin/first-steps"


def ticked(page: str) -> list[bool]:
    """Which of the five are done."""
    return [kind == "done" for kind in re.findall(r'<li class="(done|next|open)">', page)]


def sent(visitor: FlaskClient, name: str = "Testy McTest", **typed: str) -> None:
    """Somebody fills in the public form."""
    form = fields(visitor.get("/f/new-client")) | {"name": name, "email": "testy@mail.example", "choice": "other"}
    assert visitor.post("/f/new-client", data=form | typed).status_code == 303


def test_the_five_steps_tick_themselves_on_the_first_page(app: Flask, owner: FlaskClient) -> None:
    give_account(app, COLLEAGUE)
    give_account(app, VIEWER)
    colleague, viewer = signed_in(app, COLLEAGUE), signed_in(app, VIEWER)
    assert ticked(owner.get("/admin/").text) == [False] * 5
    assert "first-steps" not in viewer.get("/admin/").text and viewer.get(PAGE).status_code == 404
    assert "An owner does this." in colleague.get("/admin/").text and "Put away" not in colleague.get("/admin/").text
    # Each has its one link, and each link leads somewhere.
    card = owner.get("/admin/").text.partition('<ol class="first-steps">')[2].partition("</ol>")[0]
    links = re.findall(r'<a class="button(?: second)?" href="([^"]*)"', card)
    assert links == [
        "/admin/firm",
        "/admin/imports/new?kind=partners",
        "/admin/forms",
        "/admin/website",
        "/f/new-client",
    ]
    assert all(owner.get(link).status_code == 200 for link in links)

    owner.post("/admin/firm", data=fields(owner.get("/admin/firm"), having="zone") | {"name": "Hale & Co"})
    assert ticked(owner.get("/admin/").text) == [True, False, False, False, False]
    with app.app_context():
        partner(db.session(), "Joe Smith")
        db.session.commit()
    assert fields(owner.get("/admin/"), "/first-steps/form")
    for who in (owner, colleague):
        token = fields(who.get(PAGE), "/sign-out")
        assert who.post("/admin/first-steps/form", data=token).status_code == 303
    site = fields(owner.get("/admin/website"), having="site") | {"site": "https://hale.example"}
    assert owner.post("/admin/forms/1/sites", data=site).status_code == 303
    assert ticked(owner.get("/admin/").text) == [True, True, True, True, False]
    assert "First steps: 4 of 5 done" in owner.get("/admin/").text
    # A test that looks like spam is not done, and is not lost either.
    sent(app.test_client(), subject="a test", email="spam@mail.example")
    card = owner.get("/admin/").text.partition('<ol class="first-steps">')[2].partition("</ol>")[0]
    assert ticked(card)[4] is False and "Let it in if it was you." in card
    assert '<a class="button" href="/admin/held-back">See what is held back</a>' in card
    sent(app.test_client())
    assert "first-steps" not in owner.get("/admin/").text
    assert ticked(owner.get(PAGE).text) == [True] * 5 and "All is done" in owner.get(PAGE).text
    with app.app_context():
        assert len(db.session.scalars(select(FormConfirmed)).all()) == 1


def test_each_step_leads_on_to_the_next(app: Flask, owner: FlaskClient) -> None:
    note = re.compile(r'<p class="note">First steps: (\d) of 5 done\. Next: <a href="([^"]+)">')
    assert not note.search(owner.get("/admin/firm").text)
    page = owner.get("/admin/")
    assert "No client has come yet" in page.text
    # Of nothing there is nothing to take away, and no rule to count it by.
    assert "How counted" not in page.text and "format=csv" not in page.text
    form = fields(owner.get("/admin/firm"), having="zone") | {"name": "Hale & Co"}
    saved = owner.post("/admin/firm", data=form, follow_redirects=True).text
    assert (found := note.search(saved)) and found.groups() == ("1", "/admin/imports/new?kind=partners")
    given = give(owner, "name\nJoe Smith\n", "partners.csv", "partners")
    assert not note.search(owner.get(given.location).text)
    press(owner, owner.get(given.location), "/confirmation")
    assert (found := note.search(owner.get(given.location).text)) and found.groups() == ("2", "/admin/forms")
    assert not note.search(owner.get("/admin/forms").text)
    owner.post("/admin/first-steps/form", data=fields(owner.get("/admin/"), "/first-steps/form"))
    assert (found := note.search(owner.get("/admin/forms").text)) and found.groups() == ("3", "/admin/website")
    owner.post("/admin/first-steps/put-away", data=fields(owner.get("/admin/"), "/put-away"))
    assert not note.search(owner.get("/admin/forms").text)


def test_the_steps_are_put_away_by_an_owner_once_and_brought_back(app: Flask, owner: FlaskClient) -> None:
    give_account(app, COLLEAGUE)
    colleague = signed_in(app, COLLEAGUE)
    token = fields(colleague.get("/admin/"), "/sign-out")
    assert colleague.post("/admin/first-steps/put-away", data=token).status_code == 404
    away, back = fields(owner.get("/admin/"), "/put-away"), "/admin/first-steps/back"
    for _ in range(2):
        assert owner.post("/admin/first-steps/put-away", data=away).location == "/admin/"
    assert "first-steps" not in owner.get("/admin/").text
    assert "First steps</a>" in owner.get("/admin/firm").text and "put them away on" in owner.get(PAGE).text
    assert owner.post(back, data=fields(owner.get(PAGE), "/back")).location == PAGE
    assert owner.post(back, data=away).status_code == 303
    assert ticked(owner.get("/admin/").text) == [False] * 5
    with app.app_context():
        session = db.session()
        (row,) = session.scalars(select(StepsPutAway)).all()
        assert row.user.email == "olive@firm.example" == (row.back_by.email if row.back_by else "")
        put_steps_away(session, NOW, session.scalars(select(User)).first() or reviewer(session))
        session.rollback()
        session.execute(update(Firm).values(is_demo=True))
        session.commit()
    assert "first-steps" not in owner.get("/admin/").text


def test_a_form_seen_on_another_site_ticks_its_step(app: Flask, owner: FlaskClient) -> None:
    sent(app.test_client())
    assert ticked(owner.get("/admin/").text)[3:] == [False, True]
    with app.app_context():
        told = db.session.scalars(select(Submission)).one()
        told.touches[0].landing_url = "https://hale.example/contact"
        db.session.commit()
    assert ticked(owner.get("/admin/").text)[3:] == [True, True]


def test_a_test_is_taken_out_without_a_trace(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        partner(db.session(), "Joe Smith")
        db.session.commit()
        before = everything(db.session())
    sent(app.test_client(), answer="Joe Smith")
    with app.app_context():
        session = db.session()
        client = session.scalars(select(Client)).one()
        number = client.id
        words = "Testy McTest wrote: Joe Smith"
        send_later(session, "note", "olive@firm.example", "Testy McTest", words, NOW, about=client, once="note 1")
        session.commit()
    assert f"/admin/clients/{number}/test" in owner.get(f"/admin/clients/{number}").text
    assert "1 client" in owner.get("/admin/clients").text or "Testy" in owner.get("/admin/clients").text
    form = fields(owner.get(f"/admin/clients/{number}/test"), "/test-removal")
    for status in (303, 404):
        assert owner.post(f"/admin/clients/{number}/test-removal", data=form).status_code == status
    with app.app_context():
        session = db.session()
        mail = session.scalars(select(Mail)).one()
        assert (mail.subject, mail.text, mail.about_id, mail.once) == ("", "", None, None)
        removed = session.scalars(select(RemovedTest)).one()
        assert (removed.user.email, removed.form and removed.form.slug) == ("olive@firm.example", "new-client")
        session.delete(mail)
        session.delete(removed)
        session.flush()
        assert everything(session) == before
        session.rollback()
    assert ticked(owner.get("/admin/").text)[4]


def closed(session: Any, client: Client, user: User) -> None:
    close_month(session, client.came_on.replace(day=1), NOW.replace(year=2099), NOW.date().replace(year=2099), user)


def paid(session: Any, client: Client, _user: User) -> None:
    pays(session, client, 100)


def called(session: Any, _client: Client, _user: User) -> None:
    session.execute(update(Submission).values(door="phone"))


@pytest.mark.parametrize(("spoil", "why"), [(paid, "payments"), (closed, "is closed"), (called, "by your form alone")])
def test_what_is_no_test_stays(
    app: Flask, owner: FlaskClient, spoil: Callable[[Any, Client, User], None], why: str
) -> None:
    sent(app.test_client())
    form = fields(owner.get("/admin/clients/1/test"), "/test-removal")
    with app.app_context():
        session = db.session()
        spoil(session, session.scalars(select(Client)).one(), reviewer(session))
        session.commit()
    refused = owner.post("/admin/clients/1/test-removal", data=form)
    assert (refused.status_code, why in refused.text) == (422, True)
    assert why in owner.get("/admin/clients/1/test").text
    with app.app_context():
        assert db.session.scalars(select(Client.name)).all() == ["Testy McTest"]
