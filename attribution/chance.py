"""Whether words of a sentence are part of a name only by chance: they are likelier words than a name."""

from attribution.match import Match
from attribution.reading import Reading, is_a_word, is_ordinary, stop_words
from attribution.tables import words


def by_chance(match: Match, reading: Reading) -> bool:
    """Whether ordinary words of the sentence happen to be part of a name."""
    if (
        match.rule in {"initial_and_surname", "full_name", "nickname_and_surname", "alias", "confirmed_alias"}
        and len(match.name) > 1
    ):
        return False
    typed = [reading.words[p] for p in match.name]
    few = reading.telling <= 2
    if all(map(stop_words().__contains__, typed)):
        return not (match.support.title and all(reading.tokens[place].capital for place in match.name))
    if match.rule in {"firm", "part_of_firm"} and len(typed) > 1:
        plain = all(is_ordinary(w) for w in typed)
        return plain and not match.complete and not few and not match.support.count and not _has_capital(match, reading)
    if not all(_is_plain(w, match) for w in typed):
        return match.quality == 1 and not match.support.count and not few and not _has_capital(match, reading)
    if match.quality == 1 and not match.support.firm_share and not few:
        return True
    named = match.support.count > 0 and _stands_as_a_name(match, reading)
    return not (few or named or _has_capital(match, reading))


def _has_capital(match: Match, reading: Reading) -> bool:
    if reading.shouted:
        return False
    typed = [reading.tokens[place].raw for place in match.name]
    return any(map(reading.capital_inside, match.explained)) or any(len(raw) > 1 and raw.isupper() for raw in typed)


def _is_plain(word: str, match: Match) -> bool:
    """Whether a word is likelier a word than a name: "mike" is in the dictionary, but hardly meant as one."""
    if match.rule in {"first_name", "nickname"} and word in words("first_names"):
        return is_ordinary(word)
    return is_a_word(word)


def _stands_as_a_name(match: Match, reading: Reading) -> bool:
    """Whether a word that is also an ordinary one stands where a name would."""
    before = reading.words[match.start - 1] if match.start else ""
    after = reading.words[match.end] if match.end < len(reading.words) else ""
    if match.start and any(low < match.start <= high for low, high, _ in reading.trades if high == match.start):
        return True
    marks = {
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
    return (
        match.start == 0 or before in marks or after in {"at", "from", "who", "my", "our", "the"} or match.support.title
    )
