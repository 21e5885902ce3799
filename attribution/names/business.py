"""How the name of a firm may stand in an answer: whole, in part, run together, or by its initials."""

from collections.abc import Sequence
from itertools import pairwise

from attribution.entries.cards import Card
from attribution.entries.directory import Directory
from attribution.names.after_a_name import goes_on_with_its_means
from attribution.names.hits import Hit
from attribution.names.match import Match, new_match, places_of
from attribution.names.roles import is_a_role
from attribution.tables import table, words
from attribution.words.reading import Reading
from attribution.words.shortened import rest_by_a_short_form
from attribution.words.text import words_of
from attribution.words.trades import generic_firm_words, stem

_JOINS = frozenset({"and", "of", "the", "de", "for", "at", "s", "n", "la", "del"})
_AND = frozenset({"and", "n"})
_PLACED = _JOINS | frozenset({"in", "here", "over", "down", "up", "out", "on"})
"""What stands before the town of a firm's name where it follows: "Chamber of Trade here in Oadby"."""
_LETTERS = 3
"""The quality of words that stand there letter for letter: none of them is misspelt or doubtful."""
_SHORT = 2
"""The quality of words of which one is short for others."""
_NEUTRAL = frozenset(table("names")["neutral_firm_words"])
_ENOUGH = 3
"""A name of so many words is known by them all, also if its town follows: "my vet in Bath" is not Bath Vets."""


def business_match(card: Card, hits: list[Hit], reading: Reading, directory: Directory) -> Match | None:
    """The best run of words that belong to a firm's name; ``hits`` are by place, and the best of each first."""
    own = _own_hits(card, hits, reading)
    generic = generic_firm_words()
    if card.person and (_is_one_word(own) or generic.issuperset([hit.word for hit in own])):
        return None
    runs = _parted(_runs(own, reading, card), card, reading) if len(own) > 1 else [own] if own else []
    if len(card.firm) >= _ENOUGH and len(runs) > 1:
        split = _runs(own, reading, card, directory, card.firm[0])
        runs += [run for run in split if len({hit.word for hit in run}) == len(card.firm)]
    best: tuple[float, Match] | None = None
    for together in runs:
        run = [hit for hit in together if hit.how != "joined" or _is_whole(hit, together, reading)]
        found = {hit.word for hit in run}
        if not found:
            continue
        telling = [hit for hit in run if hit.word not in generic and not directory.is_occupation(hit.word)]
        complete = len(found) == len(card.firm) or _is_all_but_its_town(card, run, found, reading, directory)
        if not complete and (not telling or all(map(directory.is_city, found))):
            continue
        low, high = run[0].place, max([hit.place + hit.length for hit in run])
        quality = min([hit.quality for hit in run])
        if card.tail:
            high = _with_tail(card, high, reading)
        end, rest = (high, set[str]()) if complete else _rest_of_it(card.firm, found, high, reading)
        complete = complete or len(found | rest) == len(card.firm)
        high, quality = (end, min(quality, _SHORT)) if rest else (high, quality)
        low, high = _as_written(card, low, high, reading) if complete else (low, _as_begun(card, low, high, reading))
        places = frozenset(range(low, high))
        match = new_match(card, "firm" if complete else "part_of_firm", low, high, places, quality, complete=complete)
        match.edits = [hit.how for hit in run].count("edit") if quality < _LETTERS else 0
        if not complete and quality < _LETTERS and any(hit.doubtful for hit in telling):
            match.doubts.append("the name may be meant as it is written")
        # Of several runs that of the most telling words; one needs no weighing.
        share = sum(directory.weight(word) for word in found) if len(runs) > 1 else 0.0
        if best is None or share > best[0]:
            best = share, match
    if best is not None:
        return best[1]
    if card.acronym:
        for hit in hits:
            if hit.word == card.acronym and hit.how == "exact":
                return new_match(card, "acronym", hit.place, hit.place + 1, places_of(hit), 2)
    return None


