"""How fast answers are decided in a large directory, and what that costs.

    python -m bench.speed [--size N] [--answers N] [--seed N]

Shows the bars of docs/design.md beside the figures. Times are processor time of one core, which is the time on the
clock where nothing else runs. The ratio to rapidfuzz comes from the same run on the same machine.
"""

import argparse
import gc
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import psutil
from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from attribution import Directory, Entity, Entry, attribute
from bench.directories import make_answers, make_directory

WARM_UP = 300
PEER_ANSWERS = 60
CHANGES = 300
HOSTILE_RUNS = 3
MEGABYTE = 1_000_000


def main(arguments: list[str] | None = None) -> int:
    """Print every figure beside its limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--answers", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--grown-by", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.grown_by:
        print(_grown_by(asked.grown_by))
        return 0
    made = make_directory(asked.size, seed=asked.seed, pool="measure")
    entries = made.entries()
    answers = [label.answer for label in make_answers(made, WARM_UP + asked.answers, seed=asked.seed)]
    print(f"\n== {asked.size:,} names, {asked.answers:,} answers of all families\n")
    built, grown = _built(entries)
    directory = Directory(entries)
    attribute(answers[0], directory)
    gc.freeze()  # As a server does with a large index, and with the tables that an answer reads.
    _line("index built", built, "s", 5)
    _line("memory growth", grown, "MB", 200)
    for answer in answers[:WARM_UP]:
        attribute(answer, directory)
    times = sorted(_milliseconds(attribute, answer, directory) for answer in answers[WARM_UP:])
    _line("one answer, p50", statistics.median(times), "ms", 1)
    _line("one answer, p99", times[int(len(times) * 0.99)], "ms", 10)
    print(f"{'  the slowest':<40}{times[-1]:>10.2f} ms")
    ours, theirs = statistics.fmean(times), _wratio([entry.name for entry in entries], answers[-PEER_ANSWERS:])
    _line("faster than extractOne(WRatio)", theirs / ours, "times", 100, least=True)
    print(f"{'  mean of one answer':<40}{ours:>10.3f} ms, extractOne {theirs:.1f} ms")
    print_changes(directory)
    print_hostile(directory, entries)
    return 0


def print_changes(directory: Directory) -> None:
    """Partners added to and taken out of the standing directory, one at a time."""
    fresh = [
        Entry(
            f"new-{made.id}", made.name, entity=made.entity, organisation=made.organisation, occupation=made.occupation
        )
        for made in make_directory(CHANGES, seed=99, pool="fit").entries()
    ]
    added = sorted(_milliseconds(directory.add, entry) for entry in fresh)
    removed = sorted(_milliseconds(directory.remove, entry.id) for entry in fresh)
    _line("one partner added, p99", added[int(CHANGES * 0.99)], "ms", 1)
    _line("one partner taken out, p99", removed[int(CHANGES * 0.99)], "ms", 1)


def print_hostile(directory: Directory, entries: Sequence[Entry]) -> None:
    """Answers that were made to hurt: the slowest of a few runs each."""
    print()
    for name, answer in hostile([entry.name for entry in entries[:2_000]]):
        slowest = max(_milliseconds(attribute, answer, directory) for _ in range(HOSTILE_RUNS))
        _line(f"hostile: {name}", slowest, "ms", 50)


def hostile(names: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Long, nested and odd answers, with what each is."""
    yield "1 MB of one letter", "a" * MEGABYTE
    yield "1 MB of spaces", " " * MEGABYTE
    yield "1 MB of names", (", ".join(names) * 100)[:MEGABYTE]
    yield "1 MB of misspelt names", (" ".join(name[1:] + name[:1] for name in names) * 100)[:MEGABYTE]
    yield "1 MB of first names", ("John Mary James Bob " * 60_000)[:MEGABYTE]
    yield "1 MB of cue words", ("not from my friend who told me googled " * 30_000)[:MEGABYTE]
    yield "nested repetition", "(a+)+$" * 2_000 + "a" * 60 + "!"
    yield "quotes without end", '"' * 4_000
    yield "dots and hyphens", ("a." * 900 + "-" * 900 + "a@" * 600)[:4_000]
    yield "addresses", "http://a.b.c.d.e.f.g/" * 200
    yield "spaces and quotes by turns", "searched ' \" " * 330
    yield "digits", "9" * 4_000
    yield "emojis", "👩‍👩‍👧‍👦🏳️‍🌈" * 400
    yield "right to left", "\u202e" + "שלום עליכם " * 360 + "\u202c"
    yield "zero width", "\u200b".join("john smith " * 180)
    yield "NUL and other controls", "\0john\0smith\x1b[2J" * 220
    yield "stacked accents", "j" + "\u0301" * 3_900 + "ohn smith"
    yield "other scripts", "Иван Петров 山田太郎 محمد " * 150
    yield "scripts without spaces", "คุณสมชายใจดีแนะนำมา លោកសុខសុភាព ကိုအောင်မြင့် ທ່ານວິໄລ " * 60
    yield "one letter of many ways", "ก" * 1_300 + " " + "ส" * 1_300 + " " + "က" * 1_300
    yield "one letter in many words", " ".join(letter * 12 for letter in "กขคงจชซดตถทธนบปผพฟภมยรลวสหอ" * 11)
    yield "Thai without sense", _without_sense("กขคงจชซดตถทธนบปผพฟภมยรลวสหอ", 15)
    yield "Arabic without sense", _without_sense("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", 8)
    yield "Hangul without sense", _without_sense([chr(code) for code in range(0xAC00, 0xD7A4, 7)], 12)
    yield "lone surrogates", "john \ud800\udfff smith " * 190


