"""What an entry of the directory explains of an answer: its name, and what else supports it."""

from attribution.entries.cards import Card
from attribution.entries.directory import Directory
from attribution.names.between import are_two, may_stand_between
from attribution.names.business import business_match
from attribution.names.hits import Hit
from attribution.names.households import are_torn
from attribution.names.initials import cut_short, initial_and_surname
from attribution.names.loosely import loose_pair, names_of_their_own
from attribution.names.match import HALVES, Match, new_match, places_of
from attribution.names.once_more import OF_THE_FIRM, each_time, is_half_without_its_firm, is_the_firms
from attribution.names.support import NO_SUPPORT, supports
from attribution.tables import table, words
from attribution.words.reading import Reading, is_ordinary, stop_words, title_before
from attribution.words.text import words_of
from attribution.words.trades import generic_firm_words

_FARTHEST = 6
"""So many words may a first name and its surname stand apart, with a middle name or a short form between."""
_SHORT_ALIAS = 5
"""An alias of one word so short is looked up letter for letter only: it is mostly an abbreviation."""
_AS_WRITTEN = 3
"""The quality of a name that stands there letter for letter."""
_FEW = 4
"""So few words are no sentence: what follows on a name would be part of it."""
_BY_FIRM = frozenset({"firm", "part_of_firm", "own_firm", "firm_of_person"})
_SHORT = frozenset({"exact", "joined"})
_LETTERS = _SHORT | {"spelling"}
_WRITTEN = _LETTERS | {"variant", "sound", "ending", "edit"}
_ORDER = table("weights")["order"]


def match_of(card: Card, hits: list[Hit], reading: Reading, directory: Directory) -> Match | None:
    """The best fit of one entry, or None where its words stand there by chance."""
    found = _person(card, hits, reading, directory) if card.person else _firm(card, hits, reading, directory)
    if (card.confirmed or card.phrases) and (alias := _alias(card, hits, reading)) is not None:
        found.insert(0, alias)
    for match in found:
        match.support = supports(card, match.start, match.end, match.name, hits, reading, directory)
        match.weight = weight_of(match)
    if card.person and card.firm and len(hits) > 2 and any(map(is_half_without_its_firm, found)):
        found += _named_elsewhere(card, hits, reading, directory)
    if len(found) < 2:
        return found[0] if found else None
    found = [m for m in found if not any(is_the_firms(m, other) for other in found)]
    if any(map(_is_named, found)):
        found = [m for m in found if m.rule != "firm_of_person" and not (m.rule == "own_firm" and are_torn(m, reading))]
    if len(found) > 1:
        found = [m for m in found if m.rule != "alias" or not any(o.complete and o.name > m.name for o in found)]
        called = next((m for m in found if m.rule == "alias" and m.quality == _AS_WRITTEN), None)
        # "Big Davie" is what staff call him, and not David of Big Davie's Burgers by his first name and the firm.
        found = [m for m in found if called is None or m is called or m.complete or not m.name <= called.name]
        return max(found, key=lambda m: (m.weight, len(m.name), -m.start))
    return found[0] if found else None


def _named_elsewhere(card: Card, hits: list[Hit], reading: Reading, directory: Directory) -> list[Match]:
    """The fits of a first name at those of its places beside which the firm stands."""
    given = [hit for hit in hits if hit.word in card.given]
    found = []
    for times in each_time(given, reading) if len(given) > 1 else ():
        match = _by_first_name(card, times, reading)
        match.support = supports(card, match.start, match.end, match.name, hits, reading, directory)
        match.weight = weight_of(match)
        if match.support.firm_share >= OF_THE_FIRM:
            found.append(match)
    return found


def _is_named(match: Match) -> bool:
    """Whether part of a person's own name stands there with something that supports it."""
    return match.rule in HALVES and match.quality > 1 and match.support.count > 0


def _alias(card: Card, hits: list[Hit], reading: Reading) -> Match | None:
    """An alias, the whole of it, word after word."""
    by_place: dict[int, list[Hit]] = {}
    for hit in hits:
        by_place.setdefault(hit.place, []).append(hit)
    for rule, phrases in (("confirmed_alias", card.confirmed), ("alias", card.phrases)):
        for phrase in phrases:
            for start in sorted(by_place):
                fits = [
                    max((h for h in by_place.get(start + k, ()) if h.word == w), key=lambda h: h.quality, default=None)
                    for k, w in enumerate(phrase)
                ]
                loose = len(phrase) == 1 and len(phrase[0]) <= _SHORT_ALIAS
                if all(fit is not None and fit.how in (_SHORT if loose else _WRITTEN) for fit in fits):
                    quality = min(fit.quality for fit in fits if fit is not None)
                    end = max(fit.place + fit.length for fit in fits if fit is not None)
                    return new_match(card, rule, start, end, range(start, end), quality, complete=True)
    return None


