"""``flask person``: what is kept of somebody, and erasing it."""

import json
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import select

from records.answers.submissions import Submission
from records.clients import Client
from records.clients.correcting import Known, correct_client
from records.db import db
from records.keywords import Keyword
from records.mail import send_later
from records.spam.held import HeldSubmission, Place
from records.spam.verdicts import mark_spam
from tests.records.firm_of_tests import NOW, reviewer, told
from tests.rig.forms import fields


def filled_in(client: FlaskClient, **changes: str) -> None:
    """Somebody fills in the public form."""
    page = client.get("/f/new-client?utm_source=google&utm_term=florp+lawyer")
    sent = fields(page) | {
        "name": "Zebedee Quixwell",
        "email": "zeb@quix.example",
        "choice": "other",
        "answer": "Florp told me",
    }
    assert client.post("/f/new-client", data=sent | changes).status_code == 303


def test_export_has_everything_and_erase_leaves_nothing_of_it(
    app: Flask, client: FlaskClient, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    filled_in(client)
    filled_in(client, name="Somebody Else", email="else@mail.example", answer="google")
    shown = runner.invoke(args=["person", "export", "ZEB@quix.example"])
    assert shown.exit_code == 0
    kept = json.loads(shown.stdout)
    assert kept["clients"][0]["name"] == "Zebedee Quixwell"
    assert kept["submissions"][0]["answer"] == "Florp told me"
    assert {"credits", "decisions", "touches", "stage_changes"} <= set(kept)
    assert "Somebody Else" not in shown.stdout
    file = tmp_path / "kept.json"
    assert runner.invoke(args=["person", "export", "zeb@quix.example", "-o", str(file)]).exit_code == 0
    assert json.loads(file.read_text("utf-8")) == kept
    assert file.stat().st_mode & 0o077 == 0
    nowhere = runner.invoke(args=["person", "export", "zeb@quix.example", "-o", str(file / "kept.json")])
    assert (nowhere.exit_code, "cannot be written: Not a directory" in nowhere.stderr) == (2, True)

    gone = runner.invoke(args=["person", "erase", "zeb@quix.example"])
    assert (gone.exit_code, gone.stdout) == (0, "")
    assert "is erased, with 1 answer." in gone.stderr
    again = runner.invoke(args=["person", "export", "zeb@quix.example"])
    assert (again.exit_code, again.stdout) == (1, "")
    assert "Nobody is known by" in again.stderr
    with app.app_context():
        names = db.session.scalars(select(Client.name).order_by(Client.id)).all()
        assert names == ["Erased client", "Somebody Else"]


def test_what_is_held_back_is_shown_and_goes(app: Flask, client: FlaskClient, runner: FlaskCliRunner) -> None:
    filled_in(client, subject="Cheap offers")
    kept = json.loads(runner.invoke(args=["person", "export", "zeb@quix.example"]).stdout)
    assert kept["held_submissions"][0]["sent"]["answer"] == "Florp told me"
    # Of a client it goes with the rest, also where it was a second form, or was taken out by staff.
    filled_in(client, answer="google")
    with app.app_context():
        session = db.session()
        gone = session.get_one(Client, 1)
        answers = session.scalars(select(Submission).where(Submission.client_id == gone.id)).all()
        mark_spam(session, answers, reviewer(session), NOW)
        session.commit()
    filled_in(client, answer="the radio", subject="")
    erased = runner.invoke(args=["person", "erase", "zeb@quix.example"])
    assert "2 submissions of this address held back" in erased.stderr and "with 1 answer" in erased.stderr
    assert runner.invoke(args=["person", "export", "zeb@quix.example"]).exit_code == 1
    with app.app_context():
        held = db.session.scalars(select(HeldSubmission)).all()
        assert [(each.place, each.sent, each.taken) for each in held] == [(Place.ENDED, {}, None)] * 2
        assert {row.phrase for row in db.session.scalars(select(Keyword))} == {"erased 1"}
    # Held back alone, it goes as well.
    filled_in(client, subject="Cheap offers", answer="again")
    assert runner.invoke(args=["person", "erase", "zeb@quix.example"]).exit_code == 0
    assert "again" not in runner.invoke(args=["person", "export", "zeb@quix.example"]).stdout


def test_several_of_one_address_can_be_told_apart(app: Flask, client: FlaskClient, runner: FlaskCliRunner) -> None:
    filled_in(client)
    filled_in(client, name="Abigail Norton")
    with app.app_context():
        first, second = db.session.scalars(select(Client.id).order_by(Client.id)).all()
    assert runner.invoke(args=["person", "erase", "zeb@quix.example", "--client", str(second)]).exit_code == 0
    with app.app_context():
        assert db.session.get_one(Client, first).name == "Zebedee Quixwell"
        assert db.session.get_one(Client, second).name == "Erased client"
    shown = runner.invoke(args=["person", "export", "zeb@quix.example"])
    assert shown.exit_code == 0, shown.output
    kept = json.loads(shown.stdout)
    assert [each["id"] for each in kept["clients"]] == [first]


def test_whose_address_staff_corrected_is_found_by_the_former_one(
    app: Flask, client: FlaskClient, runner: FlaskCliRunner
) -> None:
    former, right = "zib@quix.example", "zeb@quix.example"
    with app.app_context():
        session = db.session()
        # Of a file, so that the former address stands in no answer.
        came = told(session, "google", name="Zebedee Quixwell", email="").client
        came.email = came.email_key = former
        session.commit()
        send_later(session, "news", former, "Hello", "Dear Zebedee", NOW, about=came)
        known = Known(name=came.name, email=right, phone="", company="", came_on=came.came_on)
        correct_client(session, came, known, NOW, reviewer(session))
        number = came.id
        session.commit()
    filled_in(client, email=former, subject="Cheap offers")
    filled_in(client, email=former, name="Abigail Norton", subject="Cheap offers")
    refused = runner.invoke(args=["person", "export", former])
    assert (refused.exit_code, f"add --client {number}." in refused.stderr) == (2, True)
    shown = [
        json.loads(runner.invoke(args=["person", "export", *asked]).stdout)
        for asked in ([former, "--client", str(number)], [right])
    ]
    for kept in shown:
        assert kept["clients"][0]["email"] == right
        assert kept["client_changes"][0]["before"] == former
        assert [each["to"] for each in kept["mails"]] == [former]
    assert runner.invoke(args=["person", "erase", former]).exit_code == 2
    gone = runner.invoke(args=["person", "erase", former, "--client", str(number)])
    assert gone.exit_code == 0, gone.output
    again = runner.invoke(args=["person", "export", former, "--client", str(number)])
    assert again.exit_code == 1
    with app.app_context():
        assert db.session.get_one(Client, number).name == "Erased client"
        held = db.session.scalars(select(HeldSubmission).order_by(HeldSubmission.id)).all()
        # Who shares the mistyped address stays.
        assert [each.place is Place.ENDED for each in held] == [True, False]


def test_bad_calls_say_what_to_do(runner: FlaskCliRunner) -> None:
    assert runner.invoke(args=["person", "erase", "nobody"]).exit_code == 2
    assert runner.invoke(args=["person", "erase", "nobody@mail.example"]).exit_code == 1
    assert runner.invoke(args=["person", "export"]).exit_code == 2
