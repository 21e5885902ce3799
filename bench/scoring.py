"""What is counted of guesses at partners: coverage at a precision, and how often a stated confidence comes true."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from bench.answers import wilson
from bench.directories import Labelled

BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 1.0)


@dataclass(frozen=True, slots=True)
class Guess:
    """The partner that a matcher thinks is most likely meant, if any, and how sure it is (0 to 1)."""

    id: str | None
    confidence: float


def verdict(label: Labelled, guess: Guess) -> bool | None:
    """Whether a guess is right; None where there is none, or it is neither required nor wrong."""
    if guess.id is None:
        return None
    if guess.id in label.partners:
        return True
    return None if guess.id in label.also_ok else False


def coverage_at(precision: float, labels: list[Labelled], guesses: list[Guess]) -> tuple[float, float]:
    """The largest share of the certain answers that can be decided rightly at a precision, and the threshold for it.

    Every threshold is tried on these very answers, which flatters all matchers alike. A threshold decides every answer
    of its confidence and above, those without a partner too.
    """
    certain = sum(bool(label.partners) for label in labels)
    ranked = sorted(zip(labels, guesses, strict=True), key=lambda pair: -pair[1].confidence)
    right = wrong = 0
    best, threshold = 0, 1.0
    for place, (label, guess) in enumerate(ranked):
        judged = verdict(label, guess)
        right += judged is True
        wrong += judged is False
        last_of_its_confidence = place + 1 == len(ranked) or ranked[place + 1][1].confidence < guess.confidence
        if last_of_its_confidence and right > best and right >= precision * (right + wrong):
            best, threshold = right, guess.confidence
    return best / certain if certain else 0.0, threshold


@dataclass(slots=True)
class Bin:
    """The guesses of one range of confidence: how many, what they promise, how many came true."""

    low: float
    high: float
    count: int = 0
    promised: float = 0.0
    right: int = 0


def calibration(labels: Iterable[Labelled], guesses: Iterable[Guess]) -> list[Bin]:
    """What was promised and what came true, by range of confidence."""
    bins = [Bin(low, high) for low, high in pairwise(BINS)]
    for label, guess in zip(labels, guesses, strict=True):
        judged = verdict(label, guess)
        if judged is None:
            continue
        found = next(each for each in reversed(bins) if guess.confidence >= each.low)
        found.count += 1
        found.promised += guess.confidence
        found.right += judged
    return [each for each in bins if each.count]


def share(right: int, of: int) -> str:
    """A share with its counts and its Wilson interval of 95 %."""
    if not of:
        return "   none"
    low, high = wilson(right, of)
    return f"{100 * right / of:6.2f} %  {right} of {of}, {100 * low:.1f} to {100 * high:.1f} %"
