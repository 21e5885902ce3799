"""What stands beside a name and supports it: the firm, the trade, the town, the title. Or speaks against it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from attribution.entries.cards import Card
from attribution.entries.directory import Directory
from attribution.names.addressed import is_own_title, is_titled_all_the_same, title_fits
from attribution.names.another_place import (
    PLACING,
    SOON,
    is_a_name,
    is_a_plain_place,
    is_placed_by,
    is_said_again,
    place_against,
)
from attribution.names.hits import Hit
from attribution.names.said_of_them import are_the_whole_firm, heads, is_denied, is_told_shortly, is_what_they_do
from attribution.tables import table
from attribution.words.reading import Reading, is_a_word, is_ordinary, title_before
from attribution.words.shortened import firm_by_initials
from attribution.words.trades import generic_firm_words

_NEAR = 8
"""So many words after a name may its trade stand, in the same sentence."""
_OWNERS = frozenset(table("names")["owners"])
_YOURS = frozenset({"you", "your", "yours", "u", "ur", "yr", "yall", "youre"})
_SEEKING = frozenset(
    {"need", "needed", "find", "found", "looking", "good", "best", "great", "a", "another", "for", "any", "new"}
)


_KNOWN = frozenset({"my", "our", "the", "who"})
"""Words before a trade that speak of somebody whom the client knows."""
_NOWHERE: frozenset[int] = frozenset()
_MOST_OF_IT = 0.5
_LETTERS = 3


@dataclass(slots=True)
class Support:
    """What supports one match. ``firm`` are places, ``firm_share`` the part of the firm's telling name there.
    ``own_title`` says that the title is the person's own, and not only one of the house ("Rev" of a church's office),
    ``whole_trade`` that the trade is: a photographer is at weddings as a caterer is, but none. ``count`` is how many
    different things support the match, which is asked again and again.

    It is never changed. Not frozen, because that takes thrice as long, and one is made for every entry looked at.
    """

    firm: frozenset[int] = frozenset()
    firm_share: float = 0.0
    trades: tuple[int, int] | None = None
    trade_words: int = 0
    town: bool = False
    title: bool = False
    against: str = ""
    untitled: bool = False
    telling: bool = False
    own_title: bool = False
    whole_trade: bool = False
    count: int = field(init=False)

    def __post_init__(self) -> None:
        self.count = (self.firm_share >= 0.3) + (self.trades is not None) + self.town + self.title


NO_SUPPORT = Support()


def supports(
    card: Card, start: int, end: int, name: frozenset[int], hits: list[Hit], reading: Reading, directory: Directory
) -> Support:
    """Look for all that supports a card whose name stands from ``start`` to before ``end``."""
    of_firm = card.person and card.firm
    said = reading.words
    firm, share = _firm(card, start, name, hits, reading, directory) if of_firm else (_NOWHERE, 0.0)
    trade, trade_words, telling, whole = _trade(card, start, end, name, firm, reading)
    town = bool(card.city) and card.city[0] in said and _town(card, start, end, name, reading, directory)
    title, untitled = title_fits(card, name, reading) if reading.titled else (False, False)
    if untitled and is_titled_all_the_same(card, name, reading, at_firm=share >= _MOST_OF_IT, trade=trade, whole=whole):
        untitled = False
    against, after = "", said[end : end + SOON]
    placed = share < 0.3 and not PLACING.isdisjoint(after)
    in_town = not town and len(card.city) == 1 and share < 0.3 and after and after[0] in _IN
    if in_town and _is_short_for(end, card.city[0], reading, directory):
        town, placed = True, False
    if placed and of_firm and (initials := firm_by_initials(card.entry.organisation, end, reading)):
        firm, share, placed = initials, 1.0, False
    if placed:
        against = place_against(card, end, name | firm, reading, directory)
        sure = len(name) > 1 or title
        if against and sure and (not card.firm or not is_a_name(against, card, title, reading)):
            against = ""
        if against and (trade or title) and is_a_plain_place(against):
            against = ""
    if not (firm or share or trade or town or title or against or untitled):
        return NO_SUPPORT
    own_title = title and is_own_title(title_before(min(name), reading), card)
    return Support(firm, share, trade, trade_words, town, title, against, untitled, telling, own_title, whole)


def _firm(
    card: Card, start: int, name: frozenset[int], hits: list[Hit], reading: Reading, directory: Directory
) -> tuple[frozenset[int], float]:
    """The places where the organisation is named, and how much of its name stands there."""
    found: dict[str, Hit] = {}
    far: dict[str, Hit] = {}
    nearly: dict[str, Hit] = {}
    for hit in hits:
        if hit.word not in card.firm or hit.how == "nickname" or hit.place in name:
            continue
        if hit.how in {"edit", "sound"} and _may_be_a_name(hit, card, name):
            nearly.setdefault(hit.word, hit)
            continue
        if is_denied(hit.place, reading) or (
            hit.word in card.surname and is_said_again(hit.place, name, card.firm, reading)
        ):
            continue
        if abs(reading.sentence[hit.place] - reading.sentence[start]) > 1 or abs(hit.place - start) > 15:
            if hit.place < start and hit.quality == _LETTERS:
                far.setdefault(hit.word, hit)
            continue
        if hit.word not in found or found[hit.word].quality < hit.quality:
            found[hit.word] = hit
    if nearly and found and are_the_whole_firm(found | nearly, card):
        found |= nearly
    phrases = directory.short_names(card.firm)
    if phrases and (short := _short_name(phrases, start, name, reading)):
        return short, 1.0
    if not found and far and reading.words[min(name)] in card.given and _is_told_of(card, far, start, reading):
        found = far
    if not found or (len(found) == 1 and all(_is_a_plain_word(hit, reading) for hit in found.values())):
        return _NOWHERE, 0.0
    telling = [w for w in found if w not in generic_firm_words()]
    whole = len(found) == len(card.firm) > 1 and _are_side_by_side(found.values())
    whole = whole and (bool(telling) or _is_named_there(found.values(), name, reading))
    if not whole and (not telling or all(map(directory.is_city, found))):
        return _NOWHERE, 0.0
    own = {*card.surname, *card.given}
    rest = [w for w in card.firm if w not in own] or list(card.firm)
    total = sum(directory.weight(w) for w in {*rest, *found}) or 1.0
    share = 1.0 if whole else sum(directory.weight(w) for w in found) / total
    share = max(share, _MOST_OF_IT * is_placed_by(found.get(card.firm[0]), name, reading, directory))
    return frozenset(p for h in found.values() for p in range(h.place, h.place + h.length)), share


def _may_be_a_name(hit: Hit, card: Card, name: frozenset[int]) -> bool:
    """Whether a misspelt word of a firm may be part of another name: "Chang or Cheng" is not Chang of Chang's, and
    "Tyler Richards" no Richard of Taylor Travel."""
    beside = hit.doubtful and hit.place in (min(name) - 1, max(name) + 1)
    return beside or hit.word in card.surname or hit.word in card.given


def _are_side_by_side(hits: Collection[Hit]) -> bool:
    """Whether all words of a name stand there together, letter for letter: it is the firm then, however common."""
    places = [hit.place for hit in hits]
    return max(places) - min(places) < len(places) and all(hit.quality == _LETTERS for hit in hits)


def _is_named_there(hits: Collection[Hit], name: frozenset[int], reading: Reading) -> bool:
    """Whether words that every firm of a trade may have are one's name: with capitals, beside the person's, or after
    "at". "Sam knows a good family dental place" names none."""
    low, high = min(hit.place for hit in hits), max(hit.place + hit.length for hit in hits)
    if low - 1 in name or high in name or any(reading.capital_inside(hit.place) for hit in hits):
        return True
    before = reading.words[max(0, low - 3) : low]
    return not PLACING.isdisjoint(before[-2:]) and _YOURS.isdisjoint(before) and _SEEKING.isdisjoint(before[:-1])


def _is_told_of(card: Card, far: dict[str, Hit], start: int, reading: Reading) -> bool:
    """Whether the story began with the firm, side by side farther before the name, and came to who told the client."""
    last = reading.bounds(start)[1]
    if not any(start < cue.start < last for cue in reading.of("points", "strong_points", "weak_points")):
        return False
    telling = {word for word in card.firm if word not in generic_firm_words()}
    said = telling & far.keys()
    if not said or (said != telling and len(said) < _TWO):
        return False
    places = sorted(hit.place for hit in far.values())
    if places[-1] - places[0] >= len(places) + 1:
        return False
    if not _LEFT.isdisjoint(reading.words[max(0, places[0] - 4) : places[0]]):
        return False  # "I used to go to Trumbull Tax. ... Gail messed up".
    return len(places) > 1 or (reading.capital_inside(places[0]) and not is_ordinary(reading.words[places[0]]))


_TWO = 2
_FEW_WORDS = 8
_LEFT = frozenset({"used", "old", "ex", "former", "previous", "left", "leaving", "switched", "fired", "sacked", "quit"})


def _is_a_plain_word(hit: Hit, reading: Reading) -> bool:
    """Whether one word of a firm's name is an ordinary word here, and no place is ("Joy, a friend of mine")."""
    before = reading.words[hit.place - 1] if hit.place else ""
    plain = is_ordinary(reading.words[hit.place]) and not reading.capital_inside(hit.place)
    return plain and before in {"a", "an", "my", "our", "his", "her", "their"}


