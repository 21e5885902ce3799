"""What is known of a partner is typed into the form and seen on the page, with who changed what."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from records.db import db
from records.relations.known.partner_changes import PartnerChange
from records.sources import Partner
from records.staff.users import User
from tests.admin.reading import visible
from tests.admin.small_firm import partner
from tests.rig.forms import fields

TODAY = datetime.now(UTC).date()


@pytest.fixture
def nisha(app: Flask) -> str:
    with app.app_context():
        number = partner(db.session(), "Nisha Patel", occupation="realtor").id
        db.session.commit()
    return f"/admin/partners/{number}"


def edited(who: FlaskClient, nisha: str, **changes: str) -> tuple[int, str]:
    form = fields(who.get(f"{nisha}/edit"), nisha) | changes
    response = who.post(nisha, data=form)
    return response.status_code, visible(response.text)


def number_of(app: Flask, email: str) -> str:
    with app.app_context():
        return str(db.session.scalars(select(User.id).where(User.email == email)).one())


def test_all_that_is_kept_in_mind_is_typed_and_shown(
    app: Flask, owner: FlaskClient, colleague: FlaskClient, nisha: str
) -> None:
    colin = number_of(app, "colin@firm.example")
    changes = {
        "relation": "prospective",
        "owner_id": colin,
        "tags": "Golf club, BNI; golf CLUB",
        "looking_for": "First-time buyers",
        "looking_for_on": "2026-03-04",
        "next_step": "Ask her to lunch",
        "next_step_on": TODAY.isoformat(),
        "sphere": "1,200",
        "sphere_note": "runs the merchants' club",
        "notes": "Prefers mail.\nAway in August.",
    }
    assert edited(owner, nisha, **changes)[0] == 303
    text = visible(owner.get(nisha).text)
    for shown in (
        "Looked after by colin",
        "BNI Golf club",
        "First-time buyers",
        "said on Mar 4, 2026",
        "Ask her to lunch due",
        "about 1,200 people, you think",
        "runs the merchants&#39; club".replace("&#39;", "'"),
        "Away in August.",
        "Relation: give and take to prospective",
    ):
        assert shown in text, shown
    form = fields(colleague.get(f"{nisha}/edit"), nisha)
    assert (form["owner_id"], form["tags"], form["sphere"]) == (colin, "BNI, Golf club", "1200")
    assert (form["looking_for_on"], form["next_step_on"]) == ("2026-03-04", TODAY.isoformat())
    edited(colleague, nisha, relation="give and take", tags="BNI", owner_id="")
    with app.app_context():
        rows = db.session.scalars(select(PartnerChange).order_by(PartnerChange.id)).all()
        assert [(each.what, each.before, each.after, each.user.name) for each in rows if each.user][-3:] == [
            ("relation", "prospective", "give and take", "colin"),
            ("owner", "colin", "", "colin"),
            ("tags", "BNI, Golf club", "BNI", "colin"),
        ]


def test_a_prospective_partner_can_be_added_with_all_of_it(app: Flask, owner: FlaskClient) -> None:
    form = fields(owner.get("/admin/partners/new"), "/admin/partners")
    sent = form | {"name": "Omar Haddad", "relation": "prospective", "tags": "BNI", "looking_for": "Bakeries"}
    response = owner.post("/admin/partners", data=sent)
    assert response.status_code == 303
    with app.app_context():
        found = db.session.scalars(select(Partner)).unique().one()
        assert (found.relation.value, found.looking_for, found.looking_for_on) == ("prospective", "Bakeries", TODAY)
    assert "BNI" in visible(owner.get(response.location).text)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"next_step": "Call"}, "Say by which day."),
        ({"next_step": "Call", "next_step_on": "  "}, "Say by which day."),
        ({"next_step": "", "next_step_on": "2026-03-04"}, "Say what is to be done"),
        ({"sphere": "many"}, "Type a number, such as 250."),
        ({"sphere": "99999999"}, "more people than can be meant"),
        ({"tags": "BNI, !!!"}, "“!!!” is no tag."),
        ({"owner_id": "999"}, "Choose one of the list."),
        ({"owner_id": "x"}, "Choose one of the list."),
        ({"looking_for": "Bakers", "looking_for_on": "4 March"}, "Write the day like 2026-03-31."),
    ],
)
def test_what_cannot_be_meant_is_answered_with_what_to_do(
    app: Flask, owner: FlaskClient, nisha: str, sent: dict[str, str], said: str
) -> None:
    status, text = edited(owner, nisha, notes="Kept in the form.", **sent)
    assert status == 422
    assert said in text
    assert "Kept in the form." in text
    with app.app_context():
        assert db.session.scalars(select(PartnerChange)).all() == []


def test_the_next_step_is_written_and_done_on_the_page(app: Flask, owner: FlaskClient, nisha: str) -> None:
    day: date = TODAY + timedelta(days=3)
    form = fields(owner.get(nisha), "/next-step")
    owner.post(f"{nisha}/next-step", data=form | {"next_step": "Send her a card", "next_step_on": day.isoformat()})
    html = owner.get(nisha).text
    assert "Send her a card on" in visible(html)
    assert owner.post(f"{nisha}/next-step/done", data=fields(html, "/next-step/done")).status_code == 303
    text = visible(owner.get(nisha).text)
    assert "The next step is done." in text
    assert f"Next step: Send her a card ({day}) to done" in text
    owner.post(f"{nisha}/next-step/done", data=fields(html, "/next-step/done"))
    assert "Nothing was changed: no next step" in visible(owner.get(nisha).text)


@pytest.mark.parametrize(
    ("step", "day", "said"),
    [
        ("Send her a card", "", "Say by which day."),
        ("Send her a card", "  ", "Say by which day."),
        ("Send her a card", "2026-02-30", "Write the day like 2026-03-31."),
        ("Send her a card", "abc", "Write the day like 2026-03-31."),
        ("", "2026-03-04", "Say what is to be done"),
    ],
)
def test_a_next_step_that_cannot_be_meant_comes_back_as_it_was_typed(
    owner: FlaskClient, nisha: str, step: str, day: str, said: str
) -> None:
    form = fields(owner.get(nisha), "/next-step")
    refused = owner.post(f"{nisha}/next-step", data=form | {"next_step": step, "next_step_on": day})
    assert refused.status_code == 422
    assert said in visible(refused.text)
    assert f'href="{nisha}#known"' in refused.text
    again = fields(refused, f"{nisha}/next-step")
    assert (again["next_step"], again["next_step_on"]) == (step, day)
    # What comes back can be put right and sent at once.
    right = {"next_step": "Send her a card", "next_step_on": "2026-03-31"}
    assert owner.post(f"{nisha}/next-step", data=again | right).status_code == 303
    assert "Send her a card due" in visible(owner.get(nisha).text)
