"""Weights of what is possible, and curves of what a value may be: the arithmetic under the estimates."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp, sqrt
from typing import TypeVar

_Point = TypeVar("_Point")
_NEGLIGIBLE = 0.002
_WIDTH = 6.0
_CLOSE = 0.002
_TOO_LITTLE = 1e-5


@dataclass(frozen=True, slots=True)
class Curve:
    """How a quantity is spread: equally spaced nodes, and how much weight each has; together 1."""

    nodes: Sequence[float]
    weights: Sequence[float]


def weighed(points: Sequence[tuple[float, _Point]]) -> list[tuple[float, _Point]]:
    """Points with the logarithm of their weight, as weights that add up to 1; what hardly weighs is left out."""
    best = max(weight for weight, _ in points)
    some = [(exp(weight - best), point) for weight, point in points]
    whole = sum(weight for weight, _ in some)
    kept = [(weight, point) for weight, point in some if weight >= _NEGLIGIBLE * whole]
    whole = sum(weight for weight, _ in kept)
    return [(weight / whole, point) for weight, point in kept]


def curve(parts: Iterable[tuple[float, float, float]], density: Callable[[float], float], nodes: int) -> Curve:
    """The curve of a density whose ``parts`` have these weights, means and variances."""
    some = list(parts)
    mean = sum(weight * at for weight, at, _ in some)
    spread = sqrt(sum(weight * (variance + (at - mean) ** 2) for weight, at, variance in some))
    step = 2 * _WIDTH * spread / (nodes - 1)
    places = [mean - _WIDTH * spread + step * place for place in range(nodes)]
    weights = [density(place) for place in places]
    whole = sum(weights)
    return Curve(places, [weight / whole for weight in weights])


def quantile_of_sum(one: Curve, other: Curve, part: float) -> float:
    """The value below which the sum of two independent quantities stays with this probability.

    The nodes of ``other`` are equally spaced; the weight of each is spread evenly around it.
    """
    step = other.nodes[1] - other.nodes[0]
    start, last = other.nodes[0] - step / 2, len(other.nodes)
    below = [*accumulate(other.weights, initial=0.0), 1.0]
    some = [(node, weight) for node, weight in zip(one.nodes, one.weights, strict=True) if weight > _TOO_LITTLE]

    def until(value: float) -> float:
        found = 0.0
        for node, weight in some:
            place = (value - node - start) / step
            if place >= last:
                found += weight
            elif place > 0:
                whole = int(place)
                found += weight * (below[whole] + (place - whole) * (below[whole + 1] - below[whole]))
        return found

    low, high = min(one.nodes) + start, max(one.nodes) + start + step * last
    while high - low > _CLOSE:
        middle = (low + high) / 2
        low, high = (middle, high) if until(middle) < part else (low, middle)
    return (low + high) / 2
