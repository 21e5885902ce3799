"""Fit the weights by which names are credited and answers are asked about, and write them to ``attribution/data/``.

    python -m bench.fitting [--dry-run]

Learns from the labelled firms in ``bench/firms/fit``, from further answers to them in ``bench/firms/more`` and from the
marked answers in ``bench/marked``; what is in ``bench/firms/measure`` is never looked at. Firms are also judged, by
sixths, by weights fitted without them, and what would then have been credited at which threshold is printed: that is
what a threshold can be expected to be worth.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from attribution.evidence.judging import Weights
from attribution.tables import DATA
from bench import fitting_sentences
from bench.cases import AS_IN_LIFE, Case, chance_of, counts, gather, logit_of, parts, platt, sort_of
from bench.scoring import share

STRENGTH = 0.1
"""How far weights may go from nothing (the inverse strength of L2 regularisation)."""
OF_ITS_SORT = 0.7
"""How strongly a fact counts by the weights of its own sort of answers, against the common ones."""
_OF_SORT = "sort="
SELDOM = 4
"""A fact that was seen less often gets no weight."""
SMALLEST = 0.005
THRESHOLDS = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)


def main(arguments: list[str] | None = None) -> int:
    """Fit, print what the thresholds are worth, and write the three tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dry-run", action="store_true", help="print, and write nothing")
    dry = parser.parse_args(arguments).dry_run
    names, answers = gather()
    print(f"{len(names)} names, {len(answers)} answers in which all is open")
    judged = judged_without_their_own(names)
    weights = scaled(fitted(names), judged)
    by_facts = stretched(judged)
    by_words = fitting_sentences.judged_without_their_own(by_facts)
    by_both = [pair for pair in by_facts if not pair[0].around] + stretched(by_words)
    for kind, person in (("people", True), ("businesses", False)):
        for how, chances in (("by the facts alone", by_facts), ("by facts and words", by_both)):
            _print_worth(f"{kind} {how}", [pair for pair in chances if pair[0].person is person])
    open_ones = judged_without_their_own(answers)
    _print_worth("answers in which all is open", open_ones)
    if not dry:
        write(DATA / "evidence.toml", weights, "evidence")
        write(DATA / "asking.toml", scaled(fitted(answers), open_ones), "asking")
        fitting_sentences.write(
            DATA / "sentence.json", fitting_sentences.scaled(fitting_sentences.fitted(by_facts), by_words)
        )
    return 0


def _print_worth(kind: str, judged: Sequence[tuple[Case, float]]) -> None:
    print(f"\n{kind}, each firm as in life judged by weights that were fitted without it")
    of_life = [pair for pair in judged if pair[0].group in AS_IN_LIFE]
    for threshold in THRESHOLDS:
        print(f"  from {threshold:4.2f}: {_worth(of_life, threshold)}")


def fitted(cases: Sequence[Case]) -> Weights:
    """The weights of a logistic regression over the facts (scikit-learn's, L2).

    Answers that were marked, or collected because they are hard, tell in other shares than those of life: among them a
    name is oftener only mentioned. So each such sort has weights of its own beside the common ones (Daumé 2007,
    "Frustratingly easy domain adaptation"), which take up what holds for that sort alone and are then left out.
    """
    vectorizer = DictVectorizer()
    seen = vectorizer.fit_transform([_with_its_sort(case) for case in cases])
    often = numpy.asarray((seen > 0).sum(axis=0)).ravel() >= SELDOM
    model = LogisticRegression(C=STRENGTH, max_iter=5_000).fit(
        seen[:, often], [case.true for case in cases], sample_weight=[counts(case) for case in cases]
    )
    facts = zip(map(str, vectorizer.get_feature_names_out()[often]), map(float, model.coef_[0]), strict=True)
    return Weights(float(model.intercept_[0]), {fact: value for fact, value in facts if not fact.startswith(_OF_SORT)})


def _with_its_sort(case: Case) -> dict[str, float]:
    facts = dict.fromkeys(case.facts, 1.0)
    sort = sort_of(case.group)
    if sort:
        facts |= {f"{_OF_SORT}{sort} {fact}": OF_ITS_SORT for fact in case.facts}
        facts[f"{_OF_SORT}{sort}"] = 1.0
    return facts


def judged_without_their_own(cases: Sequence[Case]) -> list[tuple[Case, float]]:
    """Each case with the chance that weights give it which were fitted without its firm or file; made ones are not
    judged."""
    judged: list[tuple[Case, float]] = []
    for part in parts(cases):
        weights = fitted([case for case in cases if case.firm not in part])
        judged += [(case, weights.probability(case.facts)) for case in cases if case.firm in part]
    return judged


def scaled(weights: Weights, judged: Iterable[tuple[Case, float]]) -> Weights:
    """The weights stretched so that chances come true (Platt's scaling over the cases judged without their own)."""
    slope, shift = platt(judged)
    return Weights(weights.bias * slope + shift, {fact: value * slope for fact, value in weights.of_fact.items()})


def stretched(judged: Sequence[tuple[Case, float]]) -> list[tuple[Case, float]]:
    """The cases with the chances that weights stretched by them would have given."""
    slope, shift = platt(judged)
    return [(case, chance_of(slope * logit_of(chance) + shift)) for case, chance in judged]


def _worth(judged: Sequence[tuple[Case, float]], threshold: float) -> str:
    above = [case.true for case, chance in judged if chance >= threshold]
    of_all = sum(case.true for case, _ in judged)
    return f"right {share(sum(above), len(above))}; found {share(sum(above), of_all)}"


def write(path: Path, weights: Weights, name: str, *, by: str = "bench.fitting") -> None:
    """Write a table anew; ``by`` is the module that fitted it."""
    lines = list(_lines(weights))
    note = f"# What each fact that is seen weighs. Written by `python -m {by}`, not by hand."
    path.write_text("\n".join([note, "", f"bias = {weights.bias:.4f}", "", "[weights]", *lines]) + "\n", "utf-8")
    print(f"\n{name}: {len(lines)} facts with a weight written to {path.name}")


def _lines(weights: Weights) -> Iterator[str]:
    for fact, value in sorted(weights.of_fact.items()):
        if abs(value) >= SMALLEST:
            quoted = fact.replace("\\", "\\\\").replace('"', '\\"')
            yield f'"{quoted}" = {value:.3f}'


if __name__ == "__main__":
    raise SystemExit(main())
