"""How well answers are decided: precision, coverage and keywords against labelled answers.

    python -m bench.answers [FOLDER] [--errors]

A folder holds ``NAME_partners.csv`` beside ``NAME_answers.jsonl``, and may hold ``survey_answers.jsonl``; answers
without a directory beside them are to the firm of that name in ``bench/firms/fit``. Without a folder, the shipped
examples are decided (only the decisions are counted, for they carry no labels), then the labelled firms of
``bench/firms/measure``, which nothing was fitted on.
"""

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from attribution import Directory, Kind, Result, Source, attribute, fold, fold_keyword
from records.importing.lines.as_entries import entries_of
from records.importing.trouble import Problem

EXAMPLES = Path(__file__).resolve().parent.parent / "docs" / "examples"
FIRMS = Path(__file__).resolve().parent / "firms" / "measure"
_TOLD = "_answers.jsonl"
_SAME_SITE = {
    "bbb": "better business bureau",
    "brave": "brave search",
    "google maps": "google",
    "google reviews": "google",
    "google search": "google",
}


@dataclass
class Score:
    """How many of how many, and the answers that were missed."""

    right: int = 0
    of: int = 0
    missed: list[str] = field(default_factory=list)

    def add(self, right: bool, note: str) -> None:
        """Count one."""
        self.of += 1
        self.right += right
        if not right:
            self.missed.append(note)

    def line(self) -> str:
        """The share with its Wilson interval of 95 %."""
        if not self.of:
            return "none"
        low, high = wilson(self.right, self.of)
        return (
            f"{100 * self.right / self.of:6.2f} %  ({self.right} of {self.of}; {100 * low:.1f} to {100 * high:.1f} %)"
        )


def main(arguments: list[str] | None = None) -> int:
    """Print the figures of every firm in the folder, and of all together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--errors", action="store_true", help="list what was decided wrongly or not at all")
    options = parser.parse_args(arguments)
    if options.folder is None:
        _examples()
    folder = options.folder or FIRMS
    total: dict[str, Score] = {}
    survey = folder / "survey_answers.jsonl"
    firms = [answers for answers in sorted(folder.glob(f"*{_TOLD}")) if answers != survey]
    if not firms:
        print(f"{folder}: no *{_TOLD}; name a folder with labelled answers.", file=sys.stderr)
        return 2
    for answers in firms:
        name = answers.name.removesuffix(_TOLD)
        scores = measure(read_partners(_partners_of(answers)), read_answers(answers))
        print_scores(name, scores, options.errors)
        for key, score in scores.items():
            together = total.setdefault(key, Score())
            together.right += score.right
            together.of += score.of
    if len(firms) > 1:
        print_scores("all firms", total, errors=False)
    if survey.exists():
        print_scores("survey", _survey(read_answers(survey)), options.errors)
    return 0


def _partners_of(answers: Path) -> Path:
    """The directory beside the answers, or that of the firm of this name among those that are learnt from."""
    name = answers.name.replace(_TOLD, "_partners.csv")
    beside = answers.with_name(name)
    return beside if beside.exists() else FIRMS.parent / "fit" / name


def measure(directory: Directory, answers: Iterable[dict[str, Any]]) -> dict[str, Score]:
    """Decide each answer and compare it with its label, by the rules of the labels."""
    names = (
        "automatic precision",
        "coverage",
        "no partner credited wrongly",
        "nothing to ask, not asked",
        "not certain, asked",
        "decisive of several",
        "suggested when open",
        "keyword",
        "website or channel",
    )
    scores = {name: Score() for name in names}
    for label in answers:
        _measure_one(scores, label, attribute(label["answer"], directory))
    return scores


def _measure_one(scores: dict[str, Score], label: dict[str, Any], result: Result) -> None:
    wanted, also = set(label["partners"]), set(label.get("also_ok", ()))
    credited = [c for c in result.introduced_by() if c.source.kind is Kind.PARTNER]
    ids = [c.source.id for c in credited]
    note = f"{label['id']}: {label['answer'][:300]!r} wants {sorted(wanted)}, got {ids}"
    note += f" ({result.decision}; {result.question[:90]})"
    for id in ids:
        scores["automatic precision"].add(id in wanted | also, note)
    if wanted and label["auto_ok"]:
        right = result.decision == "auto" and wanted <= set(ids) <= wanted | also
        scores["coverage"].add(right, note)
    if not wanted:
        scores["no partner credited wrongly"].add(not set(ids) - also, note)
        if label["auto_ok"]:
            scores["nothing to ask, not asked"].add(result.decision != "review", note)
    if not label["auto_ok"]:
        scores["not certain, asked"].add(result.decision == "review", note)
    several = len(wanted) + len(label["websites"]) > 1
    if several and label["decisive"]:
        first = result.introduced_by()[:1]
        scores["decisive of several"].add(bool(first) and _is_source(first[0].source, label["decisive"]), note)
    candidates = set(label.get("candidates", ()))
    if candidates:
        suggested = {c.source.id for c in result.suggestions}
        scores["suggested when open"].add(
            bool(suggested & candidates), f"{note} suggested {sorted(suggested)}, wants {sorted(candidates)}"
        )
    told = fold_keyword(result.keyword or "")
    if label["keyword"] or told:
        scores["keyword"].add(
            told == fold_keyword(label["keyword"] or ""),
            f"{note} keyword {result.keyword!r}, wants {label['keyword']!r}",
        )
    sites = {_site(c.source.name) for c in result.introduced_by() if c.source.kind is not Kind.PARTNER}
    unnamed = {_site(str(kind)) for kind in Kind} | {"walk by", "mailing list"}
    required = {_site(site) for site in label["websites"]}
    allowed = required | {_site(site) for site in label.get("websites_optional", ())} | unnamed
    if required or sites - unnamed:
        scores["website or channel"].add(
            required <= sites <= allowed, f"{note} sites {sorted(sites)}, wants {sorted(required)}"
        )


def _is_source(source: Source, label: str) -> bool:
    """Whether a source is the one of a label: a partner's id, or the name of a website or channel."""
    if source.kind is Kind.PARTNER:
        return source.id == label
    return _site(source.name) == _site(label)


