"""One question to one client by a personal link, and the end of all mail."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from records.answers.credits import Credit
from records.answers.recording import new_client
from records.answers.submissions import Submission
from records.clients import Client
from records.coverage.links import STOP, ask_token, make_ask_link
from records.coverage.mailing import WhyNot, ask_by_mail, why_not
from records.coverage.permissions import allow_client
from records.db import db
from records.erasing import erase
from records.firm import the_firm
from records.mail import Mail, mail_address, send_later
from records.mail.opt_outs import wants_no_mail, who_wants_none
from records.signed_numbers import token_of_number
from tests.records.firm_of_tests import NOW, partner, reviewer
from tests.rig.forms import fields

KEY = "only for tests"


def link_of_client(app: Flask, email: str = "ada@mail.example") -> tuple[str, str]:
    """The address of a new client's question, and of the end of mail to them."""
    with app.app_context():
        session = db.session()
        client = new_client(session, "Ada Byron", NOW, email=email, door="phone")
        link = make_ask_link(session, client, NOW, None)
        session.commit()
        return f"/ask/{ask_token(link, KEY)}", f"/ask/{token_of_number(link.number, STOP, KEY)}/stop"


def test_a_client_answers_once_and_corrects_it(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        joe = partner(db.session(), "Joe Smithson").id
        db.session.commit()
    address, _ = link_of_client(app)
    page = client.get(address)
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")
    assert "Set-Cookie" not in page.headers and "Ada" not in page.text and 'name="email"' not in page.text
    sent = fields(page) | {"choice": "other", "answer": "Joe Smithson", "may_tell": "y"}
    done = client.post(address, data=sent)
    assert (done.status_code, done.location) == (303, f"{address}/thanks")
    assert "will not ask you again" in client.get(done.location).text
    assert client.post(address, data=sent).status_code == 303
    with app.app_context():
        kept = db.session.scalars(select(Submission)).all()
        assert [(each.door, each.answer, each.may_tell, each.name) for each in kept] == [
            ("link", "Joe Smithson", True, "Ada Byron")
        ]
        assert db.session.scalars(select(Credit.source_id).where(Credit.role == "introduced_by")).all() == [joe]
    again = client.get(address)
    assert "You have answered this already" in again.text
    known = fields(again)
    assert (known["choice"], known["answer"], known["may_tell"]) == ("other", "Joe Smithson", "y")
    assert client.post(address, data=known | {"answer": "my neighbour"}).status_code == 303
    with app.app_context():
        first, second = db.session.scalars(select(Submission).order_by(Submission.id)).all()
        assert (first.answer, second.answer, second.corrects_id) == ("Joe Smithson", "my neighbour", first.id)
        assert db.session.scalar(select(func.count()).select_from(Client)) == 1


def test_what_is_wrong_comes_back_as_it_was_typed(app: Flask, client: FlaskClient) -> None:
    address, _ = link_of_client(app)
    sent = fields(client.get(address)) | {"answer": "somebody <b>"}
    back = client.post(address, data=sent)
    assert (back.status_code, fields(back)["answer"]) == (422, "somebody <b>")
    assert "Please choose what fits best." in back.text
    stale = client.post(address, data=sent | {"choice": "other", "token": "nonsense"})
    assert stale.status_code == 422 and fields(stale)["choice"] == "other"
    assert client.post(address, data=fields(stale)).status_code == 303


def test_the_question_is_asked_in_the_readers_language(app: Flask, client: FlaskClient) -> None:
    address, stop = link_of_client(app)
    page = client.get(f"{address}?language=es")
    assert "Una pregunta" in page.text and 'lang="es"' in page.text
    sent = fields(page) | {"choice": "other", "answer": "mi vecina"}
    assert client.post(f"{address}?language=es", data=sent).status_code == 303
    # The form's own language is known by the form.
    assert client.post(f"{address}?language=en", data=sent | {"answer": "my neighbour"}).status_code == 303
    with app.app_context():
        told = select(Submission.answer, Submission.language).order_by(Submission.id)
        assert list(db.session.execute(told).tuples()) == [("mi vecina", "es"), ("my neighbour", "")]
    assert "No más correos" in client.get(f"{stop}?language=es").text


def test_other_tokens_open_nothing(app: Flask, client: FlaskClient) -> None:
    address, stop = link_of_client(app)
    token, stopping = address.removeprefix("/ask/"), stop.removeprefix("/ask/").removesuffix("/stop")
    changed = token[:-1] + ("A" if token[-1] != "A" else "B")
    for wrong in (changed, stopping, token[:22], "x", f"{token}a"):
        assert client.get(f"/ask/{wrong}").status_code == 404
        assert client.post(f"/ask/{wrong}", data={}).status_code == 404
    for wrong in (token, changed):
        assert client.post(f"/ask/{wrong}/stop").status_code == 404
    with app.app_context():
        erase(db.session(), db.session.scalars(select(Client)).one(), NOW)
        db.session.commit()
    assert client.get(address).status_code == 404
    assert client.get(stop).status_code == 404


def test_no_more_mail_is_final_and_outlives_erasure(app: Flask, client: FlaskClient) -> None:
    _, stop = link_of_client(app)
    with app.app_context():
        send_later(db.session(), "note", "ADA@mail.example", "Hello", "Words.", NOW)
        db.session.commit()
    assert "Send me no more mail" in client.get(stop).text
    with app.app_context():
        assert not wants_no_mail(db.session(), "ada@mail.example")
    # As a mail program sends it, without having seen the page.
    sent = client.post(stop, data={"List-Unsubscribe": "One-Click"})
    assert (sent.status_code, "no mail any more" in sent.text) == (200, True)
    with app.app_context():
        session = db.session()
        waiting = session.scalars(select(Mail)).one()
        assert (waiting.due_at, waiting.given_up_because) == (None, "the person wants no mail")
        erase(session, session.scalars(select(Client)).one(), NOW)
        session.commit()
        assert wants_no_mail(session, " Ada@Mail.example ")
        assert not wants_no_mail(session, "other@mail.example")
        assert "ada@" not in waiting.to


def test_no_more_mail_holds_for_every_spelling_and_for_the_address_that_was_written_to(
    app: Flask, client: FlaskClient
) -> None:
    _, stop = link_of_client(app, "joe@xn--bcher-kva.example")
    with app.app_context():
        session = db.session()
        (joe,) = session.scalars(select(Client)).all()
        the_firm(session).postal_address = "1 Main Street"
        allow_client(session, joe, "asked us to", NOW, reviewer(session))
        ask_by_mail(session, joe, NOW, None, "https://firm.example", KEY)
        joe.email = joe.email_key = "joe@new.example"
        session.commit()
    assert client.post(stop).status_code == 200
    with app.app_context():
        session = db.session()
        written_to = mail_address("joe@xn--bcher-kva.example")
        assert written_to == "joe@bücher.example"
        addresses = ("joe@new.example", written_to, "Joe@XN--bcher-kva.example", "joe@BÜCHER.example")
        assert [each for each in addresses if not wants_no_mail(session, each)] == []
        assert who_wants_none(session, [*addresses, "joe@other.example"]) == set(addresses)
        assert not wants_no_mail(session, "joe@other.example")


def test_no_more_mail_can_be_said_after_the_address_was_changed_and_after_erasure(
    app: Flask, client: FlaskClient
) -> None:
    link_of_client(app)
    with app.app_context():
        session = db.session()
        (ada,) = session.scalars(select(Client)).all()
        the_firm(session).postal_address = "1 Main Street"
        allow_client(session, ada, "asked us to", NOW, reviewer(session))
        mail = ask_by_mail(session, ada, NOW, None, "https://firm.example", KEY).mail
        assert mail is not None
        stop = mail.headers["List-Unsubscribe"].strip("<>").removeprefix("https://firm.example")
        ada.email, ada.email_key = "", None
        session.commit()
    assert "Send me no more mail" in client.get(stop).text
    with app.app_context():
        erase(db.session(), db.session.scalars(select(Client)).one(), NOW)
        db.session.commit()
        assert not wants_no_mail(db.session(), "ada@mail.example")
    marked = stop.removesuffix("/stop")
    others = [f"{marked[:at]}{'1' if marked[at] == '0' else '0'}{marked[at + 1 :]}" for at in (10, 30, 80)]
    for wrong in (*others, marked[:-1], marked[:27]):
        assert client.post(f"{wrong}/stop").status_code == 404, wrong
    assert client.get(stop).status_code == 200
    # As a mail program sends it, twice.
    assert [client.post(stop, data={"List-Unsubscribe": "One-Click"}).status_code for _ in range(2)] == [200, 200]
    with app.app_context():
        session = db.session()
        assert wants_no_mail(session, "Ada@mail.example")
        new = new_client(session, "Ada Byron", NOW, email="ada@mail.example", door="import")
        allow_client(session, new, "is our client", NOW, reviewer(session))
        assert why_not(session, new, NOW) is WhyNot.OPTED_OUT
