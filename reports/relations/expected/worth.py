"""What a paying client of a partner is worth on average: Gamma-Gamma, leaning towards all partners of the firm.

What clients of one partner bring is spread around the partner's own average with a firm-wide relative spread, and the
averages of the partners are spread as an inverse Gamma distribution (Fader and Hardie, "The Gamma-Gamma Model of
Monetary Value", 2013). Their model takes for granted that who buys more often does not buy for more. Partners whose
clients pay more often do often bring better ones, so here the averages may rise with the probability of paying. The
relative spread is taken from squared deviations, so that values which are more skewed than a Gamma are not taken for
more telling than they are. What is not known of these numbers is weighed: it widens the interval.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, lgamma, log, sqrt
from typing import NamedTuple

from reports.relations.expected.gamma import digamma, trigamma
from reports.relations.expected.weighing import Curve, curve, weighed

_SHAPES = (1.7, 2.2, 2.9, 4.0, 6.0, 10.0, 22.0, 100.0)
"""From partners who differ very much to partners who hardly differ."""
_PLACES = (-2.4, -1.2, 0.0, 1.2, 2.4)
_NODES = 41
_USUAL_SPREAD = 1.0
_USUAL_WEIGHT = 5.0
"""Values of which nothing is known have this squared relative spread; it weighs as much as so many clients."""
_BETWEEN = 0.25
"""The variance of the logarithms of the partners' averages, for the weights of the line through them only."""
_STEEPEST = 2.0
"""The standard deviation of how much that line may rise, of which nothing is known beforehand."""


def _widths() -> list[float]:
    """How much of the range of standard deviations each shape stands for."""
    deviations = [sqrt(trigamma(shape)) for shape in _SHAPES]
    edges = [2 * deviations[0] - deviations[1], *deviations, 0.0]
    return [(edges[place] - edges[place + 2]) / 2 for place in range(len(_SHAPES))]


_WIDTHS = _widths()


class Seen(NamedTuple):
    """What was seen of a partner: at which rate their clients pay, what those brought who have paid everything, and how
    many whole clients have brought how much in all, those who have paid a part counted by that part.
    """

    rate: float
    values: Sequence[float]
    clients: float
    total: float


@dataclass(frozen=True, slots=True)
class Possible:
    """One way in which all partners' averages may be spread: inverse Gamma of ``shape`` and ``scale``.

    ``telling`` is how much one client says of an average: one over the squared relative spread of values. ``rising`` is
    by how much the logarithm of an average rises with the probability that a client pays.
    """

    weight: float
    shape: float
    scale: float
    telling: float
    rising: float


@dataclass(frozen=True, slots=True)
class Worths:
    """What is known of all partners' averages. ``usual`` is the rate from which on averages rise."""

    possible: Sequence[Possible]
    usual: float

    def given(self, rate: float, clients: float, total: float) -> list[tuple[float, float, float]]:
        """What is known of a partner's average if their clients pay at this rate: ``(weight, shape, scale)``.

        So many paying clients brought ``total``; the weight says how well that fits the rate.
        """
        found = []
        for each in self.possible:
            more, brought = each.telling * clients, each.telling * total
            rise = each.rising * (rate - self.usual)
            before = each.scale * exp(rise)
            # How well the same fits without the rise is in the weights already.
            fits = each.shape * rise - (each.shape + more) * log((before + brought) / (each.scale + brought))
            found.append((each.weight * exp(fits), each.shape + more, before + brought))
        return found


def log_average(shape: float) -> Curve:
    """The logarithm of an inverse Gamma quantity of scale 1."""
    front = lgamma(shape)
    return curve(
        [(1.0, -digamma(shape), trigamma(shape))],
        lambda x: exp(max(-shape * x - exp(min(-x, 700)) - front, -700)),
        _NODES,
    )


