"""Filters: a question about the clients of certain rows and of one office, and nobody else."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from attribution import Role
from records.clients import Client
from records.db import db
from records.firm import Office
from reports.behind import clients_behind, payments_behind
from reports.counting.parts import filter_named
from reports.counting.questions import (
    BadQuestion,
    CreditRule,
    Measure,
    Of,
    Only,
    Question,
    question_words,
    read_question,
)
from reports.counting.rankings import rank
from tests.admin.small_firm import full_firm

SAID_JOE = Only(Role.INTRODUCED_BY, Of.PARTNERS, "1")


def names(question: Question, part: str = "total") -> set[str]:
    """The clients behind a part."""
    found = clients_behind(db.session(), question, part, Measure.CLIENTS)
    return {entry.client.name for entry in found.entries}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("credit", "only", "kept"),
    [
        (CreditRule.FIRST, "introduced_by:partners:1", {"Ana Adams", "Ben Brown", "Ella Evans"}),
        (CreditRule.SHARED, "introduced_by:partners:1", {"Ana Adams", "Ben Brown", "Ella Evans", "Finn Foster"}),
        (CreditRule.FIRST, "arrived_through:channels:organic-search", {"Cara Clark", "Dev Davis", "Ella Evans",
                                                                       "Finn Foster", "Hugo Hall"}),
        (CreditRule.FIRST, "arrived_through:keywords:2-known", {"Ella Evans"}),
        (CreditRule.FIRST, "introduced_by:partners:unknown", {"Ines Irwin", "Jack Jones"}),
        (CreditRule.FIRST, "introduced_by:sources:conflict", {"Hugo Hall"}),
        (CreditRule.FIRST, "introduced_by:partners:999", set()),
        (CreditRule.FIRST, "introduced_by:partners:1 arrived_through:channels:organic-search", {"Ella Evans"}),
    ],
)  # fmt: skip
def test_a_filter_keeps_the_clients_of_its_row(app: Flask, credit: CreditRule, only: str, kept: set[str]) -> None:
    full_firm(app)
    with app.app_context():
        question = replace(read_question({"of": "channels", "only": only}, "USD"), credit=credit)
        assert names(question) == kept
        whole = rank(db.session(), question)
        assert whole.total.clients == clients_behind(db.session(), question, "total", Measure.CLIENTS).sum
        assert whole.total.revenue == payments_behind(db.session(), question, "total").sum
        if len(kept) == 1:
            assert whole.total.clients == 1_000_000


def test_a_cohort_and_its_payments_pass_the_same_filters(app: Flask) -> None:
    full_firm(app)
    with app.app_context():
        for count in ("period", "cohort"):
            words = {"only": str(SAID_JOE), "count": count, "from": "2026-04-01", "to": "2026-05-31"}
            found = rank(db.session(), read_question(words, "USD"))
            # Ana's refund is of May; of those who came then there is only Ella, with one cent.
            assert found.total.revenue == (-30_000 if count == "period" else 1)
            assert found.total.clients == 1_000_000


def test_an_office_counts_its_own_clients(app: Flask) -> None:
    full_firm(app)
    with app.app_context():
        session = db.session()
        salem = Office(firm_id=1, name="Salem")
        session.add(salem)
        session.flush()
        for client in session.query(Client).filter(Client.name.in_(["Ana Adams", "Gita Green"])):
            client.office_id = salem.id
        session.flush()
        question = Question("USD", office=salem.id)
        assert names(question) == {"Ana Adams", "Gita Green"}
        assert rank(session, question).total.revenue == 100_000 - 30_000 + 90_000
        others = rank(session, replace(question, office=1)).total
        assert others.clients == 9_000_000
        assert names(replace(question, office=99)) == set()


def test_filters_stand_in_words_and_are_read_again() -> None:
    question = Question("USD", only=(SAID_JOE, Only(Role.ARRIVED_THROUGH, Of.KEYWORDS, "12-told")), office=2)
    words = question_words(question)
    assert words["only"] == "introduced_by:partners:1 arrived_through:keywords:12-told"
    assert read_question(words, "EUR") == question
    assert "only" not in question_words(Question("USD"))


@pytest.mark.parametrize(
    "words",
    [{"only": "joe"}, {"only": "introduced_by:cats:1"}, {"only": "introduced_by:partners:"}, {"office": "one"},
     {"only": "introduced_by:partners:total"}, {"only": "introduced_by:partners:1%"}, {"office": "0"},
     {"only": " ".join(f"introduced_by:partners:{number}" for number in range(11))}],
)  # fmt: skip
def test_a_filter_that_means_nothing_is_refused(words: dict[str, str]) -> None:
    with pytest.raises(BadQuestion):
        read_question(words, "USD")


def test_a_filter_is_called_by_the_name_of_its_row(app: Flask) -> None:
    full_firm(app)
    with app.app_context():
        session = db.session()
        assert filter_named(session, SAID_JOE) == "Joe Smith"
        assert filter_named(session, Only(Role.ARRIVED_THROUGH, Of.CHANNELS, "organic-search")) == "Organic Search"
        assert filter_named(session, Only(Role.INTRODUCED_BY, Of.PARTNERS, "in_review")) == "In review"
        assert filter_named(session, Only(Role.INTRODUCED_BY, Of.PARTNERS, "999")) is None


def test_every_filter_of_an_address_counts_on_pages_and_lists(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    only = "only=introduced_by:partners:1&only=arrived_through:channels:organic-search"
    html = owner.get(f"/admin/?of=channels&{only}").text
    assert only.replace("&", "&amp;") in html
    behind = owner.get(f"/admin/clients?of=channels&part=total&{only}").text
    assert "Ella Evans" in behind
    assert "Ana Adams" not in behind
