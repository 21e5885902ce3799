"""Partners: the list, a partner's page, and writing down what is known of them."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from attribution import Entity, Kind, Result
from records.db import db
from records.firm import the_firm
from records.relations.given.referrals import Outcome, ReferralGiven
from records.sources import Alias, Relation, Source, add_source, note_source
from records.sources.directory import directory_of
from tests.admin.reading import sum_of, visible
from tests.admin.small_firm import CAME, client, credit, full_firm, noon, partner, pays
from tests.rig.forms import fields

PARTICULARS = {
    "name": "Nisha Patel",
    "entity": "business",
    "relation": "source only",
    "organisation": "Patel Realty",
    "occupation": "realtor",
    "city": "Hingham",
    "website": "patel.example",
    "email": "nisha@patel.example",
    "phone": "617 555 0101",
    "aliases": "Nish Patel\n\n  N. Patel \n",
}


def payload(owner: FlaskClient, address: str = "/admin/partners/new", **changes: str) -> dict[str, str]:
    """The form for a partner filled in rightly, with changes."""
    return fields(owner.get(address), address.removesuffix("/new").removesuffix("/edit")) | PARTICULARS | changes


def version(app: Flask) -> int:
    with app.app_context():
        return the_firm(db.session()).directory_version


def names(html: str) -> list[str]:
    """The names of the list in order."""
    return [row.partition(">")[2].partition("<")[0] for row in html.split('scope="row"><a href=')[1:]]


def test_a_new_partner_is_kept_with_all_that_was_written_down(app: Flask, owner: FlaskClient) -> None:
    before = version(app)
    response = owner.post("/admin/partners", data=payload(owner))
    assert (response.status_code, response.location) == (303, "/admin/partners/1")
    with app.app_context():
        source = db.session.get_one(Source, 1)
        assert source.kind is Kind.PARTNER
        assert source.partner
        assert (source.partner.entity, source.partner.relation) == (Entity.BUSINESS, Relation.SOURCE_ONLY)
        assert source.website == "patel.example"
        assert [(alias.name, alias.review_id) for alias in source.aliases] == [("Nish Patel", None), ("N. Patel", None)]
    assert version(app) > before
    text = visible(owner.get(response.location).text)
    for shown in ("Patel Realty", "realtor", "Hingham", "nisha@patel.example", "617 555 0101", "Nish Patel typed on"):
        assert shown in text
    assert ", olive" in text


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"name": " "}, "Type the name."),
        ({"name": "!?"}, "at least one letter or digit"),
        ({"name": "x" * 201}, "At most 200 characters."),
        ({"entity": "robot"}, "Choose one of the list."),
        ({"aliases": "Nish\n…"}, "Write one spelling on each line."),
    ],
)
def test_a_partner_that_cannot_be_kept_is_answered_with_what_to_do(
    app: Flask, owner: FlaskClient, sent: dict[str, str], said: str
) -> None:
    response = owner.post("/admin/partners", data=payload(owner, **sent))
    assert response.status_code == 422
    assert said in visible(response.text)
    assert "Patel Realty" in response.text
    with app.app_context():
        assert db.session.scalars(select(Source)).unique().all() == []


def test_editing_shows_what_is_known_and_keeps_what_is_changed(app: Flask, owner: FlaskClient) -> None:
    owner.post("/admin/partners", data=payload(owner))
    form = fields(owner.get("/admin/partners/1/edit"), "/admin/partners/1")
    assert form["name"] == "Nisha Patel"
    assert (form["entity"], form["relation"]) == ("business", "source only")
    assert form["aliases"] == "Nish Patel\nN. Patel"
    before = version(app)
    owner.post("/admin/partners/1", data=form | {"name": "Nisha Rao"})
    assert version(app) > before
    owner.post("/admin/partners/1", data=form | {"name": "Nisha Rao", "aliases": "N. Patel\nNisha Patel"})
    with app.app_context():
        session = db.session()
        source = session.get_one(Source, 1)
        assert (source.name, source.name_key) == ("Nisha Rao", "nisha rao")
        assert [alias.name for alias in source.aliases] == ["N. Patel", "Nisha Patel"]
        assert len(directory_of(session)) == 1


def test_a_spelling_that_stays_keeps_who_wrote_it(app: Flask, owner: FlaskClient, colleague: FlaskClient) -> None:
    owner.post("/admin/partners", data=payload(owner))
    colleague.post("/admin/partners/1", data=payload(colleague, "/admin/partners/1/edit", aliases="Nish Patel\nNishi"))
    with app.app_context():
        found = db.session.scalars(select(Alias).order_by(Alias.name)).all()
        assert [(alias.name, alias.user.name if alias.user else "") for alias in found] == [
            ("Nish Patel", "olive"),
            ("Nishi", "colin"),
        ]


def test_a_bad_edit_changes_nothing(app: Flask, owner: FlaskClient) -> None:
    owner.post("/admin/partners", data=payload(owner))
    response = owner.post("/admin/partners/1", data=payload(owner, "/admin/partners/1/edit", name="", city="Hull"))
    assert response.status_code == 422
    assert 'value="Hull"' in response.text
    assert "Hingham" in owner.get("/admin/partners/1").text


def test_the_list_has_everybody_with_what_they_brought_and_were_given(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    with app.app_context():
        session = db.session()
        for outcome in (Outcome.OPEN, Outcome.WON):
            session.add(given(3, outcome))
        db.session.commit()
    html = owner.get("/admin/partners").text
    assert names(html) == ["Joe Smith", "Nisha Patel", "Ted Kostas"]
    text = visible(html)
    assert "Joe Smith 3 3 $1,700.01 0" in text
    assert "Ted Kostas 0 0 $0.00 2" in text


def given(partner_id: int, outcome: Outcome) -> ReferralGiven:
    return ReferralGiven(
        partner_id=partner_id,
        who="Zoe Young",
        given_on=date(2026, 2, 3),
        purpose="tax return",
        outcome=outcome,
        value=50_000 if outcome is Outcome.WON else None,
        currency="USD" if outcome is Outcome.WON else None,
        created_at=noon(CAME),
    )


@pytest.mark.parametrize("order", ["clients", "won", "revenue", "given"])
def test_the_list_can_be_ordered_by_every_figure(app: Flask, owner: FlaskClient, order: str) -> None:
    full_firm(app)
    with app.app_context():
        db.session.add(given(1, Outcome.OPEN))
        db.session.commit()
    assert names(owner.get(f"/admin/partners?order={order}").text)[0] == "Joe Smith"


@pytest.mark.parametrize("wanted", ["patel", "PATEL REALTY", "realtor", "hingham", "nish p", "N. Patel"])
def test_a_partner_is_found_by_whatever_is_known_of_them(app: Flask, owner: FlaskClient, wanted: str) -> None:
    owner.post("/admin/partners", data=payload(owner, entity="person"))
    with app.app_context():
        partner(db.session(), "Joe Smith", city="Boston")
        db.session.commit()
    assert names(owner.get("/admin/partners", query_string={"q": wanted}).text) == ["Nisha Patel"]
    unseen = owner.get("/admin/partners?q=%E2%80%8B").text
    assert names(unseen) == ["Joe Smith", "Nisha Patel"] and 'name="q" value=""' in unseen


def test_people_and_businesses_can_be_seen_apart(app: Flask, owner: FlaskClient) -> None:
    owner.post("/admin/partners", data=payload(owner))
    with app.app_context():
        partner(db.session(), "Joe Smith")
        db.session.commit()
    assert names(owner.get("/admin/partners?kind=business").text) == ["Nisha Patel"]
    assert names(owner.get("/admin/partners?kind=person").text) == ["Joe Smith"]
    assert owner.get("/admin/partners?kind=robot").status_code == 422


def test_an_empty_list_says_why_and_what_to_do(owner: FlaskClient) -> None:
    assert "Add the first one" in owner.get("/admin/partners").text
    assert "Show all partners" in owner.get("/admin/partners?q=nobody").text


def test_a_partners_page_has_their_clients_their_money_and_what_they_were_given(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    with app.app_context():
        db.session.add(given(1, Outcome.WON))
        db.session.commit()
    html = owner.get("/admin/partners/1").text
    text = visible(html)
    for shown in (
        "Ana Adams Joe Smith won Mar 10, 2026 $700.00",
        "1 referral",
        "Zoe Young tax return won Feb 3, 2026 – $500.00",
    ):
        assert shown in text
    for href in ("/admin/clients?of=partners&amp;part=1", "/admin/payments?of=partners&amp;part=1"):
        assert href in html
    listed = owner.get("/admin/payments?of=partners&part=1").text
    assert sum_of(listed)[1] in text


def test_a_source_that_is_no_partner_has_a_page_for_both_sides(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    with app.app_context():
        google = db.session.scalars(select(Source.id).where(Source.name == "Google")).one()
    text = visible(owner.get(f"/admin/sources/{google}").text)
    assert "Clients who said so" in text
    assert "Clients who arrived through it" in text
    assert "Dev Davis" in text
    assert owner.get("/admin/sources/1").location == "/admin/partners/1"
    assert owner.get(f"/admin/partners/{google}").status_code == 404


def test_a_source_that_is_a_client_leads_to_their_page(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        session = db.session()
        wanda = client(session, "Wanda Miles", None)
        source = add_source(session, "Wanda Miles", Kind.EXISTING_CLIENT, noon(CAME))
        source.client_id = wanda.id
        pays(session, client(session, "Ana Adams", Result("auto", (credit(source),)), "Wanda"), 500)
        db.session.commit()
        number = source.id
    html = owner.get(f"/admin/sources/{number}").text
    assert 'href="/admin/clients/1">Their page as a client' in html
    assert "$5.00" in html


def test_partners_whom_nobody_named_have_a_page_as_a_source(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        unnamed = note_source(db.session(), "Unnamed partner", Kind.PARTNER, noon(CAME))
        db.session.commit()
        number = unnamed.id
    response = owner.get(f"/admin/partners/{number}")
    assert (response.status_code, response.location) == (303, f"/admin/sources/{number}")
    assert owner.get(response.location).status_code == 200
    assert owner.get("/admin/partners/99999999999").status_code == 404


def test_a_partners_page_begins_with_how_to_reach_them_and_folds_what_is_rare(app: Flask, owner: FlaskClient) -> None:
    owner.post("/admin/partners", data=payload(owner))
    html = owner.get("/admin/partners/1").text
    places = [
        html.index(part) for part in ("nisha@patel.example</a>", 'class="figures"', 'id="known"', 'class="folds"')
    ]
    assert places == sorted(places)
    opened, folded = html.split('class="folds"')
    for name in ("ways", "statement", "retired", "spellings", "link"):
        assert f'class="inside" id="{name}"' in folded and f'id="{name}"' not in opened
    assert '<details class="card fold" open>' not in folded
