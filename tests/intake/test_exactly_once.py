"""However often a form is sent it is one submission, and nobody else's is taken for it."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, insert, select, text

from attribution import Kind, fold_keyword
from records.db import db
from records.keywords import Keyword
from records.sources import Source
from tests.intake.sending import FORM, THANKS, WORDS, clients, only, payload, submissions


def at_once(app: Flask, forms: Sequence[Mapping[str, str]]) -> list[tuple[int, str | None]]:
    """Send each form from a browser of its own, all at the same moment; the answers' status and address."""
    together = Barrier(len(forms))

    def post(form: Mapping[str, str]) -> tuple[int, str | None]:
        browser = app.test_client()
        together.wait()
        response = browser.post(FORM, data=form)
        return response.status_code, response.headers.get("Location")

    with ThreadPoolExecutor(len(forms)) as threads:
        return list(threads.map(post, forms))


def test_the_same_form_fifty_times_at_once_leaves_one_client(app: Flask, client: FlaskClient) -> None:
    form = payload(client, answer="Google")
    assert set(at_once(app, [form] * 50)) == {(303, THANKS)}
    only(submissions(app))
    only(clients(app))


def test_sending_again_after_a_lost_reply_is_thanked_again(app: Flask, client: FlaskClient) -> None:
    form = payload(client)
    first, again = client.post(FORM, data=form), client.post(FORM, data=form)
    assert (again.status_code, again.headers["Location"]) == (303, first.headers["Location"])
    only(submissions(app))


def test_changed_words_of_the_same_person_stand_beside_the_first(app: Flask, client: FlaskClient) -> None:
    form = payload(client)
    client.post(FORM, data=form)
    assert client.post(FORM, data=form | {"answer": "It was Nisha Patel"}).status_code == 303
    first, second = submissions(app)
    assert (first.answer, second.answer) == (WORDS["answer"], "It was Nisha Patel")
    assert second.corrects_id == first.id
    only(clients(app))


def test_a_correction_sent_fifty_times_at_once_is_one_correction(app: Flask, client: FlaskClient) -> None:
    form = payload(client)
    client.post(FORM, data=form)
    at_once(app, [form | {"need": "Something else"}] * 50)
    assert len(submissions(app)) == 2
    only(clients(app))


def test_another_person_on_the_same_page_is_never_lost(app: Flask, client: FlaskClient) -> None:
    form = payload(client)
    client.post(FORM, data=form)
    client.post(FORM, data=form | {"name": "Ravi Shah", "email": "ravi@mail.example"})
    assert [each.name for each in clients(app)] == ["Maria Lopez", "Ravi Shah"]
    assert [each.corrects_id for each in submissions(app)] == [None, None]


def test_two_of_one_household_who_share_page_and_address_are_two(app: Flask, client: FlaskClient) -> None:
    form = payload(client, name="Robert Miller")
    client.post(FORM, data=form)
    client.post(FORM, data=form | {"name": "Susan Okafor"})
    first, second = clients(app)
    assert (first.name, second.name) == ("Robert Miller", "Susan Okafor")
    assert second.same_contact_as_id == first.id


def test_a_misspelt_name_can_be_mended(app: Flask, client: FlaskClient) -> None:
    form = payload(client, name="Maria Lopze")
    client.post(FORM, data=form)
    client.post(FORM, data=form | {"name": "Maria Lopez"})
    assert only(clients(app)).name == "Maria Lopez"
    assert submissions(app)[1].corrects_id == submissions(app)[0].id


def test_fifty_people_at_once_are_fifty_clients(app: Flask, client: FlaskClient) -> None:
    forms = [payload(client, name=f"Ann {n}", email=f"ann{n}@mail.example") for n in range(50)]
    assert set(at_once(app, forms)) == {(303, THANKS)}
    assert len(clients(app)) == 50


def test_the_first_two_who_name_a_website_name_the_same_one(app: Flask, client: FlaskClient) -> None:
    forms = [
        payload(client, name=f"Ann {n}", email=f"ann{n}@mail.example", choice="search", answer="Google")
        for n in range(20)
    ]
    at_once(app, forms)
    with app.app_context():
        engines = select(func.count()).select_from(Source).where(Source.kind == Kind.SEARCH_ENGINE)
        assert db.session.scalar(engines) == 1


def test_the_first_who_searched_for_a_phrase_are_all_kept(app: Flask, client: FlaskClient) -> None:
    forms = [
        payload(client, name=f"Ann {n}", email=f"ann{n}@mail.example", choice="search", searched="tenant lawyer")
        for n in range(20)
    ]
    assert set(at_once(app, forms)) == {(303, THANKS)}
    assert len(submissions(app)) == 20


def test_one_person_on_two_pages_at_once_is_one_client(app: Flask, client: FlaskClient) -> None:
    forms = [payload(client, need=f"Question {n}") for n in range(20)]
    at_once(app, forms)
    only(clients(app))
    assert len(submissions(app)) == 20


def test_whoever_loses_a_race_is_kept_all_the_same(app: Flask, client: FlaskClient) -> None:
    form = payload(client, choice="search", searched="tenant lawyer")
    with app.app_context():
        engine = db.engine
    with engine.connect() as winner, ThreadPoolExecutor(1) as threads:
        winner.execute(insert(Keyword).values(phrase="Tenant lawyer", phrase_key=fold_keyword("tenant lawyer")))
        answer = threads.submit(lambda: client.post(FORM, data=form).status_code)
        wait_for_the_loser(engine)
        winner.commit()
        assert answer.result() == 303
    only(submissions(app))


def wait_for_the_loser(engine: Engine) -> None:
    """Until a transaction waits for another one; on SQLite it does so from its beginning, and nothing tells."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            while not connection.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")):
                pass
