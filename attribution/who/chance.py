"""Whether words of a sentence are part of a name only by chance: they are likelier words than a name."""

from attribution.names.another_place import PLACING
from attribution.names.households import is_he_or_she
from attribution.names.match import Match
from attribution.said.somebody_there import is_of_somebody
from attribution.tables import table, words
from attribution.words.named_like_grammar import is_a_name_here
from attribution.words.reading import Reading, are_words, calendar, is_ordinary, stop_words
from attribution.words.trades import generic_firm_words, stem

_LEADING = frozenset(
    {
        "director",
        "manager",
        "owner",
        "boss",
        "at",
        "from",
        "by",
        "of",
        "with",
        "named",
        "called",
        "my",
        "our",
        "through",
        "via",
        "and",
    }
)
"""Words after which a name stands."""


def by_chance(match: Match, reading: Reading) -> bool:
    """Whether ordinary words of the sentence happen to be part of a name."""
    if len(match.name) > 1 and match.rule in _WHOLE:
        return False
    typed = [reading.words[p] for p in match.name]
    nothing = match.rule == "part_of_firm" and (_says_nothing(match, reading) or _is_a_day(match, reading))
    if nothing or stop_words().issuperset(typed):
        named = match.rule in {"first_name", "nickname"} and is_a_name_here(match.start, reading)
        return not (named or (match.support.title and all(reading.tokens[place].capital for place in match.name)))
    few = reading.telling <= 2
    if match.rule in {"firm", "part_of_firm"} and len(typed) > 1:
        plain = not match.complete and not few and all(map(is_ordinary, typed)) and not _begins_the_name(match, reading)
        plain = plain and not match.support.count and not _has_capital(match, reading)
        return plain and not (_is_placed_last(match, reading) or _is_told_of(match, reading))
    if not _are_plain(typed, match):
        return match.quality == 1 and not match.support.count and not few and not _has_capital(match, reading)
    if match.quality == 1 and not match.support.firm_share and not few:
        return True
    named = match.support.count > 0 and _stands_as_a_name(match, reading)
    named = named or (match.card.person and (is_he_or_she(match.start, reading) or _begins_a_story(match, reading)))
    named = named or (match.rule == "firm" and _is_a_sentence_or_placed(match, reading))
    named = named or (match.card.person and _is_before_an_initial(match, reading))
    return not (few or named or _has_capital(match, reading) or _is_told_by_one_word(match, reading))


_WHOLE = frozenset({"initial_and_surname", "full_name", "nickname_and_surname", "alias", "confirmed_alias"})


def _begins_a_story(match: Match, reading: Reading) -> bool:
    """Whether an answer begins with a first name, and goes on with what they did or who they are: "Dot was putting my
    rollers in", "Wren, the possum lady"."""
    after = reading.words[match.end : match.end + 1]
    if match.start or not after or not reading.tokens[0].capital or match.rule not in {"first_name", "nickname"}:
        return False
    return after[0] in _DOES or ("," in reading.tokens[match.end].before and after[0] in _THE)


def _is_before_an_initial(match: Match, reading: Reading) -> bool:
    """Whether a single capital with a point follows a word with a capital: "Pat R., can't read my own writing"."""
    end = match.end
    if end >= len(reading.words) or len(reading.words[end]) > 1 or not reading.tokens[match.start].capital:
        return False
    closed = (
        reading.tokens[end + 1].before if end + 1 < len(reading.tokens) else reading.answer[reading.tokens[end].end :]
    )
    return reading.tokens[end].capital and closed.startswith(".")


_DOES = frozenset(
    {"was", "is", "has", "had", "said", "told", "did", "does", "gave", "rang", "called", "sent", "at", "from"}
)


def is_half_by_chance(match: Match, reading: Reading) -> bool:
    """Whether no more than an ordinary word that places nobody may be of the firm of half a name: "after a hard winter
    Charles Oakham told me" is no Charles of Winter Alterations."""
    support = match.support
    if len(support.firm) != 1 or support.trades is not None or support.title:
        return False
    (place,) = support.firm
    return is_ordinary(reading.words[place]) and not reading.capital_inside(place) and not _is_placed(place, reading)


def _is_placed(place: int, reading: Reading) -> bool:
    return not PLACING.isdisjoint(reading.words[max(0, place - 2) : place])


def _is_placed_last(match: Match, reading: Reading) -> bool:
    """Whether somebody of the place is spoken of, and nothing more is said there: "the people at hope house"."""
    ends = match.end == len(reading.words) or reading.clause[match.end] != reading.clause[match.start]
    return ends and match.card.firm[0] == reading.words[match.start] and is_of_somebody(match.start, reading)


def _is_told_of(match: Match, reading: Reading) -> bool:
    """Whether all of a firm's name that tells it from others stands where a source does: at the beginning, and is said
    to have told the client ("secret tree referred us"), or alone after "through"."""
    typed = tuple(reading.words[match.start : match.end])
    if typed != match.card.firm[: len(typed)] or not generic_firm_words().issuperset(match.card.firm[len(typed) :]):
        return False
    first, last = reading.bounds(match.start)
    if match.start == first and any(cue.start == match.end for cue in reading.of("points", "strong_points")):
        return True
    return match.end == last and match.start == first + 1 and reading.words[first] in _THROUGH


