"""The network of ``attribution.evidence.sentence`` as arrays: what it says of many names at once, and how it is fitted.

Its gradients are worked out by hand (``tests/bench/test_network.py`` holds them against differences); it is fitted by
Adam (Kingma and Ba 2015), with parts of it left out at random, so that it leans on none alone (dropout).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

import numpy
from scipy import sparse

from attribution.evidence.sentence import FAR, STRETCHES, WIDTH

NOTHING, SELDOM_SEEN = 0, 1
"""The rows of a place without a word, and of a word that is not known."""
PLACES = 2 * FAR + 1
POOLS = len(STRETCHES)
"""The stretches, and all of them together."""
_HALF = WIDTH // 2
Array = Any


class Names(NamedTuple):
    """Some names: the word at each place around them, what the facts say of them, and the sort of their answers."""

    words: Array
    logits: Array
    sorts: Array

    def at(self, chosen: Array) -> "Names":
        """Some of them."""
        return Names(self.words[chosen], self.logits[chosen], self.sorts[chosen])


@dataclass(frozen=True, slots=True)
class Dropped:
    """What is left out while fitting: words (they become unknown ones), numbers of their vectors, and best fits."""

    random: numpy.random.Generator
    words: float = 0.06
    vectors: float = 0.15
    fits: float = 0.2

    def keep(self, shape: tuple[int, ...], share: float) -> Array:
        """Noughts where something is left out, and elsewhere what makes up for it."""
        return (self.random.random(shape, "f4") >= share).astype("f4") / (1.0 - share)


@dataclass(slots=True)
class Net:
    """The numbers that are fitted, by name, and the moments that Adam keeps of each."""

    numbers: dict[str, Array]
    _moments: dict[str, tuple[Array, Array]] = field(default_factory=dict)
    _steps: int = 0

    @classmethod
    def new(cls, words: int, sorts: int, size: int, channels: int, random: numpy.random.Generator) -> "Net":
        """A network that knows nothing yet, of so many words and sorts of answers."""
        bound = 1.0 / (WIDTH * size) ** 0.5
        vectors = 0.5 * random.standard_normal((words, size))
        vectors[NOTHING] = 0.0
        numbers = {
            "vectors": vectors,
            "patterns": random.uniform(-bound, bound, (WIDTH * size, channels)),
            "base": random.uniform(-bound, bound, channels),
            "weights": 0.01 * random.standard_normal(POOLS * channels),
            "slope": numpy.ones(1),
            "bias": numpy.zeros(1),
            "slopes": numpy.zeros(sorts),
            "biases": numpy.zeros(sorts),
        }
        return cls({name: value.astype("f4") for name, value in numbers.items()})

    def logits(self, names: Names) -> Array:
        """What it says of each name."""
        return self._forward(names, None)[0]

    def gradients(self, names: Names, slopes: Callable[[Array], Array], dropped: Dropped | None) -> dict[str, Array]:
        """How the loss changes with every number; ``slopes`` tells how it changes with what is said of each name."""
        said, seen = self._forward(names, dropped)
        return self._backward(names, seen, slopes(said))

    def _forward(self, names: Names, dropped: Dropped | None) -> tuple[Array, dict[str, Array]]:
        own, words = self.numbers, names.words
        count, size = len(words), own["vectors"].shape[1]
        if dropped is not None:
            lost = (dropped.random.random(words.shape, "f4") < dropped.words) & (words != NOTHING)
            words = numpy.where(lost, SELDOM_SEEN, words)
        seen: dict[str, Array] = {"words": words}
        vectors = own["vectors"][words]
        if dropped is not None:
            seen["kept vectors"] = dropped.keep(vectors.shape, dropped.vectors)
            vectors *= seen["kept vectors"]
        padded = numpy.pad(vectors, ((0, 0), (_HALF, _HALF), (0, 0)))
        runs = numpy.lib.stride_tricks.sliding_window_view(padded, WIDTH, axis=1).transpose(0, 1, 3, 2)
        runs = seen["runs"] = runs.reshape(count * PLACES, WIDTH * size)
        fits = (runs @ own["patterns"] + own["base"]).reshape(count, PLACES, -1)
        fits = numpy.maximum(fits, 0) * (words != NOTHING)[:, :, None]
        where = numpy.stack([low + fits[:, low:high].argmax(1) for low, high in pairwise(STRETCHES)], 1)
        best = numpy.take_along_axis(fits, where, 1)
        first = best.argmax(1)[:, None]
        seen["where"] = numpy.concatenate([where, numpy.take_along_axis(where, first, 1)], 1)
        seen["best"] = numpy.concatenate([best, numpy.take_along_axis(best, first, 1)], 1)
        weighed = seen["best"].reshape(count, -1)
        if dropped is not None:
            seen["kept fits"] = dropped.keep(weighed.shape, dropped.fits)
            weighed = weighed * seen["kept fits"]
        seen["weighed"] = weighed
        slopes, biases = own["slope"] + own["slopes"][names.sorts], own["bias"] + own["biases"][names.sorts]
        return weighed @ own["weights"] + slopes * names.logits + biases, seen

    def _backward(self, names: Names, seen: dict[str, Array], said: Array) -> dict[str, Array]:
        own, count = self.numbers, len(said)
        sorts = len(own["slopes"])
        found = {
            "weights": seen["weighed"].T @ said,
            "slope": (said * names.logits).sum(keepdims=True),
            "bias": said.sum(keepdims=True),
            "slopes": numpy.bincount(names.sorts, said * names.logits, sorts).astype("f4"),
            "biases": numpy.bincount(names.sorts, said, sorts).astype("f4"),
        }
        best = said[:, None] * own["weights"]
        if "kept fits" in seen:
            best = best * seen["kept fits"]
        best = best.reshape(seen["best"].shape) * (seen["best"] > 0)
        channels = best.shape[2]
        fits = numpy.zeros((count, PLACES, channels), best.dtype)
        row, channel = numpy.arange(count)[:, None], numpy.arange(channels)[None]
        for pool in range(POOLS):
            fits[row, seen["where"][:, pool], channel] += best[:, pool]
        flat = fits.reshape(-1, channels)
        found["patterns"], found["base"] = seen["runs"].T @ flat, flat.sum(0)
        runs = (flat @ own["patterns"].T).reshape(count, PLACES, WIDTH, -1)
        padded = numpy.zeros((count, PLACES + 2 * _HALF, runs.shape[3]), runs.dtype)
        for k in range(WIDTH):
            padded[:, k : k + PLACES] += runs[:, :, k]
        vectors = padded[:, _HALF : _HALF + PLACES]
        if "kept vectors" in seen:
            vectors = vectors * seen["kept vectors"]
        found["vectors"] = _sums(seen["words"].ravel(), vectors.reshape(count * PLACES, -1), len(own["vectors"]))
        return found

    def step(self, gradients: dict[str, Array], rate: dict[str, float], decay: float) -> None:
        """Go one step of Adam against the gradients, and let all numbers decay a little."""
        self._steps += 1
        for name, gradient in gradients.items():
            number = self.numbers[name]
            first, second = self._moments.setdefault(name, (numpy.zeros_like(number), numpy.zeros_like(number)))
            first += 0.1 * (gradient - first)
            second += 0.001 * (gradient * gradient - second)
            far = (first / (1.0 - 0.9**self._steps)) / (numpy.sqrt(second / (1.0 - 0.999**self._steps)) + 1e-8)
            number -= rate[name] * (far + decay * number)


def _sums(rows: Array, values: Array, count: int) -> Array:
    """The sum of the values of each row; those of ``NOTHING`` are nothing."""
    kept = numpy.flatnonzero(rows != NOTHING)
    chosen = sparse.csr_matrix((numpy.ones(len(kept), values.dtype), (rows[kept], kept)), (count, len(rows)))
    return chosen @ values
