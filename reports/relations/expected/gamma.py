"""The first two derivatives of the logarithm of the gamma function, which the standard library does not have."""

from math import log, sqrt

_FROM = 6.0


def digamma(x: float) -> float:
    """The mean of the logarithm of a gamma variable of shape ``x`` and scale 1; ``x`` is above 0.

    Abramowitz and Stegun, Handbook of Mathematical Functions, 6.3.5 and 6.3.18; right to about nine digits.
    """
    below = 0.0
    while x < _FROM:
        below -= 1 / x
        x += 1
    part = 1 / (x * x)
    return below + log(x) - 0.5 / x - part * (1 / 12 - part * (1 / 120 - part * (1 / 252 - part / 240)))


def trigamma(x: float) -> float:
    """The variance of that logarithm (6.4.6 and 6.4.12 of the same)."""
    below = 0.0
    while x < _FROM:
        below += 1 / (x * x)
        x += 1
    part = 1 / (x * x)
    return below + 1 / x + part / 2 + part / x * (1 / 6 - part * (1 / 30 - part * (1 / 42 - part / 30)))


def of_trigamma(value: float) -> float:
    """The shape whose ``trigamma`` is this value, which is above 0."""
    # Newton's steps for one over it, which is nearly a straight line of the shape, from either of its two ends.
    shape = 1 / value + 0.5 if value < 2 else 1 / sqrt(value)
    for _ in range(8):
        found = trigamma(shape)
        slope = (trigamma(shape * 1.0001) - found) / (shape * 0.0001)
        step = found * (1 - found / value) / slope
        shape = max(shape + step, shape / 4)
        if abs(step) < 1e-6 * shape:
            break
    return shape