def _survey(answers: Iterable[dict[str, Any]]) -> dict[str, Score]:
    """The survey has no directory: only the kind of source and the named ones are compared."""
    directory = Directory()
    kind, named = Score(), Score()
    for label in answers:
        result = attribute(label["answer"], directory)
        kinds = {str(c.source.kind) for c in result.introduced_by()} or {result.decision}
        got_names = [c.source.name for c in result.introduced_by()]
        note = f"{label['answer'][:90]!r} wants {label['kind']}, {label.get('sources') or label['source']}"
        note += f", got {got_names} ({result.decision})"
        kind.add(bool(kinds & _SURVEY_KINDS[label["kind"]]), note)
        wanted = label.get("sources") or ([label["source"]] if label["source"] else [])
        if wanted and label["kind"] in {"social", "website", "search", "ad"}:
            got = {_site(c.source.name).removesuffix(" ad") for c in result.introduced_by()}
            named.add({_site(w) for w in wanted} <= got, note)
    return {"kind": kind, "named sources": named}


_SURVEY_KINDS = {
    "partner-person": {"review", "word of mouth"},
    "partner-business": {"review"},
    "existing-client/friend": {"word of mouth", "existing client", "social network", "staff"},
    "website": {"website", "local listing", "review"},
    "search": {"search engine"},
    "social": {"social network"},
    "ad": {"advertisement", "social network"},
    "event": {"event"},
    "none/unknown": {"none", "review", "existing client", "search engine"},
}


def read_partners(path: Path) -> Directory:
    """The directory of a partners file; refused rows are told."""
    problems: list[Problem] = []
    directory = Directory(entries_of(path, problems, []))
    for problem in problems:
        print(f"{path.name}, line {problem.line}: {problem.reason}.", file=sys.stderr)
    return directory


def read_answers(path: Path) -> Iterator[dict[str, Any]]:
    """The labelled answers of a file, one a line."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def wilson(right: int, of: int) -> tuple[float, float]:
    """The interval of 95 % around a share (Wilson 1927)."""
    z = 1.96
    share = right / of
    middle = share + z * z / (2 * of)
    width = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return max(0.0, (middle - width) / (1 + z * z / of)), min(1.0, (middle + width) / (1 + z * z / of))


def _site(name: str) -> str:
    folded = fold(name)
    return _SAME_SITE.get(folded, folded)


def print_scores(name: str, scores: dict[str, Score], errors: bool) -> None:
    """Print the figures of one firm, and with ``errors`` what was missed."""
    print(f"\n{name}")
    for key, score in scores.items():
        print(f"  {key:32} {score.line()}")
        if errors:
            for note in score.missed:
                print(f"      {note}")


def _examples() -> None:
    """The shipped example firm, which carries no labels: only how its answers are decided is counted."""
    directory = read_partners(EXAMPLES / "partners.csv")
    with (EXAMPLES / "clients.csv").open(encoding="utf-8-sig", newline="") as file:
        decisions = Counter(attribute(row.get("answer") or "", directory).decision for row in csv.DictReader(file))
    print(f"examples: {sum(decisions.values())} answers, {dict(sorted(decisions.items()))}")


if __name__ == "__main__":
    raise SystemExit(main())
