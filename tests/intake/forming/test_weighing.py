"""What the parts of a form weigh: real forms to the real page, against the table of the design."""

from datetime import UTC, datetime
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from attribution import Entity, Kind, Role
from records.answers.credits import Credit, Decision
from records.answers.submissions import Submission
from records.db import db
from records.sources import Source, add_partner
from records.sources.merging import merge_sources
from records.sources.retiring import retire
from records.staff.users import UserRole, add_user
from tests.intake.forming.whole import publish_whole
from tests.intake.sending import FORM, payload

NOW = datetime(2026, 1, 1, tzinfo=UTC)
PARTNERS = ("Meera Patel", "Nisha Rao", "Joe Ferrante", "Otto Ferranti", "Karl Brandt")

Sent = dict[str, str]
Decided = tuple[str, list[str], str | None]

TABLE: list[tuple[str, Sent, Decided]] = [
    ("a choice alone credits its source if it has one", {"choice": "meera"}, ("auto", ["Meera Patel"], None)),
    ("a choice alone credits else only its kind", {"choice": "person"}, ("auto", ["Unnamed partner"], None)),
    ("the same of a search", {"choice": "search"}, ("auto", ["Search engine"], None)),
    (
        "words that name a source of that kind refine it",
        {"choice": "person", "answer": "Nisha Rao"},
        ("auto", ["Nisha Rao"], None),
    ),
    (
        "a follow-up that says the same as the source agrees",
        {"choice": "meera", "answer": "Meera"},
        ("auto", ["Meera Patel"], None),
    ),
    ("which engine refines a search", {"choice": "search", "answer": "bing"}, ("auto", ["Bing"], None)),
    (
        "what was searched for is the phrase, not the source",
        {"choice": "search", "searched": "deposit lawyer quincy"},
        ("auto", ["Search engine"], "deposit lawyer quincy"),
    ),
    (
        "words of another kind that say so are decisive",
        {"choice": "search", "answer": "but it was Meera Patel who sent me"},
        ("auto", ["Meera Patel"], None),
    ),
    (
        "words of another kind are else for review with both",
        {"choice": "search", "answer": "Meera Patel"},
        ("review", [], "Meera Patel"),
    ),
    (
        "another name than the choice's source is for review",
        {"choice": "meera", "answer": "Nisha Rao"},
        ("review", [], None),
    ),
    ("Other carries no weight", {"choice": "other"}, ("none", [], None)),
    ("I don't remember neither, and idk is nothing", {"choice": "forgotten", "answer": "idk"}, ("none", [], None)),
    (
        "words beside a choice without weight decide alone",
        {"choice": "other", "answer": "Nisha Rao"},
        ("auto", ["Nisha Rao"], None),
    ),
    ("my neighbour is certain", {"choice": "person", "answer": "my neighbour"}, ("auto", ["Word of mouth"], None)),
    (
        "words about the matter alone name nobody",
        {"choice": "other", "need": "Meera Patel sued me"},
        ("none", [], None),
    ),
]


def choices(numbers: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {"key": "person", "label": "A person", "kind": "partner", "follow_up": "Who may we thank?"},
        {"key": "meera", "label": "Our friends at Patel's", "kind": "partner", "source_id": numbers["Meera Patel"]},
        {"key": "joe", "label": "Joe", "kind": "partner", "source_id": numbers["Joe Ferrante"]},
        {"key": "karl", "label": "Karl", "kind": "partner", "source_id": numbers["Karl Brandt"]},
        {"key": "search", "label": "Searched", "kind": "search engine", "follow_up": "What did you search for?"},
        {"key": "other", "label": "Other", "last": True},
        {"key": "forgotten", "label": "I don't remember", "last": True},
    ]


def published(app: Flask) -> dict[str, int]:
    """The partners by their names, behind the choices of a published form."""
    with app.app_context():
        session = db.session()
        numbers = {name: add_partner(session, name, NOW, entity=Entity.PERSON).id for name in PARTNERS}
        session.commit()
    publish_whole(app, own=[], notify=[], choices=choices(numbers))
    return numbers


