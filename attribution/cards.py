"""What an entry of the directory can be recognised by, worked out once when it is added."""

from dataclasses import dataclass
from functools import cache, lru_cache

from attribution.model import Entity, Entry
from attribution.tables import table, words
from attribution.text import Token, fold, tokens_of
from attribution.trades import (
    degrees,
    empty_firm_words,
    generic_firm_words,
    stem,
    titles,
    trade_of_degree,
    trades_of,
)


@dataclass(frozen=True, slots=True)
class Card:
    """The folded words of one entry.

    A person has ``given`` and ``surname``; ``firm`` are the telling words of the organisation, or of a business's
    own name, and ``tail`` its words without weight ("& Co"). ``phrases`` are aliases, ``confirmed`` those that a
    review taught. ``stems`` are the stems of what is said of the trade in words, ``trades`` the trades they speak of.
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
    stems: frozenset[str]
    city: tuple[str, ...]
    titles: frozenset[str]

    def words(self) -> set[str]:
        """Every word by which the entry is looked up."""
        looked_up = {*self.given, *self.surname, *self.firm}
        for phrase in (*self.phrases, *self.confirmed):
            looked_up.update(phrase)
        if self.acronym:
            looked_up.add(self.acronym)
        return looked_up


def card_of(entry: Entry) -> Card:
    """Work out the card of an entry."""
    person = entry.entity is Entity.PERSON or (entry.entity is None and _looks_like_a_person(entry))
    named = tokens_of(entry.name)
    trades = trades_of(entry.occupation) | trades_of(entry.organisation if person else entry.name)
    borne: frozenset[str] = frozenset()
    given: tuple[str, ...] = ()
    surname: tuple[str, ...] = ()
    if person:
        kept, borne, trades_borne = _without_titles(entry.name, named)
        given, surname = _given_and_surname(kept)
        trades |= trades_borne
    firm = _firm_words(tokens_of(entry.organisation) if person else named)
    phrases = tuple(_phrase(alias) for alias in entry.aliases)
    if person:
        # A one-word alias of a person is a first name or what friends call them, and weighs no more than that.
        given += tuple(phrase[0] for phrase in phrases if len(phrase) == 1)
        phrases = tuple(phrase for phrase in phrases if len(phrase) > 1)
    return Card(
        id=entry.id,
        entry=entry,
        person=person,
        given=given,
        surname=surname,
        firm=firm,
        tail=frozenset() if person else frozenset(t.text for t in named) & empty_firm_words(),
        acronym="" if person else _acronym(named),
        phrases=tuple(phrase for phrase in phrases if phrase),
        confirmed=tuple(phrase for phrase in map(_phrase, entry.confirmed) if phrase),
        trades=trades,
        stems=_stems(entry.occupation) | _stems(entry.organisation if person else entry.name),
        city=_phrase(entry.city),
        titles=borne,
    )


def _without_titles(name: str, named: list[Token]) -> tuple[list[str], frozenset[str], frozenset[str]]:
    """The name's own words, the titles before it, and the trades that titles and degrees speak of."""
    comma = name.find(",")
    kept: list[str] = []
    borne: set[str] = set()
    trades: frozenset[str] = frozenset()
    for token in named:
        word = token.text
        after_comma = 0 <= comma < token.start
        if after_comma and word in degrees():
            trades |= trade_of_degree(word)
        elif after_comma and len(kept) == 1:
            kept.insert(0, word)  # "Ferrante, Joe": the surname came first.
        elif not kept and word in titles() and token is not named[-1]:
            borne.add(word)
            trades |= _trade_of_title(word)
        elif not after_comma and not (len(kept) > 1 and word in degrees()):
            kept.append(word)
    return kept, frozenset(borne), trades


def _trade_of_title(title: str) -> frozenset[str]:
    """A clergyman's title tells the trade; "Dr." leaves it open and adds none."""
    meant = titles()[title]
    return meant if len(meant) == 1 else frozenset()


def _given_and_surname(kept: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if len(kept) < 2:
        return tuple(kept), ()
    if kept[0] in _surnames_first() and (len(kept) > 2 or kept[-1] not in _surnames_first()):
        if kept[-1] in words("first_names") and len(kept) == 2 and kept[0] in words("first_names"):
            return (kept[0],), (kept[1],)
        # Vietnamese order: the surname stands first and people are called by the last name.
        return (kept[-1], *(w for w in kept[1:-1] if w not in {"van", "thi"})), (kept[0],)
    start = len(kept) - 1
    while start > 1 and kept[start - 1] in _particles():
        start -= 1
    return tuple(word for word in kept[:start] if len(word) > 1), tuple(
        word for word in kept[start:] if word not in _particles() or len(kept) == 2
    )


def _firm_words(named: list[Token]) -> tuple[str, ...]:
    kept = [token.text for token in named if token.text not in empty_firm_words()]
    return tuple(dict.fromkeys(kept or [token.text for token in named]))


def _acronym(named: list[Token]) -> str:
    letters = [t.text[0] for t in named if t.text not in empty_firm_words()]
    return "".join(letters) if len(letters) >= 3 else ""


@lru_cache(maxsize=4_096)
def _phrase(text: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokens_of(text)) if text else ()


@lru_cache(maxsize=4_096)
def _stems(said: str) -> frozenset[str]:
    dull = _dull_words()
    return frozenset(stem(word) for word in fold(said).split() if len(word) > 2 and word not in dull)


def _looks_like_a_person(entry: Entry) -> bool:
    """Whether an entry without a stated sort is a person: few words, none of a firm, the first a first name."""
    if entry.organisation:
        return True
    named = [token.text for token in tokens_of(entry.name)]
    if not 0 < len(named) <= 4 or any(word in _firm_marks() for word in named):
        return False
    return named[0] in titles() or named[0] in words("first_names")


def _firm_marks() -> frozenset[str]:
    return generic_firm_words() | (empty_firm_words() - _particles())


@cache
def _dull_words() -> frozenset[str]:
    return empty_firm_words() | _DULL


def _particles() -> frozenset[str]:
    return _PARTICLES


def _surnames_first() -> frozenset[str]:
    return _SURNAMES_FIRST


_DULL = frozenset(table("names")["dull_occupation_words"])
_PARTICLES = frozenset(table("names")["particles"])
_SURNAMES_FIRST = frozenset(table("names")["surnames_first"])
