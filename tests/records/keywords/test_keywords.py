"""Search phrases stand together where they are one search, and where people have put them."""

from collections.abc import Sequence

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.keywords import Keyword, KeywordMove, keyword_called, keywords_called
from records.keywords.regrouping import MovedSince, NothingToMove, move_phrases, undo_move
from tests.records.firm_of_tests import NOW, reviewer


def written(session: Session, *phrases: str) -> list[Keyword]:
    found = [keyword_called(session, phrase) for phrase in phrases]
    return [keyword for keyword in found if keyword]


def groups(session: Session) -> list[list[str]]:
    """The phrases that stand together, each keyword's own first."""
    found: dict[int, list[str]] = {}
    for keyword in session.scalars(select(Keyword).order_by(Keyword.id)):
        found.setdefault(keyword.head_id, []).append(keyword.phrase)
    for number in found:
        assert session.get_one(Keyword, number).under_id is None, "nothing stands under what stands under another"
    return sorted(found.values())


def move(session: Session, phrases: Sequence[Keyword], to: Keyword | None = None) -> KeywordMove:
    return move_phrases(session, phrases, to, NOW, reviewer(session))


def undo(session: Session, made: KeywordMove) -> None:
    undo_move(session, made, NOW, reviewer(session))


def test_ways_to_write_one_search_are_rows_of_their_own_and_stand_together(session: Session) -> None:
    written(session, "Divorce lawyer Quincy", "quincy divorce lawyers", "divorce laywer in quincy", "tax help")
    assert groups(session) == [
        ["Divorce lawyer Quincy", "quincy divorce lawyers", "divorce laywer in quincy"],
        ["tax help"],
    ]


def test_the_same_phrase_again_is_the_same_row(session: Session) -> None:
    first, again = written(session, "Tax  help", "TAX HELP!")
    assert first is again
    assert first.phrase == "Tax help"


def test_nothing_is_left_of_marks(session: Session) -> None:
    assert keyword_called(session, " ?! ") is None
    assert keywords_called(session, ["?", "tax"]).keys() == {"tax"}


def test_many_at_once_are_as_one_by_one(session: Session) -> None:
    phrases = [f"{word} {number}" for number in range(700) for word in ("lawyer", "lawyers")]
    assert len(keywords_called(session, phrases)) == 1400
    assert [len(each) for each in groups(session)] == [2] * 700
    again = keywords_called(session, reversed(phrases))
    assert len({keyword.id for keyword in again.values()}) == 1400


def test_a_phrase_that_was_split_off_is_a_keyword_of_its_own(session: Session) -> None:
    first, second, third = written(session, "will lawyer", "lawyer will", "will lawyers")
    move(session, [second])
    assert groups(session) == [["lawyer will"], ["will lawyer", "will lawyers"]]
    assert (first.head_id, second.head_id, third.head_id) == (first.id, second.id, first.id)


def test_the_first_phrase_can_be_split_off_too(session: Session) -> None:
    first, second, third = written(session, "will lawyer", "lawyer will", "will lawyers")
    made = move(session, [first])
    assert groups(session) == [["lawyer will", "will lawyers"], ["will lawyer"]]
    undo(session, made)
    assert groups(session) == [["will lawyer", "lawyer will", "will lawyers"]]
    assert len({first.head_id, second.head_id, third.head_id}) == 1


def test_a_new_phrase_stands_with_those_that_nobody_moved(session: Session) -> None:
    _, second = written(session, "will lawyer", "lawyer will")
    move(session, [second])
    written(session, "wills lawyer")
    assert groups(session) == [["lawyer will"], ["will lawyer", "wills lawyer"]]


def test_a_new_phrase_follows_where_all_were_moved_together(session: Session) -> None:
    first, other = written(session, "divorce attorney", "divorce lawyer")
    move(session, [first], other)
    written(session, "attorney divorce")
    assert groups(session) == [["divorce attorney", "divorce lawyer", "attorney divorce"]]


def test_a_new_phrase_begins_its_own_where_people_moved_the_others_apart(session: Session) -> None:
    one, two, lawyer, solicitor = written(
        session, "divorce attorney", "attorney divorce", "divorce lawyer", "divorce solicitor"
    )
    move(session, [one], lawyer)
    move(session, [two], solicitor)
    written(session, "divorce attorneys")
    assert groups(session) == [
        ["attorney divorce", "divorce solicitor"],
        ["divorce attorney", "divorce lawyer"],
        ["divorce attorneys"],
    ]


def test_two_keywords_are_joined_and_parted_again(session: Session) -> None:
    first, second, other = written(session, "divorce attorney", "attorney divorce", "divorce lawyer")
    made = move(session, [first, second], other)
    assert groups(session) == [["divorce attorney", "attorney divorce", "divorce lawyer"]]
    written(session, "divorce attorneys")
    undo(session, made)
    # What came meanwhile stood there for the sake of the others, and goes with them.
    assert groups(session) == [["divorce attorney", "attorney divorce", "divorce attorneys"], ["divorce lawyer"]]


def test_a_keyword_joined_from_under_another_stands_under_its_first_phrase(session: Session) -> None:
    first, second, other = written(session, "divorce attorney", "attorney divorce", "divorce lawyer")
    move(session, [other], second)
    assert (other.head_id, second.head_id) == (first.id, first.id)


def test_a_move_says_who_and_when_and_so_does_its_end(session: Session) -> None:
    _, second = written(session, "will lawyer", "lawyer will")
    made = move(session, [second])
    undone = undo_move(session, made, NOW, reviewer(session))
    assert (made.user.name, made.at, undone.undoes_id) == ("Ann", NOW, made.id)
    assert [part.keyword.phrase for part in undone.parts] == ["lawyer will"]


def test_what_was_undone_counts_as_never_moved(session: Session) -> None:
    _, second = written(session, "will lawyer", "lawyer will")
    undo(session, move(session, [second]))
    written(session, "wills lawyer")
    assert groups(session) == [["will lawyer", "lawyer will", "wills lawyer"]]


def test_a_move_is_undone_only_once_and_only_as_the_last_one(session: Session) -> None:
    _, second, other = written(session, "will lawyer", "lawyer will", "tax help")
    made = move(session, [second])
    later = move(session, [second], other)
    with pytest.raises(MovedSince, match="moved again since"):
        undo(session, made)
    undo(session, later)
    assert groups(session) == [["lawyer will"], ["tax help"], ["will lawyer"]]
    undo(session, made)
    with pytest.raises(MovedSince, match="undone already"):
        undo(session, made)
    assert groups(session) == [["tax help"], ["will lawyer", "lawyer will"]]


def test_what_would_change_nothing_is_refused(session: Session) -> None:
    first, second = written(session, "will lawyer", "lawyer will")
    with pytest.raises(NothingToMove, match="Leave at least one"):
        move(session, [first, second])
    with pytest.raises(NothingToMove, match="already stand together"):
        move(session, [second], first)
