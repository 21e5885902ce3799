"""Whether part of a firm's name is that firm: words that are hardly a name, and others whom the same words fit."""

from collections.abc import Iterator

from attribution.entries.cards import Card
from attribution.entries.directory import Directory
from attribution.names.another_place import PLACING
from attribution.names.households import SOMEBODY, are_torn, belongs_to
from attribution.names.match import Match, new_match
from attribution.names.roles import is_a_role
from attribution.tables import table, words
from attribution.words.reading import Reading, is_a_word, is_ordinary
from attribution.words.text import fold
from attribution.words.trades import generic_firm_words, trades_in

_WEARING = frozenset({"in", "with", "wearing", "wore", "wears", "had", "has", "driving", "drove", "drives"})
_DEFINITE = frozenset({"the", "my", "our", "his", "her", "their"})
_HEADS = frozenset({"owner", "boss", "himself", "herself"})
_NEGATED = frozenset({"not", "isnt", "no", "nothing"})
_ELSE = frozenset({"and", "plus", "also", "but", "i", "we", "while", "when", "after"})
_CROWD = SOMEBODY | {
    "people",
    "folks",
    "lot",
    "crowd",
    "ones",
    "guys",
    "lads",
    "girls",
    "ladies",
    "place",
    "shop",
    "team",
}
_ONE = SOMEBODY | {"one"}


def doubt_of_part(match: Match, reading: Reading) -> str:  # noqa: PLR0911 - one ground after another reads best as a ladder
    """Why part of a firm's name, or one that is only a word, is hardly meant as a name; "" if it may be."""
    if match.rule == "firm" and len(reading.words) == 1 and not match.support.count:
        return _doubt_of_a_word(reading)
    if match.rule != "part_of_firm":
        return _ONE_OF_THEM if _is_one_of_several(match, reading) else ""
    if len(match.name) > 1:
        return "the words are ordinary ones" if _are_turned_round(match, reading) else ""
    if match.quality == 1 or _is_one_of_several(match, reading):
        return "one misspelt word of the name" if match.quality == 1 else _ONE_OF_THEM
    before = reading.words[max(0, match.start - 2) : match.start]
    if before[1:] in (["a"], ["an"]) and before[0] in _WEARING and not match.support.count:
        return "it is only said what somebody wore or had"
    if _is_somebody_from(match, reading):
        return "a first name alone"
    return "an ordinary word" if _is_said_of_a_trade(match, reading) else ""


def _is_somebody_from(match: Match, reading: Reading) -> bool:
    """Whether somebody is named by a first name that begins a firm's, and by where they are from, which is no more of
    the firm: "Karen from Tuesday bible study" is hardly a Karen Baptist Fellowship."""
    common = int(table("weights")["common_first_names"])
    named = words("first_names").get(reading.words[match.start], common) < common
    if not named or reading.words[match.end : match.end + 1] not in (["from"], ["at"], ["in"]):
        return False
    return not is_told_of(match, reading)


def _is_one_of_several(match: Match, reading: Reading) -> bool:
    """Whether somebody of the name is meant: "one of the Bertolinis" is no more their restaurant than any of them."""
    return reading.words[max(0, match.start - 3) : match.start] == ["one", "of", "the"] and len(match.name) == 1


_ONE_OF_THEM = "one of several is meant"


def _doubt_of_a_word(reading: Reading) -> str:
    """Why a firm is hardly meant by an answer that is one word: "Daisy" may be somebody, and "breeze" a word."""
    (word,), (token,) = reading.words, reading.tokens
    if word in words("first_names"):
        return "a first name alone"
    plain = is_a_word(word) and (not token.capital or word in generic_firm_words())
    return "an ordinary word" if plain else ""


def _are_turned_round(match: Match, reading: Reading) -> bool:
    """Whether they are ordinary words in another order than in the name: "property sale" is no Sale & Property."""
    first, *rest = sorted(match.name)
    order = [match.card.firm.index(word) for p in (first, *rest) if (word := reading.words[p]) in match.card.firm]
    if order == sorted(order) or match.support.count or any(reading.tokens[p].before.strip() for p in rest):
        return False
    plain = generic_firm_words()
    return all(
        (is_ordinary(reading.words[p]) or reading.words[p] in plain) and not reading.capital_inside(p)
        for p in match.name
    )


def _is_said_of_a_trade(match: Match, reading: Reading) -> bool:
    """Whether it is an ordinary word said of the trade behind it: "second divorce" is no Second Start group."""
    place, after = match.start, match.end
    if not is_ordinary(reading.words[place]) or reading.capital_inside(place) or match.support.trades is None:
        return False
    low, high = match.support.trades
    beside = low <= after < high and reading.clause[after] == reading.clause[place]
    return beside and not reading.tokens[after].before.strip() and not is_a_role(reading.words[after])