def _firm(card: Card, hits: list[Hit], reading: Reading, directory: Directory) -> list[Match]:
    match = business_match(card, hits, reading, directory)
    return [] if match is None else [match]


def _person(card: Card, hits: list[Hit], reading: Reading, directory: Directory) -> list[Match]:
    """The ways in which a person's name may stand there: whole, with an initial, or one half of it."""
    given = [hit for hit in hits if hit.word in card.given]
    surname = [hit for hit in hits if hit.word in card.surname and hit.how != "nickname"]
    found: list[Match] = []
    if given or surname:
        whole = (
            (_pair(card, given, surname, reading) if given and surname else None)
            or (initial_and_surname(card, surname, reading) if surname else None)
            or loose_pair(card, given, surname, reading)
            or (cut_short(card, given, reading) if given else None)
        )
        if whole is not None:
            return [whole]
        # Beside a first name, a surname that is grammar is that of the firm or none ("Huong at Le Bakery").
        alone = not (given and surname)
        telling = surname if alone else [hit for hit in surname if reading.words[hit.place] not in stop_words()]
        if telling and (by_surname := _by_surname(card, telling, reading)) is not None:
            found.append(by_surname)
        if given:
            found.append(_by_first_name(card, given, reading))
    # By one word of a firm none of its people is known.
    if card.firm and (len(hits) > 1 or hits[0].length > 1):
        by_firm = _by_firm(card, hits, reading, directory)
        if by_firm is not None:
            found.append(by_firm)
    return found


def _by_surname(card: Card, surname: list[Hit], reading: Reading) -> Match | None:
    hit = surname[0]
    if len(surname) > 1:
        hit = max(
            surname, key=lambda h: (h.quality, _titled(h.place, reading), reading.capital_inside(h.place), -h.place)
        )
    if hit.how != "exact" and reading.words[hit.place] in generic_firm_words():
        return None
    match = new_match(card, "surname", hit.place, hit.place + hit.length, places_of(hit), hit.quality)
    if hit.doubtful:
        match.doubts.append(f"“{reading.quote(hit.place, hit.place + 1)}” may be meant as it is written")
    return _with_title(match, reading) if reading.titled else match


def _by_first_name(card: Card, given: list[Hit], reading: Reading) -> Match:
    hit = given[0]
    if len(given) > 1:
        hit = max(given, key=lambda h: (h.quality, h.word == card.given[0], reading.capital_inside(h.place), -h.place))
    rule = "nickname" if hit.how == "nickname" else "first_name"
    match = new_match(card, rule, hit.place, hit.place + hit.length, places_of(hit), hit.quality)
    if len(given) > 1:
        match = _with_middle(match, card, [h for h in given if h.word != hit.word and h.quality == 3], reading)
    if len(match.name) > 1 and hit.quality == 3:
        match.rule = "first_names"
    if hit.doubtful:
        match.doubts.append(f"“{reading.quote(hit.place, hit.place + 1)}” may be meant as it is written")
    return _with_title(match, reading) if reading.titled else match


def _by_firm(card: Card, hits: list[Hit], reading: Reading, directory: Directory) -> Match | None:
    """A person of whom only the firm is named: known by it if it bears the person's own name, else a question."""
    match = business_match(card, hits, reading, directory)
    if match is None or len(match.name) < 2 or match.rule not in {"firm", "part_of_firm"}:
        return None
    own = {*card.surname, *card.given}
    said = {word for place in match.name for word in (reading.words[place], reading.full[place])}
    match.rule = "own_firm" if own & said else "firm_of_person"
    return match


def _pair(card: Card, given: list[Hit], surname: list[Hit], reading: Reading) -> Match | None:
    """First name and surname side by side, in either order."""
    best: Match | None = None
    for first in given:
        for last in surname:
            if abs(first.place - last.place) > _FARTHEST:
                continue
            match = _if_beside(card, first, last, reading)
            if match is not None and (best is None or (match.quality, -match.start) > (best.quality, -best.start)):
                best = match
    if best is not None:
        best = _with_middle(best, card, [*given, *surname], reading) if len(given) + len(surname) > 2 else best
        return _with_title(best, reading) if reading.titled else best
    return None


def _is_written_so(card: Card, first: Hit, last: Hit) -> bool:
    """Whether the directory has the surname first too: "Nguyen Van Minh"."""
    name = words_of(card.entry.name)
    return last.word in name and first.word in name and name.index(last.word) < name.index(first.word)


