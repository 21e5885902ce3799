"""Which words of an answer a review offers to remember, and which open answers name a source by now."""

import pytest
from sqlalchemy.orm import Session

from records.answers.submissions import Submission
from records.reviews.teaching import Offered, alias_offered, answers_naming
from records.sources import Source
from tests.records.firm_of_tests import partner, told


def words_offered(session: Session, submission: Submission, source: Source, words: str = "") -> str | None:
    offered = alias_offered(session, submission, source, words)
    return offered.words if offered else None


@pytest.mark.parametrize(
    ("answer", "offered"),
    [
        ("Big Stevo", "Big Stevo"),
        ("Big Stevo the roof man", "Big Stevo the roof man"),
        # It leads there by itself.
        ("Stephen Millar", None),
        ("Stephen Millar sent me", None),
        # A whole long answer is nobody's name.
        ("it must have been Big Stevo who does all of the roofs in town", None),
        ("my accountant", None),
        ("", None),
    ],
)
def test_words_are_offered_only_where_they_can_be_a_name(session: Session, answer: str, offered: str | None) -> None:
    stephen = partner(session, "Stephen Millar")
    partner(session, "Nisha Patel")
    assert words_offered(session, told(session, answer), stephen) == offered


@pytest.mark.parametrize(
    ("answer", "offered"),
    [
        # The whole name, not the first name alone that was recognised, and not the sentence around it.
        ("tom gregorchik", "tom gregorchik"),
        ("Tom Gregorchik sent me", "Tom Gregorchik"),
        ("it was Tom Gregorchik, the plumber", "Tom Gregorchik"),
        # A first name alone is everybody's of that name.
        ("Tom", None),
        ("Tom, I forget the last name", None),
        ("google reviews, 5 stars", None),
        ("somebody on facebook", None),
    ],
)
def test_the_whole_name_is_offered_or_nothing(session: Session, answer: str, offered: str | None) -> None:
    thomas = partner(session, "Thomas Grzegorczyk", occupation="plumber")
    partner(session, "Tom Baker")
    assert words_offered(session, told(session, answer), thomas) == offered


@pytest.mark.parametrize(
    ("words", "offered"), [("BIG stevo", "Big Stevo"), ("the roof man", None), ("Karen", None), ("Nisha", None)]
)
def test_picked_words_must_stand_in_the_answer_and_fit_nobody_else(
    session: Session, words: str, offered: str | None
) -> None:
    stephen = partner(session, "Stephen Millar")
    partner(session, "Nisha Patel")
    submission = told(session, "Big Stevo the roof man, and Nisha was there or another one")
    assert words_offered(session, submission, stephen, words) == offered


def test_open_answers_that_name_a_new_partner_are_found(session: Session) -> None:
    first, same = told(session, "Karen Osterhaus"), told(session, "Karen Osterhaus told me")
    told(session, "Yolanda Fitzgibbon")
    karen = partner(session, "Karen Osterhaus")
    assert [found.id for found in answers_naming(session, karen, first)] == [same.id]


@pytest.mark.parametrize("answer", ["Tom", "tom", "Tom, I forget the last name", "my friend Tom told me"])
def test_a_first_name_alone_is_offered_but_not_preselected(session: Session, answer: str) -> None:
    thomas = partner(session, "Thomas Grzegorczyk", occupation="plumber")
    partner(session, "Nisha Patel")
    offered = alias_offered(session, told(session, answer), thomas)
    assert offered == Offered("tom" if answer == "tom" else "Tom", preselected=False)


def test_a_name_is_preselected(session: Session) -> None:
    stephen = partner(session, "Stephen Millar")
    assert alias_offered(session, told(session, "Big Stevo"), stephen) == Offered("Big Stevo", preselected=True)


@pytest.mark.parametrize("other", ["Tom Baker", "Thomas Baker", "Tommy Baker"])
def test_a_first_name_that_two_hold_by_whatever_form_is_never_offered(session: Session, other: str) -> None:
    thomas = partner(session, "Thomas Grzegorczyk", occupation="plumber")
    partner(session, other)
    submission = told(session, "Tom")
    assert alias_offered(session, submission, thomas) is None
    assert alias_offered(session, submission, thomas, "Tom") is None