def worths(partners: Sequence[Seen], usual: float) -> Worths:
    """What the values of the partners' paying clients say of all partners.

    Values are above 0, and there is at least one. ``usual`` is the rate of a partner of whom nothing is known.
    """
    partners = [each for each in partners if each.clients > 0 and each.total > 0]
    spread, doubt = squared_spread([each.values for each in partners if each.values])
    rising, error = _rising(partners, 1 / spread)
    # The two numbers are in doubt themselves: five points and weights have the mean and the variance of that doubt.
    far = sqrt(3)
    points = [(1 / 3, spread, rising)]
    points += [(1 / 6, spread * exp(side * far * doubt), rising) for side in (-1, 1)]
    points += [(1 / 6, spread, rising + side * far * error) for side in (-1, 1)]
    found = [
        Possible(part * weight, shape, scale, 1 / apart, rise)
        for part, apart, rise in points
        for weight, (shape, scale) in _spread(partners, usual, 1 / apart, rise)
    ]
    return Worths(found, usual)


def _spread(
    partners: Sequence[Seen], usual: float, telling: float, rising: float
) -> list[tuple[float, tuple[float, float]]]:
    """Shapes and scales with how well each explains what was seen, of all on a grid."""
    totals = []
    for each in partners:
        totals.append((telling * each.clients, telling * each.total * exp(-rising * (each.rate - usual))))
    points = []
    for shape, width in zip(_SHAPES, _WIDTHS, strict=True):
        spread = trigamma(shape)
        # A partner says of the mean of all what its own average does not leave to chance.
        says = [1 / (spread + 1 / more) for more, _ in totals]
        step = 1 / sqrt(sum(says))
        middle = sum(part * total / more for part, (more, total) in zip(says, totals, strict=True)) / sum(says)
        front = sum(lgamma(shape + more) for more, _ in totals) - len(totals) * lgamma(shape)
        for place in _PLACES:
            scale = middle * exp(place * step) * (shape - 1)
            given = sum((shape + more) * log(scale + total) for more, total in totals)
            fit = front + len(totals) * shape * log(scale) - given
            # Every standard deviation of the partners' averages is as likely beforehand, and every size of money.
            points.append((fit + log(step * width), (shape, scale)))
    return weighed(points)


def squared_spread(partners: Sequence[Sequence[float]]) -> tuple[float, float]:
    """The variance of values around their partner's average, by the square of that average.

    The second number is the standard error of the logarithm of it (by the infinitesimal jackknife).
    """
    every = [value for values in partners for value in values]
    scale = sum(every) / len(every)
    shown = [(_USUAL_WEIGHT * _USUAL_SPREAD, _USUAL_WEIGHT)]
    for values in partners:
        count = len(values)
        if count > 1:
            mean = sum(values) / count / scale
            around = sum((value / scale - mean) ** 2 for value in values)
            shown.append((around, (count - 1) * mean * mean - around / count))
    squares = max(sum(square for _, square in shown), _USUAL_WEIGHT)
    found = min(max(sum(around for around, _ in shown) / squares, 0.05), 10.0)
    error = sqrt(sum((around - found * square) ** 2 for around, square in shown)) / squares
    return found, min(max(error / found, 0.1), 0.5)


def _rising(partners: Sequence[Seen], telling: float) -> tuple[float, float]:
    """How much more clients are worth where more of them pay: a line through the logarithms of the averages.

    It leans towards no rise at all, as a line of a normal distribution around 0 does (ridge regression).
    """
    points = []
    for each in partners:
        more = telling * each.clients
        # The logarithm of an average is below that of what it is an average of.
        log_mean = log(each.total / each.clients) - digamma(more) + log(more)
        points.append((1 / (_BETWEEN + trigamma(more)), each.rate, log_mean))
    whole = sum(weight for weight, _, _ in points)
    rate_mean = sum(weight * rate for weight, rate, _ in points) / whole
    log_mean = sum(weight * y for weight, _, y in points) / whole
    across = sum(weight * (rate - rate_mean) * (y - log_mean) for weight, rate, y in points)
    along = sum(weight * (rate - rate_mean) ** 2 for weight, rate, _ in points)
    along += 1 / _STEEPEST**2
    return across / along, 1 / sqrt(along)
