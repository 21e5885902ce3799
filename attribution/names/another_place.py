"""A place that is named where the entry's own should stand, and speaks against it ("Mike at Planet Fitness")."""

from itertools import pairwise

from attribution.entries.cards import Card
from attribution.entries.directory import Directory
from attribution.names.hits import Hit
from attribution.names.roles import is_a_role
from attribution.tables import table
from attribution.tables import words as listed
from attribution.words.reading import Reading, calendar, is_a_word, is_ordinary, stop_words
from attribution.words.shortened import is_initials_of
from attribution.words.text import fold
from attribution.words.trades import generic_firm_words, stem, trades_in

PLACING = frozenset({"at", "from", "fae", "frae", "with", "of", "over", "de", "en", "van", "bei", "chez", "w", "iz"})
SOON = 4
"""So many words after a name may the word stand that places it ("Mike over at Planet Fitness")."""
_OWNERS = frozenset(table("names")["owners"])
_NEUTRAL = frozenset(table("names")["neutral_firm_words"])
_WORKS = frozenset(table("acting")["works"].split())
_POINTS = ("points", "strong_points", "weak_points")
_WHICH = frozenset({"last", "next", "previous", "latest", "recent", "annual", "other", "weekly", "monthly"})
"""Words before a trade that say which time it was ("at my last doctor"): no firm is called so."""
_ALONG = ["over", "on"]
"""What stands before a street, where nobody's firm is named ("over on Lindbergh")."""
_SHORT_TOWN = 4
"""So many letters of a town at least are short for it."""


def place_against(card: Card, end: int, used: frozenset[int], reading: Reading, directory: Directory) -> str:  # noqa: PLR0911 - one ground after another reads best as a ladder
    """Another firm or town named where this one's should stand ("Mike at Planet Fitness")."""
    if end not in reading.placed:
        reading.placed[end] = _placed_after(end, reading)
    place, words = reading.placed[end]
    if not words or (len(used) > 1 and _does_something(end, place, reading)):
        return ""
    known = {*card.firm, *card.city, *card.given, *card.surname}
    if not {reading.words[p] for p in words}.difference(card.occupation, stop_words()):
        return ""  # "Shelby in HR at the berry farm", whom the directory has as its manager.
    said = [p for p in words if reading.words[p] not in stop_words()]
    if said[0] in used or reading.words[said[0]] in known:
        return ""
    if may_be_the_town(reading.words[said[0]], card) or _is_no_firm(said[0], place, reading):
        return ""
    if may_be_the_firm(said[0], card, reading) or _is_what_somebody_has(place, said, reading):
        return ""
    spoken = trades_in([reading.full[p] for p in words])
    street = reading.words[said[-1]] in _STREETS or reading.words[said[0]] in _STREETS_BEFORE
    street = street or any(reading.words[p] in _STREETS and reading.tokens[p].capital for p in said[1:3])
    if street or _says_what_it_is(said, spoken, card, reading):
        return ""
    if _is_another_firm(words, said, [(low, high) for low, high, _ in spoken], reading):
        return reading.quote(said[0], said[-1] + 1)
    if any(p in used or reading.words[p] in known for p in said):
        return ""
    if any(trades & card.trades for _, _, trades in spoken) or any(stem(reading.words[p]) in card.stems for p in said):
        return ""
    named = [p for p in said if reading.capital_inside(p) or not is_ordinary(reading.words[p])]
    if not any(reading.tokens[p].capital for p in said) and _is_a_thing(place, end, said, reading):
        named = []
    firm = any(reading.words[p] in generic_firm_words() for p in said[1:])
    if (len(said) >= 2 and firm) or (named and not _only_a_town(named, reading, directory)):
        return reading.quote(said[0], said[-1] + 1)
    return ""


def _placed_after(end: int, reading: Reading) -> tuple[int, list[int]]:
    """The place of the word that places a name which ends before ``end``, and the places of the words that say where,
    none if nothing does. It is the same for everybody who has the name, so that it is kept with the answer."""
    place = end
    while place < len(reading.words) and place - end < SOON and reading.words[place] not in PLACING:
        if reading.clause[place] != reading.clause[end - 1]:
            return place, []
        place += 1
    if place >= len(reading.words) or reading.words[place] not in PLACING or place - end >= SOON:
        return place, []
    if reading.words[place : place + 2] == _ALONG or any(end <= cue.start < place for cue in reading.of(*_POINTS)):
        return place, []
    if is_of_somebody_beside(end, place, reading) or any(cue.end == place + 1 for cue in reading.of("had_it")):
        return place, []
    pointing = [cue.start for cue in reading.of("points")]
    words = [
        p for p in range(place + 1, min(place + 5, len(reading.words))) if reading.clause[p] == reading.clause[place]
    ]
    words = words[: next((k for k, p in enumerate(words) if p in pointing), 9)]
    first = next((p for p in words if reading.words[p] not in stop_words()), -1)
    return place, words if first >= 0 and not is_no_place(reading.words[first]) else []


