"""Who else may be called by a whole name: everybody of that name, or who has it in another spelling or short form."""

import sys
from collections.abc import Iterator

from attribution.entries.cards import Card
from attribution.entries.directory import Directory
from attribution.entries.nearness import SAME, alike_in, how_near, outdoes
from attribution.entries.vocabulary import sound, without_endings
from attribution.names.match import Match
from attribution.tables import words
from attribution.who.misheard import of_the_first_name
from attribution.words.nicknames import forms_of, may_be_called, said_for_two
from attribution.words.reading import Reading, is_a_word
from attribution.words.text import fold
from attribution.words.trades import generic_firm_words, stem

_NOBODY: frozenset[str] = frozenset()
_MOST_OF_IT = 0.5
_AT = frozenset({"at", "from"})
_FIRST_AND_LAST = 2
_CALLED = 2
"""The nearness of a first name by which somebody is called for short."""
_FEW_LETTERS = 4
"""In so short a first name each vowel is heard: John is no Joan."""
_FEW_BEARERS = 20
"""Of so few people of one surname one may be meant who has only the initial of the first name that was typed."""
_SHORT_FORM = 3
"""So many letters of a first name at least are a short form of it that nobody needs to list."""


def goes_by(match: Match, reading: Reading) -> bool:
    """Whether staff say that the person goes by the very first name that was typed."""
    typed = {reading.words[place] for place in match.name} - {*match.card.given[:1]}
    return any(fold(alias) in typed for alias in match.card.entry.aliases)


def tells_apart(match: Match, reading: Reading) -> bool:
    """Whether something beside a whole name tells two people of that name apart: "Jr.", or the firm.

    A firm that is named by a word of its trade alone is no more than the trade: "Mohammed Iqbal the taxi driver".
    """
    if match.support.title or match.support.firm_share < _MOST_OF_IT:
        return match.support.title
    spoken = {place for low, high, _ in reading.trades for place in range(low, high)}
    words = {place: reading.words[place] for place in match.support.firm}
    if len(words) > 1:
        own = {stem(word) for word in match.card.occupation}
        plain = generic_firm_words()
        return any(p not in spoken and w not in plain and stem(w) not in own for p, w in words.items())
    ((place, word),) = words.items()
    placed = not _AT.isdisjoint(reading.words[max(0, place - 2) : place])
    return word not in match.card.occupation and (reading.capital_inside(place) or not is_a_word(word) or placed)


def is_told_from(match: Match, other: Card, reading: Reading) -> bool:
    """Whether the trade that is said beside a whole name is that of the entry and none of another's of the same name,
    or, where no trade is said, the town: "James Harris the barber", where the other one is a past client."""
    support = match.support
    if support.trades is None:
        return support.town and bool(other.city) and other.city != match.card.city
    low, high = support.trades
    said = _NOBODY.union(*[trades for start, end, trades in reading.trades if start < high and low < end])
    stems = {stem(word) for word in reading.words[low:high]}
    return support.whole_trade and said.isdisjoint(other.trades) and stems.isdisjoint(other.stems)


def of_one_name(match: Match, reading: Reading, directory: Directory) -> Iterator[Card]:
    """Everybody who has the same name; and where it is not written as the entry has it, who else may be so called.

    "Stuart Beard" is no more Stewart Beard than Stuart Baird: the one has the surname, the other the first name.
    """
    card = match.card
    if not goes_by(match, reading):
        yield from (other for other in called_the_same(card, directory) if not is_told_from(match, other, reading))
    typed = [reading.words[place] for place in sorted(match.name)]
    if match.rule == "name_turned_round":
        typed.reverse()
    if len(typed) > _FIRST_AND_LAST and _is_whole(typed, card):
        yield from _of_joined_names(card, directory)
    if len(typed) != _FIRST_AND_LAST or match.support.count > 1:
        return
    first, last = typed
    bare = len(reading.words) == len(typed) and not match.support.count
    if not match.support.count:
        yield from _begins_the_name_of(first, last, card, directory)
    if not match.support.count and last not in card.surname:
        yield from _of_the_surname(first, last, directory)
    nearest = how_near(first, last, card)
    if not {*card.given}.isdisjoint(without_endings(first)):
        nearest = SAME, nearest[1]
    exact = nearest == (SAME, SAME)
    # Of who heard "Keeran" for Kieran, Ciaran may be meant.
    meant = {first, *card.given[: nearest[0] == 1]}
    if exact and not bare:
        return
    said = match.support.town or reading.telling == len(typed)
    yield from of_the_first_name(first, last, card, directory) if said else ()
    for other, surname, near in _heard_alike(meant, first, last, directory):
        better = near[1] > nearest[1] or (near[0] > nearest[0] and not match.support.count)
        as_near = not match.support.count and not outdoes(nearest, near)
        heard = near[0] == nearest[0] < SAME and sound(surname) == sound(last)
        as_near = as_near or (bare and (heard or (near[0] == _CALLED and near[1] == nearest[1] < SAME)))
        if exact and (_is_another_first_name(first, other) or _ends_otherwise(last, surname)):
            continue
        if exact or better or as_near:
            yield other


def _is_whole(typed: list[str], card: Card) -> bool:
    """Whether all first names that somebody is written with stand there, and the surname."""
    given = len(typed) - len(card.surname)
    return typed == [*card.given[:given], *card.surname] and card.given[given:] == said_for_two(card.given[:given])


