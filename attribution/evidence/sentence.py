"""How likely it is that a name brought the client, judged by the run of words in which it stands.

The facts of ``attribution.evidence.facts`` know words by themselves and by their side of the name; here a small
network sees them in their order (Kim 2014, "Convolutional Neural Networks for Sentence Classification"). Every word
has a vector. Five neighbours together are held against some dozens of patterns; of each pattern counts how well it
fits at best, in each of nine stretches before and after the name and in all of them; and how well the patterns fit is
weighed together with what the facts say. Vectors, patterns and weights are fitted by ``bench.fitting_sentences`` and
kept as whole numbers in ``data/sentence.json``.

All sums are of whole numbers, so that they come out the same on every machine. What a word adds to the patterns is kept
in one long integer, a slot of 32 bits each: adding two such integers adds all slots, and a few operations more find the
larger of each.
"""

from array import array
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from math import exp, log
from operator import mul
from struct import Struct
from typing import Any

from attribution.evidence.scene import Scene
from attribution.names.match import is_sure
from attribution.names.senses import senses_in
from attribution.tables import fitted_numbers
from attribution.who.named import Named
from attribution.words.reading import Reading

BEGIN, END, RARE, SENSE = "(begin)", "(end)", "(rare)", "sense "
NAME, PERSON, BUSINESS, MEDIUM = "(name)", "(person)", "(business)", "(medium)"
MARKS = (BEGIN, END, RARE, NAME, PERSON, BUSINESS, MEDIUM)
FAR = 24
"""So many words and marks on each side of the name are looked at."""
STRETCHES = (0, 10, 18, 22, 24, 25, 27, 31, 39, 49)
"""Where the stretches begin and end, in places from ``FAR`` before the name on; the name itself is one."""
WIDTH = 5
"""So many neighbours are held against a pattern."""
ZERO = 1 << 30
"""What a slot holds for nothing, so that it stays above 0 whatever is taken off."""
_SLOT = 32
_FARTHEST = 30.0
_NOTHING = (0,) * WIDTH
Around = tuple[str, ...]


class Line:
    """An answer as one line of marks: a word by its class, other names and media by their sort, and where it pauses."""

    def __init__(self, scene: Scene) -> None:
        self._marks: list[str] = []
        self._places: dict[int, int] = {}
        if not scene.bare:
            self._write(scene)

    def around(self, named: Named) -> Around:
        """The marks before and after a name, with ``NAME`` in its place; none where it is not judged by its words: if
        the answer is nothing but its sources, if others fit as well, or if it is sure anyway."""
        at = self._places.get(named.best.start)
        if at is None or named.rivals or is_sure(named.best):
            return ()
        return (*self._marks[max(0, at - FAR) : at], NAME, *self._marks[at + 1 : at + 1 + FAR])

    def _write(self, scene: Scene) -> None:
        reading, marks, classes = scene.reading, self._marks, scene.classes
        spans = {m.start: (m.end, MEDIUM) for m in scene.media}
        spans |= {n.best.start: (n.best.end, PERSON if n.best.card.person else BUSINESS) for n in scene.named}
        marks.append(BEGIN)
        place, total = 0, len(classes)
        while place < total:
            before = reading.tokens[place].before
            if place and before != " ":
                marks.extend(_pause(place, before, reading))
            span = spans.get(place)
            if span is None:
                marks.append(classes[place])
                place += 1
            else:
                self._places[place] = len(marks)
                marks.append(span[1])
                place = span[0]
        after = reading.answer[reading.tokens[-1].end :].strip()
        if after:
            marks.append(after[0] if after[0] in "?!" else ".")
        marks.append(END)


def _pause(place: int, before: str, reading: Reading) -> Iterable[str]:
    """The mark of the end of a sentence or a clause before a word, if it is one."""
    if reading.sentence[place] != reading.sentence[place - 1]:
        return "?" if "?" in before else "!" if "!" in before else "."
    return "," if reading.clause[place] != reading.clause[place - 1] and before.strip() else ()


