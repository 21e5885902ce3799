"""What an entry of the directory explains of an answer: its name, and what else supports it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from attribution.cards import Card
from attribution.directory import Directory
from attribution.hits import Hit
from attribution.reading import Reading, is_ordinary, title_before
from attribution.support import Support, supports
from attribution.tables import table, words
from attribution.trades import generic_firm_words

_JOINS = frozenset({"and", "of", "the", "de", "for", "at", "s", "n", "la", "del"})
_PARTICLES = frozenset(table("names")["particles"])
_ORDER = table("weights")["order"]


@dataclass(slots=True)
class Match:
    """How one entry fits the answer.

    ``rule`` says by which parts of its name, ``name`` holds the places of those words, ``explained`` also those of
    the firm. ``quality`` is that of the worst fitting part; ``doubts`` are in words for people.
    """

    card: Card
    rule: str
    start: int
    end: int
    name: frozenset[int]
    quality: int
    support: Support
    doubts: list[str] = field(default_factory=list)
    weight: float = 0.0
    complete: bool = False
    edits: int = 0

    @property
    def explained(self) -> frozenset[int]:
        """The places of the name and of the firm."""
        return self.name | self.support.firm


def match_of(card: Card, hits: list[Hit], reading: Reading, directory: Directory) -> Match | None:
    """The best fit of one entry, or None where its words stand there by chance."""
    own = _person(card, hits, reading, directory) if card.person else [_business(card, hits, reading, directory)]
    found = [match for match in (_alias(card, hits, reading), *own) if match is not None]
    for match in found:
        match.support = supports(card, match.start, match.end, match.name, hits, reading, directory)
        match.weight = _weight(match)
    return max(found, key=lambda m: (m.weight, len(m.name), -m.start)) if found else None


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
                if all(fit is not None and fit.how != "nickname" for fit in fits):
                    quality = min(fit.quality for fit in fits if fit is not None)
                    end = start + len(phrase)
                    return _match(card, rule, start, end, range(start, end), quality, complete=True)
    return None


def _person(card: Card, hits: list[Hit], reading: Reading, directory: Directory) -> list[Match | None]:
    """The ways in which a person's name may stand there: whole, with an initial, or one half of it."""
    given = [hit for hit in hits if hit.word in card.given]
    surname = [hit for hit in hits if hit.word in card.surname and hit.how != "nickname"]
    whole = _pair(card, given, surname, reading) or _initial_and_surname(card, surname, reading)
    if whole is not None:
        return [whole]
    ways = [_by_surname(card, surname, reading), _by_first_name(card, given, reading)]
    return [*ways, _by_firm(card, hits, reading, directory)] if card.firm else ways


def _by_surname(card: Card, surname: list[Hit], reading: Reading) -> Match | None:
    if not surname:
        return None
    hit = max(surname, key=lambda h: (h.quality, _titled(h.place, reading), reading.capital_inside(h.place), -h.place))
    match = _match(card, "surname", hit.place, hit.place + hit.length, _places(hit), hit.quality)
    if hit.doubtful:
        match.doubts.append(f"“{reading.quote(hit.place, hit.place + 1)}” may be meant as it is written")
    return _with_title(match, reading)


def _by_first_name(card: Card, given: list[Hit], reading: Reading) -> Match | None:
    if not given:
        return None
    hit = max(given, key=lambda h: (h.quality, h.word == card.given[0], reading.capital_inside(h.place), -h.place))
    rule = "nickname" if hit.how == "nickname" else "first_name"
    match = _match(card, rule, hit.place, hit.place + hit.length, _places(hit), hit.quality)
    match = _with_middle(match, card, [h for h in given if h.word != hit.word and h.quality == 3])
    if len(match.name) > 1 and hit.quality == 3:
        match.rule = "first_names"
    if hit.doubtful:
        match.doubts.append(f"“{reading.quote(hit.place, hit.place + 1)}” may be meant as it is written")
    return _with_title(match, reading)


