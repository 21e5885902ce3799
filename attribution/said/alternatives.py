"""Which "or" offers somebody else, and which belongs to what is said: "or nobody", "his cousin or nephew", "believe it
or not", "Rees or Reece, however it's spelt".

What is open about a relation, a number, a spelling or what somebody is called for short leaves nobody open.
"""

from itertools import pairwise

from attribution.entries.directory import Directory
from attribution.entries.vocabulary import sound
from attribution.names.match import Match
from attribution.names.roles import is_a_role
from attribution.words.reading import Reading, is_a_word, is_ordinary

_NO_OTHER: frozenset[str] = frozenset(
    {"so", "something", "not", "two", "three", "four", "more", "less", "whatever", "anything", "nothing", "else"}
    | {"otherwise", "wherever", "whenever", "thereabouts", "tried", "tries", "trying", "used", "attempted"}
    | {"pretended", "pretends", "claims", "twice", "thrice", "nobody", "none", "noone", "nowhere", "never", "ought"}
    | {"should", "must", "rather", "without", "similar", "equivalent", "however", "near", "nearly", "even", "id", "ill"}
)
"""What follows an "or" that leaves nothing open about a name."""
_MERELY_SPELT = frozenset({"spelt", "spelled", "spell", "spells", "spelling", "pronounce", "pronounced", "pronounces"})
_HOWEVER = frozenset({"however", "how", "whichever", "whatever"})
_THINK = frozenset({"think", "believe", "forget", "guess", "mean", "cant", "dont", "thought", "may", "might"})
_CALLED = frozenset({"called", "name", "names", "named", "call"})


def ors(reading: Reading) -> list[int]:
    """The places of every "or" that may offer somebody else: the Welsh "o'r" and a "Temple Or Shalom" are none."""
    if "or" not in reading.words:
        return []
    return [p for p, word in enumerate(reading.words) if word == "or" and is_an_or(p, reading)]


def is_an_or(place: int, reading: Reading) -> bool:
    """Whether an "or" stands there that may offer somebody else."""
    if reading.words[place : place + 1] != ["or"] or reading.tokens[place].raw.casefold() != "or":
        return False
    if reading.capital_inside(place) and reading.tokens[place + 1 : place + 2] and reading.tokens[place + 1].capital:
        return False
    after = reading.words[place + 1 : place + 3]
    if after[1:] == ["as"]:
        return False  # "Maureen Poe, or Mo as she'd have it" says what she is called for short.
    if not after or after[0] in _NO_OTHER or (after[0] in {"i", "we"} and _THINK.isdisjoint(after[1:])):
        return False
    return not _is_between_relations(place, reading)


def is_about_how_it_is(place: int, end: int, reading: Reading) -> bool:
    """Whether an "or whatever" is about what somebody is, and not about the name: "Ann Poe KC or whatever she is"."""
    said = reading.words[place + 1 : place + 5]
    return said[:1] == ["whatever"] and place > end and _CALLED.isdisjoint(said)


def _is_between_relations(place: int, reading: Reading) -> bool:
    """Whether only the relation is open: "her cousin or sister Dee", "his mother, or aunt, Ivy Poe", "or some such"."""
    kin = reading.of("relations", "relative_of")
    if reading.words[place + 1 : place + 3] == ["some", "such"]:
        return any(cue.end == place for cue in kin)
    low = max(0, place - _FAR)
    return any(cue.start == place + 1 for cue in kin) and any(low <= c.start and c.end <= place for c in kin)


_FAR = 5
"""So many words before the second relation may the first one stand ("his mother in the end, or aunt")."""


def is_one_in_two_spellings(place: int, match: Match, reading: Reading, directory: Directory) -> bool:
    """Whether the "or" stands between two spellings of one name, and more than the name says whose it is.

    "Tames or Tamez, the realtor" is the realtor; where somebody of the directory has the other spelling it is open.
    """
    beside = {place - 1, place + 1}
    own = beside & match.name
    if len(own) != 1 or place + 1 >= len(reading.words):
        return False
    if not match.support.whole_trade:
        return False
    (mine,), (other,) = own, beside - own
    typed, another = reading.words[mine], reading.words[other]
    if _is_somebody_elses(another, match, directory):
        return False
    names = {*match.card.given, *match.card.surname, typed}
    if any(is_spelt_alike(another, name) for name in names):
        return not _has_two_trades(match, reading)
    return is_only_the_spelling(place + 2, reading)


def is_only_the_spelling(place: int, reading: Reading) -> bool:
    """Whether the words from here on say that only the spelling is open: "however it's spelt", "no idea how to spell
    it"."""
    return any(
        first in _HOWEVER and not _MERELY_SPELT.isdisjoint(reading.words[p + 1 : p + 5])
        for p, first in enumerate(reading.words[place : place + 6], start=place)
    )


def _is_somebody_elses(word: str, match: Match, directory: Directory) -> bool:
    """Whether somebody else of the directory has a word as name."""
    cards = map(directory.card, directory.first_with(word))
    return any(card.id != match.card.id and word in (*card.given, *card.surname, *card.firm) for card in cards)


def is_spelt_alike(one: str, other: str) -> bool:
    """Whether two words may be one name that is spelt in two ways."""
    if one == other or sound(one) == sound(other):
        return True
    if min(len(one), len(other)) < _LETTERS or one[0] != other[0]:
        return False
    long, short = (one, other) if len(one) >= len(other) else (other, one)
    if len(long) == len(short):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    return len(long) == len(short) + 1 and any(long[:k] + long[k + 1 :] == short for k in range(len(long)))


_LETTERS = 4


def _has_two_trades(match: Match, reading: Reading) -> bool:
    """Whether two trades are offered: "Rees or Reece, the roofer or the plumber"."""
    spoken = sorted((low, high) for low, high, _ in reading.trades if low >= match.end)
    return any("or" in reading.words[high:low] for (_, high), (low, _) in pairwise(spoken))


def offers_somebody(place: int, match: Match, reading: Reading) -> bool:
    """Whether what stands after the "or" may be somebody else than the one whose whole name is written before.

    "The driver, or owner I should say" is the same one, and so is who is "hungry or tired"; "or her mate" and "or the
    girl at the desk" are others.
    """
    after = reading.words[place + 1 : place + 5]
    if not after or not match.complete or len(match.name) < _WHOLE or match.quality < _AS_WRITTEN:
        return True
    if not match.card.person or place <= match.end:
        return True
    if reading.capital_inside(place + 1) or not (is_a_word(after[0]) and is_ordinary(after[0])):
        return not is_a_role(after[0])
    return after[0] in _SOMEBODY


_WHOLE, _AS_WRITTEN = 2, 3
_SOMEBODY = frozenset(
    {"the", "a", "an", "my", "our", "his", "her", "their", "your", "that", "this", "maybe", "it", "was", "is", "one"}
    | {"someone", "somebody", "some", "possibly", "perhaps", "in", "at", "from", "him", "her", "them", "he", "she"}
    | {"that", "who", "dr", "mr", "mrs", "ms", "miss", "could", "might", "did", "they", "both", "another", "other"}
)
