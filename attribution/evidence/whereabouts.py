"""What an answer says a person does and where, beside what the directory says of the entry.

"Sarah Kim, she's a cashier at Trader Joe's" is hardly Sarah Kim the surgeon, although nobody else is called so.
"""

from collections.abc import Iterator

from attribution.entries.directory import Directory
from attribution.evidence.scene import Scene
from attribution.evidence.wording import NEAR
from attribution.names.match import Match
from attribution.names.roles import is_a_role
from attribution.tables import words
from attribution.words.reading import Reading, is_a_word, is_ordinary, stop_words
from attribution.words.trades import generic_firm_words, stem, titles

_PLACING = frozenset({"at", "from", "with", "of", "for", "in", "behind", "by", "de", "bei", "chez"})
_LEADING = frozenset(
    {
        "who",
        "that",
        "she",
        "he",
        "shes",
        "hes",
        "works",
        "work",
        "working",
        "worked",
        "over",
        "down",
        "up",
        "out",
        "back",
    }
)
_YOURS = frozenset({"you", "your", "yours", "u", "ur", "yr", "need", "needed", "for", "find", "looking", "good"})
_DOING = frozenset({"work", "learn"})
"""Senses of words that say what somebody does."""
_POINTING = ("points", "strong_points", "weak_points")
_BESIDE = frozenset({"the", "a", "an", "my", "our", "that", "this", "at", "up", "over", "their", "his", "her", "your"})


def facts_of_whereabouts(match: Match, scene: Scene) -> Iterator[str]:
    """Where the words put a person, what they say the person does, and what stands beside a name and is none of it."""
    card = match.card
    if card.person:
        where = placed(match, scene.reading, scene.directory)
        if where:
            yield f"placed={where}"
            yield f"placed={where}&{'firm' if card.firm else 'no firm'}"
            yield f"placed={where}&{match.rule}"
        own = "own too" if match.support.trades is not None or match.support.firm_share >= 0.3 else "alone"
        yield from _trades_said(match, scene.reading, own)
        yield from _placed_later(match, scene, own)
        last = min(scene.reading.bounds(match.start)[1], match.end + 6)
        if own == "alone" and not _DOING.isdisjoint(scene.senses[match.end : last]):
            has = "has trade" if card.trades else "no trade"
            yield f"does something else&{has}"
            yield f"does something else&{has}&{match.rule}"
    for side, place in (("before", match.start - 1), ("after", match.end)):
        beside = _beside(side, place, match, scene.reading)
        if beside:
            yield f"beside={side}&{beside}"
            yield f"beside={side}&{beside}&{match.rule}"


def placed(match: Match, reading: Reading, directory: Directory) -> str:
    """Where the words right after a person's name put them: "" if nowhere, else how that agrees with the directory.

    ``own`` is the entry's firm, town or trade, ``firm`` words of another firm's sort, ``name`` words that look like a
    name, ``town`` another town, ``trade`` another trade, ``place`` ordinary words ("from church").
    """
    last = reading.bounds(match.start)[1]
    for place in range(match.end, min(match.end + 5, last)):
        word = reading.words[place]
        if word in _PLACING:
            said = _placed_at(place + 1, last, reading)
            return _agrees(said, match, reading, directory) if said else ""
        if word not in _LEADING or place in match.explained or _points(place, reading):
            return ""
    return ""


def _points(place: int, reading: Reading) -> bool:
    """Whether words that say that somebody pointed here begin at a place."""
    return any(cue.start == place for cue in reading.of(*_POINTING))


def _placed_at(start: int, last: int, reading: Reading) -> list[int]:
    """The places of the words that say where, from ``start`` on."""
    said: list[int] = []
    for place in range(start, min(start + 6, last)):
        if reading.words[place] in _BESIDE and not said:
            continue
        if reading.words[place] in stop_words() or (said and reading.clause[place] != reading.clause[said[-1]]):
            break
        if said and _points(place, reading):
            break
        said.append(place)
    return said


