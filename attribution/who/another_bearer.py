"""Names of somebody else that share a part with an entry's: "Rhona Yee the CPA" is not Stephen Yee, CPA.

Whoever the directory does not know is nobody to credit, however well the rest fits: the
first name before a surname, the surname after a first name and the firm's word after a surname are looked at, and
what may be the entry's own name in another spelling is not held against it.
"""

from rapidfuzz.fuzz import ratio

from attribution.entries.directory import Directory
from attribution.entries.vocabulary import sound
from attribution.names.after_a_name import is_an_initial, is_grammar, is_no_surname, is_written_small
from attribution.names.match import Match
from attribution.tables import table, words
from attribution.words.letters import CALLED_BY_FIRST_NAMES, script_of
from attribution.words.nicknames import forms_of
from attribution.words.reading import GENERATIONS, Reading, is_a_word, is_ordinary, stop_words
from attribution.words.text import is_other_script, words_of
from attribution.words.trades import generic_firm_words, titles

_BEGINNING = 3
"""So many letters of a name are there in what is short for it."""
_ABBREVIATED = 2
"""So many letters may be a degree, and no firm's word ("od")."""
_FAR = 40
"""The same of a word that begins with the same letter ("Shuvon", "Siobhan")."""
_LIKE = 55
"""From this ratio of rapidfuzz on a word may be a spelling by ear of another ("Socheel", "Xochitl")."""
_ALIKE = 70
"""The same of a surname of its own: "Milne" is no Milburn."""
_PARTICLES = frozenset(table("names")["particles"])
_NEUTRAL = frozenset(table("names")["neutral_firm_words"])
MODAL = frozenset({"will", "may", "can", "might", "must"})
"""Verbs that stand after a name as a trade's or a firm's word might: "Mme Marchetti will not let her"."""
_BY = frozenset({"by", "from", "through", "via"})
_OF_A_NOUN = frozenset(
    {"a", "an", "the", "this", "that", "some", "any", "one", "my", "our", "your", "his", "her", "their"}
)

_FIRST = frozenset({"first_name", "first_names", "nickname"})


def has_another_name_beside(match: Match, reading: Reading) -> bool:
    """Whether a name in another script has one beside it that is not the entry's: its letters spell somebody else's, or
    nothing that is known."""
    if reading.spelt.keys().isdisjoint(match.name):
        return False
    card = match.card
    own = {*card.given, *card.surname, *card.firm}
    for place, joint in ((match.start - 1, match.start), (match.end, match.end)):
        if not 0 <= place < len(reading.words) or reading.clause[place] != reading.clause[match.start]:
            continue
        title = place < joint < len(reading.words) - 1 and reading.words[joint] in titles()
        behind = title and reading.tokens[joint].start == reading.tokens[joint + 1].start  # Where it was written.
        if reading.tokens[joint].before.strip() or (title and not behind):
            continue
        names = reading.spelt.get(place, ())
        if place in reading.strange or (
            names and own.isdisjoint(names) and own.isdisjoint({form for name in names for form in forms_of(name)})
        ):
            return True
    return False


def is_not_whole_in_the_east(match: Match, reading: Reading) -> bool:
    """Whether a name in a script of South East Asia may be somebody else's. People are called by their first names
    there, so that a surname alone is another one's first name. Burmese have no surnames, and each word less, more or
    turned makes another name: "ဇော်မင်း" is no Zaw Min Htun, and "အောင်မြင့်ဦး" no Aung Myint."""
    places = sorted(match.name)
    script = script_of(reading.quote(places[0], places[0] + 1)) if places else ""
    if script not in CALLED_BY_FIRST_NAMES or match.rule == "surname":
        return script in CALLED_BY_FIRST_NAMES
    if script != "burmese" or match.rule == "nickname_and_surname" or (match.rule in _FIRST and match.support.count):
        return False
    own = words_of(match.card.entry.name)
    whole = [word for word in (*match.card.given, *match.card.surname) if word in own]
    named = len(whole) == len(places) and all(
        word in reading.spelt.get(place, (reading.words[place],)) for word, place in zip(whole, places, strict=True)
    )
    return not named or has_another_name_beside(match, reading)


def has_another_first_name(match: Match, reading: Reading, directory: Directory) -> bool:  # noqa: PLR0911 - one ground after another reads best as a ladder
    """Whether the word before a surname is the first name of somebody else."""
    place = match.start - 1
    if place < 0 or reading.clause[place] != reading.clause[match.start]:
        return False
    word, token = reading.words[place], reading.tokens[match.start]
    if reading.words[match.start] in titles() or word in titles() or token.before.strip() not in {"", ".", "-"}:
        return False
    if word in match.card.given or (word in _PARTICLES and word in words_of(match.card.entry.name)):
        return False  # "Al Haddi" is Al-Haddi, and no Al.
    own, listed = match.support.trades, word in words("first_names")
    named = listed and (reading.tokens[place].capital or not place or reading.words[place - 1] in _BY)
    trade = own is not None and own[0] <= place < own[1] and not named
    if trade or (word in stop_words() and not listed):
        return False
    capital, small = reading.tokens[place].capital, not reading.tokens[match.start].capital
    noun = place > 0 and reading.words[place - 1] in _OF_A_NOUN
    if _is_a_first_name(word, directory):
        if _is_short_or_heard(word, match.card.given):
            return False
        return capital or not is_ordinary(word) or (small and not noun)
    if is_a_word(word):
        return False
    if reading.capital_inside(place):
        return True
    plain = noun or is_other_script(reading.tokens[place].raw)
    if plain or not (capital or small) or _is_spoken_for(place, reading) or _may_be(word, match.card.given):
        return False
    return _is_english(reading, match, place)


