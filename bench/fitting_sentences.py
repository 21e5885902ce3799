"""Fit the network of ``attribution.evidence.sentence``, which judges a name by the run of words around it.

``bench.fitting`` does so, together with the weights of the facts. The network is fitted beside what the facts say, and
of a name that is learnt from they say it by weights that were fitted without its firm: else the network would learn to
trust them too much. (Those weights were fitted with the firms by which the network is then judged; that is little, and
saves fitting everything by pairs of parts.) Each sort of answers other than those of life has a slope and a bias of its
own, which are left out in the end. What the words say is then added to what the facts say, and the sum is scaled so
that it can be believed, by firms as in life that the network was fitted without.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy

from attribution.evidence.sentence import FAR, MARKS, NAME, RARE, SENSE, Around, Network, known_as
from attribution.names.senses import senses_in
from bench.cases import AS_IN_LIFE, Case, counts, logit_of, parts, platt, sort_of
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
DECAY = 0.5
SEED = 1
OF_WORDS = 0.8
"""How much of what the words say is added to what the facts say. Of hard answers all of it and more would be best, of
firms as in life by whose errors hardly a rule was made between a third and all, and of the others, whose facts the
tables flatter, none."""
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
        "unit": UNIT["vectors"] * UNIT["patterns"] * UNIT["weights"] / OF_WORDS,
        "slope": 1.0,
        "bias": 0.0,
        "base": base,
        "weights": _whole(net.numbers["weights"].reshape(-1, len(base)), UNIT["weights"]),
        "patterns": _whole(net.numbers["patterns"], UNIT["patterns"]),
        "words": dict(zip(known, vectors[1:], strict=True)),
    }


def _whole(numbers: Any, unit: int) -> Any:
    return numpy.rint(numbers * unit).astype(int).tolist()


def judged_without_their_own(judged: Judged) -> list[tuple[Case, float]]:
    """The names of firms as in life that are judged by their words too, each with its chance by a network that was
    fitted without its firm."""
    found: list[tuple[Case, float]] = []
    for part in parts(case for case, _ in judged):
        network = Network(fitted([pair for pair in judged if pair[0].firm not in part]))
        found += [
            (case, network.probability(logit_of(chance), case.around))
            for case, chance in judged
            if case.group in part & AS_IN_LIFE and case.around
        ]
    return found


def scaled(network: Mapping[str, Any], judged: Judged) -> dict[str, Any]:
    """The network stretched so that chances come true, by names judged without their own firm."""
    slope, shift = platt(judged)
    return {**network, "unit": network["unit"] / slope, "slope": slope, "bias": shift}


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
