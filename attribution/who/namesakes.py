"""Entries that part of a name fits as well, looked for in the whole directory and not only among the likeliest.

Of a common first name only some entries are looked at closely. Before one of them is credited, everybody else who has
the name is asked the one question that made it certain: the same trade, the same town, the same firm?
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice

from attribution.entries.cards import Card
from attribution.entries.directory import Directory
from attribution.entries.nearness import alike_in, differs_by_vowels, is_another_spelling, is_written_alike
from attribution.entries.vocabulary import other_spellings, sound
from attribution.names.addressed import is_own_title, may_bear
from attribution.names.households import is_by_trade
from attribution.names.match import Match, new_match
from attribution.who.firms_in_part import is_told_by_more, others_meant
from attribution.who.one_name import are_called_the_same, called_the_same, of_one_name, tells_apart
from attribution.words.nicknames import forms_of, short_forms_of
from attribution.words.reading import Reading
from attribution.words.trades import called_so, generic_firm_words

_Ids = set[str] | frozenset[str]
_NOBODY: frozenset[str] = frozenset()

_ENOUGH = 4
"""So many others are found, to be offered beside the best."""


def namesakes(match: Match, reading: Reading, directory: Directory) -> list[Match]:
    """Others whom the same part of a name fits, with what stands beside it: always the same ones, by word and id."""
    found: list[Match] = []
    spoken = _trades_beside(match, reading)
    beside = None if match.rule in _WHOLE else _ids_beside(match, spoken, reading, directory)
    alone = not match.support.count
    further = _called_alike if alone and match.rule == "first_name" else _of_a_like_surname
    bearing = _bearing(match, beside, reading, directory)
    if alone and match.rule in {"first_name", "surname"}:
        bearing = chain(bearing, further(match, reading, directory))
    if _is_of_one_trade(match):
        bearing = chain(bearing, called_the_same(match.card, directory))
    for card in bearing:
        if card.id == match.card.id or _one_house(card, match.card) or not _fits_beside(card, match, spoken, reading):
            continue
        found.append(new_match(card, match.rule, match.start, match.end, match.name, match.quality))
        if len(found) == _ENOUGH:
            break
    for card in islice(others_meant(match, reading, directory), _ENOUGH) if not found else ():
        found.append(new_match(card, match.rule, match.start, match.end, match.name, match.quality))
    return found


def namesake_of(match: Match, directory: Directory) -> Match | None:
    """Another entry of the very name, where something stands beside it that tells the two apart."""
    if match.rule not in _WHOLE or not match.support.count:
        return None
    others = (card for card in called_the_same(match.card, directory) if card.id != match.card.id)
    found = next((card for card in others if not _one_house(card, match.card)), None)
    return None if found is None else new_match(found, match.rule, match.start, match.end, match.name, match.quality)


def _bearing(match: Match, beside: list[_Ids] | None, reading: Reading, directory: Directory) -> Iterator[Card]:
    """All entries that have the part of the name that was typed, of those ``beside`` where these are known."""

    def bearers(word: str) -> Iterator[Card]:
        ids = directory.ids_with(word)
        kept = ids if beside is None else _NOBODY.union(*[ids & each for each in beside])
        return map(directory.card, sorted(kept))

    typed = {reading.words[place] for place in match.name} | {reading.full[place] for place in match.name}
    if match.rule in {"first_name", "nickname"}:
        for word in sorted(typed.union(*(forms_of(each) for each in typed))):
            yield from (card for card in bearers(word) if word in card.given)
    elif match.rule in {"surname", "initial_and_surname"}:
        letter = reading.words[min(match.name)] if match.rule == "initial_and_surname" else ""
        typed_alone = match.rule == "initial_and_surname" and not match.support.count
        for word in _surnames_heard(match, reading, directory) if typed_alone else match.card.surname:
            for card in bearers(word):
                if word in card.surname and _begins_with(letter, card):
                    yield card
    elif match.rule == "part_of_firm":
        said = [word for word in match.card.firm if word in typed]
        plain = generic_firm_words()
        # "St Oswalds" is not every saint, but "BNI referral" is no chapter with referrals in its name.
        also = {w for t in typed for w in other_spellings(t) if t not in plain or w.strip("s") != t.strip("s")}
        written = typed | also
        if not plain.issuperset(whole := [word for word in match.card.firm if word in written]):
            said = whole
        if said and match.support.count:
            return
        # "Lumber court" may be Lumbercourt, or two words of another firm.
        said = said or [reading.words[place] for place in sorted(match.name)]
        for card in bearers(min(said, key=lambda word: len(directory.ids_with(word)))) if said else ():
            if not card.person and all(word in card.firm for word in said):
                yield card
    elif match.rule in _WHOLE and match.card.surname and match.card.given and not tells_apart(match, reading):
        yield from of_one_name(match, reading, directory)


def _called_alike(match: Match, reading: Reading, directory: Directory) -> Iterator[Card]:
    """Everybody whose first name is another spelling of the one that stands there alone, or goes on after it: a
    Ravinder, too, is called Ravi."""
    typed = reading.words[max(match.name)]
    names = {name for name in alike_in(typed, directory) if is_another_spelling(typed, name)}
    names.update(directory.words_with_beginning(typed) if len(typed) >= _SHORT_FORM else ())
    for name in sorted(names - {typed}):
        bearers = directory.cards(sorted(directory.ids_with(name)))
        yield from (card for card in bearers if card.given[:1] == (name,))


def _of_a_like_surname(match: Match, reading: Reading, directory: Directory) -> Iterator[Card]:
    """Everybody whose surname is written nearly like the one that stands there alone: who heard it may mean either."""
    typed = reading.words[max(match.name)]
    bare = len(reading.words) == 1
    for surname in alike_in(typed, directory):
        if surname != typed and (is_written_alike(typed, surname) or (bare and sound(surname) == sound(typed))):
            yield from (
                card for card in directory.cards(sorted(directory.ids_with(surname))) if surname in card.surname
            )


def _surnames_heard(match: Match, reading: Reading, directory: Directory) -> list[str]:
    """The surnames that may be meant by the one that stands there: where an entry has it letter for letter, only those
    that differ by vowels (Brewer, Breuer)."""
    typed = reading.words[max(match.name)]
    if typed not in match.card.surname:
        return alike_in(typed, directory)
    return [word for word in alike_in(typed, directory) if differs_by_vowels(typed, word)]


def _begins_with(letter: str, card: Card) -> bool:
    """Whether a first name, or a short form of it, begins so: T is Toni, and Anthony too."""
    return any(letter in _first_letters(name) for name in card.given) if letter else bool(card.given)


@lru_cache(maxsize=4_096)
def _first_letters(name: str) -> frozenset[str]:
    return frozenset({name[:1]}.union(form[:1] for form in short_forms_of(name)))


def _is_of_one_trade(match: Match) -> bool:
    """Whether no more than a trade stands beside a surname: "Keogh the taxi man" may be another one of that name."""
    return match.rule == "surname" and match.support.trades is not None and match.support.count == 1


_WHOLE = frozenset({"full_name", "nickname_and_surname", "name_turned_round"})
_WHOLE_FIRM = 0.999
_SHORT_FORM = 3
"""So many letters of a first name at least are a short form of it that nobody needs to list."""


def _firm_said(match: Match, reading: Reading, generic: bool = False) -> list[str]:
    """The telling words of the firm that stand there letter for letter: another firm may have them, too. With those
    that any firm may have, where they stand beside a telling one."""
    typed = {word for place in match.support.firm for word in (reading.words[place], reading.full[place])}
    said = [word for word in match.card.firm if word in typed]
    telling = [word for word in said if word not in generic_firm_words()]
    return said if generic and telling else telling


def _ids_beside(match: Match, spoken: frozenset[str], reading: Reading, directory: Directory) -> list[_Ids] | None:
    """Sets of entries among which all are that have the same firm or trade beside the name; None if neither is there.

    Thousands may have a first name: sets tell at once whom there is no need to ask.
    """
    if match.support.firm_share >= 0.3:
        return [min(map(directory.ids_with, _firm_said(match, reading) or match.card.firm), key=len)]
    if match.support.trades is not None:
        return [directory.ids_in_trade(trade) for trade in spoken]
    return None


def _fits_beside(  # noqa: PLR0911 - one ground after another reads best as a ladder
    card: Card, match: Match, spoken: frozenset[str], reading: Reading
) -> bool:
    """Whether all that stands beside the name fits another entry as well."""
    support = match.support
    if match.rule == "part_of_firm" and is_told_by_more(match.card, card, match.name, reading):
        return False
    if match.rule in _WHOLE or (_is_of_one_trade(match) and are_called_the_same(card, match.card)):
        return True
    if support.firm_share >= 0.3:
        said = _firm_said(match, reading, generic=True)
        if card.firm != match.card.firm and not (said and all(word in card.firm for word in said)):
            return False
        if support.firm_share >= _WHOLE_FIRM and not _may_be_at(card, match, reading):
            return False
    if support.trades is not None:
        said = reading.words[slice(*support.trades)]
        # The insurance agent is not the office manager of the same insurance.
        if not card.trades & spoken or (is_by_trade(match, reading) and {*card.occupation}.isdisjoint(said)):
            return False
    if support.town and card.city != match.card.city:
        return False
    if support.title:
        title = reading.words[min(match.name) - 1]
        own = is_own_title(title, card) if support.own_title else title in card.titles or may_bear(title, card)
        return own or not card.trades.isdisjoint(called_so(title))
    return True


def _may_be_at(card: Card, match: Match, reading: Reading) -> bool:
    """Whether the firm that stands there whole may be another's, who has all its words: at "Don Valley Homes" is nobody
    of the Don Valley Pipe Band."""
    typed = {word for place in match.support.firm for word in (reading.words[place], reading.full[place])}
    said = typed.intersection(match.card.firm)
    return said != {*match.card.firm} or said.issubset(card.firm)


def _trades_beside(match: Match, reading: Reading) -> frozenset[str]:
    """The trades that the words of the support speak of, as far as the entry has them."""
    if match.support.trades is None:
        return frozenset()
    low, high = match.support.trades
    spoken = frozenset[str]().union(*(t for first, last, t in reading.trades if first < high and low < last))
    return spoken & match.card.trades or match.card.trades


def _one_house(card: Card, other: Card) -> bool:
    """Whether the two are a firm and one of its people, who are told apart elsewhere."""
    return card.person != other.person and card.firm == other.firm
