"""Which words of an answer a review offers to remember, and which open answers name a source by now."""

import pytest
from sqlalchemy.orm import Session

from records.reviewing import alias_offered, answers_naming
from tests.records.firm_of_tests import partner, told


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
    assert alias_offered(session, told(session, answer), stephen) == offered


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
    assert alias_offered(session, told(session, answer), thomas) == offered


@pytest.mark.parametrize(
    ("words", "offered"), [("BIG stevo", "Big Stevo"), ("the roof man", None), ("Karen", None), ("Nisha", None)]
)
def test_picked_words_must_stand_in_the_answer_and_fit_nobody_else(
    session: Session, words: str, offered: str | None
) -> None:
    stephen = partner(session, "Stephen Millar")
    partner(session, "Nisha Patel")
    submission = told(session, "Big Stevo the roof man, and Nisha was there or another one")
    assert alias_offered(session, submission, stephen, words) == offered


def test_open_answers_that_name_a_new_partner_are_found(session: Session) -> None:
    first, same = told(session, "Karen Osterhaus"), told(session, "Karen Osterhaus told me")
    told(session, "Yolanda Fitzgibbon")
    karen = partner(session, "Karen Osterhaus")
    assert [found.id for found in answers_naming(session, karen, first)] == [same.id]
