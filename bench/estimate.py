"""Whether the estimate of a partner's next referral says how sure it is, and whether picking by it pays.

    python -m bench.estimate [--firms N] [--partners N] [--picked N] [--seed N]

Firms are made up whose truth is known: for each partner how likely a client pays, and what a paying one brings on
average. The estimate sees only what the partners have sent. Its interval is to hold the truth nine times in ten, on
firms of other families than its own too. Then so many partners of each firm are picked for the firm's time, by the
estimate and by what else a firm could go by, and what their next referrals are worth in truth is compared.
"""

import argparse
import math
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bench.recent_clients import as_of_today
from reports.relations.expected.estimate import AllPartners, Brought, Estimate, all_partners

Draw = Callable[[], float]
Family = Callable[[random.Random], tuple[float, float, Draw]]
"""Makes one partner: how likely a client pays, what a paying one brings on average, and a draw of that."""


@dataclass(frozen=True, slots=True)
class Made:
    """A made-up partner: the true expectation of a referral, what was seen, and the day of the last one."""

    truth: float
    brought: Brought
    last: float
    sent: int


def _beta(chance: random.Random, mean: float, weight: float) -> float:
    return min(max(chance.betavariate(mean * weight, (1 - mean) * weight), 1e-6), 1 - 1e-6)


def _gamma(chance: random.Random, mean: float, shape: float) -> float:
    return chance.gammavariate(shape, mean / shape)


def _log_normal(chance: random.Random, mean: float, spread: float) -> float:
    return chance.lognormvariate(math.log(mean) - spread * spread / 2, spread)


def _own(chance: random.Random) -> tuple[float, float, Draw]:
    mean = 6_000 / chance.gammavariate(4, 1)
    return _beta(chance, 0.5, 5), mean, lambda: _gamma(chance, mean, 1.3)


def _skewed(chance: random.Random) -> tuple[float, float, Draw]:
    mean = _log_normal(chance, 2_000, 0.6)
    return _beta(chance, 0.6, 6), mean, lambda: _log_normal(chance, mean, 0.9)


def _two_kinds(chance: random.Random) -> tuple[float, float, Draw]:
    rate, mean = (0.8, 6_000.0) if chance.random() < 0.3 else (0.3, 1_500.0)
    return rate, mean, lambda: _gamma(chance, mean, 1.5)


def _heavy_tail(chance: random.Random) -> tuple[float, float, Draw]:
    mean, power = _log_normal(chance, 2_000, 0.7), 2.3
    return _beta(chance, 0.4, 4), mean, lambda: mean * (power - 1) / power * chance.paretovariate(power)


def _few_pay(chance: random.Random) -> tuple[float, float, Draw]:
    mean = _gamma(chance, 3_000, 3)
    return _beta(chance, 0.15, 8), mean, lambda: _gamma(chance, mean, 0.8)


def _good_in_both(chance: random.Random) -> tuple[float, float, Draw]:
    good = chance.gauss(0, 1)
    mean = math.exp(math.log(2_000) + 0.5 * good + 0.2 * chance.gauss(0, 1))
    return 1 / (1 + math.exp(-0.2 - 0.8 * good)), mean, lambda: _log_normal(chance, mean, 0.8)


def _even_spread(chance: random.Random) -> tuple[float, float, Draw]:
    mean = chance.uniform(1_000, 4_000)
    return chance.uniform(0.2, 0.9), mean, lambda: mean * chance.uniform(0.5, 1.5)


def _much_alike(chance: random.Random) -> tuple[float, float, Draw]:
    mean = _log_normal(chance, 2_000, 0.25)
    return _beta(chance, 0.5, 20), mean, lambda: _log_normal(chance, mean, 0.8)


FAMILIES: dict[str, Family] = {
    "its own family": _own,
    "skewed (log-normal)": _skewed,
    "two kinds of partner": _two_kinds,
    "heavy tail (Pareto)": _heavy_tail,
    "few ever pay": _few_pay,
    "good in both or neither": _good_in_both,
    "evenly spread, bounded": _even_spread,
    "partners much alike": _much_alike,
}

WAYS: dict[str, Callable[[Made, Estimate], float]] = {
    "estimate": lambda made, estimate: estimate.value,
    "raw average": lambda made, estimate: sum(made.brought.values) / made.sent,
    "raw count": lambda made, estimate: made.sent,
    "last contact": lambda made, estimate: made.last,
    "the truth": lambda made, estimate: made.truth,
}


OF_LATE = ("its own family", "skewed (log-normal)", "few ever pay")
"""The families of which firms are made up as well whose newest clients have not paid yet, or not all."""


