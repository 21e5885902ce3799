"""Fit the weights by which names are credited and answers are asked about, and write them to ``attribution/data/``.

    python -m bench.fitting [--dry-run]

Learns from the labelled firms in ``bench/firms/fit``, from further answers to them in ``bench/firms/more`` and from the
marked answers in ``bench/marked``; what is in ``bench/firms/measure`` is never looked at. Firms are also judged, by
sixths, by weights fitted without them, and what would then have been credited at which threshold is printed: that is
what a threshold can be expected to be worth.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from attribution import Directory
from attribution.judging import Weights
from attribution.reading import read
from attribution.weighing import Seen, findings_in
from bench.answers import read_answers, read_partners
from bench.directories import make_answers, make_directory
from bench.labelled_firms import MORE, Labelled, files_to_fit
from bench.marked_answers import OPEN, SOURCES, read_marked
from bench.scoring import share

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "attribution" / "data"
STRENGTH = 0.1
"""How far weights may go from nothing (the inverse strength of L2 regularisation)."""
MADE = ((220, 1), (220, 2), (1_000, 1), (1_000, 2), (10_000, 1), (10_000, 2))
"""Rows and seed of the directories that are made for fitting, and below how many answers each gets."""
OF_EACH = 400
MADE_UP = "made"
PLAIN = "plain_ways"
"""The marked answers in the plainest ways, which hardly anybody writes down as an example and most clients use."""
OF_MEDIA = "media"
"""The marked answers that are only about media, for ``bench.fitting_media``."""
AS_IN_LIFE = frozenset(
    {
        "accountant",
        "atlanta",
        "boston",
        "brisbane",
        "bristol",
        "cardiff",
        "chicago",
        "cleveland",
        "dayton",
        "denver",
        "elpaso",
        "glasgow",
        "hartford",
        "houston",
        "leicester",
        "miami",
        "milwaukee",
        "minneapolis",
        "nottingham",
        "pittsburgh",
        "portland",
        "reading",
        "sacramento",
        "sanantonio",
        "seattle",
        "sheffield",
        "tampa",
        "tax",
        "toronto",
        "trade",
        "vet",
        "yorks",
    }
)
"""Firms whose answers are mixed as clients send them; in the other files the hard ones are many."""
FULL_OF_QUESTIONS = frozenset({"birmingham", "losangeles", "philadelphia"})
"""Firms with many answers that have to be asked about."""
OF_ITS_SORT = 0.7
"""How strongly a fact counts by the weights of its own sort of answers, against the common ones."""
_OF_SORT = "sort="
SELDOM = 4
"""A fact that was seen less often gets no weight."""
SMALLEST = 0.005
PARTS = 6
"""Firms are left out by so many parts, to judge each by weights that were fitted without it."""
THRESHOLDS = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that was seen, with the truth about it; ``group`` is the file that it is from."""

    group: str
    facts: tuple[str, ...]
    true: bool
    person: bool = False

    @property
    def firm(self) -> str:
        """The firm, or the file of marked answers, without what kind of its files it is."""
        return self.group.partition(" ")[0]


