"""North American stations by their call letters, which begin with K or W ("WXRT in the car", "KCRA, the weather")."""

from attribution.entries.directory import Directory
from attribution.tables import table, words
from attribution.words.media import Medium, medium_called
from attribution.words.reading import Reading, is_a_word

_KNOWN = table("mentions")["stations"]
_TELEVISION = frozenset(_KNOWN["television"])
_CLUES = frozenset(_KNOWN["clues"])
_NO_STATION = frozenset(_KNOWN["no_station"])
_OF_A_FIRM = frozenset({"at", "for", "a", "an", "my", "our", "by"})
_SOMEBODY_OF_IT = (["friend"], ["colleague"], ["guy"], ["lady"], ["rep"], ["told"], ["said"], ["sent"], ["referred"])
"""What stands before and after the letters of a firm ("a KPMG colleague", "works for KFC")."""
_BEFORE = 3
_AFTER = 6
"""So many words before and after the letters may say that they are heard or seen."""
_LETTERS = range(3, 5)


def station_at(place: int, reading: Reading, directory: Directory) -> Medium | None:
    """The medium of the station whose letters stand at a place; letters of anything else are none."""
    word = reading.words[place]
    if word[:1] not in "kw" or len(word) not in _LETTERS or not reading.tokens[place].raw.isupper():
        return None
    if reading.shouted or is_a_word(word) or word in words("first_names") or word in words("surnames"):
        return None
    if directory.ids_with(word):
        return None
    if (place and reading.words[place - 1] in _OF_A_FIRM) or reading.words[place + 1 : place + 2] in _SOMEBODY_OF_IT:
        return None
    low, high = reading.bounds(place)
    around = reading.words[max(low, place - _BEFORE) : place] + reading.words[place + 1 : min(high, place + 1 + _AFTER)]
    if not _NO_STATION.isdisjoint(around) or _CLUES.isdisjoint(around):
        return None
    rest = reading.words[place + 1 : high]
    return medium_called("tv ad") if says_television(rest) else of_station(word)


def says_television(after: list[str]) -> bool:
    """Whether the words after the letters say that they are those of a station of television ("... not the radio")."""
    line = f" {' '.join(after)} "
    return not _SEEN.isdisjoint(after) or any(f" {said} " in line for said in _NOT_HEARD)


_SEEN = frozenset(_KNOWN["seen"])
_NOT_HEARD = tuple(_KNOWN["not_heard"])


def of_station(letters: str) -> Medium | None:
    """Television for the letters of known stations of it, otherwise radio."""
    return medium_called("tv ad" if letters in _TELEVISION else "radio ad")


def has_television(said: list[str]) -> bool:
    """Whether the letters of a station of television are among the words."""
    return not _TELEVISION.isdisjoint(said)