def _by_firm(card: Card, hits: list[Hit], reading: Reading, directory: Directory) -> Match | None:
    """A person of whom only the firm is named: known by it if it bears the person's own name, else a question."""
    match = _business(card, hits, reading, directory)
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
            match = _if_beside(card, first, last, reading)
            if match is not None and (best is None or (match.quality, -match.start) > (best.quality, -best.start)):
                best = match
    if best is not None:
        best = _with_middle(best, card, [*given, *surname])
        return _with_title(best, reading)
    return None


def _if_beside(card: Card, first: Hit, last: Hit, reading: Reading) -> Match | None:
    places = _places(first) | _places(last)
    split = first.place == last.place and first.how == last.how == "joined"
    if not split and len(places) < first.length + last.length:
        return None
    low, high = min(places), max(places) + 1
    if reading.sentence[low] != reading.sentence[high - 1] or high - low > 6:
        return None
    names = {*card.given, *card.surname}
    between = [p for p in range(low, high) if p not in places]
    fine = [
        p for p in between if len(reading.words[p]) == 1 or reading.words[p] in _PARTICLES or reading.words[p] in names
    ]
    nicknamed = len(between) == 1 and any(mark in reading.tokens[between[0]].before for mark in "\"“(‘'")
    middle = len(between) == 1 and reading.tokens[between[0]].capital and not is_ordinary(reading.words[between[0]])
    if len(fine) != len(between) and not nicknamed and not middle:
        return None
    turned = first.place > last.place and card.entry.entity is not None
    comma = "," in reading.tokens[max(first.place, last.place)].before
    if comma and first.place < last.place:
        return None
    quality = min(first.quality, last.quality)
    if first.how == "nickname" and last.how == "sound":
        quality = 1  # Two steps away from what was typed.
    rule = "nickname_and_surname" if first.how == "nickname" else "full_name"
    if turned and not comma:
        quality = min(quality, 1)
        rule = "name_turned_round"
    match = _match(card, rule, low, high, range(low, high), quality, complete=True)
    match.edits = (first.how == "edit") + (last.how == "edit")
    for hit, list_name in ((first, "first_names"), (last, "surnames")):
        typed = reading.words[hit.place]
        if hit.how in {"edit", "sound"} and hit.length == 1 and typed in words(list_name):
            match.doubts.append(f"“{typed}” is a name in its own right")
    if match.edits == 2:
        match.doubts.append("both names are spelt otherwise")
    if turned and not comma:
        match.doubts.append("the names stand the other way round")
    plain = [reading.words[hit.place] for hit in (first, last)]
    if all(map(is_ordinary, plain)) and not reading.tokens[last.place].capital and low > 0:
        match.doubts.append(f"“{' '.join(plain)}” are also ordinary words")
    return match


def _with_middle(match: Match, card: Card, hits: Iterable[Hit]) -> Match:
    """Further words of the name beside it belong to it ("Ana Paula Ferreira")."""
    places = set(match.name)
    for hit in sorted(hits, key=lambda h: h.place):
        if hit.place in {match.start - 1, match.end} and hit.word in {*card.given, *card.surname}:
            places |= _places(hit)
            match.start, match.end = min(match.start, hit.place), max(match.end, hit.place + hit.length)
    match.name = frozenset(places)
    return match


def _initial_and_surname(card: Card, surname: list[Hit], reading: Reading) -> Match | None:
    for hit in surname:
        before = hit.place - 1
        if before >= 0 and len(reading.words[before]) == 1 and card.given and hit.quality > 1:
            word = reading.words[before]
            if word == card.given[0][:1] and word not in {"i", "a"} | (
                {"u"} if not reading.tokens[before].capital else set()
            ):
                return _match(card, "initial_and_surname", before, hit.place + hit.length, _places(hit) | {before}, 2)
    return None


def _with_title(match: Match, reading: Reading) -> Match:
    """A title before the name belongs to its span; "Dr." before a name says that it is one."""
    before = match.start - 1
    if title_before(match.start, reading) and reading.sentence[before] == reading.sentence[match.start]:
        match.start = before
    return match


