"""Reviewing an answer: every way to decide, and what a person sees of it."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from attribution import Kind, Role
from records.answers.credits import Credit, Decision, Review
from records.clients import Client
from records.db import db
from records.sources import Source, add_source
from tests.admin.reading import numbers, visible
from tests.admin.small_firm import CAME, FACEBOOK, clicked, client, credit, noon, partner, submission_of, waits
from tests.rig.forms import fields

NAMES = ("Joe Smith", "Nisha Patel", "Ted Kostas")


@pytest.fixture
def firm(app: Flask) -> Flask:
    """Three partners and two open answers: what Ana means may be Joe or Nisha; for Ben nothing is proposed."""
    with app.app_context():
        session = db.session()
        joe, nisha, _ = (partner(session, name) for name in NAMES)
        proposed = (
            credit(joe, span=(11, 14), confidence=0.72, reason="“Joe” is the first name of Joe Smith."),
            credit(nisha, confidence=0.3),
        )
        client(
            session,
            "Ana Adams",
            waits(*proposed, also=(clicked(FACEBOOK),)),
            "a guy like Joe told me",
            choice_label="Someone recommended you",
        )
        client(session, "Ben Brown", waits(), "somebody at the club")
        db.session.commit()
    return app


def decide(who: FlaskClient, answer: int = 1, /, **changes: str) -> TestResponse:
    """Send the review form of an answer alone, without those that say the same, with changes."""
    action = f"/admin/answers/{answer}/review"
    sent = fields(who.get(f"/admin/answers/{answer}"), action)
    form = {name: value for name, value in sent.items() if not name.startswith("with-")}
    return who.post(action, data=form | changes)


def counts_for(app: Flask, name: str) -> list[str]:
    """The sources, or standings, that a client is introduced by."""
    with app.app_context():
        found = db.session.scalars(
            select(Credit)
            .join(Client)
            .where(Client.name == name, Credit.role == Role.INTRODUCED_BY)
            .order_by(Credit.position)
        )
        return [each.source.name if each.source else each.standing.value for each in found]


def test_the_words_come_first_and_everything_else_beside_them(firm: Flask, owner: FlaskClient) -> None:
    html = owner.get("/admin/answers").text
    assert "2 answers wait for review" in html
    assert "a guy like <mark>Joe</mark> told me" in html
    text = visible(html)
    for shown in ("Someone recommended you", "A will", "Who is meant?", "likely", "is the first name of Joe Smith"):
        assert shown in text, shown
    assert "Facebook" in text
    assert "somebody at the club" in text


def test_two_proposals_of_one_name_are_told_apart(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        session = db.session()
        here = partner(session, "David Cohen", occupation="dentist", city="Quincy")
        there = partner(session, "David Cohen", occupation="banker", organisation="East Bank", city="Boston")
        client(session, "Ana Adams", waits(credit(here), credit(there)), "David Cohen")
        db.session.commit()
    text = visible(owner.get("/admin/answers/1").text)
    assert "David Cohen dentist, Quincy" in text
    assert "David Cohen banker, East Bank, Boston" in text


def test_a_proposal_is_confirmed(firm: Flask, owner: FlaskClient) -> None:
    response = decide(owner, choice="source 1")
    assert response.status_code == 303
    assert counts_for(firm, "Ana Adams") == ["Joe Smith"]
    assert "Ana Adams now counts for Joe Smith." in owner.get("/admin/answers").text


def test_what_the_visit_shows_can_be_chosen_though_it_is_not_in_the_directory(firm: Flask, owner: FlaskClient) -> None:
    assert decide(owner, choice="social network: Facebook").status_code == 303
    assert counts_for(firm, "Ana Adams") == ["Facebook"]


def test_after_a_decision_the_next_open_answer_follows_and_then_the_end(firm: Flask, owner: FlaskClient) -> None:
    first = decide(owner, choice="unknown")
    assert first.location == "/admin/answers/2"
    last = decide(owner, 2, choice="unknown")
    assert last.location == "/admin/answers"
    assert "Nothing waits" in owner.get("/admin/answers").text


def test_it_can_be_that_it_cannot_be_known(firm: Flask, owner: FlaskClient) -> None:
    decide(owner, choice="unknown")
    assert counts_for(firm, "Ana Adams") == ["unknown"]
    unknown = {n.measure: n.shown for n in numbers(owner.get("/admin/").text) if n.part == "unknown"}
    assert unknown["clients"] == "1"


@pytest.mark.parametrize("typed", ["Ted Kostas", "ted  kostas", "TED KOSTAS"])
def test_another_source_is_found_by_its_name(firm: Flask, owner: FlaskClient, typed: str) -> None:
    assert decide(owner, choice="other", other=typed).status_code == 303
    assert counts_for(firm, "Ana Adams") == ["Ted Kostas"]


def test_a_website_that_nobody_has_named_yet_is_found_too(firm: Flask, owner: FlaskClient) -> None:
    assert decide(owner, choice="other", other="google").status_code == 303
    assert counts_for(firm, "Ana Adams") == ["Google"]


def test_a_name_that_two_have_becomes_a_question(firm: Flask, owner: FlaskClient) -> None:
    with firm.app_context():
        second = partner(db.session(), "Ted Kostas", occupation="barber")
        db.session.commit()
        number = second.id
    response = decide(owner, choice="other", other="Ted Kostas")
    assert response.status_code == 422
    assert "Who is meant by “Ted Kostas”?" in response.text
    assert "barber" in response.text
    assert 'value="Ted Kostas"' in response.text
    assert decide(owner, choice=f"source {number}").status_code == 303
    with firm.app_context():
        assert db.session.scalars(select(Credit.source_id).where(Credit.client_id == 1, Credit.position == 0)).all()[0]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose what brought them"),
        ({"choice": "other"}, "Type the name of a source or a client."),
        ({"choice": "other", "other": "Nobody Known"}, "Nobody is called “Nobody Known”"),
        ({"choice": "new", "name": "  "}, "Type the name."),
        ({"choice": "new", "name": "x" * 201}, "at most 200"),
        ({"choice": "new", "name": "Karen", "kind": "spaceship"}, "Choose one of the list."),
        ({"choice": "source 999"}, "has changed meanwhile"),
        ({"choice": "source 99999999999999999999999"}, "has changed meanwhile"),
        ({"choice": "client 1"}, "Nobody is their own source"),
        ({"choice": "; DROP TABLE"}, "has changed meanwhile"),
    ],
)
def test_what_cannot_be_understood_is_named_and_nothing_is_lost(
    firm: Flask, owner: FlaskClient, sent: dict[str, str], said: str
) -> None:
    response = decide(owner, **({"organisation": "Osterhaus & Sons"} | sent))
    assert response.status_code == 422
    assert said in visible(response.text)
    assert "Osterhaus &amp; Sons" in response.text
    assert counts_for(firm, "Ana Adams") == ["in review"]
    with firm.app_context():
        assert not db.session.scalars(select(Review)).all()


def test_a_new_partner_is_made_on_the_way(firm: Flask, owner: FlaskClient) -> None:
    new = {"name": "Karen Osterhaus", "kind": "person", "organisation": "Gold's Gym", "city": "Hull"}
    assert decide(owner, choice="new", **new).status_code == 303
    assert counts_for(firm, "Ana Adams") == ["Karen Osterhaus"]
    with firm.app_context():
        source = db.session.scalars(select(Source).where(Source.name == "Karen Osterhaus")).unique().one()
        assert source.kind is Kind.PARTNER
        assert source.partner
        assert (source.partner.organisation, source.partner.city) == ("Gold's Gym", "Hull")


def test_something_new_need_not_be_a_partner(firm: Flask, owner: FlaskClient) -> None:
    decide(owner, choice="new", name="Spring fair", kind="event")
    assert counts_for(firm, "Ana Adams") == ["Spring fair"]
    with firm.app_context():
        source = db.session.scalars(select(Source).where(Source.name == "Spring fair")).unique().one()
        assert (source.kind, source.partner) == (Kind.EVENT, None)


def test_an_existing_client_whose_name_stands_in_the_answer_is_proposed(firm: Flask, owner: FlaskClient) -> None:
    with firm.app_context():
        session = db.session()
        known = client(session, "Wanda Miles", None)
        asked = client(session, "Cara Clark", waits(), "my friend Wanda Miles, who was with you")
        number, known_id = submission_of(session, asked).id, known.id
        db.session.commit()
    assert "a client of yours" in owner.get(f"/admin/answers/{number}").text
    decide(owner, number, choice=f"client {known_id}")
    assert counts_for(firm, "Cara Clark") == ["Wanda Miles"]
    with firm.app_context():
        source = db.session.scalars(select(Source).where(Source.client_id == known_id)).unique().one()
        assert source.kind is Kind.EXISTING_CLIENT


def test_the_beginning_of_a_name_is_a_question_and_no_answer(firm: Flask, owner: FlaskClient) -> None:
    response = decide(owner, 2, choice="other", other="ted")
    assert response.status_code == 422
    assert "Who is meant by “ted”?" in response.text
    assert 'value="source 3"' in response.text
    assert counts_for(firm, "Ben Brown") == ["in review"]


def test_any_other_client_can_be_typed(firm: Flask, owner: FlaskClient) -> None:
    assert decide(owner, choice="other", other="Ben Brown").status_code == 303
    assert counts_for(firm, "Ana Adams") == ["Ben Brown"]


def test_what_is_sure_beside_the_open_part_keeps_its_share(firm: Flask, owner: FlaskClient) -> None:
    with firm.app_context():
        session = db.session()
        ted = session.get_one(Source, 3)
        half = client(session, "Finn Foster", waits(also=(credit(ted, 500_000),)), "Ted Kostas and one more")
        number = submission_of(session, half).id
        db.session.commit()
    assert "Ted Kostas is certain beside that" in visible(owner.get(f"/admin/answers/{number}").text)
    decide(owner, number, choice="other", other="Nisha Patel")
    assert counts_for(firm, "Finn Foster") == ["Nisha Patel", "Ted Kostas"]


def test_somebody_who_decided_meanwhile_is_shown_and_not_overwritten(
    firm: Flask, owner: FlaskClient, colleague: FlaskClient
) -> None:
    action = "/admin/answers/1/review"
    form = fields(owner.get("/admin/answers/1"), action)
    decide(colleague, choice="source 2")
    response = owner.post(action, data=form | {"choice": "source 1"})
    assert response.status_code == 409
    text = visible(response.text)
    assert "colin decided about this answer" in text
    assert "counts for Nisha Patel" in text
    assert "Your choice was not saved" in text
    assert counts_for(firm, "Ana Adams") == ["Nisha Patel"]
    # Having seen it, one may still decide otherwise; both decisions stay.
    again = owner.post(action, data=fields(response, action) | {"choice": "source 1"})
    assert again.status_code == 303
    assert counts_for(firm, "Ana Adams") == ["Joe Smith"]
    assert "(replaced since)" in owner.get("/admin/answers/1").text


@pytest.mark.parametrize(
    "sent",
    [
        {"choice": "source 1"},
        {"choice": "unknown"},
        {"choice": "new", "name": "Karen Osterhaus", "kind": "person"},
        {"choice": "client 2"},
        {"choice": "social network: Facebook"},
    ],
)
def test_a_second_click_is_harmless(firm: Flask, owner: FlaskClient, sent: dict[str, str]) -> None:
    action = "/admin/answers/1/review"
    form = fields(owner.get("/admin/answers/1"), action) | sent
    assert [owner.post(action, data=form).status_code for _ in range(3)] == [303, 303, 303]
    with firm.app_context():
        assert len(db.session.scalars(select(Review)).all()) == 1
        assert len(db.session.scalars(select(Source.id).where(Source.name == "Karen Osterhaus")).all()) < 2


def test_a_decision_can_be_taken_again(firm: Flask, owner: FlaskClient) -> None:
    decide(owner, choice="source 1")
    html = owner.get("/admin/answers/1").text
    assert "Decide again" in html
    decide(owner, choice="source 2")
    assert counts_for(firm, "Ana Adams") == ["Nisha Patel"]


def test_an_answer_that_counts_already_can_be_decided_otherwise(firm: Flask, owner: FlaskClient) -> None:
    with firm.app_context():
        session = db.session()
        found = client(session, "Cara Clark", waits(credit(session.get_one(Source, 1))), "Joe")
        submission = submission_of(session, found)
        session.get_one(Decision, submission.id).is_open = False
        number = submission.id
        db.session.commit()
    assert owner.get(f"/admin/answers/{number}").status_code == 200
    assert decide(owner, number, choice="source 2").status_code == 303
    assert counts_for(firm, "Cara Clark") == ["Nisha Patel"]


def test_a_retired_source_is_not_found_by_name(firm: Flask, owner: FlaskClient) -> None:
    with firm.app_context():
        session = db.session()
        source: Any = add_source(session, "Old Fair", Kind.EVENT, noon(CAME))
        source.retired_at = noon(CAME)
        db.session.commit()
    assert decide(owner, choice="other", other="Old Fair").status_code == 422
