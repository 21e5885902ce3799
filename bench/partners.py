"""How well partners are found in generated directories, and how well by what others would use.

    python -m bench.partners [SIZE ...] [--large] [--answers N] [--peers N] [--seed N] [--errors] [--pool fit]

Names and sentence frames are those of the pool "measure", which no weight was fitted on. To look for what could be
decided better, list the errors of the pool "fit": whoever reads those of the other one can no longer measure with it.
With ``--peers 0`` the peers are left out.
"""

import argparse
import time
from collections import Counter
from dataclasses import dataclass

from attribution import Directory, Kind, Result, attribute
from bench.directories import FAMILIES, Labelled, make_answers, make_directory
from bench.directories.names import POOLS
from bench.scoring import Guess, calibration, coverage_at, share

SIZES = (220, 1_000, 10_000)
LARGE = 100_000
MISSES = 5
SHORT = frozenset({"exact", "typo", "nickname", "initial", "part of firm", "shared name", "unknown name"})
"""The families that peers are made for: mostly a name and little else."""
PEER_ANSWERS = {LARGE: 300}
"""So many answers are put to the peers where a directory is so large that they would take an hour."""


@dataclass(frozen=True, slots=True)
class Decided:
    """One labelled answer and what the engine made of it."""

    label: Labelled
    result: Result

    @property
    def credited(self) -> list[str]:
        """The partners credited without a person, the first one first."""
        return [c.source.id for c in self.result.introduced_by() if c.source.kind is Kind.PARTNER]

    @property
    def wrong(self) -> list[str]:
        """The partners credited wrongly."""
        return [id for id in self.credited if id not in {*self.label.partners, *self.label.also_ok}]

    @property
    def covered(self) -> bool:
        """Whether a certain answer was decided by itself, rightly and in whole."""
        wanted = set(self.label.partners)
        return self.result.decision == "auto" and wanted <= set(self.credited) and not self.wrong

    @property
    def guess(self) -> Guess:
        """The partner thought likeliest, credited or only suggested."""
        for credit in (*self.result.introduced_by(), *self.result.suggestions):
            if credit.source.kind is Kind.PARTNER:
                return Guess(credit.source.id, credit.confidence)
        return Guess(None, 0.0)


