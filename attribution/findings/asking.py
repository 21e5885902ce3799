"""Whether an answer that credits nobody has to be asked about: what it shows as a whole, weighed.

"Why does every form ask this" and "guy next to me in line" name no source that a person could find, "Betty who does our
taxes" does. As for names (``attribution.evidence.facts``), which facts count how much is fitted from labelled answers
by ``bench.fitting``; the weights are plain numbers in ``data/asking.toml``.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from attribution.entries.directory import Directory
from attribution.evidence.judging import Weights
from attribution.findings.finding import Finding
from attribution.mentions.mention import Mention
from attribution.names.roles import Role, Unknown
from attribution.names.senses import size, word_classes, word_senses
from attribution.tables import words
from attribution.words.mash import is_mash
from attribution.words.reading import Reading, is_ordinary, stop_words

_FIRST = 4
"""So many words from the beginning count by their place."""


def facts_of_answer(
    reading: Reading,
    directory: Directory,
    open_findings: Sequence[Finding],
    kinds: Sequence[Mention],
    roles: Sequence[Role],
    unknown: Sequence[Unknown],
) -> list[str]:
    """Everything that is seen of an answer in which nothing is certain, each fact once."""
    return list(dict.fromkeys(_facts(reading, directory, open_findings, kinds, roles, unknown)))


def nothing_to_ask(facts: Sequence[str]) -> float:
    """The probability that a careful person would not ask, between 0 and 1."""
    return _weights().probability(facts)


@cache
def _weights() -> Weights:
    return Weights.of("asking")


def _facts(
    reading: Reading,
    directory: Directory,
    open_findings: Sequence[Finding],
    kinds: Sequence[Mention],
    roles: Sequence[Role],
    unknown: Sequence[Unknown],
) -> Iterator[str]:
    total = len(reading.words)
    yield f"words={size(total)}"
    yield f"sentences={min(len(reading.bounds_of), 3)}"
    classes, senses = word_classes(reading, directory), word_senses(reading)
    for word, sense in zip(classes, senses, strict=True):
        yield f"word={word}"
        if sense:
            yield f"sense={sense}"
    for one, other in pairwise(["(begin)", *classes, "(end)"]):
        yield f"pair={one} {other}"
    for place, word in enumerate(classes[:_FIRST]):
        yield f"word{place}={word}"
    for cue in reading.cues:
        yield f"cue={cue.role}"
    for kind in kinds:
        yield f"kind={kind.rule}"
    yield f"kinds={min(len(kinds), 2)}"
    yield f"roles={min(len(roles), 2)}"
    yield f"unknown={min(len(unknown), 2)}"
    for each in unknown:
        yield f"unknown={'attached' if each.attached else 'loose'}"
        yield f"unknown words={min(each.end - each.start, 3)}"
        if any(reading.capital_inside(p) for p in range(each.start, each.end)):
            yield "unknown=capital"
    if not reading.shouted and any(map(reading.capital_inside, range(total))):
        yield "capital"
    if reading.answer.rstrip().endswith("?"):
        yield "question"
    if any(map(is_mash, reading.words)):
        yield "mash"
    given = [w for w in reading.words if w in words("first_names") and w not in stop_words() and not is_ordinary(w)]
    yield f"given={min(len(given), 2)}"
    offered = [credit for finding in open_findings for credit in finding.suggestions]
    yield f"offered={min(len(offered), 3)}"
    best = max((credit.confidence for credit in offered), default=0.0)
    yield f"best={int(best * 10)}"
    for credit in offered[:2]:
        yield f"rule={credit.rule}"