def has_another_surname(match: Match, reading: Reading, directory: Directory) -> bool:  # noqa: PLR0911 - one ground after another reads best as a ladder
    """Whether a surname follows a first name that is not the entry's, although their firm or trade is named."""
    after = match.end
    if after >= len(reading.words) or reading.clause[after] != reading.clause[after - 1]:
        return False
    word, token, support = reading.words[after], reading.tokens[after], match.support
    if token.before.strip() or after in support.firm or word in stop_words() or _is_spoken_for(after, reading):
        return False
    if (
        len(word) == 1
        or is_grammar(after, reading)
        or is_no_surname(after, reading)
        or is_an_initial(after, match, reading)
    ):
        return False
    if is_written_small(after, match, reading) or is_other_script(token.raw) or directory.is_city(word):
        return False
    if (
        word in {*match.card.given, *match.card.firm}
        or word in GENERATIONS
        or word in _PARTICLES
        or _sounds_like(word, match.card.surname, _ALIKE if word in words("surnames") and support.count < 2 else _LIKE)
    ):
        return False
    borne = word in words("surnames")
    if not borne and word in words("first_names"):
        return False  # "Kelly Anne"
    return (reading.capital_inside(after) and (borne or not is_a_word(word))) or (borne and not is_a_word(word))


def goes_on_as_a_firm(match: Match, reading: Reading) -> bool:
    """Whether a surname goes on as the name of a firm that is not the entry's: "Yousaf Insurance" of a baker Yousaf."""
    after = match.end
    if after >= len(reading.words) or reading.clause[after] != reading.clause[after - 1]:
        return False
    word = reading.words[after]
    beside = not reading.tokens[after].before.strip() and not reading.tokens[after - 1].possessive
    if not beside or match.support.title or word not in generic_firm_words() or word in _NEUTRAL | MODAL:
        return False
    own = any(low <= after < high and trades & match.card.trades for low, high, trades in reading.trades)
    return len(word) > _ABBREVIATED and not own and word not in match.card.firm and after not in match.explained


def _may_be(word: str, names: tuple[str, ...]) -> bool:
    """Whether a word may be one of the names as somebody spelt it by ear, or a short form that no table has."""
    return any(word[:2] == name[:2] or (word[0] == name[0] and ratio(word, name) >= _FAR) for name in names) or (
        _sounds_like(word, names)
    )


def _sounds_like(word: str, names: tuple[str, ...], least: float = _LIKE) -> bool:
    return any(ratio(word, name) >= least or sound(word) == sound(name) for name in names)


def _is_short_or_heard(word: str, given: tuple[str, ...]) -> bool:
    """Whether another first name may be short for one of these, or sounds like it: "Gabby" Gabriela, "Ren" Wren."""
    short = word.endswith(("y", "ie"))
    return any((short and word[:_BEGINNING] == name[:_BEGINNING]) or sound(word) == sound(name) for name in given)


def _is_a_first_name(word: str, directory: Directory) -> bool:
    if word in words("first_names") or forms_of(word):
        return True
    return any(word in card.given for card in directory.cards(directory.first_with(word)))


def _is_spoken_for(place: int, reading: Reading) -> bool:
    """Whether a word is a cue or part of a trade."""
    return any(cue.start <= place < cue.end for cue in reading.cues) or any(
        low <= place < high for low, high, _ in reading.trades
    )


def _is_english(reading: Reading, match: Match, place: int) -> bool:
    """Whether most of what is seen beside the name are words of the dictionary."""
    low, high = reading.bounds(place)
    rest = [*reading.words[max(low, place - 3) : place], *reading.words[match.end : min(high, match.end + 3)]]
    return sum(map(is_a_word, rest)) * 2 >= len(rest)


def may_be_of_the_town(match: Match, reading: Reading, directory: Directory) -> bool:
    """Whether somebody of the first name has the surname that is a town here: "Lee from Bolton" may be Lee Bolton."""
    at = match.end
    if reading.words[at : at + 1] not in (["from"], ["of"]) or not any(
        map(directory.is_city, reading.words[at + 1 : at + 2])
    ):
        return False
    both = directory.ids_with_both(reading.words[match.start], reading.words[at + 1])
    named = (card for card in directory.cards(sorted(both)) if card.id != match.card.id)
    return any(reading.words[at + 1] in card.surname for card in named)
