"""What of a run of words without quotation marks was typed: without what leads to it, or nothing of it."""

from functools import cache

from attribution.searches.clues import Clues
from attribution.searches.plainly import ordered
from attribution.tables import table
from attribution.words.media import medium_called

_ARTICLES = frozenset({"a", "an"})
"""No phrase begins with them unless it is quoted: who "asked Siri for a roofer" searched for a roofer."""
_FEW = frozenset({"two", "three", "four", "five"})
"""So many are compared by an assistant that was told who they are: "compare three firms" is no search."""
_ON = frozenset({"on", "via"})
_IN = _ON | {"in", "at", "through"}
_NO_BEGINNING = frozenset(
    {"every", "everything", "everyone", "everybody", "both", "nothing", "whatever", "needed", "wanted", "lovely"}
    | {"brilliant", "amazing", "fantastic", "wonderful", "excellent"}
)
"""Nobody types them first: "google, nothing special" and "google maps, needed somewhere with no stairs" tell of it."""
_SPOKEN_OF = frozenset({"near", "close", "in", "around", "by", "nearby", "that", "who", "with"})
"""After "one" they say that it stands for what was said before ("looked for one near work"): nobody types that."""
_ASKED_WITH = frozenset({"there", "it", "my", "a", "an", "the", "this", "that", "anyone", "any", "it's"})
"""What follows "is" in a question ("siri is there a plumber open near me"), and not where the engine is told of."""
_LONGEST_ASIDE = 4
_ASIDES = frozenset(
    {("i", "remember"), ("i", "recall"), ("memory", "serves"), ("im", "honest"), ("it", "helps")}
    | {("that", "helps"), ("that", "counts")}
)
"""What after an "if" is said to the firm, and no part of what was typed."""
_IS = frozenset({"is", "was", "are", "were", "has", "had"})
_NAMES = frozenset({"engine", "assistant", "device", "site"})
_TURNS = frozenset({"remember", "recall", "honest", "helps", "matters", "memory", "right", "counts", "possible", "any"})
"""Words of a condition that is none of the search ("if I remember right", "if you must know")."""


def as_typed(read: Clues, first: int, last: int) -> tuple[int, int] | None:
    """A run of words without quotation marks as it was typed: without its article, or None if it hardly was."""
    if (
        _says_nothing(read, first, last)
        or _is_its_opinion(read, first)
        or _is_liked(read, first)
        or _is_advice(read, first)
        or _is_only_looked_for(read, first)
        or (first == last and first and read.words[first - 1] in _IN and _is_a_place_to_search(read.words[first]))
    ):
        return None
    first, last = _without_a_command(read, first, last), _before_a_reason(read, first, last)
    last = _without_an_addition(read, first, _before_its_use(read, first, _before_what_happened(read, first, last)))
    said, after = read.words[first], read.words[min(first + 1, last)]
    compares = said == "compare" and (after.isdigit() or after in _FEW)
    compares = compares and ordered(read) is None
    one = said == "one" and after in _SPOKEN_OF
    told = said in _IS and first > 0 and read.classes[first - 1] in _NAMES and not read.gaps[first]
    told = told and after not in _ASKED_WITH
    if compares or one or said in _NO_BEGINNING or (told and not _SEARCHES.intersection(read.classes[:first])):
        return None
    if "if" in read.words[first + 1 : last] and last + 1 == len(read.words) and not read.quoted[first]:
        at = read.words.index("if", first + 1)
        last = at - 1 if tuple(read.words[at + 1 : at + 3]) in _ASIDES and last - at <= _LONGEST_ASIDE else last
    if last - first > 1 and read.words[last - 1] in _ON and _is_a_place_to_search(read.words[last]):
        last -= 2  # "... on yell" is where.
    return first + (first < last and said in _ARTICLES), _with_its_condition(read, first, last)


_SEARCHES = frozenset({"googled", "search", "typed", "put", "looked", "asked", "query"})


def _is_a_place_to_search(word: str) -> bool:
    """Whether a word names a medium, other than an insurer ("a dentist who does kids on medicare" is typed)."""
    medium = medium_called(word)
    return medium is not None and not medium.lists


