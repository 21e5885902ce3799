"""Answers that say the same are grouped once and settled together; one act, one undo, and nobody is overwritten."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import Kind
from records.answers.credits import Decision, Review
from records.answers.deciding import decide
from records.answers.rematching import rematch
from records.answers.submissions import Submission
from records.erasing import erase
from records.reviews.choosing import FromClient, Known, New, Part, Several, choose
from records.reviews.choosing_together import choose_together, reviews_of_act, said_together, undo_act
from records.reviews.reviewing import reviews_of
from records.sources import Rejection, Source
from records.sources.merging import merge_sources
from tests.records.everything_kept import everything
from tests.records.firm_of_tests import NOW, credited, credits_of, partner, reviewer, told

LATER = NOW + timedelta(days=1)
MUCH_LATER = NOW + timedelta(days=2)


@pytest.fixture(autouse=True)
def ann(session: Session) -> None:
    """Who decides is there before anything is decided."""
    reviewer(session)


def together(session: Session, submission: Submission) -> set[str]:
    """The other answers of the group, as they were written."""
    return {other.answer for other in said_together(session, submission)}


def decision_of(session: Session, submission: Submission) -> Decision:
    return session.get_one(Decision, submission.id)


def test_the_same_words_are_together_and_what_names_different_candidates_never(session: Session) -> None:
    first = told(session, "Big Stevo")
    same = [told(session, each) for each in ("big stevo sent me", "Big Stevvo", "BIG STEVO!!")]
    apart = [told(session, "Big Stevo", choice="recommended"), told(session, "Yolanda Fitz"), told(session, "Stevo")]
    assert together(session, first) == {each.answer for each in same}
    for each in apart:
        assert not together(session, each), each.answer
    # A name that two may have is another question than before the second one was known.
    partner(session, "Maria Santos", city="Boston")
    partner(session, "Maria Santos", city="Quincy")
    one = told(session, "Maria Santos")
    partner(session, "Maria Santos", city="Salem")
    other = told(session, "maria santos")
    assert decision_of(session, one).candidates != decision_of(session, other).candidates
    assert not together(session, one)
    rematch(session, [one.id], LATER)
    assert together(session, one) == {"maria santos"}
    # Of two who are one, nobody is asked who it was.
    for number in (3, 2):
        merge_sources(session, session.get_one(Source, 1), session.get_one(Source, number), reviewer(session), LATER)
    for each in (one, other):
        assert decision_of(session, each).candidates == "partner 1"
    # Nothing is looked for again when an answer is decided again.
    group = decision_of(session, first).words_group
    decide(session, first, LATER)
    assert decision_of(session, first).words_group == group


def test_one_act_settles_each_by_a_review_of_its_own_and_is_undone_as_one(session: Session) -> None:
    joe, nisha = partner(session, "Joe Smithson"), partner(session, "Nisha Patel")
    said = ("a guy like Joe", "A guy like Joe!", "a guy like joe", "it was a guy like Joe")
    first, second, third, out = (told(session, each) for each in said)
    assert decision_of(session, first).candidates == f"partner {joe.id}"
    before = everything(session)
    ann = reviewer(session)
    done = choose_together(session, first, [second.id, third.id], ann, Known(nisha), LATER, None)
    assert [each.submission for each in done.others] == [second, third]
    assert [credited(session, each.client) for each in (first, second, third, out)] == [["Nisha Patel"]] * 3 + [
        ["in review"]
    ]
    assert len({each.act for each in session.scalars(select(Review))}) == 1
    # The words are turned down once, for the one who was passed over.
    assert [each.source for each in session.scalars(select(Rejection))] == [joe]
    # Sent twice it is the same act.
    twice = choose_together(session, first, [second.id, third.id], ann, Known(nisha), LATER, None)
    assert (twice.review, twice.others, twice.left) == (done.review, done.others, {})
    assert undo_act(session, reviews_of(session, second)[0], MUCH_LATER) == [third, second, first]
    assert everything(session) == before
    # What somebody has decided again since stays.
    done = choose_together(session, first, [second.id], ann, None, LATER, None)
    again = choose(session, second, ann, Known(joe), MUCH_LATER, done.others[0].id)
    assert reviews_of_act(session, again) == [again]
    assert undo_act(session, done.review, MUCH_LATER) == [first]
    assert credited(session, second.client) == ["Joe Smithson"]


def test_what_cannot_be_decided_in_the_same_way_is_left_with_the_reason(session: Session) -> None:
    first, second, third = (told(session, "Wanda at the club") for _ in range(3))
    other = told(session, "somebody else entirely")
    choose(session, third, reviewer(session), None, LATER, None)
    done = choose_together(
        session, first, [second.id, third.id, other.id], reviewer(session), FromClient(second.client), LATER, None
    )
    assert not done.others
    assert set(done.left) == {second.id, third.id, other.id}
    assert [credited(session, each.client) for each in (second, other)] == [["in review"], ["in review"]]
    assert credited(session, third.client) == ["unknown"]
    assert done.review.act is None


def test_several_sources_have_the_parts_that_were_said_and_new_ones_go_with_the_undo(session: Session) -> None:
    nisha = partner(session, "Nisha Patel")
    wanda = told(session, "google", name="Wanda Miles").client
    first, second = told(session, "two people at the club"), told(session, "two people at the club")
    before = everything(session)
    yelp = New(name="Yelp", kind=Kind.LOCAL_LISTING)
    parts = tuple(
        Part(each, share) for each, share in ((Known(nisha), 500_000), (FromClient(wanda), 300_000), (yelp, 200_000))
    )
    done = choose_together(session, first, [second.id], reviewer(session), Several(parts), LATER, None)
    for each in (first, second):
        shares = [(credit.source.name, credit.share) for credit in credits_of(session, each.client) if credit.source]
        assert shares == [("Nisha Patel", 500_000), ("Wanda Miles", 300_000), ("Yelp", 200_000)]
    # Sent again it is the same.
    assert choose(session, first, reviewer(session), Several(parts), MUCH_LATER, None) is done.review
    undo_act(session, done.review, MUCH_LATER)
    assert everything(session) == before
    assert not session.scalars(select(Source.id).where(Source.name.in_(["Yelp", "Wanda Miles"]))).all()


def test_erasing_one_of_a_group_takes_its_words_out_and_leaves_the_others(session: Session) -> None:
    first, second, third = (told(session, "Big Stevo") for _ in range(3))
    erase(session, first.client, LATER)
    gone = decision_of(session, first)
    assert (gone.words_key, gone.words_block) == ("", "")
    assert gone.words_group != decision_of(session, second).words_group
    assert together(session, second) == {"Big Stevo"}
    assert said_together(session, second) == [third]
    assert said_together(session, first) == []
