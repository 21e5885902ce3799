"""Fit the weights by which media count or are told without a name, and write them to ``attribution/data/``.

    python -m bench.fitting_media [--dry-run]

Learns from the labelled firms in ``bench/firms/fit`` and the marked answers in ``bench/marked``; what is in
``bench/firms/measure`` is never looked at. Every file is also judged by weights that were fitted without it, ``media``
in fifths too, and how many answers have the right media by the tables alone and by the weights is printed.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from attribution import Kind
from attribution.channels.telling import Choice, likeliest
from attribution.evidence.judging import Weights, threshold
from attribution.tables import DATA
from attribution.words.media import medium_called
from attribution.words.text import fold
from bench.cases import OF_MEDIA
from bench.fitting import write
from bench.labelled_firms import firms_to_fit
from bench.media_answers import Answer, Shown, gather
from bench.scoring import share

STRENGTH = 0.5
"""How far weights may go from nothing (the inverse strength of L2 regularisation)."""
SELDOM = 3
"""A fact that was seen less often gets no weight, and neither does a medium."""
SMALLEST = 0.02
PARTS = 4
"""Firms are left out by so many parts, for each holds few answers that tell media."""
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
GENERIC = frozenset(map(str, Kind))
"""Names of sources that stand for a kind: they are no media."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The weights of the three judgements: whether a medium counts, whether one is told, and which."""

    counts: Weights
    told: Weights
    which: Choice