def _with_its_condition(read: Clues, first: int, last: int) -> int:
    """The last word of a question, with what it asks about in general ("... if he won't sign", "... your kid")."""
    behind = read.words[last + 1 : last + 2]
    anyone = behind == ["your"] and read.classes[last + 2 : last + 3] == ["kin"]
    if not (behind == ["if"] or anyone) or read.classes[first] != "question":
        return last
    end = last
    while end + 1 < len(read.words) and read.gaps[end + 1] in {"", "h"}:
        if end > last and read.classes[end + 1] == "and":
            break
        end += 1
    aside = tuple(read.words[last + 2 : last + 4]) in _ASIDES and end - last - 1 <= _LONGEST_ASIDE
    return last if aside or not _TURNS.isdisjoint(read.words[last + 2 : end + 1]) else end


def _says_nothing(read: Clues, first: int, last: int) -> bool:
    """Whether the words stand for what the client no longer knows ("the usual stuff", "god knows what")."""
    said = read.words[first : last + 1]
    return said[1:2] == ["knows"] or _vague().issuperset(said)


def _is_its_opinion(read: Clues, first: int) -> bool:
    """Whether it is what an assistant or an engine holds of the firm ("ChatGPT reckons you lot are the ones")."""
    told = read.words[first] in _HOLDS and first > 0 and read.classes[first - 1] in {"engine", "assistant"}
    return told and not read.gaps[first] and "you" in read.classes[first + 1 : first + 4]


def _is_liked(read: Clues, first: int) -> bool:
    """Whether a question is what somebody liked or not ("didn't like how it looked"), and none that was asked."""
    if first < 2 or read.classes[first] != "question":
        return False
    return read.words[first - 1] in _LIKES and read.words[first - 2] in _WHO_LIKES


def _is_advice(read: Clues, first: int) -> bool:
    """Whether the words are what the client was told to look for ("it said to find a specialist")."""
    at = first - 1
    while at > 0 and read.words[at] in _BETWEEN:
        at -= 1
    if at < 2 or read.words[at] not in _TO_GET or read.words[at - 1] not in {"to", "should", "must"}:
        return False
    before = read.words[max(0, at - 3) : at - 1]
    return not _SAYS.isdisjoint(before) or (before[-1:] in (["me"], ["us"]) and "told" in before)


def _is_only_looked_for(read: Clues, first: int) -> bool:
    """Whether somebody was looking for it, and nothing says that it was anywhere on the web."""
    at = first - 1
    while at > 0 and read.words[at] in _BETWEEN:
        at -= 1
    looked = at >= 0 and read.words[at] in {"looking", "lookin"} and read.words[at + 1] == "for"
    return looked and _WEB.isdisjoint(read.classes) and _CAME.isdisjoint(read.words[first:])


def _without_a_command(read: Clues, first: int, last: int) -> int:
    """The first word without what was said to the machine ("find" in "google to find somebody", "me a locksmith")."""
    if read.words[first] in _TO_FIND and first and read.words[first - 1] == "to":
        first += 1
        while first < last and read.words[first] in _BETWEEN:
            first += 1
    if read.words[first] == "find" and first + 2 < last and read.words[first + 1] in {"me", "us"}:
        first += 1
    if read.words[first] in _SEARCH and first + 1 < last and not first and read.words[first + 1] not in _OF_A_SEARCH:
        return first + 1
    if read.words[first] in {"me", "us"} and read.words[first + 1 : first + 2] in (["a"], ["an"]) and first + 1 < last:
        return first + 1
    return first


def _before_a_reason(read: Clues, first: int, last: int) -> int:
    """The last word before why it was searched for ("... as mother is housebound"), which a question may ask about."""
    if _REASONS.isdisjoint(read.words[first + 1 : last]) or read.classes[first] == "question":
        return last
    for place in range(first + 1, last):
        if read.words[place] in _REASONS and read.classes[place + 1] in {"i", "my", "they", "kin"}:
            return place - 1
    return last


