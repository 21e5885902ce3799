"""Papers, magazines and stations of which the answer says hardly more than what they are called for short, as in "the
Spotlight, back page" and "EDP", and what is said right after a title ("... mag through the door").
"""

from functools import cache

from attribution.entries.directory import Directory
from attribution.mentions.stations import says_television
from attribution.tables import table
from attribution.words.media import Medium, medium_called
from attribution.words.reading import Reading, stop_words
from attribution.words.text import fold

_KNOWN = table("mentions")["outlet_alone"]
_LEADS = frozenset(_KNOWN["leads"])
_TAILS = frozenset(_KNOWN["tails"])
_CLUES = frozenset(_KNOWN["clues"])
_OF_SOMEBODY = frozenset(_KNOWN["of_somebody"])
_MEDIA = {"papers": "newspaper ad", "magazines": "magazine ad", "stations": "radio ad"}
MAGAZINES = frozenset({"mag", "magazine"})
_DELIVERED = frozenset(_KNOWN["delivered"])
_DOORS = frozenset({"door", "doors", "letterbox", "mailbox"})

_NOT_THE_RADIO = 8
"""So many words after the name of a station of television may say that it is not the one on the radio."""

Outlet = tuple[int, int, Medium]
"""The half-open places of a name, and what it is."""


def named_alone(reading: Reading, directory: Directory) -> Outlet | None:
    """The outlet that the first clause names and hardly says more, unless somebody in the directory is called so."""
    words = reading.words
    if _first_words().isdisjoint(words) and _first_words().isdisjoint(reading.full):
        return None
    end = next((p for p, clause in enumerate(reading.clause) if clause != reading.clause[0]), len(words))
    found = next(
        (
            (start, last, known)
            for start in range(min(end, _MOST_LEADS))
            if all(word in _LEADS for word in words[:start])
            for last in range(min(end, start + _LONGEST), start, -1)
            if all(word in _TAILS for word in words[last:end])
            if (known := _alone().get(tuple(reading.full[start:last])) or _alone().get(tuple(words[start:last])))
        ),
        None,
    )
    if found is None or not reading.taken.isdisjoint(range(found[0], found[1])):
        return None
    start, last, name = found
    if _is_borne(words[start:last], directory) or (words[end : end + 1] and words[end] in _OF_SOMEBODY):
        return None
    if last == start + 1 and end < len(words) and _CLUES.isdisjoint(words[last:]):
        return None  # One word may be a name or anything else, unless what follows speaks of print or sound.
    television = name == "radio ad" and says_television(words[last:])
    medium = medium_called("tv ad" if television else name)
    return (start, last, medium) if medium else None


_MOST_LEADS = 7
_LONGEST = 5


def _is_borne(name: list[str], directory: Directory) -> bool:
    """Whether somebody in the directory has every word of a name that is not among the most common ones."""
    told = [word for word in name if word not in stop_words()] or name
    borne = set(directory.ids_with(told[0]))
    for word in told[1:]:
        borne &= directory.ids_with(word)
    return bool(borne)


@cache
def _alone() -> dict[tuple[str, ...], str]:
    known = table("outlets")
    return {tuple(name.split()): _MEDIA[kind] for kind in _MEDIA for name in known[kind].get("alone", ())}


@cache
def _first_words() -> frozenset[str]:
    """The words that such a name begins with, of which few answers have one."""
    return frozenset(name[0] for name in _alone())


def with_what_follows(end: int, medium: Medium, reading: Reading) -> tuple[int, Medium]:
    """An outlet with what is said of it right after its name.

    That a paper is a magazine, or came through the door, or that letters are not those of the radio.
    """
    words = reading.words
    if medium.name == "TV ad" and "radio" in words[end : end + _NOT_THE_RADIO]:
        radio = words.index("radio", end)
        denied = "not" in words[max(end, radio - 3) : radio] and reading.sentence[radio] == reading.sentence[end - 1]
        return (radio + 1 if denied else end), medium
    magazine = medium_called("magazine ad")
    if magazine is None or medium.name not in {"Newspaper ad", magazine.name}:
        return end, medium
    if words[end : end + 1] and words[end] in MAGAZINES:
        end, medium = end + 1, magazine
    door = end
    while door < len(words) and words[door] in _DELIVERED and reading.sentence[door] == reading.sentence[end - 1]:
        door += 1
    if door > end and words[door : door + 1] and words[door] in _DOORS:
        end = door + 1
    return end, medium


def is_a_partners(start: int, end: int, medium: Medium, reading: Reading, directory: Directory) -> bool:
    """Whether what looks like an outlet is somebody's name in the directory, or the bulletin of a listed church."""
    named = reading.words[start:end]
    if medium.name == "Newspaper ad":
        return is_a_person(start, end, medium, reading) or _is_a_full_name(named, directory)
    bulletin = medium.name == "Mailing list" and named[-1] in {"bulletin", "bulletins"}
    return bulletin and any(directory.ids_with(word) for word in named[:-1] if word not in _CHURCHLY)


def is_a_person(start: int, end: int, medium: Medium, reading: Reading) -> bool:
    """Whether something is told of whoever is called like a paper ("the Herald who fits doors")."""
    led = medium.name == "Newspaper ad" and reading.words[start] == "the" and end - start == 2
    return led and reading.words[end : end + 1] in _WHO


def _is_a_full_name(named: list[str], directory: Directory) -> bool:
    """Whether two words or more are those of a name or a firm, and not of where it is."""
    told = {word for word in named if word not in stop_words()}
    if len(told) < 2:
        return False
    first, *others = sorted(told)
    ids = set(directory.ids_with(first)).intersection(*map(directory.ids_with, others))
    entries = (directory.card(id).entry for id in ids)
    return any(told <= {*fold(entry.name).split()} or told <= {*fold(entry.organisation).split()} for entry in entries)


_WHO = (["who"], ["whos"], ["whose"])
_CHURCHLY = stop_words() | _LEADS | frozenset(_KNOWN["churchly"])
