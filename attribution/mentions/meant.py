"""Whether a word that names a medium means it here, where it is also a name, an ordinary word or part of a list."""

import re

from attribution.entries.directory import Directory
from attribution.mentions.spellings import phrases
from attribution.model import Kind
from attribution.names.senses import senses_in
from attribution.tables import table, words
from attribution.words.media import Medium
from attribution.words.reading import Reading, is_a_word, stop_words
from attribution.words.sayings import Said
from attribution.words.text import fold

_BEFORE = frozenset(table("mentions")["before"])
_AFTER = frozenset(table("mentions")["after"])
_ASKED = frozenset(table("mentions")["asked"])
_OWNERS = frozenset({"my", "our", "his", "her", "their"})
_PEOPLE = frozenset(
    {"guy", "guys", "girl", "lady", "man", "woman", "person", "people", "lad", "fella", "bookkeeper", "rep"}
)


def is_meant(start: int, end: int, medium: Medium, reading: Reading, directory: Directory) -> bool:  # noqa: PLR0911 - one ground after another reads best as a ladder
    """Whether a word that is also a name or an ordinary word means the medium."""
    beside = (*range(max(0, start - 4), start), *range(end, min(end + 4, len(reading.words))))
    rest = any(reading.words[k] not in stop_words() for k in beside)
    low, high = reading.bounds(start)
    before = reading.words[start - 1] if start > low else ""
    after = reading.words[end] if end < high else ""
    if reading.words[start] == "my" and end - start == len(reading.words):
        return reading.tokens[end - 1].capital  # "my builder" is the client's own.
    alone = all(reading.clause[k] != reading.clause[start] for k in (start - 1, end) if 0 <= k < len(reading.words))
    if before in _OWNERS and after in _PEOPLE:
        return False
    if reading.words[start] in table("mentions")["after_its_owner"] and _ends_after_its_owner(start, end, reading):
        return True
    if _in_a_list(start, end, reading) and not directory.ids_with(reading.words[start]):
        return True
    by_word = _by_its_word(start, before, after, medium, reading)
    if by_word is not None:
        return by_word and not directory.ids_with(reading.words[start])
    if alone and reading.words[start] != "next":
        return not directory.ids_with(reading.words[start])
    if directory.ids_with(reading.words[start]) and not (before in _ASKED and after not in words("surnames")):
        return False
    if after in words("surnames") and reading.tokens[end].capital and after not in _AFTER:
        return False
    if reading.words[start] in {"van", "vans", "truck", "trucks"}:
        return (
            not rest
            or (before in {"your", "ur", "the", "a", "yr", "company", "work"} and after in _AFTER)
            or before in {"your", "ur", "yr"}
        )
    if reading.words[start] == "next":
        return (before == "on" and after in {"", "app", "and"}) or reading.capital_inside(start)
    if before == "in" and _is_looked_up_in(start, low, medium, reading):
        return True
    if start == 0 and medium.kind is Kind.AI_ASSISTANT and (after in stop_words() or _tells(after)):
        return True
    return (
        not rest
        or before in _BEFORE - {"by", "a", "the", "with", "your", "ur", "called", "in"}
        or after in _AFTER - {"with", "on", "outside", "went"}
    )


def _is_looked_up_in(start: int, low: int, medium: Medium, reading: Reading) -> bool:
    """Whether the firm is found "in" a listing or a magazine, as in a book ("found you in Yell", "you're in Yell")."""
    led = reading.words[max(low, start - _LED) : start - 1]
    found = not _FOUND.isdisjoint(led) or led[-1:] == ["youre"] or led[-2:] == ["you", "are"]
    return medium.kind in {Kind.LOCAL_LISTING, Kind.WEBSITE} and found


_LED = 5
_FOUND = frozenset(
    {"found", "find", "saw", "seen", "looked", "look", "looking", "listed", "advertised", "ad", "advert", "number"}
    | {"entry", "listing", "read", "reading", "searched", "spotted", "noticed", "got"}
)


def _by_its_word(start: int, before: str, after: str, medium: Medium, reading: Reading) -> bool | None:
    """What a word says that is a verb, a thing or a letter as well, or that is somebody of whom something is told."""
    word = reading.words[start]
    if word in _VERBS:
        if before in _BEFORE_A_VERB or after == "at" or (before == "a" and after not in _AFTER):
            return False
        return _is_a_name_of_its_own(start, before, after, reading) or None
    if word == "x":
        return before == "on" or after in {"twitter", "account", "post"}
    thing = word == "porch" and (before in _OWNERS or not reading.tokens[start].capital)
    somebody = medium.kind is Kind.AI_ASSISTANT and after in {"who", "whos"}
    return False if thing or somebody else None