def firm(chance: random.Random, family: Family, partners: int, *, is_late: bool = False) -> list[Made]:
    """The partners of a made-up firm; most have sent few clients, some have sent many. Money is in minor units.

    With ``is_late`` the clients came over two years, and only what has come of them until today is seen.
    """
    made, everything = [], []
    for _ in range(partners):
        rate, mean, draw = family(chance)
        sent = min(1 + int(chance.expovariate(1 / 3 if chance.random() < 0.85 else 1 / 15)), 80)
        values = tuple(max(round(100 * draw()), 1) for _ in range(sent) if chance.random() < rate)
        everything.append([*values, *(0 for _ in range(sent - len(values)))])
        brought = Brought(len(values), float(sent - len(values)), values)
        made.append(Made(100 * rate * mean, brought, chance.random() ** (1 / sent), sent))
    if is_late:
        seen = as_of_today(chance, everything)
        made = [Made(each.truth, brought, each.last, each.sent) for each, brought in zip(made, seen, strict=True)]
    return made


def estimated(made: Sequence[Made]) -> list[Estimate]:
    """What is estimated of each partner of a firm; nothing if nothing can be."""
    known: AllPartners | None = all_partners(tuple(each.brought for each in made))
    return [known.estimate(each.brought) for each in made] if known else []


def held(made: Iterable[Made], estimates: Iterable[Estimate]) -> int:
    """How many of the intervals hold the truth."""
    return sum(one.low <= each.truth <= one.high for each, one in zip(made, estimates, strict=True))


def earned(made: Sequence[Made], estimates: Sequence[Estimate], picked: int) -> dict[str, float]:
    """What one next referral of each picked partner is worth in truth, by each way of picking."""
    found = {}
    for way, measure in WAYS.items():
        measured = [(measure(each, one), each) for each, one in zip(made, estimates, strict=True)]
        best = sorted(measured, key=lambda pair: -pair[0])[:picked]
        found[way] = sum(each.truth for _, each in best)
    return found


def main(arguments: list[str] | None = None) -> int:
    """Print both tables; exit with 1 if the interval is off, or another way of picking earns more."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--firms", type=int, default=40, help="so many of each family")
    parser.add_argument("--partners", type=int, default=60)
    parser.add_argument("--picked", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    print(f"\n== Estimates of {asked.firms} firms of each family, {asked.partners} partners each\n")
    print(f"{'':<34}{'interval holds':>15}{'too high':>10}{'too low':>9}" + "".join(f"{way:>14}" for way in WAYS))
    inside = whole = 0
    sums = dict.fromkeys(WAYS, 0.0)
    firms: list[dict[str, float]] = []
    are_off = []
    rows = [(name, name, False) for name in FAMILIES] + [(f"{name}, of late", name, True) for name in OF_LATE]
    for title, name, is_late in rows:
        family = FAMILIES[name]
        chance = random.Random(f"{title} {asked.seed}")
        some = right = high = low = 0
        earnings = dict.fromkeys(WAYS, 0.0)
        for _ in range(asked.firms):
            made = firm(chance, family, asked.partners, is_late=is_late)
            estimates = estimated(made)
            if not estimates:
                continue
            some += len(made)
            right += held(made, estimates)
            high += sum(each.truth < one.low for each, one in zip(made, estimates, strict=True))
            low += sum(each.truth > one.high for each, one in zip(made, estimates, strict=True))
            firms.append(earned(made, estimates, asked.picked))
            for way, amount in firms[-1].items():
                earnings[way] += amount / (asked.firms * asked.picked)
        are_off += [title] if not 0.87 <= right / max(some, 1) <= 0.93 else []
        print(f"{title:<34}{_part(right, some):>15}{_part(high, some):>10}{_part(low, some):>9}" + _amounts(earnings))
        inside, whole = inside + right, whole + some
        sums = {way: sums[way] + earnings[way] / len(rows) for way in WAYS}
    print(f"{'all':<34}{_part(inside, whole):>15}{'':>19}" + _amounts(sums))
    others = [way for way in WAYS if way not in {"estimate", "the truth"}]
    best = max(others, key=lambda way: sums[way])
    gain, error = _gain(firms, best)
    print(
        f"\nPicked by the estimate, {100 * gain:.1f} % more than by {best}, the next best; "
        f"nine times in ten between {100 * (gain - 1.645 * error):.1f} and {100 * (gain + 1.645 * error):.1f} %."
    )
    is_calibrated = 0.87 <= inside / whole <= 0.93
    print(f"Its interval is to hold the truth in 87 to 93 %: {'it does' if is_calibrated else 'it does not'}.")
    print(f"Outside of that by itself: {', '.join(are_off) or 'no family'}.")
    return 0 if is_calibrated and sums["estimate"] > sums[best] else 1


def _gain(firms: Sequence[dict[str, float]], beside: str) -> tuple[float, float]:
    """By how much more than by another way is earned by the estimate, and the standard error of that.

    Each firm is set against itself, and counts alike however much money it has.
    """
    gains = [each["estimate"] / each[beside] - 1 for each in firms if each[beside] > 0]
    mean = sum(gains) / len(gains)
    return mean, math.sqrt(sum((each - mean) ** 2 for each in gains)) / len(gains)


def _part(some: int, whole: int) -> str:
    return f"{100 * some / whole:.1f} %" if whole else "-"


def _amounts(earnings: dict[str, float]) -> str:
    return "".join(f"{round(amount / 100):>14,}" for amount in earnings.values())


if __name__ == "__main__":
    raise SystemExit(main())
