"""Every page of a new firm says why it is empty and gives the one next action; every page of the demo firm its mark."""

import re
from html import unescape

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from bench.staff_addresses import addresses, kind_of
from records.answers.recording import new_client
from records.coverage.links import STOP, ask_token, make_ask_link
from records.db import db
from records.firm import Firm
from records.signed_numbers import token_of_number
from tests.records.firm_of_tests import NOW
from tests.rig.forms import fields

MARK = "A demo firm: nobody here is real."
WITHOUT_A_LIST = (
    *("format=print", "/new", "/edit", "/contacts/hour", "/firm", "/first-steps", "/website", "/report", "/rules"),
    *("/hooks", "/imports/columns", "/keywords/exports", "/keywords/estimated", "/channels/", "/offices"),
    *("/form-versions/", "/forms", "/forms/1", "/asking", "/coverage/mail", "/coverage/desk-card", "/today"),
)
"""What asks, sets, or shows something that is there from the first day."""


def one_of_each(app: Flask, *, by_words: bool) -> list[str]:
    """An address of each kind of page, or of each kind and first word of its question."""
    with app.app_context():
        walked = addresses(db.session())
    kinds = {(kind_of(app, each), each.partition("?")[2].partition("=")[0] * by_words): each for each in walked}
    return list(kinds.values())


def has_no_list(address: str) -> bool:
    path = address.partition("?")[0]
    return address.endswith("format=print") or any(
        path.endswith(each) or (each.endswith("/") and each in path) for each in WITHOUT_A_LIST
    )


def test_every_list_of_a_new_firm_says_why_it_is_empty_and_what_to_do(app: Flask, owner: FlaskClient) -> None:
    leads: set[str] = set()
    for address in one_of_each(app, by_words=True):
        page = owner.get(address, follow_redirects=True)
        assert page.status_code == 200, address
        empties = re.findall(r'<div class="empty">(.*?)</div>', page.text, re.DOTALL)
        assert empties or has_no_list(address), f"{address} has no row and does not say why"
        for each in empties:
            actions = re.findall(r'<a class="button" href="([^"]+)"|<button>', each)
            said = [" ".join(words.split()) for words in re.findall(r"<(?:h2|p)>([^<]+)", each)]
            assert len(actions) == 1, f"{address} gives {len(actions)} next actions"
            assert len(said) >= 2 and all(said), f"{address} does not say what is empty and why"
            leads.update(unescape(action) for action in actions)
    assert len(leads) > 15
    for address in leads - {""}:
        assert owner.get(address).status_code == 200, address


def test_every_page_of_the_demo_firm_says_that_it_is_one(app: Flask, owner: FlaskClient, stranger: FlaskClient) -> None:
    with app.app_context():
        session = db.session()
        session.execute(update(Firm).values(is_demo=True))
        ada = new_client(session, "Ada Byron", NOW, email="ada@mail.example", door="import")
        link = make_ask_link(session, ada, NOW, None)
        key = str(app.secret_key)
        ask, stop = ask_token(link, key), token_of_number(link.number, STOP, key)
        session.commit()
    for address in [*one_of_each(app, by_words=False), "/admin/nowhere"]:
        assert MARK in owner.get(address).text, address
    assert "nobody here is real" in stranger.get("/admin/sign-in").text
    for address in ("/f/new-client", "/e/new-client", f"/ask/{ask}", f"/ask/{stop}/stop", "/s/nothing"):
        assert MARK in stranger.get(address).text, address
    assert "nadie es real" in stranger.get("/f/new-client?language=es").text
    sent = fields(stranger.get("/f/new-client"))
    assert MARK in stranger.post("/f/new-client", data=sent).text
    thanks = stranger.post("/f/new-client", data=sent | {"name": "Bo", "email": "bo@mail.example", "choice": "other"})
    assert MARK in stranger.get(thanks.location).text
    with app.app_context():
        db.session.execute(update(Firm).values(is_demo=False))
        db.session.commit()
    for visitor, address in ((owner, "/admin/"), (stranger, "/f/new-client"), (stranger, "/s/nothing")):
        assert MARK not in visitor.get(address).text, address