def main(arguments: list[str] | None = None) -> int:
    """Fit, print what the thresholds are worth, and write the two tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dry-run", action="store_true", help="print, and write nothing")
    dry = parser.parse_args(arguments).dry_run
    names, answers = gather()
    print(f"{len(names)} names, {len(answers)} answers in which all is open")
    for table, cases, kinds in (
        ("evidence", names, (("people", True), ("businesses", False))),
        ("asking", answers, (("answers", False),)),
    ):
        judged = judged_without_their_own(cases)
        for kind, person in kinds:
            of_kind = [(case, chance) for case, chance in judged if case.person is person and case.group in AS_IN_LIFE]
            print(f"\n{kind} of {table}, each firm as in life judged by weights that were fitted without it")
            for threshold in THRESHOLDS:
                print(f"  from {threshold:4.2f}: {_worth(of_kind, threshold)}")
        if not dry:
            write(DATA / f"{table}.toml", scaled(fitted(cases), judged), table)
    return 0


def gather() -> tuple[list[Case], list[Case]]:
    """All names and all open answers of the training files."""
    names: list[Case] = []
    answers: list[Case] = []
    for firm in files_to_fit():
        _from_firm(firm, names, answers)
    for path in sorted((HERE / "marked").glob("*.txt")):
        if path.stem == OF_MEDIA:
            continue
        _from_marked(path, names, answers)
    for size, seed in MADE:
        _from_made(size, seed, names, answers)
    return names, answers


def _from_firm(firm: Labelled, names: list[Case], answers: list[Case]) -> None:
    group, directory = firm.group, read_partners(firm.partners)
    for label in read_answers(firm.answers):
        seen = Seen()
        findings_in(label["answer"], directory, seen)
        for named, facts in seen.names:
            id = named.best.card.id
            if not named.rivals and (id in label["partners"] or id not in label.get("also_ok", ())):
                names.append(Case(group, facts, id in label["partners"], named.best.card.person))
        if seen.answer is not None:
            answers.append(Case(group, seen.answer, label["auto_ok"] and not label["partners"]))


def _from_marked(path: Path, names: list[Case], answers: list[Case]) -> None:
    for marked in read_marked(path):
        seen = Seen()
        findings_in(marked.text, Directory(marked.entries()), seen)
        reading = read(marked.text)
        for named, facts in seen.names:
            label = marked.label_at(*reading.span(named.best.start, named.best.end))
            if label and not named.rivals:
                names.append(Case(path.stem, facts, label in SOURCES, named.best.card.person))
        alone = Seen()
        findings_in(marked.text, Directory(), alone)
        if alone.answer is not None:
            kinds = {kind for kind, _, _ in marked.marks}
            answers.append(Case(path.stem, alone.answer, not marked.asked and not kinds & OPEN))


def _from_made(size: int, seed: int, names: list[Case], answers: list[Case]) -> None:
    """Answers of the pool for fitting, which shares no name and no sentence with the one that is measured."""
    group = f"{MADE_UP} {size} {seed}"
    made = make_directory(size, seed=seed, pool="fit")
    directory = Directory(made.entries())
    for label in make_answers(made, OF_EACH, seed=seed):
        seen = Seen()
        findings_in(label.answer, directory, seen)
        for named, facts in seen.names:
            id = named.best.card.id
            if not named.rivals and (id in label.partners or id not in label.also_ok):
                names.append(Case(group, facts, id in label.partners, named.best.card.person))
        if seen.answer is not None:
            answers.append(Case(group, seen.answer, label.auto_ok and not label.partners))


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
        seen[:, often], [case.true for case in cases], sample_weight=[_counts(case) for case in cases]
    )
    facts = zip(map(str, vectorizer.get_feature_names_out()[often]), map(float, model.coef_[0]), strict=True)
    return Weights(float(model.intercept_[0]), {fact: value for fact, value in facts if not fact.startswith(_OF_SORT)})


def _with_its_sort(case: Case) -> dict[str, float]:
    facts = dict.fromkeys(case.facts, 1.0)
    sort = _sort(case.group)
    if sort:
        facts |= {f"{_OF_SORT}{sort} {fact}": OF_ITS_SORT for fact in case.facts}
        facts[f"{_OF_SORT}{sort}"] = 1.0
    return facts


def _sort(group: str) -> str:
    """The sort of answers that a file has, "" for those mixed as in life, for plain ones and for made directories."""
    if group in AS_IN_LIFE or group == PLAIN or group.startswith(MADE_UP):
        return ""
    if group.endswith(f" {MORE}"):
        return MORE
    return "questions" if group in FULL_OF_QUESTIONS else "marked"


def _counts(case: Case) -> float:
    """How much a case counts: most where a firm's answers are labelled, least where a generator made it."""
    if case.group.startswith(MADE_UP):
        return 0.5
    if case.group == PLAIN:
        return 3.0
    return {"": 2.0, MORE: 3.0, "questions": 1.0, "marked": 0.5}[_sort(case.group)]


def judged_without_their_own(cases: Sequence[Case]) -> list[tuple[Case, float]]:
    """Each case of a firm as in life with the chance that weights give it which were fitted without its firm."""
    judged: list[tuple[Case, float]] = []
    groups = sorted({case.group for case in cases} & AS_IN_LIFE)
    for part in (frozenset(groups[k::PARTS]) for k in range(PARTS)):
        weights = fitted([case for case in cases if case.firm not in part])
        judged += [(case, weights.probability(case.facts)) for case in cases if case.group in part]
    return judged


def scaled(weights: Weights, judged: Iterable[tuple[Case, float]]) -> Weights:
    """The weights stretched so that chances come true (Platt's scaling over the cases judged without their own)."""
    pairs = [(case, chance) for case, chance in judged if case.group in AS_IN_LIFE]
    logits = numpy.array([[numpy.log(chance / (1 - chance))] for _, chance in pairs])
    model = LogisticRegression(C=1e6).fit(logits, [case.true for case, _ in pairs])
    slope, shift = float(model.coef_[0][0]), float(model.intercept_[0])
    return Weights(weights.bias * slope + shift, {fact: value * slope for fact, value in weights.of_fact.items()})


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