_VERBS = frozenset({"yell", "bark"})
_BEFORE_A_VERB = frozenset({"to", "would", "will", "did", "didnt", "dont", "could", "i", "they", "dogs"})


def _is_a_name_of_its_own(start: int, before: str, after: str, reading: Reading) -> bool:
    """Whether a word that is a verb as well is a name here ("it was Bark, after a glass", "Yell did")."""
    if reading.capital_inside(start):
        return before in {"was", "is", "its", "then"}
    low, high = reading.bounds(start)
    told = high == start + 1 or after in {"did", "had", "has", "showed", "listed", "it"}
    return low == start and reading.tokens[start].capital and told


def _ends_after_its_owner(start: int, end: int, reading: Reading) -> bool:
    """Whether a clause ends with the word, and says before it whose it is ("founders table slack")."""
    if start == 0 or reading.clause[start - 1] != reading.clause[start]:
        return False
    ends = end == len(reading.words) or reading.clause[end] != reading.clause[start]
    return ends and reading.words[start - 1] not in table("mentions")["idle_before"]


def _tells(word: str) -> bool:
    """Whether a word says that somebody told or gave something: an assistant does so, a name that begins may too."""
    return senses_in("senses").get(word) in {"tell", "give", "send", "praise"}


def begins_a_list(said: Said, reading: Reading) -> bool:
    """Whether the first word of a saying is another medium in a list ("flyer and van" is a flyer, and a van)."""
    after = said.start + 1
    if after >= said.end or not is_join(after, reading):
        return False
    others = (m for phrase, m, _ in phrases().get(reading.words[said.start], ()) if len(phrase) == 1)
    return any(said.medium is not None and other.name != said.medium.name for other in others)


def is_join(place: int, reading: Reading) -> bool:
    """Whether a list goes on at this word: it is "and", or stands after a comma or a plus."""
    return reading.words[place] in _JOINS or bool(_LISTED.fullmatch(reading.tokens[place].before))


_THEN = frozenset({"then", "or"})
_JOINS = frozenset({"and", "n", "plus", "y", "et", "und"})
_LISTED = re.compile(r"\s*[,/+&]\s*")


def _in_a_list(start: int, end: int, reading: Reading) -> bool:
    """Whether a word stands in a list beside a medium that is known without a cue ("truck, billboard, radio")."""
    after = end + (end < len(reading.words) and reading.words[end] in _JOINS | _THEN)
    after += reading.words[after : after + 1] == ["then"]
    joined = end < len(reading.words) and (is_join(end, reading) or reading.words[end] in _THEN)
    if after < len(reading.words) and joined and _is_plain_medium(reading.words[after]):
        return True
    before = start - 1 - (start > 1 and reading.words[start - 1] in _JOINS)
    joined = is_join(start, reading) or reading.words[start - 1] in _JOINS if start else False
    return joined and before >= 0 and _is_plain_medium(reading.words[before])


def _is_plain_medium(word: str) -> bool:
    return any(len(phrase) == 1 and not careful for phrase, _, careful in phrases().get(word, ()))


def goes_before_a_name(end: int, medium: Medium, reading: Reading, directory: Directory) -> bool:
    """Whether what looks like a misspelt advertisement is the title or first name of somebody ("Paster Tate")."""
    if medium.kind is not Kind.ADVERTISEMENT or end >= len(reading.words):
        return False
    word = reading.words[end]
    return (
        reading.capital_inside(end)
        or word in words("surnames")
        or (not is_a_word(word) and bool(directory.ids_with(word)))
    )


def is_somebody(place: int, phrase: tuple[str, ...], reading: Reading, directory: Directory) -> bool:
    """Whether an advertisement of two words is written as the full name of somebody in the directory ("Bill Board")."""
    if len(phrase) != 2 or reading.shouted or not all(reading.tokens[p].capital for p in (place, place + 1)):
        return False
    if place and reading.words[place - 1] in {"your", "a", "the", "ur", "yr"}:
        return False
    cards = map(directory.card, directory.ids_with_both(*phrase))
    return any(card.person and tuple(fold(card.entry.name).split()) == phrase for card in cards)