def _before_what_happened(read: Clues, first: int, last: int) -> int:
    """The last word before what the client then did or felt ("... and fell down a hole", "... and panicked")."""
    for place in range(first + 1, last):
        if read.words[place] in _THEN:
            then = place + 1
            while then < last and read.words[then] in _MEANWHILE:
                then += 1
            said = tuple(read.words[then : then + 2])
            if said[0] in _happened() or said in _happened_in_two():
                return place - 1
    return last


def _before_its_use(read: Clues, first: int, last: int) -> int:
    """The last word of a name that was looked up, before what it was looked up for ("Elm Dental for the number")."""
    place = first
    while place <= last and (read.tokens[place].raw[:1].isupper() or read.words[place] in _IN_NAMES):
        place += 1
    if place < first + 2 or place >= last:
        return last
    wanted = _USES.get(read.words[place])
    return place - 1 if wanted is not None and read.words[place + 1] in wanted else last


def _without_an_addition(read: Clues, first: int, last: int) -> int:
    """The last word before what only says how exactly the phrase is told ("... or near enough")."""
    for words in _additions():
        if last - len(words) >= first and tuple(read.words[last - len(words) + 1 : last + 1]) == words:
            return last - len(words)
    return last


_THEN = frozenset({"and", "then", "n", "an"})
_MEANWHILE = frozenset(
    {"then", "i", "we", "just", "promptly", "nearly", "almost", "immediately", "properly", "sort", "of"}
)
_IN_NAMES = frozenset({"and", "of", "the", "&"})
_OWN = frozenset({"my", "the", "our", "a", "an", "his", "her", "their", "me", "some"})
_DOING = frozenset(
    {"see", "get", "find", "check", "book", "move", "make", "do", "ask", "pay", "cancel", "ring", "call"}
)
_USES = {"for": _OWN, "about": _OWN, "to": _DOING, "because": _OWN | {"i"}, "cos": _OWN | {"i"}, "since": _OWN | {"i"}}
"""What comes after a name that was looked up and tells why: a small word, and the words that follow it then."""
_CAME = frozenset({"came", "come", "comes", "found", "popped", "showed"})
"""What somebody looked for came up, and so they searched."""
_WEB = _NAMES | {"googled", "search", "typed", "query", "result"}
_LIKES = frozenset({"like", "liked", "love", "loved", "hate", "hated"})
_WHO_LIKES = frozenset(
    {"i", "we", "you", "she", "he", "they", "didnt", "dont", "doesnt", "not", "never", "really", "just", "also", "did"}
)
_BETWEEN = frozenset({"for", "up", "me", "us", "myself", "ourselves", "a", "an", "the", "some", "any"})
_TO_GET = frozenset({"look", "find", "get", "see", "seek", "try", "hire"})
_TO_FIND = _TO_GET | {"search"}
_SEARCH = frozenset({"search", "searched", "searching", "searchin", "googled", "googling", "looked", "lookd"})
_OF_A_SEARCH = frozenset({"engine", "engines", "results", "result", "bar", "box", "party", "warrant", "optimisation"})
_HOLDS = frozenset(
    {"reckons", "thinks", "says", "rates", "swears", "insists", "believes", "claims", "loves", "likes", "recommends"}
    | {"suggests", "reckoned", "thought", "rated", "swore", "insisted", "recommended", "suggested", "ranks", "ranked"}
    | {"considers", "knows", "picked", "chose", "named", "names", "picks", "tells", "told", "said"}
)
_SAYS = frozenset({"said", "says", "advised", "suggested", "recommended", "reckoned"})
_REASONS = frozenset({"as", "because", "since", "cos", "cuz", "coz", "bc"})


@cache
def _happened() -> frozenset[str]:
    return frozenset(table("phrases")["happened"]["words"])


@cache
def _happened_in_two() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(each.split()) for each in table("phrases")["happened"]["turns"])


@cache
def _vague() -> frozenset[str]:
    return frozenset(table("phrases")["vague"]["words"])


@cache
def _additions() -> tuple[tuple[str, ...], ...]:
    """The longest first, so that nothing of a longer one is left."""
    return tuple(
        sorted((tuple(each.split()) for each in table("phrases")["additions"]["turns"]), key=lambda t: -len(t))
    )