def is_of_somebody_beside(end: int, place: int, reading: Reading) -> bool:
    """Whether a place is that of somebody else who is named beside with an "and": "Joe (joiner) and Ann at Whitworth
    Kitchens", "Nora & Elinor from Hive", "Dr. Poe and the nurse at ..."."""
    for beside in range(end, place):
        joined = reading.words[beside] in _AND
        other = beside + joined
        if not (joined or "&" in reading.tokens[beside].before) or other >= place:
            continue
        word = reading.words[other]
        if word in _THEIRS or word in listed("first_names") or reading.capital_inside(other):
            return True
    return False


_AND = frozenset({"and", "n", "plus", "y", "und", "et"})
_THEIRS = frozenset({"the", "my", "our", "a", "an"})


def may_be_the_firm(place: int, card: Card, reading: Reading) -> bool:
    """Whether a word is short for the entry's firm: "KGH" for Kelowna General Hospital, "the Carps" for the Carpenters
    Arms, "the jag club" for the Jaguar Owners, "Homestart" for Home-Start."""
    word = reading.words[place]
    firm = [each for each in card.firm if each not in _NEUTRAL]
    if word in _ABBREVIATIONS:
        return False  # Whoever is "at the BBC" is not at a Bradford Business Centre.
    if is_initials_of(word, card.firm) and (len(word) > _SHORTEST or reading.tokens[place].raw.isupper()):
        return True
    if any(word == one + other for one, other in pairwise(card.firm)):
        return True
    stem = word.rstrip("oyies")
    if len(stem) < _SHORTEST or is_ordinary(word):
        return False
    return any(each.startswith(stem) and len(each) > len(word) for each in firm)


_SHORTEST = 3
_ABBREVIATIONS = frozenset(table("names")["abbreviations"])


def _is_what_somebody_has(place: int, said: list[int], reading: Reading) -> bool:
    """Whether a "with" tells what somebody has or sells: "with the nose ring", "with the momos", "with his vizsla"."""
    if reading.words[place] != "with" or place + 1 in said or any(reading.tokens[p].capital for p in said):
        return False
    first, theirs = said[0], reading.words[place + 1] in _HIS
    several = reading.full[first].endswith("s") and not reading.tokens[first].possessive
    alone = not any(reading.words[p] in generic_firm_words() for p in said[:2])
    return theirs or several or (alone and is_a_word(reading.words[first]))


_HIS = frozenset({"his", "her", "their"})


def _says_what_it_is(
    said: list[int], spoken: list[tuple[int, int, frozenset[str]]], card: Card, reading: Reading
) -> bool:
    """Whether the words say of what sort a place of the entry's own trade is, and not how it is called: "from the
    ethiopian restaurant"."""
    if not any(trades & card.trades for _, _, trades in spoken):
        return False
    first, article = reading.words[said[0]], reading.words[said[0] - 1]
    return article in _DEFINITE and (first in _OF_A_PLACE or first.endswith(_OF_A_COUNTRY))


_OF_A_COUNTRY = ("ian", "ese", "ish")
_OF_A_PLACE = frozenset(
    {"local", "little", "big", "new", "old", "nice", "corner", "village", "same", "other", "thai", "greek"}
)
_DEFINITE = frozenset({"the", "a", "an", "that", "this", "our", "my", "their", "her", "his"})
_STREETS = frozenset(table("names")["streets"])
_STREETS_BEFORE = frozenset(table("names")["streets_before"])


def _is_no_firm(first: int, placing: int, reading: Reading) -> bool:
    """Whether what follows is a thing or an event ("the AGM"), one of the client's family ("after Dad"), or a place of
    theirs ("at my daughter's nursery"): no firm is called so."""
    word, after = reading.words[first], first + 1
    named = after < len(reading.words) and reading.clause[after] == reading.clause[first]
    goes_on = named and (reading.tokens[after].capital or reading.words[after] in generic_firm_words())
    if word in _NO_FIRMS:
        return not goes_on  # "Ireland Roofing" is a firm.
    if word not in _FAMILY or (goes_on and reading.tokens[after].capital):
        return False
    theirs = reading.tokens[first].possessive or reading.full[first].endswith("s")
    return not theirs or not _MINE.isdisjoint(reading.words[placing + 1 : first])


_MINE = frozenset({"my", "our", "his", "her", "their", "the"})
_FAMILY = frozenset(table("names")["family"])
_NO_FIRMS = frozenset(table("names")["no_firms"])