def is_only_a_trade(match: Match, reading: Reading) -> bool:
    """Whether the words are those of a role, or of a trade that begins before: "dog walker", "roof repair Leeds"."""
    for low, high, trades in reading.trades:
        same = reading.clause[low] == reading.clause[match.start]
        if low < match.start <= high and same and trades.isdisjoint(match.card.trades):
            return not reading.capital_inside(match.start)
        if match.name == frozenset(range(low, high)) and is_a_role(reading.words[high - 1]):
            return not reading.capital_inside(match.start)
    return False


def goes_with(match: Match, after: int, reading: Reading) -> bool:
    """Whether a word of a firm's sort that follows on the name speaks of the firm's own trade.

    Where it is written like part of a name, no wider trade will do: "Grey Country Scaffolding" is no Grey Country
    Kitchens, and "Ritchfield Plumbing Supply", a shop, no Ritchfield Plumbing.
    """
    card, token = match.card, reading.tokens[after]
    own, narrow = card.trades, not match.complete and token.capital and not reading.tokens[after - 1].possessive
    if narrow:
        own = frozenset[str]().union(*(trades for _, _, trades in trades_in((*card.firm, *card.occupation))))
    spoken = [(low, trades) for low, high, trades in reading.trades if low <= after < high]
    return any(trades <= own if narrow and low < after else trades & own for low, trades in spoken)


def is_told_by_more(firm: Card, other: Card, places: frozenset[int], reading: Reading) -> bool:
    """Whether the answer has more words of one firm than of another whose name has the same ones at these places:
    "Keystone sent you, the warranty people" is Keystone Home Warranty, and not Keystone Pharmacy."""
    if not _NEGATED.isdisjoint(reading.words):
        return False
    mine = _beside(firm, places, reading)
    return bool(mine) and _beside(other, places, reading) < mine


def _beside(card: Card, places: frozenset[int], reading: Reading) -> set[str]:
    """The words of a firm and of what it does that stand beside the places of its name."""
    return {root for root in card.stems if root in reading.stems and _is_beside(root, places, reading)}


def is_told_of(match: Match, reading: Reading) -> bool:
    """Whether something else that is said in the answer is a word of the firm or of what it does."""
    return any(_is_beside(root, match.name, reading) for root in match.card.stems)


def _is_beside(root: str, places: frozenset[int], reading: Reading) -> bool:
    return any(
        place not in places
        and place not in reading.taken
        and _is_said_of_the_firm(place, reading)
        and not _is_another(place, places, reading)
        for place in reading.stems.get(root, ())
    )


def _is_another(place: int, places: frozenset[int], reading: Reading) -> bool:
    """Whether somebody else is spoken of: "Keystone, and my pharmacist too", "my pharmacist knew Keystone"."""
    if place > max(places):
        return not _ELSE.isdisjoint(reading.words[max(places) + 1 : place])
    return not (_CROWD | PLACING | _DEFINITE).issuperset(reading.words[place + 1 : min(places)])


def _is_said_of_the_firm(place: int, reading: Reading) -> bool:
    """Whether a word says what somebody or some place is: "the warranty people", "my pharmacist"."""
    crowd = reading.words[place + 1 : place + 2]
    return bool(crowd and crowd[0] in _CROWD) or any(
        low <= place < high and is_a_role(reading.words[high - 1]) for low, high, _ in reading.trades
    )


def the_branch(best: Match, matches: list[Match], reading: Reading) -> Match:
    """Of several branches of one name, the one of which more is said elsewhere: "Harbor State, the window at Canal
    Park"."""
    if best.rule != "part_of_firm" or best.support.firm:
        return best
    typed = {reading.words[place] for place in best.name}
    for match in matches:
        own = {*match.card.firm}
        if not _NEGATED.isdisjoint(reading.words[max(0, match.start - 2) : match.start]):
            continue
        if match.rule == best.rule and match.name.isdisjoint(best.name) and typed <= own:
            more = {reading.words[place] for place in match.name} & own
            traded = any(low < match.end and match.start < high for low, high, _ in reading.trades)
            if more.isdisjoint(best.card.firm) and not traded:
                places = best.name | match.name
                branch = new_match(match.card, best.rule, best.start, best.end, places, best.quality)
                branch.support, branch.weight = best.support, best.weight
                return branch
    return best