def _is_all_but_its_town(card: Card, run: list[Hit], found: set[str], reading: Reading, directory: Directory) -> bool:
    """Whether a firm of ordinary words is called by all of them but its town, and nothing else is said or they have
    capitals: "drain doctor" is The Drain Doctor of Hull."""
    may_be = not card.person and len(found) == _SHORT
    left = [word for word in card.firm if word not in found and word not in _NEUTRAL] if may_be else []
    if not left or not all(map(directory.is_city, left)):
        return False
    first, last = run[0].place, run[-1].place
    if [reading.full[first], reading.full[last]] != [w for w in card.firm if w in found]:
        return False
    if not _JOINS.issuperset(reading.words[first + 1 : last]):
        return False
    capitals = reading.tokens[first].capital and reading.capital_inside(last)
    if any(low == first and high > last for low, high, _ in reading.trades):
        # "Senior center" is any of them, and "the Senior Center" hardly.
        if reading.words[last + 1 : last + 2] == ["of"] and not {*left} & {*reading.words[last + 2 : last + 3]}:
            return False  # "The Rotary Club of Dayton" is no Rotary Club of Derby.
        the = reading.words[max(0, first - 1) : first] == ["the"]
        return capitals or (the and (last > first + 1 or goes_on_with_its_means(last + 1, reading)))
    said = reading.telling == _SHORT or (capitals and reading.capital_inside(first))
    said = said or goes_on_with_its_means(last + 1, reading)
    return said and not any(map(directory.is_city, found))


def _own_hits(card: Card, hits: list[Hit], reading: Reading) -> list[Hit]:
    """The hits of a firm's words, but for a role before them: "my chiropractor Wrenham" is somebody of that name, and
    not Wrenham Chiropractic."""
    own = [hit for hit in hits if hit.word in card.firm and hit.how != "nickname"]
    if len(own) < 2 or own[0].how != "spelling" or not is_a_role(reading.words[own[0].place]):
        return own
    return own[1:] if any(low <= own[0].place < high for low, high, _ in reading.trades) else own


def _is_of_a_role(hit: Hit, reading: Reading) -> bool:
    """Whether a word begins what one person does ("letting agent", "deli owner"), and not what a firm is."""
    end = max([high for low, high, _ in reading.trades if low <= hit.place < high], default=hit.place + hit.length)
    beside = [place for place in (end - 1, end) if reading.clause[place : place + 1] == [reading.clause[hit.place]]]
    return any(is_a_role(reading.words[place]) for place in beside)


def _has_it(card: Card, last: Hit, reading: Reading) -> bool:
    """Whether a "the" is the firm's own ("tennis at the Lakes"), or stands after the surname of whoever is meant."""
    of_somebody = card.person and last.word in card.surname and not reading.tokens[last.place].possessive
    return of_somebody or "the" in _whole_name(card)[1:]


def _is_one_word(own: list[Hit]) -> bool:
    """Whether no more than one word of the firm stands there, by which none of its people is known."""
    return not own or (len(own) == 1 and own[0].length == 1)


def _is_whole(hit: Hit, run: list[Hit], reading: Reading) -> bool:
    """Whether words that were run together all belong to the name: "Bronzecrown" is no "Bronze Quill"."""
    if hit.length > 1:
        return True
    parts = [other.word for other in run if other.place == hit.place and other.how == "joined"]
    return sum(map(len, parts)) >= len(reading.words[hit.place])


def _as_written(card: Card, low: int, high: int, reading: Reading) -> tuple[int, int]:
    """From where to where a whole name goes that has a word twice: "Green & Green", "Snow's Snow Removal"."""
    name = [word for word in _whole_name(card) if word not in card.tail or word == "and"]
    if not name or name[0] not in card.firm:  # "The Bridge" is no more of a name for its article.
        return low, high
    for start in (high - len(name), low):
        end = start + len(name)
        if 0 <= start <= low and end >= high and reading.words[start:end] == name:
            return start, end
    return low, high


def _rest_of_it(firm: Sequence[str], found: set[str], end: int, reading: Reading) -> tuple[int, set[str]]:
    """Where a firm's name ends of which the rest is there otherwise, and the words that are, if any."""
    rest = rest_by_a_short_form(firm, found, end, reading)
    return (end + 1, rest) if rest else _rest_by_its_trade(firm, found, end, reading)