def main(arguments: list[str] | None = None) -> int:
    """Print the figures of every size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, help="rows in the directory (default: 220, 1000 and 10000)")
    parser.add_argument("--large", action="store_true", help="100,000 rows too")
    parser.add_argument("--answers", type=int, default=3_000)
    parser.add_argument("--peers", type=int, default=1_000, help="so many of the answers are put to the peers")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pool", choices=POOLS, default="measure")
    parser.add_argument("--errors", action="store_true", help="list wrong automatic credits and missed answers")
    asked = parser.parse_args(arguments)
    sizes = asked.sizes or [*SIZES, *([LARGE] if asked.large else [])]
    for size in sizes:
        made = make_directory(size, seed=asked.seed, pool=asked.pool)
        labels = make_answers(made, asked.answers, seed=asked.seed)
        begun = time.perf_counter()
        directory = Directory(made.entries())
        built = time.perf_counter()
        decided = [Decided(label, attribute(label.answer, directory)) for label in labels]
        ended = time.perf_counter()
        print(f"\n== {size:,} rows, {len(labels):,} answers, seed {asked.seed}")
        print(f"index {built - begun:.2f} s, {1000 * (ended - built) / len(labels):.3f} ms an answer\n")
        print_summary(decided)
        print_families(decided)
        print_calibration(decided)
        if asked.errors:
            print_errors(decided, {row.id: f"{row.name} ({row.occupation})" for row in made.rows})
            print_missed(decided)
        if asked.peers and asked.pool == "measure":
            print_peers(size, asked.seed, decided[: min(asked.peers, PEER_ANSWERS.get(size, asked.peers))])
    return 0


def print_summary(decided: list[Decided]) -> None:
    """The figures that have a bar."""
    credits = sum(len(each.credited) for each in decided)
    wrong = sum(len(each.wrong) for each in decided)
    certain = [each for each in decided if each.label.partners]
    without = [each for each in decided if not each.label.partners]
    open_ones = [each for each in without if not each.label.auto_ok]
    several = [each for each in certain if len(each.label.partners) > 1]
    candidates = [each for each in decided if each.label.candidates and each.result.decision == "review"]
    labels, guesses = [each.label for each in decided], [each.guess for each in decided]
    print(f"automatic precision                 {share(credits - wrong, credits)}")
    print(f"coverage of certain answers         {share(sum(each.covered for each in certain), len(certain))}")
    for precision in (0.99, 0.995):
        at, threshold = coverage_at(precision, labels, guesses)
        name = f"coverage at {100 * precision:g} % precision"
        print(f"{name:<36}{100 * at:6.2f} %  from confidence {threshold:.3f}")
    print(f"no partner, one credited            {share(sum(bool(each.wrong) for each in without), len(without))}")
    print(f"decisive of several partners        {share(sum(_decisive(each) for each in several), len(several))}")
    print(f"to be asked, asked                  {share(sum(_asked(each) for each in open_ones), len(open_ones))}")
    print(f"asked, a fitting row suggested      {share(sum(_suggested(each) for each in candidates), len(candidates))}")


def print_families(decided: list[Decided]) -> None:
    """Per family: what is certain and decided, what is wrong, what is asked."""
    print(f"\n{'family':<20}{'answers':>8}{'certain':>9}{'covered':>9}{'':>9}{'wrong':>7}{'asked':>7}")
    for family in dict.fromkeys([*FAMILIES, *(each.label.family for each in decided)]):
        those = [each for each in decided if each.label.family == family]
        if not those:
            continue
        certain = [each for each in those if each.label.partners]
        covered = sum(each.covered for each in certain)
        part = f"{100 * covered / len(certain):.1f} %" if certain else "-"
        wrong = sum(bool(each.wrong) for each in those)
        asked = sum(each.result.decision == "review" for each in those)
        print(f"{family:<20}{len(those):>8}{len(certain):>9}{covered:>9}{part:>9}{wrong:>7}{asked:>7}")


def print_calibration(decided: list[Decided]) -> None:
    """What the confidence of the likeliest partner promises, and what came true."""
    print(f"\n{'confidence':<14}{'answers':>8}{'promised':>10}   came true")
    for each in calibration([d.label for d in decided], [d.guess for d in decided]):
        promised = f"{100 * each.promised / each.count:.1f} %"
        print(f"{each.low:.2f} to {each.high:.2f}  {each.count:>8}{promised:>10} {share(each.right, each.count)}")


def print_errors(decided: list[Decided], names: dict[str, str]) -> None:
    """The wrong automatic credits, and how often each family has one."""
    wrong = [each for each in decided if each.wrong]
    print("\nwrong automatic credits:", dict(Counter(each.label.family for each in wrong)) or "none")
    for each in wrong:
        wanted = [names[id] for id in each.label.partners]
        credit = next(c for c in each.result.introduced_by() if c.source.id in each.wrong)
        got = f"{[names[id] for id in each.wrong]} at {credit.confidence:.3f} by {credit.rule}"
        print(f"  {each.label.id} {each.label.family}: {each.label.answer!r}\n      wanted {wanted}, credited {got}")


def print_missed(decided: list[Decided]) -> None:
    """Certain answers that were not decided, or not in whole; a few of each family."""
    print(f"\ncertain answers not decided (at most {MISSES} of a family):")
    missed = [each for each in decided if each.label.partners and not each.covered and not each.wrong]
    for family in dict.fromkeys(each.label.family for each in missed):
        for each in [each for each in missed if each.label.family == family][:MISSES]:
            found = f"{each.result.decision}, credited {each.credited}, wanted {list(each.label.partners)}"
            print(f"  {each.label.id} {family}: {each.label.answer!r}\n      {found}: {each.result.question}")


def print_peers(size: int, seed: int, decided: list[Decided]) -> None:
    """Coverage at 99 and 95 % precision of the engine and of every peer, on the same answers."""
    from bench.peers.calibrating import calibrated
    from bench.peers.every import PEERS
    from bench.peers.listed import Listed

    labels = [each.label for each in decided]
    learnt_from = make_directory(size, seed=seed, pool="fit")
    lessons = make_answers(learnt_from, len(labels), seed=seed)
    short = [place for place, label in enumerate(labels) if label.family in SHORT]
    print(f"\ncoverage at a precision, on {len(labels):,} of these answers; in brackets the {len(short):,} short ones")
    print(f"{'':<32}{'at 99 %':>18}{'at 95 %':>18}")
    _print_row("Whence", labels, short, [[each.guess for each in decided]])
    listed = {"measure": Listed(make_directory(size, seed=seed, pool="measure").entries())}
    listed["fit"] = Listed(learnt_from.entries())
    for name, peer in PEERS.items():
        taught = peer(listed["fit"]).nearest([label.answer for label in lessons])
        answers = [label.answer for label in labels]
        found = peer(listed["measure"]).nearest(answers)
        ways = calibrated(lessons, taught, answers, found)
        _print_row(name, labels, short, list(ways.values()))
    print(f"peers: best of three calibrators, each fitted on {len(lessons):,} answers of the pool for fitting")


def _print_row(name: str, labels: list[Labelled], short: list[int], ways: list[list[Guess]]) -> None:
    cells = []
    for precision in (0.99, 0.95):
        whole = max(coverage_at(precision, labels, way)[0] for way in ways)
        part = max(coverage_at(precision, [labels[k] for k in short], [way[k] for k in short])[0] for way in ways)
        cells.append(f"{100 * whole:.1f} ({100 * part:.1f})")
    print(f"{name:<32}{cells[0]:>18}{cells[1]:>18}")


def _decisive(each: Decided) -> bool:
    return bool(each.credited) and each.credited[0] == each.label.decisive and each.covered


def _asked(each: Decided) -> bool:
    return each.result.decision == "review"


def _suggested(each: Decided) -> bool:
    return bool({c.source.id for c in each.result.suggestions} & set(each.label.candidates))


if __name__ == "__main__":
    raise SystemExit(main())