def _short_name(
    phrases: Sequence[tuple[str, ...]], start: int, name: frozenset[int], reading: Reading
) -> frozenset[int]:
    """The places of one of the aliases and abbreviations of the person's firm ("Karen at LPCU")."""
    for phrase in phrases:
        if phrase[0] not in reading.words:
            continue
        for place in range(max(0, start - 6), min(len(reading.words), start + 10)):
            if reading.words[place] != phrase[0]:
                continue
            places = frozenset(range(place, place + len(phrase)))
            if tuple(reading.words[place : place + len(phrase)]) == phrase and not places & name:
                same = reading.sentence[place] == reading.sentence[start]
                if same and not is_denied(place, reading):
                    return places
    return _NOWHERE


def _trade(
    card: Card, start: int, end: int, name: frozenset[int], firm: frozenset[int], reading: Reading
) -> tuple[tuple[int, int] | None, int, bool, bool]:
    """The words near the name that speak of the entry's trade, how many there are, whether they mean no other trade,
    and whether the entry has all the trades that they mean."""
    spoken = [said for said in reading.trades if not card.trades.isdisjoint(said[2])] if reading.trades else ()
    stems = () if reading.stems.keys().isdisjoint(card.stems) else card.stems
    if not spoken and not stems:
        return _NO_TRADE
    # A title before the name is no trade.
    used = name if start in name and not firm else {*name, *firm, *range(start, min(name))}
    found: list[tuple[int, tuple[int, int]]] = []
    telling = whole = False
    for low, high, trades in spoken:
        if reading.words[low:high] == ["it"] and reading.tokens[low].raw != "IT":
            continue  # Only in capitals is it a trade.
        if used.isdisjoint(range(low, high)) and _belongs(low, high, start, end, reading):
            found.append((min(abs(low - end), abs(start - high)), (low, high)))
            telling = telling or (len(trades) == 1 and high - low > 1)
            whole = whole or trades <= card.trades
    for place in sorted([p for root in stems for p in reading.stems.get(root, ())]) if stems else ():
        short = len(reading.words) <= _FEW_WORDS and is_told_shortly(place, start, card, reading)
        if place not in used and (short or _belongs(place, place + 1, start, end, reading)):
            found.append((min(abs(place - end), abs(start - place)), (place, place + 1)))
            telling = telling or reading.words[place] in card.occupation
            whole = True
    if not found:
        return _NO_TRADE
    places = {place for _, places in found for place in range(*places)}
    return min(found)[1], len(places), telling, whole


