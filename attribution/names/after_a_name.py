"""What a word after a name is, that is no part of one: grammar, an initial, what the person has or does, a desk."""

from attribution.names.match import Match
from attribution.tables import table, words
from attribution.words.reading import Reading, is_a_word, is_ordinary, stop_words

_ABBREVIATED = 4
"""So many letters at most has a firm's name in capitals that is an abbreviation."""
_AFTER_NAMES = frozenset(table("names")["after_names"])


def is_grammar(place: int, reading: Reading) -> bool:
    """Whether a word after a name is respect or grammar, also stressed ("Xanthe AND her shop")."""
    stop = reading.words[place] in stop_words() and not reading.tokens[place].raw.istitle()
    return stop or reading.words[place] in _AFTER_NAMES


def is_no_surname(place: int, reading: Reading) -> bool:
    """Whether a word after a first name is what the person has or does: "Otto's meats", "Darnell cut my hair"."""
    name, raw = reading.words[place - 1], reading.tokens[place].raw
    if raw.isupper() and 1 < len(raw) <= _ABBREVIATED and not reading.shouted:
        # "Lorraine GMB" is of that union, and "Lorraine DUNN" not.
        return reading.words[place] not in words("surnames")
    if reading.tokens[place].capital or (is_ordinary(name) and not reading.tokens[place - 1].capital):
        return False
    whose = reading.words[place + 1 : place + 2] in (["my"], ["our"], ["me"], ["us"])
    return reading.tokens[place - 1].possessive or (whose and is_a_word(reading.words[place]))


def is_an_initial(place: int, match: Match, reading: Reading) -> bool:
    """Whether the first letter of the surname follows ("Bobby D cuts my hair")."""
    letter = reading.words[place]
    return len(letter) == 1 and any(name.startswith(letter) for name in match.card.surname)


def is_written_small(place: int, match: Match, reading: Reading) -> bool:
    """Whether a word follows without the capital of the name: it is no part of one then ("chị Thủy thợ may")."""
    return reading.tokens[max(match.name)].capital and not reading.tokens[place].capital


def is_its_desk(place: int, reading: Reading) -> bool:
    """Whether the words after a business name a desk, a list or a letter of it ("... Bar Association lawyer line")."""
    last = place
    while last < len(reading.words) and last - place < _DESK_WORDS and reading.clause[last] == reading.clause[place]:
        last += 1
    return not _DESKS.isdisjoint(reading.words[place:last])


_DESKS = frozenset(
    {"line", "lines", "helpline", "hotline", "infoline", "desk", "switchboard", "reception", "referral", "referrals"}
    | {"newsletter", "bulletin", "listserv", "list", "lists"}
)
_DESK_WORDS = 3
"""So many words after a business may name its desk."""


def goes_on_with_its_means(end: int, reading: Reading) -> bool:
    """Whether a business, whose name ends before ``end``, is named for what it sends out or keeps: "the Rowing Club
    newsletter", "the Moms Group on Facebook"."""
    said = reading.words[end : end + _WITHIN]
    if said[:1] == ["on"]:
        return not _NETWORKS.isdisjoint(said[1:2]) and reading.words[end - 1] in _GROUPS
    first = next((k for k, word in enumerate(said) if word not in _OF_THE_MEANS), len(said))
    return any(
        word in _MEANS and reading.clause[end + k] == reading.clause[end - 1]
        for k, word in enumerate(said[: first + 1])
    )


_WITHIN = 5
_MEANS, _OF_THE_MEANS, _NETWORKS, _GROUPS = (
    frozenset(table("spoken_of")[name].split()) for name in ("means", "of_the_means", "networks", "groups")
)
