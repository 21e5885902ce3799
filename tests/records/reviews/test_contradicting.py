"""An alias holds until a review contradicts it, and words that were turned down for a source stay so."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.answers.credits import Decision, Review
from records.answers.deciding import decide
from records.answers.judgements import thaw
from records.answers.submissions import Submission
from records.reviews.choosing import Chosen, Known, New, Proposed, choose, newest_review
from records.reviews.rejecting import NothingToReject, reject
from records.reviews.reviewing import review_answer
from records.reviews.teaching import alias_offered, confirm_alias
from records.sources import Alias, Rejection, Source
from tests.records.firm_of_tests import NOW, credited, partner, reviewer, told

LATER = NOW + timedelta(days=1)


def decided(session: Session, submission: Submission, chosen: Chosen) -> Review:
    newest = newest_review(session, submission)
    return choose(session, submission, reviewer(session), chosen, LATER, newest.id if newest else None)


def taught(session: Session, source: Source, words: str) -> Alias:
    """An alias that a review of an answer with just these words taught."""
    review = review_answer(session, told(session, words), reviewer(session), [source], NOW)
    confirm_alias(session, review, source, words, NOW)
    return session.scalars(select(Alias).where(Alias.review_id == review.id)).one()


def rejections(session: Session) -> list[tuple[str, str, bool]]:
    """The words, whom they do not mean, and whether that holds."""
    found = session.scalars(select(Rejection).order_by(Rejection.id))
    return [(each.words, each.source.name, each.lifted_by_id is None) for each in found]


def suggested(session: Session, answer: str) -> list[str]:
    submission = told(session, answer)
    return [each.source.name for each in thaw(session.get_one(Decision, submission.id).result).suggestions]


def test_a_contradicted_alias_decides_nothing_more_and_what_it_alone_decided_is_open_again(session: Session) -> None:
    stephen, nisha = partner(session, "Stephen Millar"), partner(session, "Nisha Patel")
    alias = taught(session, stephen, "Big Stevo")
    first, second = told(session, "big stevo"), told(session, "Big Stevo sent me")
    whole = told(session, "Big Stevo, that is Stephen Millar")
    assert credited(session, first.client) == credited(session, second.client) == ["Stephen Millar"]
    review = decided(session, second, Known(nisha))
    assert alias.suspended_by_id == review.id
    assert credited(session, first.client) == ["in review"]
    assert session.get_one(Decision, first.id).is_open
    # Their name alone is enough for that one.
    assert credited(session, whole.client) == ["Stephen Millar"]
    assert credited(session, told(session, "Big Stevo").client) == ["in review"]
    assert rejections(session) == []


def test_a_review_that_agrees_contradicts_nothing(session: Session) -> None:
    stephen = partner(session, "Stephen Millar")
    alias = taught(session, stephen, "Big Stevo")
    decided(session, told(session, "big stevo"), Known(stephen))
    decided(session, told(session, "big stevo"), None)
    assert alias.suspended_by_id is None


def test_leaving_out_a_part_is_no_contradiction_where_another_part_is_credited(session: Session) -> None:
    stephen = partner(session, "Stephen Millar")
    alias = taught(session, stephen, "Big Stevo")
    both = told(session, "google, and Big Stevo told me about you")
    names = credited(session, both.client)
    assert sorted(names) == ["Google", "Stephen Millar"]
    google = next(c for c in thaw(session.get_one(Decision, both.id).result).credits if c.source.name == "Google")
    decided(session, both, Proposed(google))
    assert alias.suspended_by_id is None


def test_a_suspended_alias_is_offered_again_and_then_decides_again(session: Session) -> None:
    stephen, nisha = partner(session, "Stephen Millar"), partner(session, "Nisha Patel")
    alias = taught(session, stephen, "Big Stevo")
    first, second, third = (told(session, "big stevo") for _ in range(3))
    decided(session, second, Known(nisha))
    review = decided(session, third, Known(stephen))
    offered = alias_offered(session, third, stephen)
    assert offered
    assert offered.preselected
    assert [one.id for one in confirm_alias(session, review, stephen, offered.words, LATER)] == [first.id]
    assert alias.suspended_by_id is None
    assert credited(session, first.client) == ["Stephen Millar"]


def test_choosing_another_than_the_suggested_one_turns_the_words_down_for_it(session: Session) -> None:
    partner(session, "Stephen Millar")
    nisha = partner(session, "Nisha Patel")
    submission = told(session, "steven miler, maybe?")
    assert suggested(session, "steven miler, maybe?") == ["Stephen Millar"]
    decided(session, submission, Known(nisha))
    assert rejections(session) == [("steven miler", "Stephen Millar", True)]


def test_what_was_certain_is_only_a_question_once_it_was_turned_down(session: Session) -> None:
    joe, nisha = partner(session, "Joe Smithson"), partner(session, "Nisha Patel")
    before, submission = told(session, "Joe Smithson sent me"), told(session, "Joe Smithson sent me")
    decided(session, submission, Known(nisha))
    assert rejections(session) == [("Joe Smithson", "Joe Smithson", True)]
    later = told(session, "JOE SMITHSON told me about you")
    assert credited(session, later.client) == ["in review"]
    result = thaw(session.get_one(Decision, later.id).result)
    assert [each.source.name for each in result.suggestions] == ["Joe Smithson"]
    assert "staff have said before" in result.question
    # Other words for the same partner, and what was decided before, stay as they are.
    assert credited(session, told(session, "Mr Joseph Smithson").client) == ["Joe Smithson"]
    assert credited(session, before.client) == ["Joe Smithson"]
    assert joe.name == "Joe Smithson"


def test_one_that_was_turned_down_is_not_suggested_first(session: Session) -> None:
    partner(session, "Steve Miller", occupation="insurance agent")
    stephen = partner(session, "Stephen Millar", occupation="roofer")
    assert suggested(session, "Steve Miller sent me")[:1] == []
    decided(session, told(session, "Steve Miller sent me"), Known(stephen))
    assert suggested(session, "Steve Miller sent me") == ["Stephen Millar", "Steve Miller"]


def test_a_review_that_credits_it_after_all_lifts_a_rejection(session: Session) -> None:
    joe, nisha = partner(session, "Joe Smithson"), partner(session, "Nisha Patel")
    decided(session, told(session, "Joe Smithson sent me"), Known(nisha))
    decided(session, told(session, "Joe Smithson sent me"), Known(joe))
    assert rejections(session) == [("Joe Smithson", "Joe Smithson", False)]
    assert credited(session, told(session, "Joe Smithson sent me").client) == ["Joe Smithson"]


@pytest.mark.parametrize("answer", ["my dentist", "my accountant told me", "google"])
def test_words_without_a_name_are_never_turned_down(session: Session, answer: str) -> None:
    partner(session, "Joe Smithson", occupation="dentist")
    partner(session, "Ted Kostas", occupation="accountant")
    nisha = partner(session, "Nisha Patel")
    decided(session, told(session, answer), Known(nisha))
    assert rejections(session) == []


def test_choosing_one_of_two_who_fit_equally_says_nothing_of_the_other(session: Session) -> None:
    """Past frequency never breaks a tie: however often it was the one, the next answer is a question as before."""
    quincy = partner(session, "Maria Santos", city="Quincy")
    boston = partner(session, "Maria Santos", city="Boston")
    first = told(session, "Maria Santos")
    as_before = thaw(session.get_one(Decision, first.id).result)
    for _ in range(12):
        decided(session, told(session, "Maria Santos"), Known(boston))
    next_one = told(session, "Maria Santos")
    assert thaw(session.get_one(Decision, next_one.id).result) == as_before
    assert [each.source.id for each in as_before.suggestions] == [str(quincy.id), str(boston.id)]
    assert rejections(session) == []
    assert alias_offered(session, next_one, boston) is None


def test_a_new_namesake_makes_it_a_question_of_both(session: Session) -> None:
    partner(session, "Joe Brown")
    submission = told(session, "Joe")
    decided(session, submission, New(name="Joe Kraft"))
    assert rejections(session) == []


def test_not_this_one_can_be_said_without_choosing_another(session: Session) -> None:
    joe = partner(session, "Joe Smithson")
    submission = told(session, "Joe Smithson sent me")
    rejection = reject(session, submission, joe, reviewer(session), LATER)
    assert (rejection.words, rejection.user.name, rejection.at) == ("Joe Smithson", "Ann", LATER)
    assert credited(session, submission.client) == ["in review"]
    assert reject(session, submission, joe, reviewer(session), LATER) is rejection
    with pytest.raises(NothingToReject):
        reject(session, submission, partner(session, "Nisha Patel"), reviewer(session), LATER)


def test_what_an_alias_decided_is_open_again_when_its_words_are_turned_down(session: Session) -> None:
    stephen = partner(session, "Stephen Millar")
    taught(session, stephen, "Big Stevo")
    first, second = told(session, "big stevo"), told(session, "big stevo")
    reject(session, second, stephen, reviewer(session), LATER)
    assert credited(session, first.client) == credited(session, second.client) == ["in review"]


def test_rematching_keeps_to_it(session: Session) -> None:
    joe = partner(session, "Joe Smithson")
    submission = told(session, "Joe Smithson sent me")
    reject(session, submission, joe, reviewer(session), LATER)
    decide(session, submission, LATER)
    assert credited(session, submission.client) == ["in review"]
