"""How well whole answers are decided by weights that were fitted without the firm that they are from.

    python -m bench.left_out [--errors] [--phrases] [--firm NAME ...]

The firms of ``bench/firms/fit`` are left out a few at a time; names (by facts and by words), questions and media are
fitted on all others, with ``--phrases`` search phrases too (which takes minutes; else the phrases of the firms were
learnt from), and the answers of those left out are decided from beginning to end. The rules and tables were made with
these firms in sight, so that the figures flatter them; what nobody has seen stands in ``bench/firms/measure``.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

from attribution.channels import counting, telling
from attribution.evidence import facts, sentence
from attribution.evidence.judging import Weights
from attribution.findings import asking
from attribution.searches import searching
from bench import fitting, fitting_media, fitting_phrases, fitting_sentences
from bench.answers import Score, measure, print_scores, read_answers, read_partners
from bench.cases import AS_IN_LIFE, HERE, Case, gather
from bench.labelled_firms import firms_to_fit
from bench.media_answers import gather as gather_media
from bench.phrase_answers import marked, varied

PARTS = 3
"""The firms are left out by so many parts."""


def main(arguments: list[str] | None = None) -> int:
    """Fit and decide part by part, and print the figures of every firm, and of those whose answers are as in life."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="list what was decided wrongly or not at all")
    parser.add_argument("--phrases", action="store_true", help="fit the search phrases anew too")
    parser.add_argument("--firm", action="append", help="decide only this firm")
    options = parser.parse_args(arguments)
    firms = sorted(firms_to_fit())
    parts = [part for k in range(PARTS) if (part := frozenset(firms[k::PARTS])) & set(options.firm or firms)]
    totals: dict[str, dict[str, Score]] = {"firms as in life": {}, "all firms": {}}
    for firm, scores in decided_apart(parts, options.phrases):
        if options.firm and firm not in options.firm:
            continue
        print_scores(firm, scores, options.errors)
        for name, total in totals.items():
            if name == "all firms" or firm in AS_IN_LIFE:
                _add(total, scores)
    for name, total in totals.items():
        print_scores(name, total, errors=False)
    return 0


def decided_apart(parts: Sequence[frozenset[str]], phrases: bool = False) -> Iterator[tuple[str, dict[str, Score]]]:
    """Each firm with its figures, by weights that were fitted without its part."""
    names, answers = gather()
    media = gather_media()
    examples = None
    if phrases:
        told = [*marked(fitting_phrases.MARKED), *fitting_phrases.of_firms()]
        examples = fitting_phrases.Examples([*told, *varied(told, 1)])
    kept = {"evidence": _scales(names), "asking": _scales(answers)}
    by_facts = fitting.stretched(kept["evidence"])
    by_words = fitting_sentences.judged_without_their_own(by_facts)
    for part in parts:
        weights = {
            "evidence": _fitted(names, part, kept["evidence"]),
            "asking": _fitted(answers, part, kept["asking"]),
        }
        of_media = fitting_media.fitted([each for each in media if each.file not in part])
        of_phrases = None
        if examples is not None:
            of_phrases = searching.Weights(fitting_phrases.Fit(examples, part).weights())
        network = fitting_sentences.scaled(fitting_sentences.fitted(_without(part, by_facts)), _without(part, by_words))
        with _in_place(weights, sentence.Network(network), of_media, of_phrases):
            for firm in sorted(part):
                folder = HERE / "firms" / "fit"
                directory = read_partners(folder / f"{firm}_partners.csv")
                yield firm, measure(directory, read_answers(folder / f"{firm}_answers.jsonl"))


def _scales(cases: Sequence[Case]) -> list[tuple[Case, float]]:
    return fitting.judged_without_their_own(cases)


def _fitted(cases: Sequence[Case], part: frozenset[str], judged: Sequence[tuple[Case, float]]) -> Weights:
    """Weights fitted and scaled without the firms of a part."""
    weights = fitting.fitted([case for case in cases if case.firm not in part])
    return fitting.scaled(weights, _without(part, judged))


def _without(part: frozenset[str], judged: Sequence[tuple[Case, float]]) -> list[tuple[Case, float]]:
    return [(case, chance) for case, chance in judged if case.firm not in part]


@contextmanager
def _in_place(
    weights: Mapping[str, Weights],
    network: sentence.Network,
    media: fitting_media.Fitted,
    phrases: searching.Weights | None,
) -> Iterator[None]:
    """Let the engine decide by other weights than those of its data files."""
    with ExitStack() as stack:
        for module, name, value in (
            (facts, "_weights", weights["evidence"]),
            (asking, "_weights", weights["asking"]),
            (sentence, "_network", network),
            (counting, "_weights", media.counts),
            (telling, "_told", media.told),
            (telling, "which_medium", media.which),
            (searching, "fitted", phrases),
        ):
            if value is not None:
                stack.enter_context(patch.object(module, name, lambda value=value: value))
        yield


def _add(total: dict[str, Score], scores: Mapping[str, Score]) -> None:
    for key, score in scores.items():
        together = total.setdefault(key, Score())
        together.right += score.right
        together.of += score.of


if __name__ == "__main__":
    raise SystemExit(main())