def _if_beside(card: Card, first: Hit, last: Hit, reading: Reading) -> Match | None:
    low, high = min(first.place, last.place), max(first.place + first.length, last.place + last.length)
    between = range(min(first.place + first.length, last.place + last.length), max(first.place, last.place))
    split = first.place == last.place and first.how == last.how == "joined"
    if not split and between.start > between.stop:
        return None
    if reading.sentence[low] != reading.sentence[high - 1] or high - low > 6:
        return None
    if between and not may_stand_between(between, card, reading):
        return None
    turned = first.place > last.place and card.entry.entity is not None and not _is_written_so(card, first, last)
    # Either order is usual in other scripts.
    turned = turned and not (first.place in reading.spelt and last.place in reading.spelt)
    comma = any("," in reading.tokens[place].before for place in range(low + 1, high))
    if comma and first.place < last.place:
        return None
    quality = min(first.quality, last.quality)
    if first.how == "nickname" and last.how == "sound":
        quality = 1  # Two steps away from what was typed.
    rule = "nickname_and_surname" if first.how == "nickname" else "full_name"
    if turned and not comma:
        quality = min(quality, 1)
        rule = "name_turned_round"
    couple = bool(between) and are_two(between, reading)
    places = places_of(first) | places_of(last) if couple else range(low, high)
    match = new_match(card, rule, low, high, places, quality, complete=True)
    match.edits = (first.how == "edit") + (last.how == "edit")
    match.doubts += names_of_their_own(first, last, reading)
    if match.edits == 2:
        match.doubts.append("both names are spelt otherwise")
    # "Toth Daniel" can be nobody called Toth, who is a Daniel.
    own = first.word in words("surnames") and last.word not in words("surnames")
    if turned and not comma and (last.word in words("first_names") or own):
        match.doubts.append("the names stand the other way round")
    plain = [reading.words[first.place], reading.words[last.place]]
    if all(map(is_ordinary, plain)) and _are_words_too(first, last, low, high, reading):
        match.doubts.append(f"“{' '.join(plain)}” are also ordinary words")
    return match


def _are_words_too(first: Hit, last: Hit, low: int, high: int, reading: Reading) -> bool:
    """Whether a name that is two ordinary words may be meant as these: not where it is said to have told or sent."""
    more = high < len(reading.words) and reading.clause[high] == reading.clause[low]
    by_ear = more and first.how != last.how and len(reading.words) <= _FEW
    if reading.tokens[last.place].capital or not (low > 0 or by_ear):
        return False
    if any(cue.start == high for cue in reading.of("weak_points")):
        return False  # "Will Trusty said" is a name only.
    by = low - (reading.words[low - 1 : low] == ["by"])  # "referred by rich fields"
    return not any(cue.end == by for cue in reading.of("points", "strong_points", "weak_points"))


def _goes_on_as_a_firm(place: int, reading: Reading) -> bool:
    return not generic_firm_words().isdisjoint(reading.words[place + 1 : place + 2])


def _with_middle(match: Match, card: Card, hits: list[Hit], reading: Reading) -> Match:
    """Further words of the name beside it belong to it ("Ana Paula Ferreira")."""
    if not hits:
        return match
    places = set(match.name)
    said = {reading.words[place] for place in places}
    for hit in sorted(hits, key=lambda h: h.place):
        again = hit.word in said and _goes_on_as_a_firm(hit.place, reading)  # "Shane Lucy, Lucy's gym"
        if not again and hit.place in {match.start - 1, match.end} and hit.word in {*card.given, *card.surname}:
            places |= places_of(hit)
            match.start, match.end = min(match.start, hit.place), max(match.end, hit.place + hit.length)
    match.name = frozenset(places)
    return match


def _with_title(match: Match, reading: Reading) -> Match:
    """A title before the name belongs to its span; "Dr." before a name says that it is one."""
    before = match.start - 1
    if title_before(match.start, reading) and reading.sentence[before] == reading.sentence[match.start]:
        match.start = before
    return match


def _titled(place: int, reading: Reading) -> bool:
    return title_before(place, reading) != ""


def weight_of(match: Match) -> float:
    """How much the match explains, for putting matches in order."""
    rule, support = match.rule, match.support
    base: float = _ORDER.get(rule, 0.0)
    if rule == "first_name" and not match.card.surname:
        base += 0.7
    elif rule in _BY_FIRM:
        base += min(2.5, 0.8 * len(match.name))
    if support is NO_SUPPORT:
        return base + 0.25 * match.quality - 0.4 * len(match.doubts)
    extra = 1.0 * bool(support.trades) + 0.7 * support.town + 0.8 * support.title + 0.1 * support.own_title
    if support.firm_share >= 0.3 and rule not in {"own_firm", "firm_of_person"}:
        extra += 1.8 + 1.2 * support.firm_share + 0.8 * len(support.firm)
    return (
        base + extra + 0.25 * match.quality - 0.4 * len(match.doubts) - 1.5 * (bool(support.against) + support.untitled)
    )