def _titled(place: int, reading: Reading) -> bool:
    return title_before(place, reading) != ""


def _business(card: Card, hits: list[Hit], reading: Reading, directory: Directory) -> Match | None:
    """The best run of words that belong to a firm's name."""
    own = [hit for hit in hits if hit.word in card.firm and hit.how != "nickname"]
    runs = _runs(sorted(own, key=lambda h: (h.place, -h.quality)), reading)
    total = sum(directory.weight(word) for word in card.firm) or 1.0
    best: tuple[float, Match] | None = None
    for run in runs:
        found = {hit.word for hit in run}
        share = sum(directory.weight(word) for word in found) / total
        telling = [hit for hit in run if hit.word not in generic_firm_words()]
        complete = len(found) == len(card.firm)
        if not complete and (not telling or all(directory.is_city(word) for word in found)):
            continue
        low, high = run[0].place, max(hit.place + hit.length for hit in run)
        quality = min(hit.quality for hit in run)
        high = _with_tail(card, high, reading)
        places = frozenset(range(low, high))
        match = _match(card, "firm" if complete else "part_of_firm", low, high, places, quality, complete=complete)
        match.edits = sum(hit.how == "edit" for hit in run)
        if any(hit.doubtful for hit in telling) and not complete:
            match.doubts.append("the name may be meant as it is written")
        if best is None or share > best[0]:
            best = share, match
    if best is not None:
        return best[1]
    acronym = next((hit for hit in hits if card.acronym and hit.word == card.acronym and hit.how == "exact"), None)
    if acronym is not None:
        return _match(card, "acronym", acronym.place, acronym.place + 1, _places(acronym), 2)
    return None


def _with_tail(card: Card, end: int, reading: Reading) -> int:
    """Where the name ends when its "& Co" or "LLP" is there too."""
    place = end
    while place < len(reading.words) and place < end + 2 and reading.words[place] in card.tail:
        place += 1
    return place if place > end and reading.words[place - 1] != "and" else end


def _runs(own: list[Hit], reading: Reading) -> list[list[Hit]]:
    """Hits that stand together, with no more than two joining words between them; each word once."""
    runs: list[list[Hit]] = []
    for hit in own:
        if runs and _joins(runs[-1][-1], hit, reading):
            new = all(hit.word != other.word for other in runs[-1])
            if new and (hit.how == "joined" or all(hit.place != other.place for other in runs[-1])):
                runs[-1].append(hit)
        else:
            runs.append([hit])
    return runs


def _joins(last: Hit, hit: Hit, reading: Reading) -> bool:
    end = last.place + last.length
    if hit.place < end:
        return hit.place >= last.place
    between = range(end, hit.place)
    if len(between) > 2 or reading.sentence[last.place] != reading.sentence[hit.place]:
        return False
    if "," in reading.tokens[hit.place].before and not between:
        return True
    return all(reading.words[p] in _JOINS or len(reading.words[p]) == 1 for p in between)


def _weight(match: Match) -> float:
    """How much the match explains, for putting matches in order."""
    base: float = _ORDER.get(match.rule, 0.0)
    if match.rule == "first_name" and not match.card.surname:
        base += 0.7
    if match.rule in {"firm", "part_of_firm", "own_firm", "firm_of_person"}:
        base += min(2.5, 0.8 * len(match.name))
    support = match.support
    extra = 1.0 * bool(support.trades) + 0.7 * support.town + 0.8 * support.title
    if support.firm_share >= 0.3 and match.rule not in {"own_firm", "firm_of_person"}:
        extra += 1.8 + 1.2 * support.firm_share + 0.8 * len(support.firm)
    return base + extra + 0.25 * match.quality - 0.4 * len(match.doubts) - 1.5 * bool(support.against)


def _match(
    card: Card, rule: str, start: int, end: int, places: Iterable[int], quality: int, complete: bool = False
) -> Match:
    return Match(card, rule, start, end, frozenset(places), quality, Support(), complete=complete)


def _places(hit: Hit) -> frozenset[int]:
    return frozenset(range(hit.place, hit.place + hit.length))