def _rest_by_its_trade(firm: Sequence[str], found: set[str], end: int, reading: Reading) -> tuple[int, set[str]]:
    """Where the rest of a firm's name ends, and its words, where each follows in its order, and in another form of the
    trade's word: "dozier heat and air" of Dozier Heating & Air. "Dozier plumber" is somebody of that name."""
    left, place, last, other = [each for each in firm if each not in found], end, end, False
    while left and 0 < place < len(reading.words) and reading.clause[place] == reading.clause[end - 1]:
        word = reading.words[place]
        if reading.tokens[place].before.strip() not in {"", "&", "-", "+"}:
            break
        if word == left[0] or (stem(word) == stem(left[0]) and is_a_role(word.removesuffix("s")) == word.endswith("s")):
            other = other or word != left[0]
            del left[0]
            last = place + 1
        elif word not in _AND:
            break
        place += 1
    return (last, {*firm} - found) if other and not left else (end, set())


def _as_begun(card: Card, low: int, high: int, reading: Reading) -> int:
    """To where the beginning of a name goes that has a word twice: "Green and Green" of Green & Green Law."""
    if {*reading.words[high:]}.isdisjoint(reading.words[low:high]):
        return high
    name = _whole_name(card)
    end = high
    while end - low < len(name) and reading.words[low : end + 1] == name[: end + 1 - low]:
        end += 1
    again = reading.words[end - 1] in reading.words[low:high]
    return end if end > high and again else high


def _whole_name(card: Card) -> list[str]:
    """The words of a firm's name as it is written, those that tell nothing too: "Merseyside Women in Business"."""
    return words_of(card.entry.organisation if card.person else card.entry.name)


def _with_tail(card: Card, end: int, reading: Reading) -> int:
    """Where the name ends when its "& Co" or "LLP" is there too."""
    place = end
    while place < len(reading.words) and place < end + 2 and reading.words[place] in card.tail:
        place += 1
    return place if place > end and reading.words[place - 1] != "and" else end


def _runs(
    own: list[Hit], reading: Reading, card: Card, directory: Directory | None = None, street: str = ""
) -> list[list[Hit]]:
    """Hits that stand together, with no more than two words between them that join or belong to the name; each word
    once. With a directory, words that place a town may stand before one, and before the ``street`` with which the name
    begins."""
    runs: list[list[Hit]] = []
    for hit in own:
        if runs and _joins(runs[-1][-1], hit, reading, card, directory, street):
            new = hit.word not in [other.word for other in runs[-1]]
            if new and (hit.how == "joined" or hit.place not in [other.place for other in runs[-1]]):
                runs[-1].append(hit)
            elif not new and hit.place > runs[-1][-1].place:
                runs.append([hit])  # "Grace at Grace Dental".
        else:
            runs.append([hit])
    return runs


def _parted(runs: list[list[Hit]], card: Card, reading: Reading) -> list[list[Hit]]:
    """The runs that begin with a first name, taken apart at "at": "Rita at the vet" is not Rita Veterinary."""
    if "at" not in reading.words or "at" in words_of(card.entry.organisation or card.entry.name):
        return runs
    parts: list[list[Hit]] = []
    for run in runs:
        parts.append(run[:1])
        named = reading.words[run[0].place] in words("first_names")
        for last, hit in pairwise(run):
            if named and "at" in reading.words[last.place + last.length : hit.place]:
                parts.append([])
            parts[-1].append(hit)
    return parts


def _joins(last: Hit, hit: Hit, reading: Reading, card: Card, directory: Directory | None, street: str) -> bool:
    end = last.place + last.length
    if hit.place < end:
        return hit.place >= last.place
    between = range(end, hit.place)
    if not between:
        return reading.sentence[last.place] == reading.sentence[hit.place]
    if len(between) > 2 or reading.sentence[last.place] != reading.sentence[hit.place]:
        return False
    placed = directory is not None and (hit.word == street or directory.is_city(hit.word))
    joining = _PLACED if placed else _JOINS
    if reading.words[hit.place - 1] == "the" and not _has_it(card, last, reading) and _is_of_a_role(hit, reading):
        return False  # "Tudor the letting agent" is somebody of that name, and not Tudor Lettings.
    apart = [reading.words[p] for p in between if reading.words[p] not in joining and len(reading.words[p]) > 1]
    return not apart or set(apart).issubset(_whole_name(card))
