"""Which medium an answer tells where no table finds one: "between two songs on 101.7", "stuck behind it all the way
down the A13".

Nobody can list the ways in which people tell a newspaper, a van or a sign, so the judgement is fitted: facts of the
answer as short texts are weighed twice, for whether any medium is told and for which one of a fixed list it then is.
The weights are plain numbers in ``data/told.toml`` and ``data/which_medium.json``, written by ``bench.fitting_media``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import exp

from attribution.channels.media_words import senses_of_media, speaks_of_media
from attribution.entries.directory import Directory
from attribution.evidence.judging import Weights, threshold
from attribution.names.senses import size, word_classes
from attribution.tables import fitted_numbers, table
from attribution.words.media import Medium, medium_called
from attribution.words.reading import Reading
from attribution.words.text import fold

_PREPOSITIONS = frozenset(
    {"on", "in", "by", "off", "from", "at", "under", "through", "thru", "behind", "outside", "over", "above", "via"}
    | {"with", "during", "between", "next", "past", "of", "out", "across", "into"}
)
_IDIOMS = tuple(table("mentions")["another_thing"]["said"]["idioms"])
"""What is said with the name of a paper in it and tells none ("the star of the show")."""
_BESIDE = 3
"""So many words before a word of media are looked at for a preposition and for whose it is."""
_DISTINCT = 8
"""So many senses of an answer are looked at in pairs."""
_LONGEST = 6
"""So many words at most are shown as those that tell the medium."""


@dataclass(frozen=True, slots=True)
class Told:
    """A medium that is told without its name, the words that say it, and how likely it is (0 to 1)."""

    start: int
    end: int
    medium: Medium
    chance: float


def told_in(
    reading: Reading, directory: Directory, named: bool, phrase: bool, without: Iterable[str] = ()
) -> Told | None:
    """The medium that is told, if one is likely enough; ``without`` are names of media that are only mentioned."""
    facts = facts_of_telling(reading, directory, named=named, phrase=phrase)
    if not facts or _told().probability(facts) < threshold("told medium"):
        return None  # Whichever medium it were, it would be no likelier.
    line = f" {' '.join(reading.words)} "
    if any(f" {idiom} " in line for idiom in _IDIOMS):
        return None
    name, chance = likeliest(facts, _told(), which_medium())
    medium = medium_called(fold(name))
    if medium is None or name in set(without) or chance < threshold("told medium"):
        return None
    start, end = _place(name, facts, reading)
    return Told(start, end, medium, chance)


@dataclass(frozen=True, slots=True)
class Choice:
    """The weights of a choice of one among several: what each fact adds to each of them."""

    bias: Mapping[str, float]
    of_fact: Mapping[str, Mapping[str, float]]

    def chances(self, facts: Iterable[str]) -> dict[str, float]:
        """How likely each is, together 1 (softmax)."""
        totals = dict(self.bias)
        for weights in filter(None, map(self.of_fact.get, facts)):
            for name, weight in weights.items():
                totals[name] += weight
        top = max(totals.values())
        shares = {name: exp(total - top) for name, total in totals.items()}
        whole = sum(shares.values())
        return {name: part / whole for name, part in shares.items()}


def likeliest(facts: Iterable[str], told: Weights, which: Choice) -> tuple[str, float]:
    """The medium of the list that is the likeliest where these facts were seen, and how likely it is told at all."""
    chances = which.chances(facts)
    name = max(chances, key=lambda each: (chances[each], each))
    return name, told.probability(facts) * chances[name]


@cache
def _told() -> Weights:
    return Weights.of("told")


@cache
def which_medium() -> Choice:
    """The weights for which medium of the list is told, where one is."""
    kept = fitted_numbers("which_medium")
    return Choice(kept["bias"], kept["weights"])


def facts_of_telling(reading: Reading, directory: Directory, *, named: bool, phrase: bool) -> dict[str, int]:
    """Everything that is seen of an answer that may tell a medium, each fact with the place of its word, -1 for the
    whole; nothing where no word speaks of media."""
    senses = senses_of_media(reading)
    if not speaks_of_media(senses):
        return {}
    facts: dict[str, int] = {}
    for fact, place in _facts(reading, directory, senses, named, phrase):
        facts.setdefault(fact, place)
    return facts


def _facts(
    reading: Reading, directory: Directory, senses: Sequence[str], named: bool, phrase: bool
) -> Iterator[tuple[str, int]]:
    total = len(senses)
    classes = [
        "(phrase)" if place in reading.taken and not senses[place] and phrase else word
        for place, word in enumerate(word_classes(reading, directory)[:total])
    ]
    yield f"words={size(len(reading.words))}", -1
    yield f"named={named}", -1
    yield f"phrase={phrase}", -1
    for place, word in enumerate(classes):
        yield f"word={word}", place
        if reading.full[place] != word and not word.startswith("(phrase"):
            yield f"word={reading.full[place]}", place
    for place, (before, after) in enumerate(pairwise(["(begin)", *classes, "(end)"])):
        yield f"pair={before} {after}", min(place, total - 1)
    for cue in reading.cues:
        if cue.start < total:
            yield f"cue={cue.role}", -1
    yield from _of_senses(reading, classes, senses)


def _of_senses(reading: Reading, classes: Sequence[str], senses: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The senses of words: alone, with what stands before them, and one after another."""
    telling = [place for place, sense in enumerate(senses) if sense]
    for place in telling:
        sense = senses[place]
        yield f"sense={sense}", place
        yield f"sense={sense}&words={size(len(reading.words))}", place
        for near in range(place - 1, max(-1, place - 1 - _BESIDE), -1):
            if reading.sentence[near] != reading.sentence[place]:
                break
            word = classes[near]
            if word in _PREPOSITIONS:
                yield f"{word} > {sense}", place
            if senses[near] in {"yours", "mine"} or word in {"a", "the", "one"}:
                yield f"{senses[near] or word} > {sense}", place
        if place == 0:
            yield f"first={sense}", place
    for one, other in pairwise(telling):
        if reading.sentence[one] == reading.sentence[other]:
            yield f"then={senses[one]} {senses[other]}", other
    distinct = sorted({senses[place]: place for place in reversed(telling)}.items())[:_DISTINCT]
    for k, (sense, place) in enumerate(distinct):
        for later, _ in distinct[k + 1 :]:
            yield f"both={sense} {later}", place


def _place(name: str, facts: Mapping[str, int], reading: Reading) -> tuple[int, int]:
    """The words that speak most for a medium: the weightiest one, and its neighbours that speak for it too."""
    which, told = which_medium().of_fact, _told().of_fact
    share = dict.fromkeys(range(len(reading.words)), 0.0)
    for fact, place in facts.items():
        if place >= 0:
            share[place] += which.get(fact, {}).get(name, 0.0) + told.get(fact, 0.0)
    start = max(share, key=lambda place: (share[place], -place))
    end = start + 1
    while end < len(reading.words) and end - start < _LONGEST and share[end] > 0.1:
        if reading.sentence[end] != reading.sentence[start]:
            break
        end += 1
    while start and end - start < _LONGEST and share[start - 1] > 0.1:
        if reading.sentence[start - 1] != reading.sentence[start]:
            break
        start -= 1
    return start, end
