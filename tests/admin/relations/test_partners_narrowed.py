"""The list of partners is narrowed by relation, owner, tag and what is due, and goes out with every column."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from attribution import Entity, Result
from records.clients import Client
from records.db import db
from records.money.costs import record_cost
from records.relations.given.referrals import Outcome, ReferralGiven
from records.relations.known.contacts import ContactKind, note_contact
from records.relations.known.hourly_costs import set_hourly_cost
from records.relations.known.profile import Profile, change_profile
from records.relations.known.tags import set_tags
from records.relations.thanking.thanks import How, thank
from records.reviews.reviewing import source_of_client
from records.sources import Partner, Relation, Source, add_alias
from records.staff.users import User
from tests.admin.reading import visible
from tests.admin.small_firm import CAME, client, credit, noon, partner, pays

TODAY = datetime.now(UTC).date()


def names(html: str) -> list[str]:
    return [row.partition(">")[2].partition("<")[0] for row in html.split('scope="row"><a href=')[1:]]


@pytest.fixture
def firm(app: Flask, owner: FlaskClient) -> FlaskClient:
    with app.app_context():
        session = db.session()
        olive = session.scalars(select(User)).one()
        joe = partner(session, "Joe Smith", occupation="realtor", email="joe@smith.example")
        amy, zoe = partner(session, "Amy Prospect"), partner(session, "Zoe Young")
        for each, relation in ((amy, Relation.PROSPECTIVE), (zoe, Relation.SOURCE_ONLY)):
            assert each.partner
            each.partner.relation = relation
        add_alias(session, joe, "Joey", noon(CAME), olive)
        set_tags(session, joe, ["Golf club", "BNI"], noon(CAME), olive)
        set_tags(session, zoe, ["golf club"], noon(CAME), olive)
        known = Profile(
            owner=olive,
            notes='=HYPERLINK("http://evil.example")',
            looking_for="+Bakers",
            looking_for_on=CAME,
            next_step="Call",
            next_step_on=TODAY,
            sphere=250,
            sphere_note="guessed",
        )
        for each, days in ((joe, 0), (zoe, 1)):
            assert each.partner
            change_profile(session, each.partner, known, noon(CAME), olive)
            each.partner.next_step_on = TODAY + timedelta(days=days)
        for name in ("Ana Adams", "Ben Brown"):
            pays(session, client(session, name, Result("auto", (credit(joe),)), "Joe Smith"), 30_000)
        for outcome in (Outcome.WON, Outcome.OPEN, Outcome.OPEN):
            session.add(
                ReferralGiven(
                    partner_id=joe.id, who="X", given_on=CAME, purpose="", outcome=outcome, created_at=noon(CAME)
                )
            )
        note_contact(session, joe, ContactKind.LUNCH, CAME, noon(CAME), olive, minutes=30)
        set_hourly_cost(session, "USD", 10_000, noon(CAME), olive)
        record_cost(session, joe, 5_000, "USD", CAME, None, noon(CAME))
        thank(session, joe, How.CARD, CAME, noon(CAME), olive)
        db.session.commit()
    return owner


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["Joe Smith", "Zoe Young", "Amy Prospect"]),
        ("relation=prospective", ["Amy Prospect"]),
        ("relation=source+only", ["Zoe Young"]),
        ("owner=1", ["Joe Smith", "Zoe Young"]),
        ("owner=nobody", ["Amy Prospect"]),
        ("tag=GOLF++club", ["Joe Smith", "Zoe Young"]),
        ("tag=BNI&kind=person", ["Joe Smith"]),
        ("tag=chess", []),
        ("next=due", ["Joe Smith"]),
        ("order=clients&show=time", ["Joe Smith", "Zoe Young", "Amy Prospect"]),
    ],
)
def test_the_list_is_narrowed_and_prospective_partners_stand_apart(
    firm: FlaskClient, asked: str, found: list[str]
) -> None:
    html = firm.get(f"/admin/partners?{asked}").text
    assert names(html) == found
    if not asked:
        assert "Zoe Young 0 0 $0.00 0 Prospective: nothing has passed between you yet Amy Prospect" in visible(html)
        assert "1 next step due" in visible(html)


def test_each_view_has_its_columns(firm: FlaskClient) -> None:
    known = visible(firm.get("/admin/partners?show=known").text)
    assert "realtor give and take olive BNI Golf club +Bakers said on Mar 10, 2026 Call due" in known
    assert "Mar 10, 2026 Zoe Young source only" in known
    time = visible(firm.get("/admin/partners?show=time").text)
    assert "Joe Smith realtor 1 30 $50.00 $50.00 2 2 $600.00 6×" in time
    assert "Zoe Young 0 0 $0.00 $0.00 0 0 $0.00" in time


@pytest.mark.parametrize("wrong", ["relation=friend", "owner=x", "owner=0", "show=all", "next=soon"])
def test_a_word_that_means_nothing_is_answered_with_those_that_do(firm: FlaskClient, wrong: str) -> None:
    assert firm.get(f"/admin/partners?{wrong}").status_code == 422


def test_the_spreadsheet_has_every_column_and_no_formula(app: Flask, firm: FlaskClient) -> None:
    with app.app_context():
        session, house = db.session(), partner(db.session(), "Smith Realty")
        assert house.partner
        house.partner.entity = Entity.BUSINESS
        session.get_one(Partner, 1).organisation_id = house.id
        # One of the clients whom Joe sent has sent somebody as well.
        ana = source_of_client(session, session.scalars(select(Client).order_by(Client.id)).all()[0], noon(CAME))
        pays(session, client(session, "Cleo Cole", Result("auto", (credit(ana),)), "a friend"), 500_000)
        session.commit()
    response = firm.get("/admin/partners?format=csv")
    rows = list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"))))
    assert [row["Name"] for row in rows] == ["Joe Smith", "Smith Realty", "Zoe Young", "Amy Prospect"]
    joe = rows[0]
    assert joe["Notes"].startswith("'=HYPERLINK")
    assert joe["Looking for"] == "'+Bakers"
    expected = {
        "Kind": "person",
        "Occupation": "realtor",
        "E-mail": "joe@smith.example",
        "Other spellings": "Joey",
        "Relation": "give and take",
        "Looked after by": "olive",
        "Tags": "BNI, Golf club",
        "Said on": "2026-03-10",
        "Next step": "Call",
        "Due": TODAY.isoformat(),
        "Sphere, own estimate": "250",
        "How it is known": "guessed",
        "Belongs to": "Smith Realty",
        "Sphere by record: clients": "3",
        "Sphere by record: won": "3",
        "Sphere by record: money (USD)": "5600.00",
        "In one sentence": "Joe Smith: we sent 3, 1 became a client of theirs; "
        "they sent 2, both became clients worth $600.",
        "Clients": "2",
        "Won": "2",
        "Revenue (USD)": "600.00",
        "Average per won client (USD)": "300.00",
        "Given": "3",
        "Given: open": "2",
        "Given: won": "1",
        "Given: lost": "0",
        "Given in all": "3",
        "Given: became clients": "1",
        "Received in all": "2",
        "Received: qualified": "2",
        "Received: money (USD)": "600.00",
        "Received less given: referrals": "-1",
        "Received less given: won": "1",
        "Received less given: money (USD)": "600.00",
        "Contacts": "1",
        "Last contact": "2026-03-10",
        "Minutes": "30",
        "Time cost (USD)": "50.00",
        "Costs (USD)": "50.00",
        "Return with time": "6.0",
        "Thanked": "1",
        "Last thanks": "2026-03-10",
        "Wait for thanks": "2",
    }
    assert {name: joe[name] for name in expected} == expected
    assert {"Next referral, estimate (USD)", "Next referral, at least (USD)", "Next referral, at most (USD)"} <= set(
        joe
    )
    book = CalamineWorkbook.from_filelike(io.BytesIO(firm.get("/admin/partners?format=xlsx&tag=BNI").data))
    sheet = book.get_sheet_by_name("Partners").to_python()
    head = next(number for number, row in enumerate(sheet) if "Looked after by" in row)
    assert sheet[head + 1][0] == "Joe Smith"
    assert sheet[head + 1][sheet[head].index("Notes")] == '=HYPERLINK("http://evil.example")'


def test_a_retired_partner_is_in_no_view(app: Flask, firm: FlaskClient) -> None:
    with app.app_context():
        db.session.get_one(Source, 1).retired_at = noon(CAME)
        db.session.commit()
    assert names(firm.get("/admin/partners?next=due").text) == []


def test_on_paper_stand_the_columns_of_the_tab_and_no_others(firm: FlaskClient) -> None:
    heads = {
        "figures": "Name Clients Won Revenue (USD) Given",
        "known": "Name Relation Looked after by Tags Looking for Said on Next step Due Last contact",
        "time": "Name Contacts Minutes Time cost (USD) Costs (USD) Clients Won Revenue (USD) Return with time",
    }
    for shown, columns in heads.items():
        printed = firm.get(f"/admin/partners?format=print&show={shown}").text
        assert visible(printed.partition("<thead>")[2].partition("</thead>")[0]) == columns
        assert "Joe Smith realtor" in visible(printed)
