"""How likely the next client of a partner is to pay: Beta-Binomial, leaning towards all partners of the firm.

Each partner has a probability of their own. Those of a firm's partners are spread as a Beta distribution, whose mean
and spread are not known either: they are weighed on a grid by how well they explain what all partners have sent
(Casella, "An Introduction to Empirical Bayes Data Analysis", The American Statistician 39, 1985, with the second level
of Gelman et al., Bayesian Data Analysis, 5.3, in place of one best guess).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, lgamma, log, log1p, sqrt

from reports.relations.expected.gamma import digamma, trigamma
from reports.relations.expected.weighing import Curve, curve, weighed

_SPREADS = (0.06, 0.14, 0.22, 0.3, 0.4, 0.5, 0.62, 0.76)
"""The square root of the correlation of two clients of one partner; each value is as likely beforehand."""
_PLACES = (-2.4, -1.2, 0.0, 1.2, 2.4)
_NODES = 25


@dataclass(frozen=True, slots=True)
class PayingRates:
    """What is known of all partners' probabilities: Beta distributions ``(weight, a, b)`` that are possible."""

    possible: Sequence[tuple[float, float, float]]

    def mean(self, paid: float, not_paid: float) -> float:
        """The probability that the next client of a partner pays, after so many who did and did not."""
        known = self._after(paid, not_paid)
        return sum(weight * a / (a + b) for weight, a, b in known)

    @property
    def usual(self) -> float:
        """The probability of a partner of whom nothing is known."""
        return self.mean(0, 0)

    def curve(self, paid: float, not_paid: float) -> Curve:
        """What that probability may be, the nodes as log(p / (1 - p))."""
        known = self._after(paid, not_paid)
        logits = [(weight, digamma(a) - digamma(b), trigamma(a) + trigamma(b)) for weight, a, b in known]
        parts = [(weight, a, b, lgamma(a + b) - lgamma(a) - lgamma(b)) for weight, a, b in known]

        def density(logit: float) -> float:
            log_p, log_q = log_logistic(logit), log_logistic(-logit)
            return sum(weight * exp(a * log_p + b * log_q + scale) for weight, a, b, scale in parts)

        return curve(logits, density, _NODES)

    def _after(self, paid: float, not_paid: float) -> list[tuple[float, float, float]]:
        # Weighed by all partners together, this one included, so that its own part is in the weights already.
        return [(weight, a + paid, b + not_paid) for weight, a, b in self.possible]


def paying_rates(partners: Iterable[tuple[float, float]]) -> PayingRates:
    """What the partners' clients, as pairs of paid and not paid, say of all partners."""
    counted = Counter(partners)
    paid = sum(pair[0] * times for pair, times in counted.items())
    not_paid = sum(pair[1] * times for pair, times in counted.items())
    # Half a client of each kind more, so that a firm whose clients all pay has no certainty of it.
    logit = log((paid + 0.5) / (not_paid + 0.5))
    points = []
    for spread in _SPREADS:
        both = 1 / (spread * spread) - 1
        # How far the mean is in doubt: as if each partner counted no more than its clients tell apart.
        told = sum(
            times * (n := s + f) / (1 + (n - 1) * spread**2 if n > 1 else 1) for (s, f), times in counted.items()
        )
        mean = (paid + 0.5) / (paid + not_paid + 1)
        step = min(1 / sqrt(max(told, 1.0) * mean * (1 - mean)), 2.0)
        for place in _PLACES:
            rate = exp(log_logistic(logit + place * step))
            a, b = rate * both, (1 - rate) * both
            fit = sum(times * _log_beta(a + s, b + f) for (s, f), times in counted.items())
            # The grid is wider where the mean is in more doubt; each point stands for its width.
            points.append((fit - sum(counted.values()) * _log_beta(a, b) + log(step), (a, b)))
    return PayingRates([(weight, a, b) for weight, (a, b) in weighed(points)])


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def log_logistic(x: float) -> float:
    """The logarithm of 1 / (1 + exp(-x)), right at both ends."""
    return -log1p(exp(-x)) if x > 0 else x - log1p(exp(x))