def _is_a_partner(medium: Medium, directory: Directory) -> bool:
    """Whether a partner is called exactly as a listing or website: its list or site counts for the partner then."""
    if medium.kind not in {Kind.LOCAL_LISTING, Kind.WEBSITE}:
        return False
    name = fold(medium.name)
    ids = directory.ids_with(name.split()[0])
    return len(ids) <= _MANY and any(fold(directory.card(id).entry.name) == name for id in ids)


_MANY = 200
"""So many entries that share a word with a medium are compared with it."""


def ends_with_another(start: int, end: int, reading: Reading) -> bool:
    """Whether what was passed is a medium of its own ("drove by the billboard")."""
    last = phrases().get(reading.words[end - 1], ())
    return end - start > 1 and any(
        len(phrase) == 1 and not careful and medium.kind is Kind.ADVERTISEMENT for phrase, medium, careful in last
    )


def speaks_of_a_site(start: int, end: int, reading: Reading) -> bool:
    """Whether a network or site is named in what looks like an advertisement somewhere ("read your google reviews in
    the cab"), or all of it is a listing's name ("the Gas Safe Register" is no paper)."""
    for phrase, other, _ in phrases().get(reading.words[start], ()):
        if (
            other.kind in {Kind.LOCAL_LISTING, Kind.WEBSITE}
            and len(phrase) == end - start
            and stands_at(start, phrase, reading)
        ):
            return True
    for place in range(start + 1, end - 1):
        for phrase, other, careful in phrases().get(reading.words[place], ()):
            if (
                not careful
                and other.kind in _ONLINE
                and place + len(phrase) <= end
                and stands_at(place, phrase, reading)
            ):
                return True
    return False


_ONLINE = frozenset({Kind.SEARCH_ENGINE, Kind.SOCIAL_NETWORK, Kind.AI_ASSISTANT, Kind.LOCAL_LISTING})


def is_the_magazine(place: int, reading: Reading) -> bool:
    """Whether "Which?" is the magazine: with its capital and its mark, beside words that lead to one."""
    last = place + 1 == len(reading.tokens)
    end = reading.tokens[place].end
    after = reading.answer[end:] if last else reading.tokens[place + 1].before
    known = table("mentions")
    if not reading.tokens[place].capital:
        return False
    if not after.startswith("?"):
        return reading.capital_inside(place) and reading.words[place - 1] in known["before_bare_which"]
    before = place > 0 and reading.words[place - 1] in known["before_which"] and not reading.shouted
    return before or (not last and reading.words[place + 1] in known["after_which"])


def is_a_post(start: int, end: int, medium: Medium, reading: Reading) -> bool:
    """Whether what looks like the title of a paper is a post on a network ("LinkedIn post", "linked in post")."""
    if medium.kind is not Kind.ADVERTISEMENT or reading.words[end - 1] not in _POSTED:
        return False
    for place in range(start, end - 1):
        if place == end - 2 and reading.words[place] in _PLACES_TO_POST:
            return True
        for phrase, other, _ in phrases().get(reading.words[place], ()):
            if other.kind is not Kind.ADVERTISEMENT and place + len(phrase) == end - 1:
                return stands_at(place, phrase, reading)
    return False


_POSTED = frozenset(table("mentions")["posted"])
_PLACES_TO_POST = frozenset(table("mentions")["places_to_post"])


def stands_at(place: int, phrase: tuple[str, ...], reading: Reading) -> bool:
    """Whether a spelling stands at a place, within one sentence."""
    end = place + len(phrase)
    if end > len(reading.words) or reading.sentence[place] != reading.sentence[end - 1]:
        return False
    words, full = reading.words, reading.full
    for p, word in enumerate(phrase, start=place):  # noqa: SIM110 - so many are looked at that a generator would cost
        if word != words[p] and word != full[p]:
            return False
    return True


def is_no_medium(place: int, medium: Medium, reading: Reading, directory: Directory) -> bool:
    """Whether the name of a listing is a partner's, or what somebody does ("never thought I'd find a vet on there"), or
    that of an assistant a town of the directory ("my dentist in Bixby")."""
    if _is_a_partner(medium, directory):
        return True
    before = reading.words[place - 1] if place else ""
    if medium.kind is Kind.AI_ASSISTANT:
        return before == "in" and directory.is_city(reading.words[place])
    return reading.words[place] == "find" and before in _DOING


_DOING = frozenset({"i", "id", "ill", "we", "wed", "you", "youd", "to", "can", "could", "would", "help", "me", "us"})