class Network:
    """The vectors, patterns and weights of the judgement, and what has been worked out of each word so far."""

    def __init__(self, kept: Mapping[str, Any]) -> None:
        self._words = {word: array("h", vector) for word, vector in kept["words"].items()}
        self._fitting: dict[str, tuple[int, ...]] = {}
        size, channels = len(kept["words"][NAME]), len(kept["base"])
        rows = [_packed(row) for row in kept["patterns"]]
        self._patterns = [rows[k * size : (k + 1) * size] for k in range(WIDTH)]
        self._zero = _packed([ZERO] * channels)
        self._base = _packed(kept["base"]) + self._zero
        self._above = _packed([1] * channels) << (_SLOT - 1)
        self._slots = Struct(f"<{channels}I")
        self._weights = kept["weights"]
        self.unit, self._slope, self._bias = float(kept["unit"]), float(kept["slope"]), float(kept["bias"])

    def probability(self, logit: float, around: Around) -> float:
        """How likely it is, between 0 and 1, where the facts say ``logit`` and these words stand around the name."""
        total = self._slope * logit + self.said(around) / self.unit + self._bias
        return 1.0 / (1.0 + exp(-max(-_FARTHEST, min(_FARTHEST, total))))

    def said(self, around: Around) -> int:
        """What the words alone say, in units of which ``unit`` make one."""
        rows = [_NOTHING, _NOTHING, *map(self._of_word, around), _NOTHING, _NOTHING]
        fits = [
            a[0] + b[1] + c[2] + d[3] + e[4] for a, b, c, d, e in zip(*(rows[k:] for k in range(WIDTH)), strict=False)
        ]
        first = FAR - around.index(NAME)
        zero, above = self._zero, self._above
        anywhere, total = zero, 0
        for (low, high), weights in zip(pairwise(STRETCHES), self._weights, strict=False):
            best = zero
            for fit in fits[max(0, low - first) : max(0, high - first)]:
                over = (best | above) - fit
                kept = over & above
                best = fit + (over & (kept - (kept >> (_SLOT - 1))))
            if best != zero:
                total += self._weighed(best, weights)
                over = (anywhere | above) - best
                kept = over & above
                anywhere = best + (over & (kept - (kept >> (_SLOT - 1))))
        return total + self._weighed(anywhere, self._weights[-1])

    def _weighed(self, best: int, weights: Sequence[int]) -> int:
        slots = self._slots.unpack((best - self._zero).to_bytes(self._slots.size, "little"))
        return sum(map(mul, slots, weights))

    def _of_word(self, word: str) -> tuple[int, ...]:
        """What a word adds to the patterns at each of the five places; there are no more of them than words known."""
        found = self._fitting.get(word)
        if found is None:
            known = known_as(word, self._words)
            if known != word:
                return self._of_word(known)
            vector = self._words[word]
            places = [sum(map(mul, vector, rows)) for rows in self._patterns]
            places[WIDTH // 2] += self._base
            found = self._fitting[word] = tuple(places)
        return found


def known_as(word: str, known: Container[str]) -> str:
    """The word if it is known, else its sense if that is, else ``RARE``."""
    if word in known:
        return word
    sense = SENSE + senses_in("senses").get(word, "")
    return sense if sense in known else RARE


def _packed(numbers: Iterable[int]) -> int:
    """Numbers in one integer, a slot each; what is below 0 borrows from the next slot until something is added."""
    return sum(number << (_SLOT * k) for k, number in enumerate(numbers))


def by_both(chance: float, around: Around) -> float:
    """The probability by the facts and the words together, between 0 and 1; ``chance`` is that by the facts alone."""
    return _network().probability(log(chance / (1.0 - chance)), around)


@cache
def _network() -> Network:
    return Network(fitted_numbers("sentence"))
