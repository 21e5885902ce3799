"""What a person decided or taught can be taken back: every row of every table is as it was before."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import Kind
from records.answers.credits import Decision
from records.reviews.changing_lessons import CannotBeLearned, change_lesson, resume
from records.reviews.choosing import Chosen, FromClient, Known, New, choose
from records.reviews.rejecting import reject
from records.reviews.reviewing import review_answer, reviews_of
from records.reviews.teaching import confirm_alias
from records.reviews.undoing import NotTheNewest, forget, undo_newest, undo_review
from records.sources import Alias, Source
from tests.records.everything_kept import everything
from tests.records.firm_of_tests import NOW, credited, partner, reviewer, told
from tests.records.reviews.test_contradicting import decided, taught

LATER = NOW + timedelta(days=1)
MUCH_LATER = NOW + timedelta(days=2)


@pytest.fixture(autouse=True)
def ann(session: Session) -> None:
    """Who decides is there before anything is decided."""
    reviewer(session)


def test_one_confirmed_alias_makes_the_same_words_automatic_and_its_undo_leaves_no_trace(session: Session) -> None:
    stephen = partner(session, "Stephen Millar")
    partner(session, "Nisha Patel")
    first, second = told(session, "Big Stevo"), told(session, "big stevo!")
    review = review_answer(session, first, reviewer(session), [stephen], NOW)
    before = everything(session)
    confirm_alias(session, review, stephen, "Big Stevo", LATER)
    alias = session.scalars(select(Alias)).one()
    assert (alias.source, alias.user, alias.at) == (stephen, reviewer(session), LATER)
    assert credited(session, second.client) == ["Stephen Millar"]
    undo_newest(session, alias, MUCH_LATER)
    assert everything(session) == before
    assert credited(session, told(session, "big stevo").client) == ["in review"]


def test_what_an_alias_decided_since_is_open_when_it_is_undone(session: Session) -> None:
    alias = taught(session, partner(session, "Stephen Millar"), "Big Stevo")
    since, reviewed = told(session, "big stevo"), told(session, "big stevo")
    review_answer(session, reviewed, reviewer(session), [alias.source], LATER)
    undo_newest(session, alias, MUCH_LATER)
    assert credited(session, since.client) == ["in review"]
    assert credited(session, reviewed.client) == ["Stephen Millar"]
    # The machine's decision below a review that is undone later must not rest on what is gone.
    undo_review(session, reviews_of(session, reviewed)[0], MUCH_LATER)
    assert credited(session, reviewed.client) == ["in review"]


def test_where_the_directory_has_gone_on_it_is_decided_anew(session: Session) -> None:
    stephen = partner(session, "Stephen Millar")
    first, second = told(session, "Big Stevo"), told(session, "Big Stevo")
    review = review_answer(session, first, reviewer(session), [stephen], NOW)
    confirm_alias(session, review, stephen, "Big Stevo", NOW)
    partner(session, "Big Stevo")
    undo_newest(session, session.scalars(select(Alias)).one(), LATER)
    assert [c.name for c in session.scalars(select(Source).order_by(Source.id)).unique()][-1] == "Big Stevo"
    assert credited(session, second.client) == ["Big Stevo"]


@pytest.mark.parametrize("which", ["known", "new", "medium", "client", "unknown"])
def test_undoing_a_review_leaves_no_trace(session: Session, which: str) -> None:
    nisha = partner(session, "Nisha Patel")
    partner(session, "Joe Smithson")
    wanda = told(session, "google", name="Wanda Miles").client
    submission = told(session, "Joe Smithson sent me")
    told(session, "Karen Osterhaus")
    chosen: dict[str, Chosen] = {
        "known": Known(nisha),
        "new": New(name="Karen Osterhaus"),
        "medium": New(name="Yelp", kind=Kind.LOCAL_LISTING),
        "client": FromClient(wanda),
        "unknown": None,
    }
    before = everything(session)
    review = choose(session, submission, reviewer(session), chosen[which], LATER, None)
    assert credited(session, submission.client) != ["Joe Smithson"]
    undo_review(session, review, MUCH_LATER)
    assert everything(session) == before


def test_undoing_a_review_takes_back_all_that_it_taught_and_contradicted(session: Session) -> None:
    stephen, nisha = partner(session, "Stephen Millar"), partner(session, "Nisha Patel")
    taught(session, stephen, "Big Stevo")
    first, second = told(session, "big stevo"), told(session, "big stevo")
    before = everything(session)
    review = decided(session, second, Known(nisha))
    assert credited(session, first.client) == ["in review"]
    undo_review(session, review, MUCH_LATER)
    assert everything(session) == before
    third = told(session, "Yolanda Fitz told me")
    waiting = told(session, "yolanda fitz")
    before = everything(session)
    review = decided(session, third, New(name="Yolanda Fitzgibbon"))
    confirm_alias(session, review, review.parts[0].source, "Yolanda Fitz", LATER)
    assert credited(session, waiting.client) == ["Yolanda Fitzgibbon"]
    undo_review(session, review, MUCH_LATER)
    assert everything(session) == before


def test_a_source_that_something_rests_on_stays(session: Session) -> None:
    submission = told(session, "somebody at the club")
    review = decided(session, submission, New(name="Karen Osterhaus"))
    other = told(session, "Karen Osterhaus")
    assert credited(session, other.client) == ["Karen Osterhaus"]
    undo_review(session, review, MUCH_LATER)
    assert credited(session, submission.client) != ["Karen Osterhaus"]
    assert credited(session, other.client) == ["Karen Osterhaus"]


def test_only_the_newest_review_can_be_undone(session: Session) -> None:
    joe, nisha = partner(session, "Joe Smithson"), partner(session, "Nisha Patel")
    submission = told(session, "somebody")
    first = review_answer(session, submission, reviewer(session), [joe], NOW)
    between = everything(session)
    second = review_answer(session, submission, reviewer(session), [nisha], LATER)
    with pytest.raises(NotTheNewest):
        undo_review(session, first, MUCH_LATER)
    undo_review(session, second, MUCH_LATER)
    assert everything(session) == between
    assert credited(session, submission.client) == ["Joe Smithson"]


def test_undoing_a_rejection_leaves_no_trace(session: Session) -> None:
    joe = partner(session, "Joe Smithson")
    submission = told(session, "Joe Smithson sent me")
    before = everything(session)
    rejection = reject(session, submission, joe, reviewer(session), LATER)
    assert credited(session, submission.client) == ["in review"]
    undo_newest(session, rejection, MUCH_LATER)
    assert everything(session) == before


def test_a_changed_alias_leads_elsewhere_and_its_undo_leads_back(session: Session) -> None:
    stephen, nisha = partner(session, "Stephen Millar"), partner(session, "Nisha Patel")
    alias = taught(session, stephen, "Big Stevo")
    old, new = told(session, "big stevo"), told(session, "Steviekins sent me")
    assert session.get_one(Decision, new.id).is_open
    before = everything(session)
    change_lesson(session, alias, "Steviekins", nisha, reviewer(session), LATER)
    assert (alias.name, alias.source, alias.user, alias.at) == ("Steviekins", nisha, reviewer(session), NOW)
    assert credited(session, old.client) == ["in review"]
    assert credited(session, new.client) == ["Nisha Patel"]
    undo_newest(session, alias, MUCH_LATER)
    assert everything(session) == before
    change_lesson(session, alias, "Steviekins", nisha, reviewer(session), LATER)
    forget(session, alias, MUCH_LATER)
    assert credited(session, old.client) == credited(session, new.client) == ["in review"]


def test_a_change_or_a_word_lets_a_suspended_alias_decide_again(session: Session) -> None:
    stephen, nisha = partner(session, "Stephen Millar"), partner(session, "Nisha Patel")
    alias = taught(session, stephen, "Big Stevo")
    first, second = told(session, "big stevo"), told(session, "big stevo")
    decided(session, second, Known(nisha))
    before = everything(session)
    resume(session, alias, reviewer(session), LATER)
    assert credited(session, first.client) == ["Stephen Millar"]
    undo_newest(session, alias, MUCH_LATER)
    assert everything(session) == before
    change_lesson(session, alias, "Big  Stevo", nisha, reviewer(session), LATER)
    assert credited(session, first.client) == ["Nisha Patel"]
    undo_newest(session, alias, MUCH_LATER)
    assert everything(session) == before


@pytest.mark.parametrize("words", ["", "!?", "my dentist", "the roof man", "Nisha", "google", "Stephen Millar"])
def test_an_alias_cannot_become_what_it_could_not_have_been(session: Session, words: str) -> None:
    stephen = partner(session, "Stephen Millar")
    partner(session, "Nisha Patel")
    alias = taught(session, stephen, "Big Stevo")
    with pytest.raises(CannotBeLearned):
        change_lesson(session, alias, words, stephen, reviewer(session), LATER)


def test_a_rejection_can_be_changed_too(session: Session) -> None:
    joe = partner(session, "Joe Smithson")
    submission = told(session, "Joe Smithson sent me")
    rejection = reject(session, submission, joe, reviewer(session), LATER)
    before = everything(session)
    change_lesson(session, rejection, "Joey Smithson", joe, reviewer(session), LATER)
    assert credited(session, told(session, "Joe Smithson sent me").client) == ["Joe Smithson"]
    undo_newest(session, rejection, MUCH_LATER)
    assert len(everything(session)["rejections"]) == len(before["rejections"]) == 1
    assert credited(session, told(session, "Joe Smithson sent me").client) == ["in review"]


def test_an_alias_confirmed_against_a_rejection_lifts_it_until_it_is_undone(session: Session) -> None:
    stephen = partner(session, "Stephen Millar")
    rejection = reject(session, told(session, "steven miler sent me"), stephen, reviewer(session), NOW)
    submission, other = told(session, "it was that steven miler"), told(session, "steven miler")
    review = review_answer(session, submission, reviewer(session), [], LATER)
    before = everything(session)
    confirm_alias(session, review, stephen, "steven miler", LATER)
    assert rejection.lifted_by_id == review.id
    assert credited(session, other.client) == ["Stephen Millar"]
    undo_newest(session, session.scalars(select(Alias)).one(), MUCH_LATER)
    assert everything(session) == before
    confirm_alias(session, review, stephen, "steven miler", LATER)
    undo_review(session, review, MUCH_LATER)
    assert credited(session, other.client) == ["in review"]
    assert rejection.lifted_by_id is None
