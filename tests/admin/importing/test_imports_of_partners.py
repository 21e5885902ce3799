"""A file with a partner who looks like somebody that is there: it is asked, and nobody is there twice in silence."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from records.clients import Client
from records.db import db
from records.importing.going_in.staging import StagedRow
from records.imports import Import
from records.sources import Partner, Source, add_partner
from tests.admin.reading import visible
from tests.admin.sending_files import IMPORTS, count, give, lines, press
from tests.records.firm_of_tests import NOW
from tests.rig.forms import fields


def known(app: Flask, organisation: str = "", ref: str | None = None) -> int:
    """Helen Marsh, a mediator of Quincy, by her number."""
    with app.app_context():
        about = {"occupation": "mediator", "city": "Quincy", "organisation": organisation}
        helen = add_partner(db.session(), "Helen Marsh", at=NOW, ref=ref, **about)  # type: ignore[arg-type]  # words
        db.session.commit()
        return helen.id


def partners(app: Flask) -> list[tuple[str, str, str, str]]:
    """Name, occupation, organisation and phone of each."""
    with app.app_context():
        columns = select(Source.name, Partner.occupation, Partner.organisation, Partner.phone)
        return [
            tuple(row)
            for row in db.session.execute(columns.join(Partner, Partner.source_id == Source.id).order_by(Source.id))
        ]


def answer(owner: FlaskClient, partner: object, row: int = 1) -> str:
    """Say who the row is, and what the page says then."""
    token = fields(owner.get(f"{IMPORTS}/1"), "/sign-out")
    told = owner.post(f"{IMPORTS}/rows/{row}/partner", data=token | {"partner": partner})
    assert told.status_code == 303
    return visible(owner.get(told.location).text)


HELEN = lines("name,kind,occupation,phone", "Helen Marsh,person,family lawyer,555 0100", "Joe Smith,person,,")
OLD, NEW = ("Helen Marsh", "mediator", "Marsh & Co", ""), ("Helen Marsh", "family lawyer", "", "555 0100")
JOE = ("Joe Smith", "", "", "")


def test_somebody_of_a_known_name_is_asked_before_the_file_goes_in(app: Flask, owner: FlaskClient) -> None:
    helen = known(app, organisation="Marsh & Co")
    given = give(owner, HELEN, kind="partners")
    page = visible(owner.get(given.location).text)
    assert "1 row would be added. 1 row looks like somebody you have: say who it is , now or later." in page
    assert "New 1 Looks like somebody you have 1" in page
    asked = visible(owner.get(f"{given.location}?tab=asked").text)
    assert "Helen Marsh mediator, Marsh & Co, Quincy" in asked
    assert "Helen Marsh is the same." in answer(owner, helen)
    assert "Changed 1" in visible(owner.get(given.location).text)
    press(owner, owner.get(given.location), "/confirmation")
    # What is known stays, and what was blank is filled in.
    assert partners(app) == [("Helen Marsh", "mediator", "Marsh & Co", "555 0100"), JOE]
    assert "1 row added, 1 changed." in visible(owner.get(given.location).text)
    press(owner, owner.get(given.location), "/undo")
    assert partners(app) == [OLD]


def test_somebody_else_is_let_in_and_the_pair_is_pointed_to(app: Flask, owner: FlaskClient) -> None:
    known(app, organisation="Marsh & Co")
    given = give(owner, HELEN, kind="partners")
    said = answer(owner, "")
    assert "Helen Marsh is somebody else of that name." in said, said
    press(owner, owner.get(given.location), "/confirmation")
    assert len(partners(app)) == 3
    assert "1 pair of partners looks like one and the same since this file is in." in visible(
        owner.get(given.location).text
    )
    # By now she is known, and so is the other one.
    assert "Already there 2" in visible(owner.get(give(owner, HELEN, kind="partners").location).text)


def test_who_is_not_answered_waits_and_goes_in_later(app: Flask, owner: FlaskClient) -> None:
    known(app, organisation="Marsh & Co")
    given = give(owner, HELEN, kind="partners")
    press(owner, owner.get(given.location), "/confirmation")
    assert partners(app) == [OLD, JOE]
    assert "Looks like somebody you have 1" in visible(owner.get(given.location).text)
    assert "1 unmatched" not in visible(owner.get("/admin/").text)
    answer(owner, "")
    assert partners(app) == [OLD, JOE, NEW]
    assert count(app, StagedRow) == 0


def test_a_row_is_asked_only_what_its_kind_is_asked(app: Flask, owner: FlaskClient) -> None:
    helen = known(app, organisation="Marsh & Co")
    give(owner, HELEN, kind="partners")
    give(owner, lines("client,amount,on", "Somebody Else,10.00,2026-02-01"))
    token = fields(owner.get(f"{IMPORTS}/1"), "/sign-out")
    with app.app_context():
        rows = select(StagedRow.id, Import.kind, StagedRow.state).join(Import, Import.id == StagedRow.import_id)
        before = [tuple(row) for row in db.session.execute(rows.order_by(StagedRow.id))]
    partner, there, payment = (number for number, _, _ in before)
    client: dict[str, object] = {"name": "Sneaky New", "came_on": "2026-01-01"}
    assert owner.get(f"{IMPORTS}/rows/{partner}/edit").status_code == 404
    wrong: list[tuple[int, str, dict[str, object]]] = [
        (partner, "answer", {"client": 1}),
        (partner, "answer", {}),
        (partner, "client", client),
        (partner, "client", {**client, "all": "y"}),
        (there, "addition", {}),
        (payment, "partner", {}),
        (payment, "partner", {"partner": helen}),
        *(
            (partner, "partner", dict[str, object](partner=odd))
            for odd in ("-1", "0", "abc", "9999", "-" + "9" * 30, "9" * 30)
        ),
    ]
    for row, door, said in wrong:
        assert owner.post(f"{IMPORTS}/rows/{row}/{door}", data=token | said).status_code == 404, (door, said)
    with app.app_context():
        assert [tuple(row) for row in db.session.execute(rows.order_by(StagedRow.id))] == before
    assert count(app, Client) == 0


def test_only_who_looks_like_the_row_can_be_the_same(app: Flask, owner: FlaskClient) -> None:
    known(app, organisation="Marsh & Co")
    with app.app_context():
        other = add_partner(db.session(), "Quite Other", at=NOW).id
        db.session.commit()
    given = give(owner, HELEN, kind="partners")
    assert "Quite Other is not one of those whom line 2 may mean." in answer(owner, other)
    assert "Looks like somebody you have 1" in visible(owner.get(given.location).text)


def test_a_row_that_is_decided_is_not_asked_again(app: Flask, owner: FlaskClient) -> None:
    give(owner, lines("client,amount,on", "Somebody Else,many,2026-02-01"))
    token = fields(owner.get(f"{IMPORTS}/1"), "/sign-out")
    for door in ("answer", "client"):
        told = owner.post(f"{IMPORTS}/rows/1/{door}", data=token)
        assert told.status_code == 303
        assert "this row is decided already" in visible(owner.get(told.location).text)


def test_who_was_the_same_as_somebody_gone_is_asked_again(app: Flask, owner: FlaskClient) -> None:
    first = give(owner, "name,organisation\nHelen Marsh,Marsh & Co\n", kind="partners")
    press(owner, owner.get(first.location), "/confirmation")
    with app.app_context():
        helen = db.session.scalars(select(Source.id).join(Partner, Partner.source_id == Source.id)).one()
    second = give(owner, HELEN, kind="partners")
    with app.app_context():
        row = db.session.scalars(select(StagedRow.id).where(StagedRow.line == 2)).one()
    assert "Helen Marsh is the same." in answer(owner, helen, row)
    press(owner, owner.get(first.location), "/undo")
    assert partners(app) == []
    press(owner, owner.get(second.location), "/confirmation")
    assert partners(app) == [JOE]
    page = visible(owner.get(second.location).text)
    assert "1 row added, 0 changed, 0 there already, 0 wrong." in page and "Looks like somebody you have 1" in page
    assert "nobody any more" in visible(owner.get(f"{second.location}?tab=asked").text)
    assert "Helen Marsh is somebody else of that name." in answer(owner, "", row)
    assert partners(app) == [JOE, NEW]
    assert count(app, StagedRow) == 0


def test_who_is_told_apart_by_the_file_is_not_asked(app: Flask, owner: FlaskClient) -> None:
    known(app, organisation="Marsh & Co", ref="P1")
    for rows in ("name,organisation\nHelen Marsh,Rivera LLP\n", "id,name\nP2,Helen Marsh\n"):
        page = visible(owner.get(give(owner, rows, kind="partners").location).text)
        assert "New 1 Looks like somebody you have 0" in page
    spelled = visible(owner.get(give(owner, "name\nhelen MARSH\n", kind="partners").location).text)
    assert "Looks like somebody you have 1" in spelled
