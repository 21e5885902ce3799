"""What an entry of the directory can be recognised by, worked out once when it is added."""

from dataclasses import dataclass
from functools import cache, lru_cache
from sys import intern

from attribution.model import Entity, Entry
from attribution.tables import table, words
from attribution.words.nicknames import said_for_two
from attribution.words.text import words_of
from attribution.words.trades import (
    degrees,
    empty_firm_words,
    generic_firm_words,
    stem,
    titles,
    trade_of_degree,
    trades_of,
)


@dataclass(slots=True, eq=False)
class Card:
    """The folded words of one entry. It is never changed; not frozen, because making one takes thrice as long then.

    A person has ``given`` and ``surname``; ``firm`` are the telling words of the organisation, or of a business's
    own name, and ``tail`` its words without weight ("& Co"). ``phrases`` are aliases, ``confirmed`` those that a
    review taught. ``stems`` are the stems of what is said of the trade in words, ``trades`` the trades they speak of;
    ``occupation`` are the words of the occupation alone.
    """

    id: str
    entry: Entry
    person: bool
    given: tuple[str, ...]
    surname: tuple[str, ...]
    firm: tuple[str, ...]
    tail: frozenset[str]
    acronym: str
    phrases: tuple[tuple[str, ...], ...]
    confirmed: tuple[tuple[str, ...], ...]
    trades: frozenset[str]
    stems: tuple[str, ...]
    city: tuple[str, ...]
    occupation: tuple[str, ...]
    titles: frozenset[str]

    def words(self) -> set[str]:
        """Every word by which the entry is looked up."""
        looked_up = {*self.given, *self.surname, *self.firm}
        for phrase in (*self.phrases, *self.confirmed):
            looked_up.update(phrase)
        if self.acronym:
            looked_up.add(self.acronym)
        return looked_up

    def short_names(self) -> tuple[tuple[str, ...], ...]:
        """The aliases and the abbreviation of a firm."""
        return (*self.phrases, (self.acronym,)) if self.acronym else self.phrases


def card_of(entry: Entry) -> Card:
    """Work out the card of an entry. Its words are interned: thousands of entries share them."""
    person = entry.entity is Entity.PERSON or (entry.entity is None and _looks_like_a_person(entry))
    named = words_of(entry.name)
    of_firm = words_of(entry.organisation) if person else named
    borne: frozenset[str] = frozenset()
    given: tuple[str, ...] = ()
    surname: tuple[str, ...] = ()
    if person:
        kept, borne, trades_borne = _without_titles(entry.name)
        given, surname = _given_and_surname(kept)
        if len(given) > 1:
            given += said_for_two(tuple([name for name in given if name not in _PARTICLES]))
        # "Case Insurance" of Dustin Case takes no cases.
        told = [word for word in of_firm if word not in surname]
        trades = _together(trades_of(entry.organisation if len(told) == len(of_firm) else " ".join(told)), trades_borne)
    else:
        trades = trades_of(entry.name)
    trades = _together(trades_of(entry.occupation), trades)
    firm = _firm_words(of_firm)
    phrases = _phrases(entry.aliases)
    if person and phrases:
        # A one-word alias of a person is a first name or what friends call them, and weighs no more than that.
        given += tuple(phrase[0] for phrase in phrases if len(phrase) == 1)
        phrases = tuple(phrase for phrase in phrases if len(phrase) > 1)
    return Card(
        id=entry.id,
        entry=entry,
        person=person,
        given=tuple(map(intern, given)),
        surname=tuple(map(intern, surname)),
        firm=tuple(map(intern, firm)),
        tail=frozenset() if person else frozenset(named) & empty_firm_words(),
        acronym="" if person else _acronym(named),
        phrases=phrases,
        confirmed=_phrases(entry.confirmed),
        trades=trades,
        stems=_stems(entry.occupation, of_firm, (*given, *surname, *_phrase(entry.city))),
        city=_phrase(entry.city),
        occupation=_phrase(entry.occupation),
        titles=borne,
    )


