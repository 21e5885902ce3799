"""The expected value of a partner's next referral: an estimate that leans towards the firm's average.

It is the probability that the next client pays (``paying``) times what a paying one brings (``worth``). A partner of
whom much is known stands for themselves; one of whom little is known is taken for one of the firm's partners as they
usually are, and the interval says how much is not known. That is empirical Bayes (Efron and Morris, Journal of the
American Statistical Association 70, 1975). Pure arithmetic on plain numbers; money is in minor units of one currency.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log

from reports.relations.expected.gamma import digamma, of_trigamma, trigamma
from reports.relations.expected.paying import PayingRates, log_logistic, paying_rates
from reports.relations.expected.weighing import Curve, quantile_of_sum
from reports.relations.expected.worth import Seen, Worths, log_average, worths

FEWEST = 5
"""So many clients who have paid all they will the firm must have before anything is estimated."""
INTERVAL = (0.05, 0.95)
"""Between which two probabilities the interval lies: it is to hold the truth nine times in ten."""
_LOOKED_AT = 150
_TOO_LITTLE = 1e-4


@dataclass(frozen=True, slots=True)
class Brought:
    """What a partner's clients have brought so far.

    ``paid`` of them have paid, and ``values`` are what those brought who have had the time to pay everything, each
    above 0. A client who has not paid yet counts in ``not_paid`` by what that says. Those who have paid a part so far
    brought ``young_total``, and are as many whole ones as ``young``: each counts by the part that has usually come.
    """

    paid: int = 0
    not_paid: float = 0.0
    values: tuple[int, ...] = ()
    young: float = 0.0
    young_total: int = 0

    @property
    def clients(self) -> float:
        """How many whole clients have brought ``total``."""
        return len(self.values) + self.young

    @property
    def total(self) -> int:
        """What all who have paid brought, in minor units."""
        return sum(self.values) + self.young_total


@dataclass(frozen=True, slots=True)
class Estimate:
    """The expected value of the next referral in minor units, and between what it lies nine times in ten."""

    value: int
    low: int
    high: int


@dataclass(frozen=True, eq=False)
class AllPartners:
    """What is known of all partners of a firm, towards which the estimate of each leans."""

    rates: PayingRates
    worths: Worths

    def estimate(self, brought: Brought) -> Estimate:
        """The estimate of one partner."""
        return _estimate(self, brought)

    def value(self, brought: Brought) -> int:
        """The value of that estimate alone, which takes a part of the time."""
        return _value(self, brought)


@lru_cache(8)
def all_partners(partners: tuple[Brought, ...]) -> AllPartners | None:
    """What the partners say of each other; None as long as that is too little.

    Of very many, some hundred are looked at, from those who sent least to those who sent most.
    """
    if sum(len(each.values) for each in partners) < FEWEST:
        return None
    some = _evenly(sorted(partners, key=lambda each: (each.paid + each.not_paid, each.paid, each.values)))
    rates = paying_rates((each.paid, each.not_paid) for each in some)
    averages = [Seen(rates.mean(each.paid, each.not_paid), each.values, each.clients, each.total) for each in some]
    return AllPartners(rates, worths(averages, rates.usual))


def _evenly(partners: Sequence[Brought]) -> Iterable[Brought]:
    if len(partners) <= _LOOKED_AT:
        return partners
    return [partners[place * len(partners) // _LOOKED_AT] for place in range(_LOOKED_AT)]


@lru_cache(8192)
def _value(known: AllPartners, brought: Brought) -> int:
    rates = known.rates.curve(brought.paid, brought.not_paid)
    value = whole = 0.0
    for logit, likely in zip(rates.nodes, rates.weights, strict=True):
        if likely < _TOO_LITTLE:
            continue
        rate = exp(log_logistic(logit))
        for fits, shape, scale in known.worths.given(rate, brought.clients, brought.total):
            whole += likely * fits
            value += likely * rate * fits * scale / (shape - 1)
    return round(value / whole)


@lru_cache(512)
def _estimate(known: AllPartners, brought: Brought) -> Estimate:
    rates = known.rates.curve(brought.paid, brought.not_paid)
    logs: dict[float, tuple[float, float]] = {}
    value = within = whole = 0.0
    centres, weights = [], []
    for logit, likely in zip(rates.nodes, rates.weights, strict=True):
        if likely < _TOO_LITTLE:
            continue
        here = at = square = expected = 0.0
        for fits, shape, scale in known.worths.given(exp(log_logistic(logit)), brought.clients, brought.total):
            if shape not in logs:
                logs[shape] = digamma(shape), trigamma(shape)
            centre, variance = logs[shape]
            middle = log(scale) - centre
            here += fits
            at += fits * middle
            square += fits * (variance + middle * middle)
            expected += fits * scale / (shape - 1)
        whole += likely * here
        value += likely * exp(log_logistic(logit)) * expected
        within += likely * (square - at * at / here)
        centres.append(log_logistic(logit) + at / here)
        weights.append(likely * here)
    # What is possible at each rate is so much alike that one curve does for all of them, each at its own place.
    shape = of_trigamma(within / whole)
    places = Curve([centre + digamma(shape) for centre in centres], [weight / whole for weight in weights])
    worth = log_average(shape)
    low, high = (exp(quantile_of_sum(places, worth, part)) for part in INTERVAL)
    return Estimate(round(value / whole), round(low), round(high))
