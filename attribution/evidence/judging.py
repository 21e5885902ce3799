"""How likely something is, by the facts that were seen of it: a sum of weights, made a probability.

The weights are those of a logistic regression, fitted on labelled answers by ``bench.fitting`` and kept as plain
numbers in a data file; a fact that has none says nothing. The sum is scaled so that it can be believed: of what is
judged 0.9, nine in ten are so (Platt 1999).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import exp

from attribution.tables import table

_FARTHEST = 30.0


@cache
def threshold(of: str) -> float:
    """The probability from which something happens by itself, by its name in ``data/weights.toml``."""
    return float(table("weights")["threshold"][of])


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of one judgement: what each fact adds to the bias, in natural logarithms of the odds."""

    bias: float
    of_fact: dict[str, float]

    @classmethod
    def of(cls, name: str) -> "Weights":
        """The weights of the data file ``<name>.toml``."""
        kept = table(name)
        # Thousands of facts share some hundred weights: each number is kept once, so that it is at hand.
        once: dict[float, float] = {}
        weights = {fact: once.setdefault(weight, weight) for fact, weight in kept["weights"].items()}
        return cls(float(kept["bias"]), weights)

    def probability(self, facts: Iterable[str]) -> float:
        """How likely it is where these facts were seen, between 0 and 1."""
        total = sum(filter(None, map(self.of_fact.get, facts)), self.bias)
        return 1.0 / (1.0 + exp(-max(-_FARTHEST, min(_FARTHEST, total))))