def main(arguments: list[str] | None = None) -> int:
    """Fit, print what the weights are worth on files that they were fitted without, and write the three tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dry-run", action="store_true", help="print, and write nothing")
    parser.add_argument("--errors", action="store_true", help="list the answers whose media are wrong")
    options = parser.parse_args(arguments)
    answers = gather()
    print(f"{len(answers)} answers, {sum(len(a.shown) for a in answers)} media that the tables find in them")
    judged = judged_apart(answers)
    report(judged, options.errors)
    if not options.dry_run:
        weights = fitted(answers)
        write(DATA / "counts.toml", weights.counts, "counts", by="bench.fitting_media")
        write(DATA / "told.toml", weights.told, "told", by="bench.fitting_media")
        write_choice(DATA / "which_medium.json", weights.which)
    return 0


def fitted(answers: Sequence[Answer]) -> Fitted:
    """The weights of logistic regressions: over the facts of each medium, and over those of whole answers."""
    shown = [(s.facts, s.true, _counts(a)) for a in answers for s in a.shown if s.true is not None]
    often = Counter(name for a in answers for name in a.required)
    any_told: list[tuple[tuple[str, ...], bool]] = []
    which: list[tuple[tuple[str, ...], str]] = []
    for answer in answers:
        if not answer.telling or (answer.allowed and not answer.required):
            continue
        names = [name for name in sorted(answer.required) if often[name] >= SELDOM and _carries_over(name, answer)]
        if names or not (answer.required or not _is_silent(before(answer))):
            any_told.append((answer.telling, bool(names)))
        which += [(answer.telling, name) for name in names]
    return Fitted(
        counts=_weights([f for f, _, _ in shown], [bool(t) for _, t, _ in shown], [w for _, _, w in shown]),
        told=_weights([f for f, _ in any_told], [t for _, t in any_told]),
        which=_choice([f for f, _ in which], [n for _, n in which]),
    )


def _carries_over(name: str, answer: Answer) -> bool:
    """Whether an answer shows how a medium is told without its name: where no table finds it, and of advertising media
    also where one does, for what is said around "radio" is said around a station too."""
    medium = medium_called(fold(name))
    if medium is None:
        return False
    return medium.kind is Kind.ADVERTISEMENT or name not in {s.name for s in answer.shown}


def _counts(answer: Answer) -> float:
    """How much a medium counts: most in firms, whose answers are as in life, least where many are only mentioned."""
    if answer.file == OF_MEDIA:
        return 0.5
    return 2.0 if answer.file in firms_to_fit() else 1.0


def _weights(facts: Sequence[Iterable[str]], truth: Sequence[bool], weight: Sequence[float] | None = None) -> Weights:
    names, model = _regression(facts, truth, weight)
    return Weights(float(model.intercept_[0]), dict(zip(names, map(float, model.coef_[0]), strict=True)))


def _choice(facts: Sequence[Iterable[str]], truth: Sequence[str]) -> Choice:
    names, model = _regression(facts, truth)
    media = [str(name) for name in model.classes_]
    of_fact = {
        fact: {medium: float(w) for medium, w in zip(media, column, strict=True) if abs(w) >= SMALLEST}
        for fact, column in zip(names, model.coef_.T, strict=True)
    }
    bias = dict(zip(media, map(float, model.intercept_), strict=True))
    return Choice(bias, {fact: kept for fact, kept in of_fact.items() if kept})


def _regression(
    facts: Sequence[Iterable[str]],
    truth: Sequence[bool] | Sequence[str],
    weight: Sequence[float] | None = None,
) -> tuple[list[str], LogisticRegression]:
    vectorizer = DictVectorizer()
    seen = vectorizer.fit_transform([dict.fromkeys(each, 1.0) for each in facts])
    often = numpy.asarray((seen > 0).sum(axis=0)).ravel() >= SELDOM
    model = LogisticRegression(C=STRENGTH, max_iter=1_000, tol=1e-3).fit(seen[:, often], truth, sample_weight=weight)
    return [str(fact) for fact in vectorizer.get_feature_names_out()[often]], model


def judged_apart(answers: Sequence[Answer]) -> list[tuple[str, Answer, Fitted]]:
    """Each answer with weights that were fitted without its file (firms are left out by quarters); those of ``media``
    once more without their fifth."""
    judged: list[tuple[str, Answer, Fitted]] = []
    firms = sorted(firms_to_fit())
    apart = [set(firms[k::PARTS]) for k in range(PARTS)] + [
        {file} for file in sorted({a.file for a in answers} - set(firms))
    ]
    for files in apart:
        weights = fitted([a for a in answers if a.file not in files])
        judged += [(a.file, a, weights) for a in answers if a.file in files]
    judged.sort(key=lambda each: each[0])
    for group in sorted({a.group for a in answers if a.file == OF_MEDIA}):
        weights = fitted([a for a in answers if a.group != group])
        judged += [(f"{OF_MEDIA} in fifths", a, weights) for a in answers if a.group == group]
    return judged


def report(judged: Sequence[tuple[str, Answer, Fitted]], errors: bool) -> None:
    """Print how many answers of each file have the right media before and after, and what thresholds are worth."""
    once = [(a, w) for file, a, w in judged if file != OF_MEDIA]
    print("\nA medium that is named counts from a probability on (right of all that are labelled)")
    labelled = [(s, w.counts.probability(s.facts)) for a, w in once for s in a.shown if s.true is not None]
    print(f"  by the rules alone: {share(sum(s.kept == s.true for s, _ in labelled), len(labelled))}")
    for least in THRESHOLDS:
        right = sum((chance >= least) == s.true for s, chance in labelled)
        lost = sum(chance < least and bool(s.true) for s, chance in labelled)
        print(f"  from {least:3.1f}: {share(right, len(labelled))}; of those that count {lost} are lost")
    print("\nA medium is told where the tables find none (right of those told; of those that could be)")
    silent = [(a, w) for a, w in once if _is_silent(before(a)) and (a.required or not a.allowed)]
    could = sum(bool(a.required) for a, _ in silent)
    for least in THRESHOLDS:
        told = [(name, a) for a, w in silent if (name := told_by(a, w, least))]
        right = sum(name in a.required for name, a in told)
        print(f"  from {least:3.1f}: {share(right, len(told))}; found {share(right, could)}")
    print("\nAnswers with the right media, by file: by the tables alone, and by weights fitted without the file")
    for file in dict.fromkeys(file for file, _, _ in judged):
        _report_file(file, [(a, w) for f, a, w in judged if f == file], errors)
    firms = firms_to_fit()
    _report_file("all firms", [(a, w) for f, a, w in judged if f in firms], errors=False)
    others = [(a, w) for f, a, w in judged if f not in firms and not f.startswith(OF_MEDIA)]
    _report_file("other marked", others, errors=False)


def _report_file(file: str, judged: Sequence[tuple[Answer, Fitted]], errors: bool) -> None:
    asked = [(a, before(a), after(a, w)) for a, w in judged if a.required or before(a) or after(a, w)]
    first = sum(_is_right(a, got) for a, got, _ in asked)
    then = sum(_is_right(a, got) for a, _, got in asked)
    print(f"  {file:18} {first:4} and {then:4} of {len(asked)}")
    for answer, one, other in asked if errors else ():
        if not _is_right(answer, other):
            worse = " WORSE" if _is_right(answer, one) else ""
            print(f"      {answer.text[:100]!r} wants {sorted(answer.required)}, {sorted(one)} {sorted(other)}{worse}")


def _is_right(answer: Answer, got: frozenset[str]) -> bool:
    named = got - GENERIC - {"Walk-by", "Mailing list"}
    return answer.required - {"Walk-by"} <= got and named <= answer.allowed


def before(answer: Answer) -> frozenset[str]:
    """The media that the tables and rules alone let count."""
    return _without_own_site([s for s in answer.shown if s.kept])


def _is_silent(media: Iterable[str]) -> bool:
    """Whether nothing more is known than that the client passed by."""
    return all(name == "Walk-by" for name in media)


def after(answer: Answer, weights: Fitted) -> frozenset[str]:
    """The media that count by the weights, and where none does the one that is told."""
    kept = []
    for each in answer.shown:
        least = threshold("medium counts" if each.kept else "medium refused")
        if weights.counts.probability(each.facts) >= least:
            kept.append(each)
    if not _is_silent(each.name for each in kept):
        return _without_own_site(kept)
    told = told_by(answer, weights, threshold("told medium"))
    return frozenset({told}) if told else _without_own_site(kept)


def _without_own_site(shown: Sequence[Shown]) -> frozenset[str]:
    better = [s for s in shown if not s.own]
    return frozenset(s.name for s in better or shown)


def told_by(answer: Answer, weights: Fitted, least: float) -> str:
    """The medium that is told and not only mentioned, if it is as likely as that, else ""."""
    if not answer.telling:
        return ""
    name, chance = likeliest(answer.telling, weights.told, weights.which)
    return name if chance >= least and name not in {s.name for s in answer.shown} else ""


def write_choice(path: Path, weights: Choice) -> None:
    """Write the table of a choice anew: the bias, then for each fact its weights by medium, a line each."""
    bias = {name: round(value, 3) for name, value in weights.bias.items()}
    lines = [
        f"{json.dumps(fact)}: {json.dumps({name: round(value, 2) for name, value in kept.items()})}"
        for fact, kept in sorted(weights.of_fact.items())
    ]
    path.write_text(f'{{"bias": {json.dumps(bias)},\n"weights": {{\n' + ",\n".join(lines) + "\n}}\n", "utf-8")
    print(
        f"\nwhich_medium: {len(weights.of_fact)} facts with a weight for {len(weights.bias)} media "
        f"written to {path.name}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
