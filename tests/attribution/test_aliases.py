"""Which words of an answer a review may offer as another name."""

import pytest

from attribution import offered_alias
from tests.attribution.people_of_quincy import quincy


def offer(words: str, id: str | None) -> str | None:
    directory = quincy()
    entry = directory.get(id) if id else None
    return offered_alias(words, (0, len(words)), entry, directory)


@pytest.mark.parametrize(("words", "id"), [("Joey Ferr", "1"), ("the  Okafors", "20"), ("Hudson Escrow people", "8")])
def test_words_that_carry_a_name_are_offered(words: str, id: str) -> None:
    assert offer(words, id) == " ".join(words.split())


@pytest.mark.parametrize(
    "words",
    ["my neighbour", "my dentist", "the plumber", "him", "a friend", "google", "   ", "!!", "april", "sister", "123"],
)
def test_relations_roles_ordinary_words_and_media_never_are(words: str) -> None:
    assert offer(words, "1") is None


def test_a_name_that_two_share_is_not_offered() -> None:
    assert offer("Kim", "4") is None
    assert offer("Maria", "16") is None


def test_what_the_entry_is_called_already_is_not_offered() -> None:
    assert offer("JOE FERRANTE", "1") is None


def test_without_a_span_or_outside_the_answer_nothing_is_offered() -> None:
    directory = quincy()
    assert offered_alias("Joey", None, None, directory) is None
    assert offered_alias("Joey", (2, 9), None, directory) is None
    assert offered_alias("Joey", (3, 3), None, directory) is None
