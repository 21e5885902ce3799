"""Roles and names that lead to nobody in the directory: "my dentist", "my cousin Yesenia"."""

from dataclasses import dataclass

from attribution.entries.directory import Directory
from attribution.tables import table, words
from attribution.words.mash import is_mash
from attribution.words.reading import Reading, calendar, is_a_word, is_ordinary, stop_words
from attribution.words.trades import titles

_OWNED_BY = frozenset(
    {
        "my",
        "our",
        "a",
        "an",
        "his",
        "her",
        "their",
        "the",
        "mi",
        "mein",
        "meine",
        "mon",
        "ma",
        "un",
        "una",
        "one",
        "some",
        "another",
        "kids",
        "sons",
        "daughters",
        "wifes",
        "husbands",
        "moms",
        "mums",
        "dads",
        "mothers",
        "fathers",
        "old",
        "family",
        "local",
    }
)
_ROLE_NOUNS = frozenset(table("names")["role_nouns"])
_NO_ROLES = frozenset(table("names")["no_roles"])
_SHORTENED = frozenset(table("names")["shortened"])
_ENDINGS = ("er", "or", "ist", "ian", "ant", "yer", "ers", "ors", "ists", "ians", "ants", "man", "woman", "guy", "lady")


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody known only by the trade, from ``start`` to before ``end``."""

    start: int
    end: int
    trades: frozenset[str]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Words that look like a name; ``attached`` if they stand where a source is named."""

    start: int
    end: int
    attached: bool


def is_a_role(word: str) -> bool:
    """Whether the word is a noun for a person by the trade ("dentist", "bookkeeper")."""
    return word in _ROLE_NOUNS or (word.endswith(_ENDINGS) and word not in _NO_ROLES)


def roles_in(reading: Reading, used: set[int]) -> list[Role]:
    """People who are known only by their trade ("my dentist", "our realtor")."""
    found = []
    yours = {"your", "you", "ur", "good", "best", "need", "needed", "for", "find", "new", "looking"}
    for low, high, trades in reading.trades:
        if used.intersection(range(low, high)) or low in reading.taken:
            continue
        word = reading.words[high - 1]
        before = reading.words[max(0, low - 3) : low]
        if not is_a_role(word) or yours.intersection(before) or _is_told_to_look_for(low, reading):
            continue
        if is_the_firms(high - 1, reading) or _is_a_subject(low, high, reading) or _is_a_shop(low, high, reading):
            continue
        owned = (
            _OWNED_BY.intersection(before)
            or low == 0
            or any(w.endswith("s") and reading.tokens[low - 1].possessive for w in before[-1:])
        )
        if owned and not any(c.role == "relations" and c.start <= low < c.end for c in reading.cues):
            found.append(Role(low, high, trades))
    return found


def _is_a_subject(low: int, high: int, reading: Reading) -> bool:
    """Whether several of a trade are only spoken about: "a thread about accountants who don't charge"."""
    return reading.full[high - 1].endswith("s") and "about" in reading.words[max(0, low - 2) : low]


def _is_a_shop(low: int, high: int, reading: Reading) -> bool:
    """Whether a trade with an apostrophe is the house that something is above or beside: "over the butcher's"."""
    return reading.tokens[high - 1].possessive and not _BY_A_HOUSE.isdisjoint(reading.words[max(0, low - 2) : low])


_BY_A_HOUSE = frozenset({"over", "above", "below", "under", "behind", "beside", "opposite", "beneath"})


def is_the_firms(place: int, reading: Reading) -> bool:
    """Whether a trade is whose van, sign or the like was seen ("the vet's van parked two doors down"): it is the firm's
    own, unless the client has one of that trade already ("my plumber's van")."""
    words = reading.words
    trade = next((low for low, high, _ in reading.trades if high == place + 1), None)
    if trade is None or not (reading.tokens[place].possessive or reading.full[place].endswith("s")):
        return False
    before = words[max(0, trade - 2) : trade]
    return is_a_role(words[place]) and words[place + 1 : place + 2] in _SHOWN and _HAS.isdisjoint(before)


_SHOWN = tuple(
    [word]
    for word in (
        *("van", "vans", "truck", "trucks", "ute", "utes", "lorry", "trailer", "sign", "signs", "signage"),
        *("board", "banner", "billboard", "window", "shopfront", "sticker", "magnet", "advert", "ad"),
    )
)
"""What of a firm's is seen in the street."""
_HAS = frozenset({"my", "our", "his", "her", "their", "moms", "mums", "dads", "neighbours", "neighbors"})


def _is_told_to_look_for(low: int, reading: Reading) -> bool:
    """Whether somebody or something said to get one of the trade ("it said call a licensed plumber"), or a list has
    several ("the list of solicitors")."""
    if reading.words[max(0, low - 2) : low] in _LISTED:
        return True
    before = reading.words[max(0, low - 4) : low]
    while before and before[-1] not in _ANY:
        before = before[:-1]  # "A good local", "an elder law".
    if len(before) < 2:
        return False
    return before[-2] in _TOLD_TO or (before[-2] in {"to", "with"} and before[-3:-2] in _SPEAK)


_ANY = frozenset({"a", "an", "any"})
_LISTED = (["list", "of"], ["lists", "of"], ["panel", "of"], ["directory", "of"], ["register", "of"])
_SPEAK = (["speak"], ["talk"], ["chat"])
_TOLD_TO = frozenset({"call", "get", "see", "hire", "ring", "phone", "find", "suggested", "wanted", "want", "consult"})


