"""Which words of a directory a misspelt or misheard word may be."""

import pytest

from attribution.entries.vocabulary import Vocabulary
from attribution.mentions.spellings import long_spellings, may_be_near


def vocabulary(*words: str) -> Vocabulary:
    """A vocabulary of these words."""
    made = Vocabulary()
    for word in words:
        made.add(word)
    return made


@pytest.mark.parametrize("typed", ["ferante", "ferrrante", "ferrente", "ferratne", "verrante", "ferrant"])
def test_one_edit_finds_a_word(typed: str) -> None:
    assert ("ferrante", 1) in vocabulary("ferrante", "marini").near(typed)


def test_two_edits_find_only_long_words() -> None:
    assert vocabulary("raghunathan").near("raghunatan") == [("raghunathan", 1)]
    assert vocabulary("raghunathan").near("ragunatan") == [("raghunathan", 2)]
    assert vocabulary("marini").near("marnni") == [("marini", 1)]
    assert vocabulary("marini").near("narnni") == []


def test_short_words_are_compared_letter_for_letter() -> None:
    assert vocabulary("kim").near("kin") == []


def test_words_that_sound_alike_are_found() -> None:
    assert vocabulary("hennessy", "kim").sounding_like("hennessey") == ["hennessy"]


def test_a_word_that_was_discarded_is_not_found() -> None:
    words = vocabulary("ferrante", "ferranti")
    words.discard("ferrante")
    assert words.near("ferante") == []
    assert words.sounding_like("ferrantee") == ["ferranti"]


def test_no_name_of_a_medium_that_is_one_letter_away_is_passed_over() -> None:
    for name in long_spellings()[1]:
        for place in range(len(name)):
            before, letter, after = name[:place], name[place], name[place + 1 :]
            assert may_be_near(before + after), name
            assert may_be_near(f"{before}x{after}"), name
            assert may_be_near(f"{before}x{letter}{after}"), name
            assert may_be_near(before + after[:1] + letter + after[1:]), name
    assert not may_be_near("smithtold")