def _is_told_by_one_word(match: Match, reading: Reading) -> bool:
    """Whether an answer begins with the first word of a firm's name and what that has told: "Keystone sent you"."""
    word = reading.words[match.start]
    begins = match.start == 0 and not match.card.person and word == match.card.firm[0] and not is_ordinary(word)
    return begins and any(cue.start == match.end for cue in reading.of("points", "strong_points"))


_THROUGH = frozenset({"through", "via", "thru", "from", "by"})


def _is_a_day(match: Match, reading: Reading) -> bool:
    """Whether a day or a month is all that stands there of a firm: "where I do Saturdays" is no Saturday School."""
    word = reading.words[match.start]
    return len(match.name) == 1 and not calendar().isdisjoint((word, f"{word}s", word.removesuffix("s")))


def _says_nothing(match: Match, reading: Reading) -> bool:
    """Whether part of a firm's name is all that is said, and says nothing ("NA" is not from Na Lehua), or is but a
    number: "gave us 2 names" is no American Legion Post 2."""
    if all(reading.words[place].isdigit() and len(reading.words[place]) <= _FEW_DIGITS for place in match.name):
        return True
    if match.end - match.start < len(reading.words):
        return False
    return any(cue.start == match.start and match.end == cue.end for cue in reading.of("nothing"))


_FEW_DIGITS = 2


def _begins_the_name(match: Match, reading: Reading) -> bool:
    """Whether three words or more are those with which the name begins, in its order ("first coast federal")."""
    typed = tuple(reading.words[match.start : match.end])
    return len(typed) >= _MANY and typed == match.card.firm[: len(typed)]


_MANY = 3


def is_by_itself(match: Match, reading: Reading) -> bool:
    """Whether a name with a capital is a sentence, or all before the first mark ("Legacy - the people that ...")."""
    if not reading.tokens[match.start].capital or reading.shouted:
        return False
    low, high = reading.bounds(match.start)
    ends = match.end == high or (match.start == 0 and reading.clause[match.end : match.end + 1] != reading.clause[:1])
    return match.start == low and ends


def _is_a_sentence_or_placed(match: Match, reading: Reading) -> bool:
    """Whether the whole name of a firm is the first sentence ("Scratch. They gave us your number"), or its own town
    stands right after it ("the barn in Eynsham")."""
    if match.start == 0 and reading.bounds(0)[1] == match.end:
        return True
    if is_by_itself(match, reading) or is_in_a_street(match, reading):
        return True
    before = reading.words[match.start - 1] if match.start else "the"
    placed = match.support.town and reading.words[match.end : match.end + 1] == ["in"]
    return placed and before == "the" and reading.words[match.end + 1 : match.end + 2] == [*match.card.city[:1]]


def is_in_a_street(match: Match, reading: Reading) -> bool:
    """Whether the answer is no more than the name and the street: "clarity on Pandosy St", and nobody's first name."""
    rest = reading.words[match.end :]
    if len(match.name) == 1 and reading.words[match.start] in words("first_names"):
        return False
    return match.start == 0 and rest[:1] == ["on"] and 2 < len(rest) <= _ADDRESS and rest[-1] in _STREETS


_ADDRESS = 4
_STREETS = frozenset(table("names")["streets"])


def _has_capital(match: Match, reading: Reading) -> bool:
    if reading.shouted:
        return False
    typed = [reading.tokens[place].raw for place in match.name]
    return any(map(reading.capital_inside, match.explained)) or any(len(raw) > 1 and raw.isupper() for raw in typed)


def _are_plain(typed: list[str], match: Match) -> bool:
    """Whether words are likelier words than names: "mike" is in the dictionary, but hardly meant as one."""
    if not are_words(typed):
        return False
    if match.rule not in {"first_name", "nickname"}:
        return True
    names = words("first_names")
    return all(is_ordinary(word) for word in typed if word in names)


_THE = frozenset({"the", "at", "from", "my", "our"})


def _stands_as_a_name(match: Match, reading: Reading) -> bool:
    """Whether a word that is also an ordinary one stands where a name would."""
    before = reading.words[match.start - 1] if match.start else ""
    after = reading.words[match.end] if match.end < len(reading.words) else ""
    if match.start and any(low < match.start <= high for low, high, _ in reading.trades if high == match.start):
        return True
    traded = match.support.trades and match.support.trades[0] == match.end and not match.card.person
    if traded and (match.complete or (before in _THE and stem(after) in match.card.stems)):
        return True  # "the orchard tea room", "the acorn printers" of Acorn Print
    return (
        match.start == 0
        or before in _LEADING
        or after in {"at", "from", "who", "my", "our", "the"}
        or match.support.title
    )
