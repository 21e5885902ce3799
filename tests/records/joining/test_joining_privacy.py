"""Whoever asks for what is kept of them, or to be forgotten, is reached wholly by either address."""

import json

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import fold
from records.clients import Client
from records.clients.correcting import Known, correct_client
from records.consents import Covers, note_consent
from records.db import Base, db
from records.erasing import erase
from records.joining.apart import take_apart
from records.joining.join import CannotJoin, join_clients
from records.joining.rows import ClientJoin
from records.reviews.reviewing import review_answer, source_of_client
from records.sources.merged import Merge
from records.totals import differences
from tests.records.firm_of_tests import NOW, reviewer, told
from tests.records.joining.test_joining import APART, JOINED

ADDRESSES = ("zeb@quix.example", "zebedee@work.example")


@pytest.fixture
def firm(app: Flask) -> Flask:
    with app.app_context():
        session = db.session()
        told(session, "Florp told me", name="Zebedee Quixwell", email=ADDRESSES[0], phone="617 555 0101")
        told(session, "Blorb did", name="Zeb Quixwell-Vane", email=ADDRESSES[1], phone="617 555 0199")
        told(session, "google", name="Ida Moss", email="ida@mail.example")
        one, other = (session.get_one(Client, number) for number in (1, 2))
        known = Known(name="Zeb Vane", email=ADDRESSES[1], phone="617 555 0188", company="Vane Ltd", came_on=NOW.date())
        correct_client(session, other, known, NOW, reviewer(session))
        note_consent(session, other, Covers.NAME, is_given=True, how="on 555 0188", at=NOW, user=reviewer(session))
        session.commit()
        join_clients(session, one, other, reviewer(session), JOINED)
        session.commit()
    return app


@pytest.mark.parametrize("address", ADDRESSES)
def test_either_address_shows_everything(firm: Flask, runner: FlaskCliRunner, address: str) -> None:
    shown = runner.invoke(args=["person", "export", address])
    assert shown.exit_code == 0
    kept = json.loads(shown.stdout)
    assert [row["name"] for row in kept["clients"]] == ["Zebedee Quixwell"]
    assert {row["answer"] for row in kept["submissions"]} == {"Florp told me", "Blorb did"}
    assert kept["client_joins"][0]["email"] == ADDRESSES[1]
    assert "Ida Moss" not in shown.stdout


@pytest.mark.parametrize("address", ADDRESSES)
def test_either_address_erases_everything(firm: Flask, runner: FlaskCliRunner, address: str) -> None:
    assert runner.invoke(args=["person", "erase", address]).exit_code == 0
    with firm.app_context():
        rows = repr([db.session.execute(select(table)).all() for table in Base.metadata.sorted_tables])
        for gone in (
            "Zeb",
            "Quixwell",
            "Vane",
            "quix.example",
            "work.example",
            *(f"555{between}{digits}" for digits in ("0101", "0199", "0188") for between in ("", " ", "-")),
            "Florp",
            "Blorb",
        ):
            assert gone not in rows, gone
        assert "Ida Moss" in rows
        (join,) = db.session.scalars(select(ClientJoin))
        assert (join.name, join.at, join.user.name) == ("Erased client", JOINED, "Ann")
        with pytest.raises(CannotJoin, match="erased"):
            take_apart(db.session(), join, APART)


def test_an_address_of_somebody_else_as_well_stays_theirs(firm: Flask) -> None:
    with firm.app_context():
        session = db.session()
        for number in (3,):
            client = session.get_one(Client, number)
            client.phone, client.phone_key = "617 555 0188", "+16175550188"
        session.commit()
        erase(session, session.get_one(Client, 1), APART)
        session.commit()
        assert session.get_one(Client, 3).phone == "617 555 0188"


def test_one_name_for_a_joined_number_on_the_command_line(firm: Flask, runner: FlaskCliRunner) -> None:
    """The number under which they were known before is theirs."""
    shown = runner.invoke(args=["person", "export", ADDRESSES[1], "--client", "2"])
    assert json.loads(shown.stdout)["clients"][0]["id"] == 1
    assert runner.invoke(args=["person", "erase", ADDRESSES[0], "--client", "2", "--yes"]).exit_code == 0
    with firm.app_context():
        assert db.session.get_one(Client, 1).name == "Erased client"


def test_the_sources_that_they_both_were_keep_no_name(session: Session) -> None:
    """Two joinings deep: what each of the three has sent counts for one source, and two are merged into it."""
    names = {"Zebedee Quixwell": "Ida Moss", "Zeb Florptang": "Kit Lane", "Zebulon Blorb": "Lou Reed"}
    one, other, third = (told(session, "google", name=name).client_id for name in names)
    for number, sent in zip((one, other, third), names.values(), strict=True):
        source = source_of_client(session, session.get_one(Client, number), NOW)
        session.commit()
        review_answer(session, told(session, "them", name=sent), reviewer(session), [source], NOW)
        session.commit()
    for keep, gone in ((other, third), (one, other)):
        clients = session.get_one(Client, keep), session.get_one(Client, gone)
        join_clients(session, *clients, reviewer(session), JOINED)
        session.commit()
    assert len(session.scalars(select(Merge)).all()) == 2
    erase(session, session.get_one(Client, one), APART)
    session.commit()
    rows = repr([session.execute(select(table)).all() for table in Base.metadata.sorted_tables])
    for name in (*names, *map(fold, names)):
        assert name not in rows
    assert list(differences(session)) == []