_NO_TRADE = None, 0, False, False


def _belongs(low: int, high: int, start: int, end: int, reading: Reading) -> bool:
    """Whether words of a trade are said of the person, and not of what the client was looking for."""
    same = reading.sentence[low] == reading.sentence[start]
    if high <= start and not (same and start - high <= 5) and not heads(low, high, start, reading):
        return False
    before = reading.full[max(0, low - 3) : low]
    if not _YOURS.isdisjoint(before) or is_denied(low, reading):
        return False
    if high <= start:
        return True
    if same:
        apposed = before[-1:] in _A and low == end + 1 and "," in reading.tokens[end].before  # "Hale, a dentist"
        done = apposed or is_what_they_do(low, high, start, end, reading)
        if not done and not _SEEKING.isdisjoint(before[-2:]) and _KNOWN.isdisjoint(before[-2:]) and low > end:
            return "is a" in " ".join(before) or before[-1:] in (["hes"], ["shes"])
        pointed = any(end <= cue.start < low for cue in reading.of("points"))
        return done or low - end <= (3 if pointed else _NEAR + 4)
    owned = _OWNERS.intersection(before)
    return reading.sentence[low] == reading.sentence[start] + 1 and bool(owned) and low - end <= 12


_A = (["a"], ["an"])


def _town(card: Card, start: int, end: int, name: frozenset[int], reading: Reading, directory: Directory) -> bool:
    """Whether the entry's town is named near, and the town tells some entries from others."""
    if not all(map(directory.city_tells, card.city)):
        return False
    places = [p for p, word in enumerate(reading.words) if word in card.city and p not in name]
    places = [p for p in places if not is_denied(p, reading)]
    return {reading.words[p] for p in places} >= set(card.city) and any(
        reading.sentence[p] == reading.sentence[start] and p - end <= 14 and start - p <= 6 for p in places
    )


def _is_short_for(end: int, town: str, reading: Reading, directory: Directory) -> bool:
    """Whether a place behind a name and a word like "of" is called by the beginning of a town's, as people there do:
    "of Tubber" for Tubbercurry."""
    word = reading.words[end + 1] if end + 1 < len(reading.words) else ""
    if len(word) < _OF_A_TOWN or not town.startswith(word) or town == word:
        return False
    return not (is_a_word(word) or directory.is_city(word) or directory.ids_with(word))


_IN = PLACING | {"in", "out", "near"}
_OF_A_TOWN = 5
