"""From the queue to the partner's mailbox: chosen, drafted, read, changed, approved, sent by a real server, shown."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import select

from attribution import Result
from outgoing import mail_from, mail_url
from records.clients import Client
from records.consents import Covers, note_consent
from records.db import db
from records.mail import Mail
from records.relations.thanking.drafts import ThanksDraft
from records.relations.thanking.thanks import Thanks
from records.staff.users import User, UserRole, add_user
from tests.admin.small_firm import CAME, client, credit, noon, partner, pays
from tests.rig.forms import fields
from tests.rig.mail_server import MailServer, mail_server

pytestmark = pytest.mark.settings(MAIL_FROM=mail_from("Lang & Partner <office@lang.example>"))


@pytest.fixture
def server(app: Flask) -> Iterator[MailServer]:
    with mail_server() as running:
        app.config["MAIL_URL"] = mail_url(f"smtp://127.0.0.1:{running.port}")
        yield running


@pytest.fixture
def firm(app: Flask) -> Flask:
    """Joe has sent Ana, who may be named, and Will Baker, who may not; Nisha has sent one who brought more."""
    with app.app_context():
        session = db.session()
        joe, nisha = partner(session, "Joe Smith"), partner(session, "Nisha Rao")
        assert joe.partner is not None
        joe.partner.email = "joe@smith.example"
        user = add_user(session, "ann@firm.example", UserRole.STAFF, "a long password", "Ann")
        ana = client(session, "Ana Adams", Result("auto", (credit(joe),)), "Joe")
        will = client(session, "Will Baker", Result("auto", (credit(joe),)), "Joe")
        cara = client(session, "Cara Clark", Result("auto", (credit(nisha),)), "Nisha")
        pays(session, will, 5_000)
        pays(session, cara, 90_000)
        note_consent(session, ana, Covers.NAME, True, "on the phone", noon(CAME) + timedelta(days=1), user)
        db.session.commit()
    return app


def number_of(app: Flask, name: str) -> str:
    with app.app_context():
        return str(db.session.scalars(select(Client.id).where(Client.name == name)).one())


def form_of(client: FlaskClient, **changes: object) -> dict[str, object]:
    return fields(client.get("/admin/partners/1/thanks/new"), "/partners/1/thanks") | changes


def test_a_mail_is_drafted_read_changed_approved_and_sent(
    firm: Flask, owner: FlaskClient, runner: FlaskCliRunner, server: MailServer
) -> None:
    queue = owner.get("/admin/thanks").text
    assert queue.index("Nisha Rao") < queue.index("Joe Smith")
    assert "$900.00 received so far" in queue
    both = [number_of(firm, name) for name in ("Ana Adams", "Will Baker")]
    page = owner.get("/admin/partners/1/thanks/new").text
    assert "did not agree to be named" in page
    draft = owner.post("/admin/partners/1/thanks", data=form_of(owner, how="mail", clients=both))
    assert draft.status_code == 303
    shown = owner.get(draft.location).text
    assert "telling Ana Adams about us" in shown
    # Staff type the name that may not be told: nothing is kept, and everything is still filled in.
    edit = fields(owner.get(f"{draft.location}/edit"), having="text")
    refused = owner.post(draft.location, data=edit | {"text": "Dear Joe, thanks for Ana and Baker"})
    assert refused.status_code == 422
    assert "Will Baker did not agree" in refused.text
    assert "thanks for Ana and Baker</textarea>" in refused.text
    old = fields(owner.get(draft.location), "/send")
    kept = owner.post(draft.location, data=edit | {"text": "Dear Joe,\r\nthank you for Ana!", "subject": "Thanks, Joe"})
    assert kept.status_code == 303
    # Who approves what was changed meanwhile has not seen it.
    owner.post(f"{draft.location}/send", data=old)
    assert "Read it again" in owner.get(draft.location).text
    sent = owner.post(f"{draft.location}/send", data=fields(owner.get(draft.location), "/send"))
    assert sent.location.endswith("/admin/partners/1#thanks")
    again = owner.post(f"{draft.location}/send", data=old)
    assert again.status_code == 404
    assert "1 sent" in runner.invoke(args=["jobs", "run"]).output
    ((sender, to, message),) = server.taken
    assert (sender, to, message["Subject"]) == ("office@lang.example", "joe@smith.example", "Thanks, Joe")
    assert message.get_content().splitlines() == ["Dear Joe,", "thank you for Ana!"]
    # Neither a header nor a part of the mail has the one who did not agree.
    assert not any(word in server.raw[0].decode("latin-1").casefold() for word in ("baker", "will", "client-"))
    partner_page = owner.get("/admin/partners/1").text
    assert "No referral waits for thanks" in partner_page
    assert "sent " in partner_page
    assert "Joe Smith" not in owner.get("/admin/thanks").text


def test_a_mail_that_could_not_be_sent_leaves_the_referrals_waiting(
    firm: Flask, owner: FlaskClient, runner: FlaskCliRunner, server: MailServer
) -> None:
    server.at_address = lambda _address: "550 5.1.1 nobody of that name"
    ana = number_of(firm, "Ana Adams")
    draft = owner.post("/admin/partners/1/thanks", data=form_of(owner, how="mail", clients=[ana])).location
    owner.post(f"{draft}/send", data=fields(owner.get(draft), "/send"))
    assert "Ana Adams" not in owner.get("/admin/thanks").text
    runner.invoke(args=["jobs", "run"])
    assert "Ana Adams" in owner.get("/admin/thanks").text
    assert "could not be sent" in owner.get("/admin/partners/1").text


@pytest.mark.settings(MAIL_FROM="")
def test_a_missing_setting_is_said_and_a_draft_can_be_thrown_away(firm: Flask, owner: FlaskClient) -> None:
    ana = number_of(firm, "Ana Adams")
    draft = owner.post("/admin/partners/1/thanks", data=form_of(owner, how="mail", clients=[ana])).location
    for address in ("/admin/thanks", draft, "/admin/partners/1/thanks/new"):
        assert "set up (MAIL_" in owner.get(address).text
    owner.post(f"{draft}/drop", data=fields(owner.get(draft), "/drop"))
    with firm.app_context():
        assert [*db.session.scalars(select(ThanksDraft)), *db.session.scalars(select(Mail))] == []


def test_a_gift_goes_into_the_ledger_against_the_limit_and_can_be_taken_back(firm: Flask, owner: FlaskClient) -> None:
    limit = fields(owner.get("/admin/ledger"), "/ledger/limit")
    assert owner.post("/admin/ledger/limit", data=limit | {"amount": "50.00"}).status_code == 303
    ana = number_of(firm, "Ana Adams")
    gift = form_of(owner, how="gift", clients=[ana], on="2026-04-02", words="A ham")
    for changes, says in (
        ({"worth": ""}, "Type what the gift was worth"),
        ({"worth": "0"}, "more than nothing"),
        ({"worth": "40", "currency": "dollars"}, "three letters"),
        ({"worth": "40", "on": "2999-01-01"}, "cannot be meant"),
        ({"worth": "50.01"}, "beyond the limit"),
    ):
        answer = owner.post("/admin/partners/1/thanks", data=gift | changes)
        assert (answer.status_code, says in answer.text, "A ham" in answer.text) == (422, True, True), changes
    assert owner.post("/admin/partners/1/thanks", data=gift | {"worth": "40.00"}).status_code == 303
    assert owner.post("/admin/partners/1/thanks", data=gift | {"worth": "40.00"}).status_code == 422
    year = owner.get("/admin/ledger?year=2026").text
    assert "near the limit" in year
    assert "$10.00 left" in year
    fee = fields(owner.get("/admin/partners/1/fees/new"), "/partners/1/fees") | {"on": "2026-05-01", "worth": "10.01"}
    assert "beyond the limit" in owner.post("/admin/partners/1/fees", data=fee).text
    assert owner.post("/admin/partners/1/fees", data=fee | {"over_because": "Agreed"}).status_code == 303
    page = owner.get("/admin/ledger?year=2026&partner=1")
    assert "$0.01 beyond" in page.text
    assert "Beyond the limit because: Agreed" in page.text
    told = owner.get("/admin/ledger?year=2026&format=csv").get_data(as_text=True).lstrip("\ufeff")
    rows = list(csv.reader(io.StringIO(told)))
    assert rows[1] == ["Joe Smith", "USD", "40.00", "10.01", "50.01", "50.00", "over the limit"]
    assert owner.get("/admin/ledger?format=xlsx").data[:2] == b"PK"
    assert "Every gift and fee" in owner.get("/admin/ledger?year=2026&format=print").text
    owner.post("/admin/ledger/2/undo", data=fields(page, "/ledger/2/undo"))
    partner_page = owner.get("/admin/partners/1")
    # PostgreSQL gives the number of a thanks that was refused to nobody else.
    (number,) = set(re.findall(r"/admin/thanks/(\d+)/undo", partner_page.text))
    owner.post(f"/admin/thanks/{number}/undo", data=fields(partner_page, f"/thanks/{number}/undo"))
    assert "Nothing was given in 2026" in owner.get("/admin/ledger?year=2026").text
    assert "Ana Adams" in owner.get("/admin/thanks").text


def test_what_came_before_a_day_does_not_wait_and_the_queue_goes_out(firm: Flask, owner: FlaskClient) -> None:
    told = owner.get("/admin/thanks?format=csv").get_data(as_text=True).lstrip("\ufeff")
    rows = list(csv.reader(io.StringIO(told)))[1:]
    assert [(row[0], row[1], row[3], row[5]) for row in rows] == [
        ("Nisha Rao", "Cara Clark", "900.00", "no"),
        ("Joe Smith", "Ana Adams", "", "yes"),
        ("Joe Smith", "Will Baker", "50.00", "no"),
    ]
    start = fields(owner.get("/admin/thanks"), "/thanks/start")
    owner.post("/admin/thanks/start", data=start | {"first_day": "2026-11-01"})
    assert "Nobody waits" in owner.get("/admin/thanks").text


def test_the_words_of_mails_are_changed_as_rows(firm: Flask, owner: FlaskClient) -> None:
    words = fields(owner.get("/admin/thanks/words/edit"), having="silent_text")
    wrong = owner.post("/admin/thanks/words", data=words | {"silent_text": "Thanks for {clients}"})
    assert wrong.status_code == 422
    assert "nobody agreed" in wrong.text
    owner.post("/admin/thanks/words", data=words | {"silent_text": "Cheers, {signer}", "text": "{clients}: cheers!"})
    draft = owner.post(
        "/admin/partners/1/thanks", data=form_of(owner, how="mail", clients=[number_of(firm, "Will Baker")])
    ).location
    with firm.app_context():
        signer = db.session.scalars(select(User.name).where(User.role == UserRole.OWNER)).first()
        assert db.session.scalars(select(Thanks)).all() == []
    assert f"Cheers, {signer}" in owner.get(draft).text
