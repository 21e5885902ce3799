"""Entries that part of a name fits as well, looked for in the whole directory and not only among the likeliest.

Of a common first name only some entries are looked at closely. Before one of them is credited, everybody else who has
the name is asked the one question that made it certain: the same trade, the same town, the same firm?
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice

from attribution.addressed import is_own_title, may_bear
from attribution.cards import Card
from attribution.directory import Directory
from attribution.firms_in_part import others_meant
from attribution.households import is_by_trade
from attribution.match import Match, new_match
from attribution.misheard import of_the_first_name
from attribution.nearness import FAR, SAME, alike_in, how_near, is_another_spelling, is_written_alike, outdoes
from attribution.nicknames import forms_of, may_be_called
from attribution.reading import Reading, is_a_word
from attribution.text import fold
from attribution.trades import called_so, generic_firm_words, stem
from attribution.vocabulary import other_spellings, sound

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
        bearing = chain(bearing, _called_the_same(match.card, directory))
    for card in bearing:
        if card.id == match.card.id or _one_house(card, match.card) or not _fits_beside(card, match, spoken, reading):
            continue
        found.append(new_match(card, match.rule, match.start, match.end, match.name, match.quality))
        if len(found) == _ENOUGH:
            break
    for card in islice(others_meant(match, reading, directory), _ENOUGH) if not found else ():
        found.append(new_match(card, match.rule, match.start, match.end, match.name, match.quality))
    return found


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
        for word in alike_in(reading.words[max(match.name)], directory) if typed_alone else match.card.surname:
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
        yield from _of_one_name(match, reading, directory)


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


def goes_by(match: Match, reading: Reading) -> bool:
    """Whether staff say that the person goes by the very first name that was typed."""
    typed = {reading.words[place] for place in match.name} - {*match.card.given[:1]}
    return any(fold(alias) in typed for alias in match.card.entry.aliases)


def _begins_with(letter: str, card: Card) -> bool:
    """Whether a first name, or a short form of it, begins so: T is Toni, and Anthony too."""
    return any(letter in _first_letters(name) for name in card.given) if letter else bool(card.given)


@lru_cache(maxsize=4_096)
def _first_letters(name: str) -> frozenset[str]:
    return frozenset({name[:1]}.union(form[:1] for form in forms_of(name) if len(form) < len(name)))


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


def _of_one_name(match: Match, reading: Reading, directory: Directory) -> Iterator[Card]:
    """Everybody who has the same name; and where it is not written as the entry has it, who else may be so called.

    "Stuart Beard" is no more Stewart Beard than Stuart Baird: the one has the surname, the other the first name. What
    stands beside a name does not tell two of one name apart: people of one name may do the same, and know each other.
    """
    card = match.card
    if not goes_by(match, reading):
        yield from _called_the_same(card, directory)
    typed = [reading.words[place] for place in sorted(match.name)]
    if match.rule == "name_turned_round":
        typed.reverse()
    if len(typed) > _FIRST_AND_LAST and tuple(typed) == (*card.given, *card.surname):
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
    if nearest == (SAME, SAME):
        return
    if match.support.town or reading.telling == len(typed):
        yield from of_the_first_name(first, last, card, directory)
    called = [ids for name in {*forms_of(first), *alike_in(first, directory)} if (ids := directory.ids_with(name))]
    for surname in alike_in(last, directory):
        bearers = directory.ids_with(surname)
        # Many more may be called so than have the surname, so that the sets are never put together.
        for id in sorted(_NOBODY.union(*[bearers & each for each in called])) if bearers else ():
            other = directory.card(id)
            near = how_near(first, last, other) if other.person and surname in other.surname else FAR
            better = near[1] > nearest[1] or (near[0] > nearest[0] and not match.support.count)
            as_near = not match.support.count and not outdoes(nearest, near)
            as_near = as_near or (bare and near[0] == nearest[0] < SAME and sound(surname) == sound(last))
            if min(near) > 0 and (better or as_near):
                yield other


def _is_of_one_trade(match: Match) -> bool:
    """Whether no more than a trade stands beside a surname: "Keogh the taxi man" may be another one of that name."""
    return match.rule == "surname" and match.support.trades is not None and match.support.count == 1


def _called_the_same(card: Card, directory: Directory) -> Iterator[Card]:
    """Everybody whose first name and surname are those of a person; the person is among them."""
    both = directory.ids_with_both(card.given[0], card.surname[-1]) if card.given and card.surname else _NOBODY
    return (other for other in directory.cards(sorted(both)) if _are_called_the_same(other, card))


def _are_called_the_same(other: Card, card: Card) -> bool:
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
        # "Paul" is no Paula, where there is a Paul; but a Melina, too, is called Mel.
        names = {name for name in names if name.removeprefix(first) not in _FEMININE or may_be_called(first, name)}
    for id in sorted(_NOBODY.union(*[bearers & directory.ids_with(name) for name in names])):
        other = directory.card(id)
        if other.person and id != card.id and other.given and other.given[0] in names and last in other.surname:
            yield other


_WHOLE = frozenset({"full_name", "nickname_and_surname", "name_turned_round"})
_MOST_OF_IT = 0.5
_WHOLE_FIRM = 0.999
_AT = frozenset({"at", "from"})
_FIRST_AND_LAST = 2
_FEW_BEARERS = 20
"""Of so few people of one surname one may be meant who has only the initial of the first name that was typed."""
_FEMININE = frozenset({"a", "e", "le", "ne", "la", "na", "ia", "ina", "ine", "elle"})
"""What makes a man's first name a woman's."""
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
    if match.rule in _WHOLE or (_is_of_one_trade(match) and _are_called_the_same(card, match.card)):
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
