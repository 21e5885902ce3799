"""Fit the weights by which the phrase that a client searched for is cut out of an answer.

    python -m bench.fitting_phrases [FOLDER ...] [--measure]

Reads the marked answers of ``bench/marked``, the labelled firms of ``bench/firms/fit`` and of every further folder, and
writes ``attribution/data/phrase_weights.json``. With ``--measure`` it first says what to expect: files are left out,
the weights are fitted on the others, and what they make of those left out is printed beside the hand-written
expressions alone. The model is log-linear over every run of words that may be the phrase and "no phrase" (a semi-Markov
random field with one segment; Sarawagi and Cohen 2004); its likelihood is made greatest with an L2 penalty by L-BFGS.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from attribution.searches import searching, templates
from attribution.searches.clues import Clues
from attribution.searches.proposing import proposed
from attribution.tables import DATA
from attribution.words.text import fold_keyword
from bench.labelled_firms import FIRMS, MORE
from bench.phrase_answers import Told, labelled, marked, varied

_LONGEST = 18
"""So many words has the longest run that is learned from."""
MARKED = Path(__file__).resolve().parent / "marked"
WEIGHTS = DATA / "phrase_weights.json"
PENALTY = 0.04
"""How strongly weights are drawn towards nought; chosen by leaving whole files out."""
GROUPS = 5
"""So many times some files are left out to measure."""
SEEN_AT_LEAST = 3
"""A clue of fewer answers is left out."""


def of_firms() -> list[Told]:
    """The labelled answers of firms that are learnt from."""
    return [*labelled(FIRMS / "fit"), *labelled(FIRMS / MORE)]


class Examples:
    """Answers turned into numbers: every run of words that may be the phrase, with its clues."""

    def __init__(self, told: list[Told]) -> None:
        self.told = [each for each in told if searching.may_tell(each.answer)]
        parts = ("edge", "inside", "gap", "span", "none")
        self.columns: dict[str, dict[tuple[str, str], int]] = {part: {} for part in parts}
        rows: dict[str, list[list[int]]] = {part: [] for part in self.columns}
        first: list[int] = []
        last: list[int] = []
        gold: list[float] = []
        starts: list[int] = []
        places = [0]
        found = 0
        for each in self.told:
            read = Clues(each.answer, proposed(each.answer))
            base, count = places[-1], len(read.tokens)
            for part, names, values in (
                ("edge", templates.EDGE_TEMPLATES, read.edges()),
                ("inside", templates.INSIDE_TEMPLATES, read.insides()),
                ("gap", templates.GAP_TEMPLATES, read.crossings()),
            ):
                rows[part] += [self._numbers(part, names, row) for row in values]
            starts.append(len(first))
            whole = sorted(read.whole())
            rows["none"].append(self._numbers("none", [""] * len(whole), whole))
            right = 0
            plain = [fold_keyword(token.raw) for token in read.tokens]
            for k in range(count):
                for end in range(k, min(count, k + _LONGEST)):
                    is_gold = (
                        bool(each.phrase)
                        and plain[k] == each.phrase[: len(plain[k])]
                        and " ".join(filter(None, plain[k : end + 1])) == each.phrase
                    )
                    right += is_gold
                    first.append(base + k)
                    last.append(base + end)
                    gold.append(float(is_gold))
                    rows["span"].append(self._numbers("span", templates.SPAN_TEMPLATES, read.span(k, end)))
            if right:
                found += 1
            first.append(-1)
            last.append(-1)
            gold.append(float(not right))
            rows["span"].append([])
            places.append(base + count)
        self.first, self.last = numpy.array(first), numpy.array(last)
        self.gold = numpy.array(gold)
        self.starts = numpy.array(starts)
        self.places = places
        self.found = found
        self.rows = {part: _matrix(each, len(self.columns[part])) for part, each in rows.items()}

    def _numbers(self, part: str, templates: Iterable[str], values: Iterable[str]) -> list[int]:
        columns = self.columns[part]
        return [columns.setdefault(clue, len(columns)) for clue in zip(templates, values, strict=True) if clue[1]]


def _matrix(rows: list[list[int]], columns: int) -> csr_matrix:
    ends = numpy.cumsum([0, *(len(row) for row in rows)])
    flat = numpy.fromiter((n for row in rows for n in row), dtype=numpy.int32)
    return csr_matrix((numpy.ones(len(flat), dtype=numpy.float32), flat, ends), shape=(len(rows), columns))


class Fit:
    """Weights that make the told phrases of some examples likely."""

    def __init__(self, examples: Examples, left_out: frozenset[str] = frozenset(), penalty: float = PENALTY) -> None:
        self.examples = examples
        keep = numpy.array([left_out.isdisjoint(each.files) for each in examples.told])
        ends: Any = numpy.append(examples.starts[1:], len(examples.first))
        counts = ends - examples.starts
        runs: Any = numpy.repeat(keep, counts)
        words: Any = numpy.repeat(keep, numpy.diff(examples.places))
        place = numpy.cumsum(words) - 1
        self.first = numpy.where(examples.first[runs] >= 0, place[examples.first[runs]], -1)
        self.last = numpy.where(examples.last[runs] >= 0, place[examples.last[runs]], -1)
        self.gold = examples.gold[runs]
        self.counts = counts[keep]
        self.starts: Any = numpy.append(0, numpy.cumsum(self.counts)[:-1])
        self.none = self.starts + self.counts - 1
        rows = {"edge": words, "inside": words, "gap": words, "span": runs, "none": keep}
        self.columns: dict[str, Any] = {}
        self.rows: dict[str, Any] = {}
        for part, kept in rows.items():
            matrix = examples.rows[part][kept]
            common = numpy.flatnonzero(numpy.asarray(matrix.sum(axis=0)).ravel() >= SEEN_AT_LEAST)
            self.columns[part], self.rows[part] = common, matrix[:, common].tocsr()
        self.turned = {part: matrix.T.tocsr() for part, matrix in self.rows.items()}
        sizes = [len(self.columns[p]) for p in ("edge", "edge", "inside", "gap", "span", "none")]
        self.cuts = numpy.cumsum(sizes)[:-1]
        self.is_run = self.first >= 0
        result = minimize(
            self._loss,
            numpy.zeros(sum(sizes)),
            args=(penalty,),
            jac=True,
            method="L-BFGS-B",
            options={"maxiter": 60, "maxfun": 75},
        )
        self.parts = dict(
            zip(("begin", "end", "inside", "gap", "span", "none"), numpy.split(result.x, self.cuts), strict=True)
        )

    def _loss(self, weights: Any, penalty: float) -> tuple[float, Any]:
        begin, end, inside, gap, span, none = numpy.split(weights.astype(numpy.float32), self.cuts)
        rows, run = self.rows, self.is_run
        first, last = self.first[run], self.last[run]
        b, e = rows["edge"] @ begin, rows["edge"] @ end
        i: Any = numpy.append(0, numpy.cumsum(rows["inside"] @ inside, dtype=numpy.float64))
        g: Any = numpy.append(0, numpy.cumsum(rows["gap"] @ gap, dtype=numpy.float64))
        score = (rows["span"] @ span).astype(numpy.float64)
        score[run] += b[first] + e[last] + i[last + 1] - i[first] + g[last + 1] - g[first + 1]
        score[self.none] += rows["none"] @ none
        top = numpy.maximum.reduceat(score, self.starts)
        weight = numpy.exp(score - numpy.repeat(top, self.counts))
        total = numpy.add.reduceat(weight, self.starts)
        right = numpy.add.reduceat(weight * self.gold, self.starts)
        loss = float((numpy.log(total) - numpy.log(right)).sum())
        slope = weight / numpy.repeat(total, self.counts) - weight * self.gold / numpy.repeat(right, self.counts)
        count = rows["edge"].shape[0]
        s = slope[run]
        at_first, at_last = numpy.bincount(first, s, count), numpy.bincount(last, s, count)
        # A word is inside all runs that begin at or before it and have not ended before it.
        begun: Any = numpy.cumsum(at_first)
        ended: Any = numpy.append(0, numpy.cumsum(at_last)[:-1])
        within = begun - ended
        crossed = numpy.append(0, begun[:-1]) - ended
        slopes = (
            *(("edge", at_first), ("edge", at_last), ("inside", within), ("gap", crossed)),
            *(("span", slope), ("none", slope[self.none])),
        )
        gradient = numpy.concatenate([self.turned[part] @ each.astype(numpy.float32) for part, each in slopes])
        return loss + penalty / 2 * float(weights @ weights), gradient + penalty * weights

    def weights(self) -> dict[str, dict[str, float]]:
        """The weights by clue, those that hardly matter left out."""
        names = {
            part: [f"{template}={value}" if template else value for template, value in columns]
            for part, columns in self.examples.columns.items()
        }
        of = {"begin": "edge", "end": "edge"}
        table: dict[str, dict[str, float]] = {}
        for part, values in self.parts.items():
            source = of.get(part, part)
            named = ((names[source][c], round(float(v), 2)) for c, v in zip(self.columns[source], values, strict=True))
            table[part] = {name: value for name, value in named if abs(value) >= 0.06}
        return table


def measure(examples: Examples, told: list[Told], penalty: float, errors: bool) -> None:
    """Leave whole files out, a few at a time, and print what comes of each that was left out."""
    files = list(dict.fromkeys(each.file for each in told))
    total: dict[str, Counter[str]] = {"firms": Counter(), "marked": Counter()}
    for turn in range(GROUPS):
        left_out = frozenset(files[turn::GROUPS])
        weights = searching.Weights(Fit(examples, left_out, penalty).weights())
        for file in sorted(left_out):
            score = _scored([each for each in told if each.file == file], weights, errors)
            _print(file, score)
            total["marked" if (MARKED / f"{file}.txt").exists() else "firms"].update(score)
    for name, score in total.items():
        _print(name, score)


def _scored(told: list[Told], weights: searching.Weights, errors: bool) -> Counter[str]:
    """How the expressions alone and the fitted weights do on some answers."""
    score: Counter[str] = Counter()
    for each in told:
        rule = proposed(each.answer)
        span = searching.decided(each.answer, weights) if searching.may_tell(each.answer) else None
        for name, place in (("rule", rule[1] if rule else None), ("fitted", span)):
            got = fold_keyword(each.answer[place[0] : place[1]]) if place else ""
            score[f"{name} right"] += bool(each.phrase) and got == each.phrase
            score[f"{name} false"] += bool(got) and not each.phrase
            if errors and name == "fitted" and got != each.phrase:
                print(f"    {each.file}: {each.answer[:300]!r}\n        wants {each.phrase!r}, got {got!r}")
        score["phrases"] += bool(each.phrase)
        score["without"] += not each.phrase
    return score


def _print(name: str, score: Counter[str]) -> None:
    print(
        f"{name:12} of {score['phrases']} phrases right: rule {score['rule right']}, fitted {score['fitted right']};"
        f" of {score['without']} answers without, a phrase: rule {score['rule false']}, fitted {score['fitted false']}",
        flush=True,
    )


def main(arguments: list[str] | None = None) -> int:
    """Fit and write, or measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--penalty", type=float, default=PENALTY)
    parser.add_argument("--times", type=int, default=2)
    options = parser.parse_args(arguments)
    told = [*marked(MARKED), *of_firms()]
    for folder in options.folders:
        told += labelled(folder)
    examples = Examples([*told, *varied(told, options.times)])
    cut = sum(bool(each.phrase) for each in told)
    print(
        f"{len(told)} answers, {cut} with a phrase; looked at {len(examples.told)}, phrases among runs {examples.found}"
    )
    if options.measure:
        measure(examples, told, options.penalty, options.errors)
    weights = Fit(examples, penalty=options.penalty).weights()
    WEIGHTS.write_text(json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")
    print({part: len(each) for part, each in weights.items()}, WEIGHTS.stat().st_size)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