def _without_sense(letters: Sequence[str], length: int) -> str:
    """Words of so many letters that hardly ever come again in the same order."""
    chosen = [letters[place * place * 31 % 65_537 % len(letters)] for place in range(4_000)]
    return " ".join("".join(chosen[place : place + length]) for place in range(0, len(chosen), length))


def _built(entries: list[Entry]) -> tuple[float, float]:
    """Seconds to build the index and megabytes it grows by, in a process that has done nothing else."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for entry in entries:
            file.write(json.dumps(asdict(entry)) + "\n")
        file.flush()
        command = [sys.executable, "-m", "bench.speed", "--grown-by", file.name]
        seconds, megabytes = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    return float(seconds), float(megabytes)


def _grown_by(path: Path) -> str:
    with path.open(encoding="utf-8") as file:
        entries = [_entry(json.loads(line)) for line in file]
    attribute("warm up", Directory(entries[:10]))
    gc.collect()
    process_now = psutil.Process()
    before = process_now.memory_info().rss
    begun = time.process_time()
    directory = Directory(entries)
    seconds = time.process_time() - begun
    gc.collect()
    grown = (process_now.memory_info().rss - before) / 1e6
    assert len(directory) == len(entries)
    return f"{seconds} {grown}"


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(
        row["id"],
        row["name"],
        entity=Entity(row["entity"]),
        organisation=row["organisation"],
        occupation=row["occupation"],
        city=row["city"],
        aliases=tuple(row["aliases"]),
    )


def _wratio(names: list[str], answers: list[str]) -> float:
    """Milliseconds that ``extractOne`` takes for an answer against the same names."""
    keys = [default_process(name) for name in names]
    asked = [default_process(answer) for answer in answers]
    best_of = partial(process.extractOne, choices=keys, scorer=fuzz.WRatio)
    return statistics.fmean(_milliseconds(best_of, each) for each in asked)


def _milliseconds(run: Callable[..., object], *given: object) -> float:
    begun = time.process_time()
    run(*given)
    return 1_000 * (time.process_time() - begun)


def _line(name: str, value: float, unit: str, bar: float, *, least: bool = False) -> None:
    kept = value >= bar if least else value <= bar
    print(
        f"{name:<40}{value:>10.2f} {unit:<6}{'at least' if least else 'at most':>9} {bar:g}  {'' if kept else 'MISSED'}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
