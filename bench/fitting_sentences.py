"""Fit the network of ``attribution.sentence``, which judges a name by the run of words around it.

``bench.fitting`` does so, together with the weights of the facts. The network is fitted beside what the facts say, and
of a name that is learnt from they say it by weights that were fitted without its firm: else the network would learn to
trust them too much. (Those weights were fitted with the firms by which the network is then judged; that is little, and
saves fitting everything by pairs of parts.) Each sort of answers other than those of life has a slope and a bias of its
own, which are left out in the end. How much the words count beside the facts is then fitted once more, by names of firms
as in life that the network was fitted without: of hard answers, which are the most here, they tell more than of others.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy
from sklearn.linear_model import LogisticRegression

from attribution.senses import senses_in
from attribution.sentence import FAR, MARKS, NAME, RARE, SENSE, Around, Network, known_as
from bench.cases import AS_IN_LIFE, Case, chance_of, counts, logit_of, parts, sort_of
from bench.network import PLACES, Dropped, Names, Net

SIZE, CHANNELS = 64, 64
"""How long the vector of a word is, and how many patterns there are."""
SELDOM = 4
"""A word that was seen less often is known by its sense, or only as a rare one."""
ROUNDS = 5
"""So often all is gone through that is learnt from."""
AT_ONCE = 64
RATE = 2e-3
RATE_OF_VECTORS = 4e-3
"""How far a step goes at first; the last ones are a fiftieth of it."""
DECAY = 1e-4
SEED = 1
UNIT = {"vectors": 32, "patterns": 256, "weights": 1_024}
"""In so many parts of one are the numbers kept."""
Judged = Sequence[tuple[Case, float]]


def fitted(judged: Judged) -> dict[str, Any]:
    """A network as it is kept, fitted on the names that are judged by their words too.

    ``judged`` has for each name its chance by the facts alone, by weights that were fitted without its firm.
    """
    cases = [(case, chance) for case, chance in judged if case.around]
    known = vocabulary(case.around for case, _ in cases)
    rows = {word: row for row, word in enumerate(known, start=1)}
    sorts = sorted({sort_of(case.group) for case, _ in cases} | {""})
    names = Names(
        numpy.array([row_of_words(case.around, rows) for case, _ in cases]),
        numpy.array([logit_of(chance) for _, chance in cases], "f4"),
        numpy.array([sorts.index(sort_of(case.group)) for case, _ in cases]),
    )
    truth = numpy.array([case.true for case, _ in cases], "f4")
    weight = numpy.array([_counts(case) for case, _ in cases], "f4")
    random = numpy.random.default_rng(SEED)
    net = Net.new(len(known) + 1, len(sorts), SIZE, CHANNELS, random)
    dropped, steps, step = Dropped(random), ROUNDS * (-len(cases) // AT_ONCE * -1), 0
    for _ in range(ROUNDS):
        order = random.permutation(len(cases))
        for begin in range(0, len(order), AT_ONCE):
            chosen = order[begin : begin + AT_ONCE]
            true, counted = truth[chosen], weight[chosen] / len(chosen)

            def slopes(said: Any, true: Any = true, counted: Any = counted) -> Any:
                return (1.0 / (1.0 + numpy.exp(-said)) - true) * counted

            gradients = net.gradients(names.at(chosen), slopes, dropped)
            left = max(0.02, 1.0 - step / steps)
            net.step(gradients, {n: left * (RATE_OF_VECTORS if n == "vectors" else RATE) for n in gradients}, DECAY)
            step += 1
    return kept(net, known)


def _counts(case: Case) -> float:
    """How much a name counts: what is as in life twice as much as for the facts, for there is less of it."""
    return counts(case) * (1.0 if sort_of(case.group) else 2.0)


def vocabulary(runs: Iterable[Around]) -> list[str]:
    """``RARE`` first, then the other marks, the words that were seen often, and the senses that others often have."""
    often = Counter(word for around in runs for word in around)
    found = {word for word, times in often.items() if times >= SELDOM}
    senses: Counter[str] = Counter()
    for word in often.keys() - found:
        senses[senses_in("senses").get(word, "")] += often[word]
    told = {SENSE + sense for sense, times in senses.items() if sense and times >= SELDOM}
    return [RARE, *sorted((found | told | set(MARKS)) - {RARE})]


def row_of_words(around: Around, rows: Mapping[str, int]) -> list[int]:
    """The number of the word at each place around a name, 0 where there is none."""
    line = [0] * PLACES
    first = FAR - around.index(NAME)
    for place, word in enumerate(around, start=first):
        line[place] = rows[known_as(word, rows)]
    return line


def kept(net: Net, known: Sequence[str]) -> dict[str, Any]:
    """The network in whole numbers, as the data file has it."""
    vectors = _whole(net.numbers["vectors"], UNIT["vectors"])
    base = _whole(net.numbers["base"], UNIT["vectors"] * UNIT["patterns"])
    return {
        "unit": UNIT["vectors"] * UNIT["patterns"] * UNIT["weights"],
        "slope": float(net.numbers["slope"][0]),
        "bias": float(net.numbers["bias"][0]),
        "base": base,
        "weights": _whole(net.numbers["weights"].reshape(-1, len(base)), UNIT["weights"]),
        "patterns": _whole(net.numbers["patterns"], UNIT["patterns"]),
        "words": dict(zip(known, vectors[1:], strict=True)),
    }


def _whole(numbers: Any, unit: int) -> Any:
    return numpy.rint(numbers * unit).astype(int).tolist()


class Told(NamedTuple):
    """A name of a firm as in life: what the facts say of it, and what the words do, as logarithms of the odds."""

    case: Case
    by_facts: float
    by_words: float


def told_without_their_own(judged: Judged) -> list[Told]:
    """The names of firms as in life that are judged by their words too, each by a network that was fitted without its
    firm."""
    found: list[Told] = []
    for part in parts(case for case, _ in judged):
        network = Network(fitted([pair for pair in judged if pair[0].firm not in part]))
        found += [
            Told(case, logit_of(chance), network.said(case.around) / network.unit)
            for case, chance in judged
            if case.group in part & AS_IN_LIFE and case.around
        ]
    return found


def chances(told: Sequence[Told]) -> list[tuple[Case, float]]:
    """Each name with its chance by both together, which are weighed by these same names."""
    of_facts, of_words, bias = _together(told)
    return [(each.case, chance_of(of_facts * each.by_facts + of_words * each.by_words + bias)) for each in told]


def scaled(network: Mapping[str, Any], told: Sequence[Told]) -> dict[str, Any]:
    """The network with its words and the facts weighed together so that chances come true."""
    of_facts, of_words, bias = _together(told)
    return {**network, "unit": network["unit"] / of_words, "slope": of_facts, "bias": bias}


def _together(told: Sequence[Told]) -> tuple[float, float, float]:
    """How much facts and words weigh beside each other, and the bias."""
    seen, truth = [each[1:] for each in told], [each.case.true for each in told]
    model = LogisticRegression(C=1e6).fit(seen, truth)
    return float(model.coef_[0][0]), float(model.coef_[0][1]), float(model.intercept_[0])


def write(path: Path, network: Mapping[str, Any]) -> None:
    """Write the data file anew, a line for each number, pattern and word."""
    parts_of = [f'"{name}": {round(network[name], 4)}' for name in ("unit", "slope", "bias")]
    parts_of.append(f'"base": {_line(network["base"])}')
    parts_of += [f'"{name}": [\n{_lines(map(_line, network[name]))}\n]' for name in ("weights", "patterns")]
    words = (f"{json.dumps(word)}: {_line(vector)}" for word, vector in network["words"].items())
    path.write_text("{" + ",\n".join([*parts_of, f'"words": {{\n{_lines(words)}\n}}']) + "}\n", "utf-8")
    print(f"\nsentence: {len(network['words'])} words written to {path.name}")


def _line(numbers: Sequence[int]) -> str:
    return json.dumps(numbers, separators=(",", ":"))


def _lines(each: Iterable[str]) -> str:
    return ",\n".join(each)