def _does_something(end: int, place: int, reading: Reading) -> bool:
    """Whether the words between a name and a place tell what happened there, and not who works there."""
    spoken = {p for low, high, _ in reading.trades for p in range(low, high)}
    return any(
        p not in spoken and not (word in stop_words() or word in _WORKS or is_a_role(word))
        for p, word in enumerate(reading.words[end:place], start=end)
    )


def is_no_place(word: str) -> bool:
    """Whether a word is a letter, a number, a year at school ("P5"), a day or a month: nobody works there."""
    return (
        len(word.removesuffix("s")) == 1
        or word[0].isdigit()
        or word[1:].isdigit()
        or word in calendar()
        or word.removesuffix("s") in calendar()
    )


def may_be_the_town(word: str, card: Card) -> bool:
    """Whether a word is short for the entry's town ("Blanch" for Blanchardstown, "Paddo" for Paddington)."""
    if is_initials_of(word, card.city):
        return True  # "RB" is Rancho Bernardo.
    stem = word.rstrip("oyies")
    return len(stem) >= _SHORT_TOWN and any(town.startswith(stem) for town in card.city)


def _is_a_thing(place: int, end: int, said: list[int], reading: Reading) -> bool:
    """Whether words written small are what somebody has with them, or come after a name that has its capital."""
    if reading.words[place] == "with" and all(is_a_word(reading.words[p]) for p in said):
        return True
    return reading.tokens[end - 1].capital


def is_a_plain_place(quote: str) -> bool:
    """Whether the words are some place that anybody may be at ("the tribunal", "my daughter's childcare"), no firm."""
    said = quote.replace("'", "").replace("’", "").split()
    said = said[1:] if len(said) > 1 and said[0] in _WHICH else said
    firms = [word for word in said if word in generic_firm_words() and word not in _NEUTRAL]
    plain = all(word[:1].islower() and is_a_word(fold(word).removesuffix("s")) for word in said)
    return plain and not (firms and len(said) > 1 and said[0] not in _NEUTRAL)


def is_a_name(quote: str, card: Card, title: bool, reading: Reading) -> bool:
    """Whether words are more than a place or a thing: a firm's, not in the dictionary, or with a capital."""
    said = fold(quote).split()[:2]
    fits = any(low == 0 and trades & card.trades for low, _, trades in trades_in(said))
    if fits or stem(said[0]) in card.stems:
        return False
    firm = len(said) > 1 and said[-1] in generic_firm_words() and said[0] not in _NEUTRAL
    named = firm or (not title and any(not is_a_word(word) and not word.isdigit() for word in said))
    return named or (quote[:1].isupper() and not reading.shouted and not is_ordinary(said[0]))


def _is_another_firm(words: list[int], said: list[int], trades: list[tuple[int, int]], reading: Reading) -> bool:
    """Whether a word of no trade stands before one of a firm's sort: it is that firm's own name ("Planet Fitness")."""
    spoken = {words[k] for low, high in trades for k in range(low, high)}
    first, *rest = said
    own = first not in spoken and reading.words[first] not in _OWNERS | _NEUTRAL | _WHICH
    return own and len(rest) > 0 and rest[0] == first + 1 and reading.words[rest[0]] in generic_firm_words()


def _only_a_town(places: list[int], reading: Reading, directory: Directory) -> bool:
    return all(directory.is_city(reading.words[p]) for p in places)


def is_placed_by(hit: Hit | None, name: frozenset[int], reading: Reading, directory: Directory) -> bool:
    """Whether the first word of a firm's name, which tells it, is where somebody is placed right after their name: "Jo
    from ACAS", of the ACAS East Midlands Forum."""
    if hit is None or hit.quality < _AS_WRITTEN or hit.word in generic_firm_words() or directory.is_city(hit.word):
        return False
    before = hit.place - 1
    return max(name) < before < max(name) + SOON and reading.words[before] in PLACING


def is_said_again(place: int, name: frozenset[int], firm: tuple[str, ...], reading: Reading) -> bool:
    """Whether a surname is the person's once more ("Dietz. M. Dietz", "Bloom the florist. Say Bloom sent you"), and
    says no more of who is meant, and not a firm: "at Dietz", "Dietz's", "Dietz Yoga"."""
    said = {reading.words[each] for each in name}
    if said != {reading.words[place]} and not any(len(word) == 1 for word in said):
        return False
    beside = [*reading.words[max(0, place - 2) : place], *reading.words[place + 1 : place + 3]]
    placed = place > 0 and reading.words[place - 1] in PLACING
    named = not {*generic_firm_words(), *firm}.isdisjoint(word for word in beside if word not in said)
    return not (placed or reading.tokens[place].possessive or named)


_AS_WRITTEN = 3
"""The quality of a word that stands there letter for letter."""