def _agrees(said: list[int], match: Match, reading: Reading, directory: Directory) -> str:  # noqa: PLR0911 - one ground after another reads best as a ladder
    card = match.card
    own = {*card.firm, *card.city, *card.occupation}
    typed = {w for p in said for w in (reading.words[p], reading.full[p])}
    spoken = [trades for low, high, trades in reading.trades if set(range(low, high)) & set(said)]
    foreign = any(reading.words[p] in generic_firm_words() and reading.words[p] not in own for p in said[1:])
    first = said[0]
    if match.explained & set(said) or own & typed or stem(reading.words[first]) in card.stems:
        return "own and more" if foreign else "own"
    named = not is_a_word(reading.words[first]) or reading.capital_inside(first)
    if named and card.firm and not directory.is_city(reading.words[first]):
        return "name"
    if any(trades & card.trades for trades in spoken) or any(stem(reading.words[p]) in card.stems for p in said):
        return "own"
    if foreign:
        return "firm"
    if directory.is_city(reading.words[said[0]]):
        return "town"
    if any(not is_a_word(reading.words[p]) or reading.capital_inside(p) for p in said[:3]):
        return "name"
    return "trade" if spoken else "place"


def _trades_said(match: Match, reading: Reading, own: str) -> Iterator[str]:
    """Trades that are spoken of near the person and are not the entry's."""
    has = "has trade" if match.card.trades else "no trade"
    for low, high, trades in reading.trades:
        near = 0 <= match.start - high <= 4 or 0 <= low - match.end <= 9
        if not near or reading.sentence[low] != reading.sentence[match.start] or trades & match.card.trades:
            continue
        if set(range(low, high)) & match.explained or _YOURS & set(reading.words[max(0, low - 3) : low]):
            continue
        side = "before" if high <= match.start else "after"
        role = "role" if is_a_role(reading.words[high - 1]) else "word"
        yield f"other trade={side}&{has}&{own}"
        yield f"other trade={side}&{role}&{has}&{own}"


def _placed_later(match: Match, scene: Scene, own: str) -> Iterator[str]:
    """Where the first placing word of the sentence after the name puts the person."""
    reading = scene.reading
    last = min(reading.bounds(match.start)[1], match.end + NEAR)
    pointing = [cue.start for cue in reading.of(*_POINTING)]
    for place in range(match.end, last):
        if place in pointing:
            return
        if reading.words[place] in _PLACING and match.end < place < last - 1:
            said = _placed_at(place + 1, last, reading)
            if said:
                agrees = _agrees(said, match, reading, scene.directory)
                yield f"later placed={agrees}&{own}"
                yield f"later placed={agrees}&{'firm' if match.card.firm else 'no firm'}&{own}"
                return


def _beside(side: str, place: int, match: Match, reading: Reading) -> str:  # noqa: PLR0911 - one ground after another reads best as a ladder
    """What sort of word stands next to the name, without a mark between, and belongs to no part of the entry."""
    card = match.card
    if not 0 <= place < len(reading.words) or reading.clause[place] != reading.clause[match.start]:
        return ""
    if reading.tokens[match.start if side == "before" else match.end].before.strip():
        return ""
    word = reading.words[place]
    if place in match.explained or word in stop_words() or word in titles():
        return ""
    if word in (*card.firm, *card.city, *card.occupation, *card.given, *card.surname):
        return ""
    if any(word in phrase for phrase in card.phrases) or any(cue.start <= place < cue.end for cue in reading.cues):
        return ""
    of_trade = [trades for low, high, trades in reading.trades if low <= place < high]
    if of_trade and any(trades & card.trades for trades in of_trade):
        return "own trade"
    if word in generic_firm_words():
        return "firm word"
    if of_trade:
        return "other trade"
    if word in words("first_names") and not is_ordinary(word):
        return "given"
    if not is_a_word(word):
        return "surname" if word in words("surnames") else "unknown"
    return "capital" if reading.capital_inside(place) else "word"
