"""Two people have a form of the same record open: neither puts back what the other has just written."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from attribution import Result
from records.clients import Client
from records.db import db
from records.relations.given.outcomes import log_referral
from records.relations.given.referrals import ReferralGiven
from records.relations.known.contacts import Contact, ContactKind, note_contact
from records.relations.known.tags import tags_of_partner
from records.sources import Partner, add_alias
from records.staff.users import User
from tests.admin.reading import visible
from tests.admin.small_firm import CAME, client, noon, partner
from tests.rig.forms import fields


@pytest.fixture
def firm(app: Flask, owner: FlaskClient) -> Flask:
    with app.app_context():
        session = db.session()
        joe = partner(session, "Joe Smith", city="Hull")
        add_alias(session, joe, "Joey", noon(CAME), None)
        add_alias(session, joe, "Smithy", noon(CAME), None)
        client(session, "Ana Adams", Result("none"))
        log_referral(session, joe, "Mia Lopez", CAME, noon(CAME))
        user = session.query(User).first()
        note_contact(session, joe, ContactKind.CALL, CAME, noon(CAME), user, minutes=10)
        db.session.commit()
    return app


Read = Callable[[Session], tuple[object, object]]
FORMS: list[tuple[str, str, dict[str, str], dict[str, str], Read, tuple[object, object]]] = [
    (
        "/admin/clients/1/edit",
        "/admin/clients/1/edit",
        {"phone": "617 555 0101"},
        {"company": "Adams Ltd"},
        lambda session: (session.get_one(Client, 1).phone, session.get_one(Client, 1).company),
        ("617 555 0101", "Adams Ltd"),
    ),
    (
        "/admin/partners/1/edit",
        "/admin/partners/1",
        {"phone": "617 555 0101", "relation": "source only"},
        {"city": "Boston"},
        lambda session: (session.get_one(Partner, 1).relation, session.get_one(Partner, 1).city),
        ("source only", "Boston"),
    ),
    (
        "/admin/partners/1/edit",
        "/admin/partners/1",
        {"notes": "Rings back.\nMostly."},
        {"tags": "golf, chess"},
        lambda session: (session.get_one(Partner, 1).notes.splitlines(), len(tags_of_partner(session, 1))),
        (["Rings back.", "Mostly."], 2),
    ),
    (
        "/admin/partners/1/edit",
        "/admin/partners/1",
        {"aliases": "Joey\nBig Joe"},
        {"aliases": "Joey\nSmithy\nJoe the barber"},
        lambda session: (sorted(each.name for each in session.get_one(Partner, 1).source.aliases), ""),
        (["Big Joe", "Joe the barber", "Joey"], ""),
    ),
    (
        "/admin/referrals/1/edit",
        "/admin/referrals/1",
        {"purpose": "A will"},
        {"who": "Mia Lopez Diaz"},
        lambda session: (session.get_one(ReferralGiven, 1).purpose, session.get_one(ReferralGiven, 1).who),
        ("A will", "Mia Lopez Diaz"),
    ),
    (
        "/admin/contacts/1/edit",
        "/admin/contacts/1",
        {"words": "Wants a brochure."},
        {"minutes": "25"},
        lambda session: (session.get_one(Contact, 1).words, session.get_one(Contact, 1).minutes),
        ("Wants a brochure.", 25),
    ),
]


@pytest.mark.parametrize(("page", "action", "first", "second", "read", "kept"), FORMS)
def test_what_each_of_two_has_changed_is_kept(  # one form with what is typed into it
    firm: Flask,
    owner: FlaskClient,
    colleague: FlaskClient,
    page: str,
    action: str,
    first: dict[str, str],
    second: dict[str, str],
    read: Read,
    kept: tuple[object, object],
) -> None:
    mine, theirs = fields(owner.get(page), action), fields(colleague.get(page), action)
    assert colleague.post(action, data=theirs | first).status_code == 303
    assert owner.post(action, data=mine | second).status_code == 303
    with firm.app_context():
        assert read(db.session()) == kept


def test_what_both_have_changed_is_asked_about_and_the_second_answer_holds(
    firm: Flask, owner: FlaskClient, colleague: FlaskClient
) -> None:
    address = "/admin/clients/1/edit"
    mine, theirs = fields(owner.get(address), address), fields(colleague.get(address), address)
    colleague.post(address, data=theirs | {"phone": "617 555 0101", "company": "Adams Ltd"})
    asked = owner.post(address, data=mine | {"phone": "617 555 0199"})
    assert asked.status_code == 422
    assert "Somebody made it “617 555 0101” while you had this open. Save once more what is right." in visible(
        asked.text
    )
    again = fields(asked, address)
    assert (again["phone"], again["company"]) == ("617 555 0199", "Adams Ltd")
    assert owner.post(address, data=again).status_code == 303
    with firm.app_context():
        found = db.session.get_one(Client, 1)
        assert (found.phone, found.company) == ("617 555 0199", "Adams Ltd")


@pytest.mark.parametrize("opened", ["", "[]", "{", '{"phone": "", "nothing": 5}', '"x"'])
def test_a_form_that_does_not_say_what_it_was_is_taken_as_it_is(firm: Flask, owner: FlaskClient, opened: str) -> None:
    address = "/admin/clients/1/edit"
    sent = fields(owner.get(address), address) | {"opened": opened, "phone": "617 555 0199"}
    assert owner.post(address, data=sent).status_code == 303
    with firm.app_context():
        assert db.session.get_one(Client, 1).phone == "617 555 0199"
