"""What was seen of the names and the open answers in the files that the decision is fitted on, with the truth about it.

Only ``bench/firms/fit``, ``bench/firms/more``, ``bench/marked`` and made directories of the pool ``fit`` are read.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import exp, log
from pathlib import Path

from sklearn.linear_model import LogisticRegression

from attribution import Directory
from attribution.evidence.sentence import Around
from attribution.names.other_scripts import in_latin_letters
from attribution.sources.seen import Seen
from attribution.sources.weighing import findings_in
from attribution.words.reading import read
from bench.answers import read_answers, read_partners
from bench.directories import make_answers, make_directory
from bench.labelled_firms import MORE, Labelled, files_to_fit
from bench.marked_answers import OPEN, SOURCES, read_marked

HERE = Path(__file__).resolve().parent
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
"""The first firms whose answers are mixed as clients send them. In other files the hard ones are many, and later firms
count like those: what it gives to count all of them as in life stands in docs/measuring.md."""
FULL_OF_QUESTIONS = frozenset({"birmingham", "losangeles", "philadelphia"})
"""Firms with many answers that have to be asked about."""


PARTS = 6
"""Firms are left out by so many parts, to judge each by weights that were fitted without it."""


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that was seen, with the truth about it; ``group`` is the file that it is from."""

    group: str
    facts: tuple[str, ...]
    true: bool
    person: bool = False
    around: Around = ()
    """The words around a name, if it is judged by them too."""

    @property
    def firm(self) -> str:
        """The firm, or the file of marked answers, without what kind of its files it is."""
        return self.group.partition(" ")[0]


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
        for (named, facts), around in zip(seen.names, seen.around, strict=True):
            id = named.best.card.id
            if not named.rivals and (id in label["partners"] or id not in label.get("also_ok", ())):
                names.append(Case(group, facts, id in label["partners"], named.best.card.person, around))
        if seen.answer is not None:
            answers.append(Case(group, seen.answer, label["auto_ok"] and not label["partners"]))


def _from_marked(path: Path, names: list[Case], answers: list[Case]) -> None:
    for marked in read_marked(path):
        seen, directory = Seen(), Directory(marked.entries())
        findings_in(marked.text, directory, seen)
        reading = in_latin_letters(read(marked.text), directory)
        for (named, facts), around in zip(seen.names, seen.around, strict=True):
            label = marked.label_at(*reading.span(named.best.start, named.best.end))
            if label and not named.rivals:
                names.append(Case(path.stem, facts, label in SOURCES, named.best.card.person, around))
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
        for (named, facts), around in zip(seen.names, seen.around, strict=True):
            id = named.best.card.id
            if not named.rivals and (id in label.partners or id not in label.also_ok):
                names.append(Case(group, facts, id in label.partners, named.best.card.person, around))
        if seen.answer is not None:
            answers.append(Case(group, seen.answer, label.auto_ok and not label.partners))


def sort_of(group: str) -> str:
    """The sort of answers that a file has, "" for those mixed as in life, for plain ones and for made directories."""
    if group in AS_IN_LIFE or group == PLAIN or group.startswith(MADE_UP):
        return ""
    if group.endswith(f" {MORE}"):
        return MORE
    return "questions" if group in FULL_OF_QUESTIONS else "marked"


def counts(case: Case) -> float:
    """How much a case counts: most where a firm's answers are labelled, least where a generator made it."""
    if case.group.startswith(MADE_UP):
        return 0.5
    if case.group == PLAIN:
        return 3.0
    return {"": 2.0, MORE: 2.0, "questions": 1.0, "marked": 0.5}[sort_of(case.group)]


def parts(cases: Iterable[Case]) -> Iterator[frozenset[str]]:
    """The firms and files of cases in so many parts, each with as many firms as in life; made ones belong to none."""
    firms = {case.firm for case in cases if not case.group.startswith(MADE_UP)}
    ordered = sorted(firms, key=lambda firm: (firm not in AS_IN_LIFE, firm))
    return (frozenset(ordered[k::PARTS]) for k in range(PARTS))


def platt(judged: Iterable[tuple[Case, float]]) -> tuple[float, float]:
    """By what the logarithm of the odds has to be multiplied, and what is to be added, so that the chances of firms as
    in life come true (Platt 1999)."""
    pairs = [(case, chance) for case, chance in judged if case.group in AS_IN_LIFE]
    model = LogisticRegression(C=1e6).fit([[logit_of(chance)] for _, chance in pairs], [case.true for case, _ in pairs])
    return float(model.coef_[0][0]), float(model.intercept_[0])


def logit_of(chance: float) -> float:
    """The logarithm of the odds."""
    return log(chance / (1.0 - chance))


def chance_of(logit: float) -> float:
    """The chance that has these odds."""
    return 1.0 / (1.0 + exp(-logit))