def unknown_names(reading: Reading, used: set[int], directory: Directory) -> list[Unknown]:
    """Words that look like a name of somebody whom the directory does not know."""
    found: list[Unknown] = []
    covered = {
        p for c in reading.cues if c.role not in {"fillers", "pronouns", "contrasts"} for p in range(c.start, c.end)
    }
    spoken = {p for low, high, _ in reading.trades for p in range(low, high)}
    place = 0
    while place < len(reading.words):
        free = place not in used and place not in reading.taken and place not in covered
        if free and _looks_like_a_name(place, reading, spoken, directory):
            end = place + 1
            while (
                end < len(reading.words)
                and end not in used
                and reading.clause[end] == reading.clause[place]
                and _goes_on(end, reading)
            ):
                end += 1
            found.append(Unknown(place, end, _attached(place, end, reading)))
            place = end
        else:
            place += 1
    return found


def _looks_like_a_name(place: int, reading: Reading, spoken: set[int], directory: Directory) -> bool:  # noqa: PLR0911 - one ground after another reads best as a ladder
    word = reading.words[place]
    if word in stop_words() or len(word) < 2 or word.isdigit() or word in calendar() or reading.tokens[place].is_host:
        return False
    if (not word.isalpha() and any(map(str.isdigit, word))) or is_mash(word):
        return False
    if word in _SHORTENED:
        return False
    before = reading.words[place - 1] if place else ""
    if _is_somewhere(place, reading):
        return False
    if before in titles() and before not in {"chi", "pan", "don", "ba"} and not is_ordinary(word):
        return True
    if place in spoken or directory.is_city(word):
        return False
    strange = not is_a_word(word)
    if reading.capital_inside(place) and (strange or word in words("first_names")):
        return not is_ordinary(word) or word in words("first_names")
    if _after_relation(place, reading):
        return strange or (reading.tokens[place].capital and not reading.shouted)
    return strange and (reading.telling <= 4 or word in words("first_names"))


def _is_somewhere(place: int, reading: Reading) -> bool:
    """Whether the word stands where only a place, a paper or an insurer does: "in Perth", "home from Reno", "an ad in
    the EDP", "your sign on Eglinton", "somebody who takes Medicare"."""
    near = reading.words[max(0, place - 3) : place]
    if not near:
        return reading.words[1:2] in (["ad"], ["advert"])
    if near[-1] == "in" or near[-1] in {"takes", "accepts"}:
        return True
    if "on" in near[-2:] and not reading.tokens[place].possessive:
        return not (_SEEN | _ADVERTISED).isdisjoint(reading.words[:place])
    if near[-1] == "from":
        return near[-2:-1] != [] and near[-2] in _TRAVELS
    if near[-1] in {"onto", "along"}:
        return not reading.tokens[place].possessive
    placed = near[-1] in {"the", "inside"} or (near[-1] in {"on", "off"} and not reading.tokens[place].possessive)
    return placed and not _ADVERTISED.isdisjoint(near)


_ADVERTISED = frozenset({"ad", "ads", "advert", "adverts", "advertised", "banner"})
_SEEN = frozenset({"sign", "billboard", "banner", "hoarding", "poster", "bus", "tram", "truck", "van", "light"})
"""What is seen in passing: "on" a street is then where it was."""
_TRAVELS = frozenset({"home", "back", "moved", "train", "bus", "flight", "flew", "drove", "trip"})


def _goes_on(place: int, reading: Reading) -> bool:
    word = reading.words[place]
    return (reading.capital_inside(place) and not is_ordinary(word)) or (
        word in words("surnames") and not is_a_word(word)
    )


def _after_relation(place: int, reading: Reading) -> bool:
    return any(c.end == place for c in reading.of("relations", "names_it")) and (
        reading.clause[place] == reading.clause[place - 1] or reading.tokens[place].before.strip() in {",", "-"}
    )


def _attached(start: int, end: int, reading: Reading) -> bool:
    """Whether the name stands where a source is named: by a relation, after "from", before "told me"."""
    if _after_relation(start, reading):
        return True
    if _is_told_first_or_last(start, end, reading):
        return True
    low, high = reading.bounds(start)
    before = reading.words[start - 1] if start else ""
    if before in {"from", "by", "through", "via", "named", "called", "thanks"}:
        return True
    return any(
        c.role in {"points", "strong_points"} and low <= c.start < high and 0 <= c.start - end <= 4
        for c in reading.cues
    )


def _is_told_first_or_last(start: int, end: int, reading: Reading) -> bool:
    """Whether the answer begins with a name and then tells who that is ("Ravi Oduya, he sails with my aunt", "Ludo my
    friend"), or ends with it ("the man at the next bench, Ludo", "the family next door, the Oduyas")."""
    plain, tokens = reading.words, reading.tokens
    if end == len(plain):
        family = plain[start - 1] == "the" and plain[start].endswith("s")
        behind = start - 1 if family else start
        return behind > 1 and tokens[behind].before.strip() == "," and tokens[start].capital
    first = start == 0 or (
        start == 1 and (plain[0] in titles() or plain[0] == "old" or plain[0] in words("first_names"))
    )
    if not first:
        return False
    if tokens[end].before.strip() in {",", "-", "–", "("}:
        return plain[start] not in _GREETINGS and plain[end] not in {"you", "ye", "the"}
    written = tokens[start].capital or plain[start] in words("first_names")
    return written and plain[end] in _WHO_THAT_IS


_GREETINGS = frozenset(
    {"howdy", "bonjour", "umm", "um", "erm", "ello", "hiya", "hola", "aloha", "gday", "ciao", "hallo"}
)
_WHO_THAT_IS = frozenset({"my", "mi", "from", "at", "next", "upstairs", "downstairs", "who", "off", "across"})
