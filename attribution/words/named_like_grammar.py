"""First names that are grammar in another language: "Les from the car club" is no French article, nor Una Spanish."""

from attribution.tables import table
from attribution.words.reading import Reading, stop_words

_NAMES = frozenset(table("names")["named_like_grammar"])
_BEFORE = frozenset({"by", "from", "via", "through", "to", "asked", "called", "named", "big", "old", "uncle", "auntie"})
_AFTER = frozenset(
    {"the", "my", "our", "from", "at", "who", "whos", "in", "of", "does", "did", "told", "said", "says", "gave", "is"}
    | {"was", "has", "had", "she", "he", "down", "over", "next"}
)


def is_named_like_grammar(word: str) -> bool:
    """Whether a word of grammar is a first name, too."""
    return word in _NAMES


def is_before_a_surname(place: int, reading: Reading) -> bool:
    """Whether it may be the first of two names: at the beginning, and written as the second is ("hablé con Walsh")."""
    begins = place == 0 or reading.words[place - 1] in _BEFORE or reading.capital_inside(place)
    alike = reading.tokens[place].capital == reading.tokens[place + 1].capital
    return begins and alike and reading.words[place + 1] not in stop_words()


def is_a_name_here(place: int, reading: Reading) -> bool:
    """Whether such a word stands where a name does: at the beginning, and before English grammar."""
    if reading.words[place] not in _NAMES:
        return False
    begins = place == 0 or reading.words[place - 1] in _BEFORE or reading.capital_inside(place)
    return begins and not _AFTER.isdisjoint(reading.words[place + 1 : place + 2])