def _without_titles(name: str) -> tuple[list[str], frozenset[str], frozenset[str]]:
    """The name's own words, the titles before it, and the trades that titles and degrees speak of."""
    before, _, after = name.partition(",")
    named = words_of(before)
    kept: list[str] = []
    borne: set[str] = set()
    trades: frozenset[str] = frozenset()
    for place, word in enumerate(named):
        if not kept and word in titles() and place < len(named) - 1 and not _is_a_first_name(word, named[place + 1 :]):
            borne.add(word)
            trades |= _trade_of_title(word)
        elif not (len(kept) > 1 and word in degrees()):
            kept.append(word)
    for word in words_of(after) if after else ():
        if word in degrees():
            trades |= trade_of_degree(word)
        elif len(kept) == 1:
            kept.insert(0, word)  # "Ferrante, Joe": the surname came first.
    return kept, frozenset(borne), trades


def _is_a_first_name(title: str, rest: list[str]) -> bool:
    """Whether what may be a title is the first name, with a surname after it: "Don Harris", and not "Don Pedro"."""
    first, last = words("first_names"), words("surnames")
    if len(rest) != 1 or title not in first:
        return False
    return last.get(rest[0], _NO_RANK) <= first.get(rest[0], _NO_RANK)


def _trade_of_title(title: str) -> frozenset[str]:
    """A clergyman's title tells the trade; "Dr." leaves it open and adds none."""
    meant = titles()[title]
    return meant if len(meant) == 1 else frozenset()


def _given_and_surname(kept: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if len(kept) < 2:
        return tuple(kept), ()
    if kept[0] in _SURNAMES_FIRST and (len(kept) > 2 or kept[-1] not in _SURNAMES_FIRST):
        if kept[-1] in words("first_names") and len(kept) == 2 and kept[0] in words("first_names"):
            return (kept[0],), (kept[1],)
        # Vietnamese order: the surname stands first and people are called by the last name.
        return (kept[-1], *(w for w in kept[1:-1] if w not in {"van", "thi"})), (kept[0],)
    start = len(kept) - 1
    while start > 1 and kept[start - 1] in _PARTICLES:
        start -= 1
    surname = kept[start:]
    if len(kept) > 2:
        surname = [word for word in surname if word not in _PARTICLES]
    return tuple([word for word in kept[:start] if len(word) > 1]), tuple(surname)


def _firm_words(named: list[str]) -> tuple[str, ...]:
    empty = empty_firm_words()
    return tuple(dict.fromkeys([word for word in named if word not in empty] or named))


def _acronym(named: list[str]) -> str:
    empty = empty_firm_words()
    letters = [word[0] for word in named if word not in empty]
    return "".join(letters) if len(letters) >= 3 else ""


def _phrases(aliases: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The words of each alias that has any; most entries have none."""
    return tuple([phrase for phrase in map(_phrase, aliases) if phrase]) if aliases else ()


@lru_cache(maxsize=4_096)
def _phrase(text: str) -> tuple[str, ...]:
    return tuple(words_of(text)) if text else ()


def _stems(occupation: str, firm: list[str], names: tuple[str, ...]) -> tuple[str, ...]:
    dull = _dull_words()
    said = (*_phrase(occupation), *[word for word in firm if word not in names])
    return tuple(dict.fromkeys([stem(word) for word in said if len(word) > 2 and word not in dull]))


@lru_cache(maxsize=4_096)
def _together(some: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """Both sets of trades; the few combinations that occur are kept once, not once for each entry."""
    return some | others if others else some


def _looks_like_a_person(entry: Entry) -> bool:
    """Whether an entry without a stated sort is a person: few words, none of a firm, the first a first name."""
    if entry.organisation:
        return True
    named = words_of(entry.name)
    if not 0 < len(named) <= 4 or any(word in _firm_marks() for word in named):
        return False
    return named[0] in titles() or named[0] in words("first_names")


def _firm_marks() -> frozenset[str]:
    return generic_firm_words() | (empty_firm_words() - _PARTICLES)


@cache
def _dull_words() -> frozenset[str]:
    return empty_firm_words() | _DULL


_NO_RANK = 99_999
_DULL = frozenset(table("names")["dull_occupation_words"])
_PARTICLES = frozenset(table("names")["particles"])
_SURNAMES_FIRST = frozenset(table("names")["surnames_first"])
