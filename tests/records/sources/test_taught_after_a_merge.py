"""What a review teaches about a source that was merged meanwhile is learned of the one that it means now."""

from datetime import timedelta

from sqlalchemy.orm import Session

from records.reviews.reviewing import review_answer
from records.reviews.teaching import confirm_alias
from records.sources import Source, add_alias
from records.sources.merging import merge_sources, undo_merge
from tests.records.firm_of_tests import NOW, credited, partner, reviewer, told

LATER = NOW + timedelta(days=1)
MUCH_LATER = NOW + timedelta(days=2)


def _spellings(source: Source) -> list[str]:
    return sorted(alias.name for alias in source.aliases)


def test_it_is_learned_of_the_one_that_is_kept(session: Session) -> None:
    keep, gone = partner(session, "Stephen Millar"), partner(session, "Yolanda Fitz")
    review = review_answer(session, told(session, "Big Stevo"), reviewer(session), [gone], NOW)
    waiting = told(session, "big stevo")
    merge = merge_sources(session, keep, gone, reviewer(session), LATER)
    assert confirm_alias(session, review, gone, "Big Stevo", LATER) == [waiting]
    assert (_spellings(keep), _spellings(gone)) == (["Big Stevo", "Yolanda Fitz"], [])
    assert credited(session, waiting.client) == ["Stephen Millar"]
    undo_merge(session, merge, MUCH_LATER, reviewer(session))
    # What has come to the kept one since stays with it.
    assert (_spellings(keep), _spellings(gone)) == (["Big Stevo"], [])


def test_a_spelling_that_comes_back_takes_the_place_of_the_same_one(session: Session) -> None:
    keep, gone = partner(session, "Stephen Millar"), partner(session, "Yolanda Fitz")
    own = add_alias(session, gone, "Big Stevo", NOW, reviewer(session))
    merge = merge_sources(session, keep, gone, reviewer(session), LATER)
    # As it was before, when what a review taught was learned of whoever it named.
    add_alias(session, gone, "big stevo", LATER, reviewer(session))
    undo_merge(session, merge, MUCH_LATER, reviewer(session))
    assert (_spellings(keep), gone.aliases) == ([], [own])