def decided(app: Flask, client: FlaskClient, person: int, **sent: str) -> Decided:
    """What a form of a new person comes to: the decision, whom it credits, and the phrase that was told."""
    words = {"answer": "", "need": "", "name": f"Person {person}", "email": f"p{person}@mail.example"}
    assert client.post(FORM, data=payload(client, **words | sent)).status_code == 303
    with app.app_context():
        submission = db.session.scalars(select(Submission).order_by(Submission.id.desc())).first()
        assert submission
        decision = db.session.get_one(Decision, submission.id)
        said = select(Credit).where(Credit.client_id == submission.client_id, Credit.role == Role.INTRODUCED_BY)
        credits = db.session.scalars(said.order_by(Credit.position)).unique().all()
        sources = [credit.source.name for credit in credits if credit.source and not decision.is_open]
        return decision.decision, sources, decision.result.get("keyword")


def test_choices_follow_ups_and_words_weigh_as_the_design_says(app: Flask, client: FlaskClient) -> None:
    published(app)
    wrong = {
        rule: (found, expected)
        for person, (rule, sent, expected) in enumerate(TABLE)
        if (found := decided(app, client, person, **sent)) != expected
    }
    assert wrong == {}


def test_nothing_is_lost_when_what_stands_behind_a_choice_is_renamed_merged_retired_or_deleted(
    app: Flask, client: FlaskClient, owner: FlaskClient
) -> None:
    numbers = published(app)
    assert decided(app, client, 1, choice="joe") == ("auto", ["Joe Ferrante"], None)
    with app.app_context():
        session = db.session()
        user = add_user(session, "ann@firm.example", UserRole.STAFF, "a long password", "Ann")
        sources = {name: session.get_one(Source, number) for name, number in numbers.items()}
        sources["Meera Patel"].name = "Meera Patel-Jones"
        merge_sources(session, sources["Otto Ferranti"], sources["Joe Ferrante"], user, datetime.now(UTC))
        retire(session, sources["Karl Brandt"], "Moved away", datetime.now(UTC), user)
        session.commit()
    assert decided(app, client, 2, choice="meera") == ("auto", ["Meera Patel-Jones"], None), "renamed"
    assert decided(app, client, 3, choice="joe") == ("auto", ["Otto Ferranti"], None), "merged: the one that is kept"
    assert decided(app, client, 4, choice="karl")[:2] == ("review", []), "retired: a person is asked"
    with app.app_context():
        suggested = db.session.scalars(select(Decision).order_by(Decision.submission_id.desc())).first()
        assert suggested and suggested.result["suggestions"][0]["source"]["name"] == "Karl Brandt"
        first = db.session.scalars(select(Credit).where(Credit.role == Role.INTRODUCED_BY).order_by(Credit.id)).first()
        assert first and first.source and first.source.name == "Otto Ferranti", "the credit of before went along"
        # A source that nothing rests on can go, such as by taking an import back: the choice keeps its kind.
        gone = Source(name="Left Again", name_key="left again", kind=Kind.PARTNER, website="", created_at=NOW)
        db.session.add(gone)
        db.session.flush()
        gone_id = gone.id
        db.session.commit()
    behind = {"key": "gone", "label": "Left", "kind": "partner", "source_id": gone_id}
    publish_whole(app, own=[], notify=[], choices=[behind, *choices(numbers)])
    with app.app_context():
        db.session.delete(db.session.get_one(Source, gone_id))
        db.session.commit()
    assert decided(app, client, 5, choice="gone") == ("auto", ["Unnamed partner"], None), "deleted: the kind alone"
    # A choice that the newest version does not have any more: whoever had the page open before sends it all the same.
    page = payload(client, choice="gone", name="Person 6", email="p6@mail.example", answer="")
    publish_whole(app, own=[], notify=[], choices=choices(numbers))
    assert client.post(FORM, data=page).status_code == 303
    with app.app_context():
        labels = [each.choice_label for each in db.session.scalars(select(Submission).order_by(Submission.id))]
        last = db.session.scalars(select(Submission).order_by(Submission.id.desc())).first()
        assert last
        number = last.id
    assert labels == ["Joe", "Our friends at Patel's", "Joe", "Karl", "Left", "Left"], "as they were asked"
    assert "Left" in owner.get(f"/admin/answers/{number}").text