def others_meant(match: Match, reading: Reading, directory: Directory) -> Iterator[Card]:
    """Others whom words of a firm may mean as well: several people of the firm, and other firms that share them."""
    if match.rule == "own_firm":
        yield from _colleagues(match, reading, directory)
    elif match.rule in {"firm", "part_of_firm"}:
        people = _of_a_surname(match, reading, directory) or _of_a_role(match, reading, directory)
        yield from people if len(people) > 1 else ()
        if match.rule == "part_of_firm" and not match.support.count:
            yield from _of_the_same_sort(match, reading, directory)
            if len(reading.words) == len(match.name):
                yield from _of_all_that_is_said(match, reading, directory)
        if len(reading.words) == len(match.name) > 1:
            yield from _written_as_one(match, reading, directory)


def _house(match: Match, directory: Directory) -> list[Card]:
    """The people of the firm."""
    word = min(match.card.firm, key=lambda word: len(directory.ids_with(word)))
    found = directory.cards(sorted(directory.ids_with(word)))
    return [card for card in found if card.person and card.id != match.card.id and belongs_to(card, match.card)]


def _colleagues(match: Match, reading: Reading, directory: Directory) -> list[Card]:
    """The other people of a firm of which nobody is named: "Estrada Immigration" is not one of the two there."""
    after = reading.words[match.end : match.end + 1]
    named = match.support.title or are_torn(match, reading) or not SOMEBODY.isdisjoint(after)
    return [] if named or not _HEADS.isdisjoint(reading.words) else _house(match, directory)


def _of_a_surname(match: Match, reading: Reading, directory: Directory) -> list[Card]:
    """The people of a firm who have the surname in it, where one person is meant: "Sharpley the optician"."""
    places = sorted(match.name)
    first, last = places[0], places[-1]
    said, own = reading.words[first], match.card.firm
    if len(places) < 3 or reading.words[first + 1] not in _DEFINITE or reading.words[first + 1] in own:
        return []
    if reading.tokens[first].possessive or reading.full[first] not in (*own, said):
        return []
    one = not _ONE.isdisjoint(reading.words[last + 1 : last + 2])
    if not one and (reading.words[last].endswith("s") or not is_a_role(reading.words[last])):
        return []
    return [card for card in _house(match, directory) if said in card.surname]


def _of_a_role(match: Match, reading: Reading, directory: Directory) -> list[Card]:
    """The people of a firm who have the trade that is said of one of them: "the doctor at Western Dales"."""
    role = match.start - 2
    if role < 1 or reading.words[role + 1] not in {"at", "from"} or reading.words[role - 1] not in _DEFINITE:
        return []
    if reading.words[role].endswith("s") or not is_a_role(reading.words[role]):
        return []
    trades = frozenset[str]().union(*(said for low, high, said in reading.trades if low <= role < high))
    return [card for card in _house(match, directory) if not trades.isdisjoint(card.trades)] if trades else []


def _of_the_same_sort(match: Match, reading: Reading, directory: Directory) -> Iterator[Card]:
    """Other firms with the telling words that are what the rest says: "Hornet gym" where there are two such gyms."""
    typed = {word for place in match.name for word in (reading.words[place], reading.full[place])}
    plain = generic_firm_words()
    telling = [word for word in match.card.firm if word in typed and word not in plain]
    sort = [word for place in match.name if (word := reading.words[place]) in plain]
    if not telling or not sort:
        return
    word = min(telling, key=lambda word: len(directory.ids_with(word)))
    for card in directory.cards(sorted(directory.ids_with(word))):
        also = not card.person and card.id != match.card.id and {*card.firm}.issuperset(telling)
        if also and {*card.firm, *card.occupation}.issuperset(sort):
            yield card


def _written_as_one(match: Match, reading: Reading, directory: Directory) -> Iterator[Card]:
    """Other firms that have all that is said as one word: "Eco homes" may be Ecohome Designs."""
    whole = "".join(reading.words)
    for word in (whole, whole.removesuffix("s"), f"{whole}s"):
        for card in directory.cards(sorted(directory.ids_with(word))):
            if not card.person and card.id != match.card.id and word in card.firm:
                yield card


def _of_all_that_is_said(match: Match, reading: Reading, directory: Directory) -> Iterator[Card]:
    """People whose name, or whose other firm, has all words of an answer that is nothing else: "St Wystan" is the
    church or the school."""
    typed = [{reading.words[place], reading.full[place]} for place in match.name]
    own = {*match.card.firm}
    ids = set.intersection(*(set().union(*map(directory.ids_with, forms)) for forms in typed))
    for card in directory.cards(sorted(ids)):
        if not card.person:
            continue
        other = {*card.firm}
        apart = not other <= own and not own <= other and not any(other.isdisjoint(forms) for forms in typed)
        if apart or {*fold(card.entry.name).split()}.issuperset(reading.full):
            yield card