def _heard_alike(
    meant: set[str], first: str, last: str, directory: Directory
) -> Iterator[tuple[Card, str, tuple[int, int]]]:
    """Everybody who may be called by one of the first names and by a surname that is alike, with that surname and how
    near the two are."""
    names = {*alike_in(first, directory)}.union(*map(forms_of, meant))
    called = [ids for name in names if (ids := directory.ids_with(name))]
    for surname in alike_in(last, directory):
        bearers = directory.ids_with(surname)
        # Many more may be called so than have the surname, so that the sets are never put together.
        for id in sorted(_NOBODY.union(*[bearers & each for each in called])) if bearers else ():
            other = directory.card(id)
            if other.person and surname in other.surname:
                near = max(how_near(name, last, other) for name in meant)
                if min(near):
                    yield other, surname, near


def _is_another_first_name(first: str, other: Card) -> bool:
    """Whether a first name that somebody has is none that another is called by, though near to one of theirs: nobody
    calls Donald Donalda, and a Tadeusz who goes by Ted is no Edward. A Richard who goes by Ricky may be Ricardo."""
    own = other.given[0]
    if first in other.given:
        return False
    if first == f"{own}a" or (own == f"{first}a" and not may_be_called(first, own)):
        return True
    if sounds_apart(first, own):
        return True
    short = any(_short_of(first, name) for name in other.given[1:])
    return short and first[0] != own[0] and not may_be_called(first, own) and sound(first) != sound(own)


def sounds_apart(first: str, own: str) -> bool:
    """Whether two short first names differ by a vowel that everybody hears: John is no Joan."""
    short = len(first) == len(own) <= _FEW_LETTERS
    return short and first != own and not may_be_called(first, own) and {first, own} <= words("first_names").keys()


def _short_of(first: str, name: str) -> bool:
    """Whether a name is no more than short for the one that was typed."""
    return len(name) < len(first) and may_be_called(first, name)


def _ends_otherwise(last: str, surname: str) -> bool:
    """Whether one surname has a syllable more: Duffy is heard as no Duff."""
    short, long = sorted((last, surname), key=len)
    return long == f"{short}y"


def called_the_same(card: Card, directory: Directory) -> Iterator[Card]:
    """Everybody whose first name and surname are those of a person; the person is among them."""
    both = directory.ids_with_both(card.given[0], card.surname[-1]) if card.given and card.surname else _NOBODY
    return (other for other in directory.cards(sorted(both)) if are_called_the_same(other, card))


def are_called_the_same(other: Card, card: Card) -> bool:
    return other.person and other.given[:1] == card.given[:1] and other.surname == card.surname


def _of_the_surname(first: str, last: str, directory: Directory) -> Iterator[Card]:
    """Those who have the surname as it was typed and the initial: Ron Napper may be Ron Napier or Rhonda Napper."""
    bearers = directory.ids_with(last)
    for other in directory.cards(sorted(bearers)) if len(bearers) <= _FEW_BEARERS else ():
        if other.person and last in other.surname and other.given and other.given[0][:1] == first[:1]:
            yield other


def _of_joined_names(card: Card, directory: Directory) -> Iterator[Card]:
    """Everybody of the surname whose one first name sounds like the two of somebody: Annmarie is no Anne Marie."""
    heard = alike_in("".join(card.given), directory)
    found = (directory.ids_with(name) & directory.ids_with(card.surname[-1]) for name in heard)
    for other in directory.cards(sorted(_NOBODY.union(*found))):
        if other.person and other.surname == card.surname and not {*heard}.isdisjoint(other.given[:1]):
            yield other


def _begins_the_name_of(first: str, last: str, card: Card, directory: Directory) -> Iterator[Card]:
    """Everybody of the surname whose first name goes on after what was typed: a Benoît, too, is called Ben."""
    if len(first) < _SHORT_FORM:
        return
    bearers = directory.ids_with(last)
    # Thousands may have the surname, but few words begin so.
    names = {name for name in directory.words_with_beginning(first) if name != first} if bearers else set()
    if first in card.given and len(first) > _SHORT_FORM:
        # "Paul" is no Paula, where there is a Paul, and "Jose" no Josephine; but a Melina, too, is called Mel.
        names = {name for name in names if may_be_called(first, name)}
    for id in sorted(_NOBODY.union(*[bearers & directory.ids_with(name) for name in names])):
        other = directory.card(id)
        if other.person and id != card.id and other.given and other.given[0] in names and last in other.surname:
            yield other


def is_glued(best: Match, other: Match, reading: Reading) -> bool:
    """Whether a letter or "mc" that stands between the names is the beginning of the other's surname: "Cathy O Malley"
    may be a Kathleen O'Malley, and Cathy Malley too."""
    within = sorted(best.name)[1:-1]
    return any("".join(reading.words[place : place + 2]) in other.card.surname for place in within)


def has_little_beside(match: Match) -> bool:
    """Whether nothing beside a name tells its bearer from whoever is so called letter for letter."""
    support = match.support
    low, high = support.trades or (sys.maxsize, -1)
    near = 0 <= low - match.end <= _BESIDE or 0 <= match.start - high <= _BESIDE
    return not (near or support.title or support.town or support.firm_share >= _SOME_OF_IT)


_BESIDE = 3
"""So many words may stand between a name and what its bearer does."""
_SOME_OF_IT = 0.3


def differ_by_an_a(best: Match, other: Match) -> bool:
    """Whether one first name is the other with an "a": Paul and Paula, Mario and Maria sound apart."""
    short, long = sorted((best.card.given[0], other.card.given[0]), key=len)
    if len(short) <= _SHORT_NAME:
        return False
    return long == short + "a" or (short[:-1] == long[:-1] and {short[-1], long[-1]} == {"a", "o"})


_SHORT_NAME = 3
"""So many letters of a first name are too few for an "a" to tell."""
