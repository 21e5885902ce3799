"""The network that is fitted: its gradients are right, and what is kept of it says the same when it is read."""

from typing import Any

import pytest

pytest.importorskip("sklearn", reason="installed by `make bench` only")

import numpy

from attribution.evidence.sentence import FAR, NAME, RARE, Network
from bench.fitting_sentences import OF_WORDS, kept, row_of_words, vocabulary
from bench.network import PLACES, Names, Net

RUNS = (
    ("(begin)", "my", "accountant", NAME, "told", "me", "about", "you", ".", "(end)"),
    ("(begin)", NAME, ",", "never", "heard", "of", "you", "from", "(person)", "(end)"),
    tuple(["you"] * FAR + [NAME] + ["told"] * FAR),
)


def network(seed: int = 3) -> tuple[Net, list[str], Names]:
    """A small network with words of three runs, and these runs."""
    known = vocabulary(RUNS * 5)
    rows = {word: row for row, word in enumerate(known, start=1)}
    net = Net.new(len(known) + 1, 2, 7, 6, numpy.random.default_rng(seed))
    net.numbers = {name: 2.0 * value.astype("f8") for name, value in net.numbers.items()}
    words = numpy.array([row_of_words(run, rows) for run in RUNS])
    return net, known, Names(words, numpy.array([0.5, -1.0, 2.0]), numpy.array([0, 1, 1]))


def slopes(said: Any) -> Any:
    """Those of half the sum of squares around one."""
    return said - 1.0


def loss(net: Net, names: Names) -> float:
    return float(((net.logits(names) - 1.0) ** 2).sum() / 2)


@pytest.mark.parametrize("name", ["vectors", "patterns", "base", "weights", "slope", "bias", "slopes", "biases"])
def test_gradients_are_what_small_changes_bring(name: str) -> None:
    net, _, names = network()
    gradient = net.gradients(names, slopes, None)[name].ravel()
    number = net.numbers[name].reshape(-1)
    first = net.numbers["vectors"].shape[1] if name == "vectors" else 0  # The row of no word at all stays as it is.
    for place in range(first, len(number), max(1, len(number) // 40)):
        before = number[place]
        number[place] = before + 1e-5
        more = loss(net, names)
        number[place] = before - 1e-5
        less = loss(net, names)
        number[place] = before
        assert gradient[place] == pytest.approx((more - less) / 2e-5, abs=1e-5)


def test_what_is_kept_says_the_same_as_what_was_fitted() -> None:
    net, known, names = network()
    file = kept(net, known)
    read = Network(file)
    for name, units in (("vectors", 32), ("patterns", 256), ("base", 32 * 256), ("weights", 1_024)):
        net.numbers[name] = numpy.rint(net.numbers[name] * units) / units
    plain = Names(names.words, numpy.zeros(3), numpy.zeros(3, int))
    net.numbers["bias"] = net.numbers["biases"] = numpy.zeros(2)[:1]
    wanted = net.logits(plain)
    assert [read.said(run) / file["unit"] for run in RUNS] == pytest.approx(list(OF_WORDS * wanted), abs=1e-9)


def test_the_words_stand_at_their_places() -> None:
    rows = {RARE: 1, NAME: 2, "you": 3}
    assert row_of_words(("you", NAME, "quokka"), rows) == [0] * (FAR - 1) + [3, 2, 1] + [0] * (PLACES - FAR - 2)
