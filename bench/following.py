"""How quickly a change of the directory reaches the index of another server process.

    python -m bench.following [--size N] [--changes N]

One process changes a partner and commits; another one, which keeps its index of all of them in memory, is then asked
for the directory as its next request would ask. Shown are the exchange in the index alone (processor time of one core,
as in bench.speed) and the whole way (on the clock): asking for the version, reading what changed, exchanging it.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime

from flask import Flask
from sqlalchemy import insert

from attribution import Directory, Entry, Kind, Supposed, fold
from bench.directories import make_directory
from commands.migrating import migrate
from records.db import db
from records.engine.reading import reading
from records.firm import directory_changed
from records.sources import Partner, Relation, Source, add_partner
from records.sources.directory import directory_of, directory_with_alias

KINDS = ("added", "renamed", "retired")


def main(arguments: list[str] | None = None) -> int:
    """Print each time beside its limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--changes", type=int, default=100, help="of each kind")
    parser.add_argument("--follow", help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.follow:
        return _follow(asked.follow)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/firm.sqlite3"
        with _records(url):
            migrate(url)
            _fill(asked.size)
            with _other_process(url) as other:
                print(f"\n== The index of another process, {asked.size:,} partners\n")
                _print_changes(other, asked.changes)
            _print_supposed()
    return 0


@contextmanager
def _records(url: str) -> Iterator[Flask]:
    from app import create_app

    app = create_app({"DATABASE_URL": url, "SECRET_KEY": "only for measuring"})
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def _fill(size: int) -> None:
    now = datetime.now(UTC)
    made = list(enumerate(make_directory(size, seed=1, pool="measure").entries(), start=1))
    sources = [
        {"id": n, "name": e.name, "name_key": fold(e.name), "kind": Kind.PARTNER, "website": "", "created_at": now}
        for n, e in made
    ]
    partners = [
        {"source_id": n, "entity": e.entity, "relation": Relation.GIVE_AND_TAKE, "email": "", "phone": ""}
        | {"organisation": e.organisation, "occupation": e.occupation, "city": e.city}
        for n, e in made
    ]
    db.session.execute(insert(Source), sources)
    db.session.execute(insert(Partner), partners)
    directory_changed(db.session())
    db.session.commit()


@contextmanager
def _other_process(url: str) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "bench.following", "--follow", url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        yield process
        process.stdin.close()


def _print_changes(other: "subprocess.Popen[str]", changes: int) -> None:
    changed: list[int] = []
    for kind in KINDS:
        index, whole = [], []
        for place in range(changes):
            _change(kind, place, changed)
            exchange, way = _times(other)
            index.append(exchange)
            whole.append(way)
        _line(f"one partner {kind}, its index, p99", _p99(index))
        print(f"{'  the whole way, median and p99':<40}{sorted(whole)[changes // 2]:>10.2f} and {_p99(whole):.2f} ms")


def _change(kind: str, place: int, changed: list[int]) -> None:
    session, now = db.session(), datetime.now(UTC)
    if kind == "added":
        name = f"Zebulon Quillfeather {chr(97 + place % 26)}{chr(97 + place // 26 % 26)}"
        changed.append(add_partner(session, name, now, occupation="dentist", city="Quincy").id)
    else:
        source = session.get_one(Source, changed[place])
        if kind == "renamed":
            source.name = source.name.replace("Zebulon", "Bartholomew")
        else:
            source.retired_at = now
        directory_changed(session, source.id)
    session.commit()


def _times(other: "subprocess.Popen[str]") -> tuple[float, float]:
    assert other.stdin
    assert other.stdout
    other.stdin.write("now\n")
    other.stdin.flush()
    exchange, whole = map(float, other.stdout.readline().split())
    return exchange, whole


def _follow(url: str) -> int:
    """The other process: for each line it reads, it asks for the directory and says how long that took."""
    exchanges: list[float] = []
    change = Directory.change

    def timed(directory: Directory, changes: Mapping[str, Entry | None]) -> None:
        begun = time.process_time()
        change(directory, changes)
        exchanges.append(1_000 * (time.process_time() - begun))

    # Timed from inside, in this process only.
    Directory.change = timed  # type: ignore[method-assign, assignment]
    with _records(url), reading():
        first = directory_of(db.session())
        db.session.rollback()
        print("ready", flush=True)
        for _ in sys.stdin:
            begun = time.perf_counter()
            followed = directory_of(db.session())
            whole = 1_000 * (time.perf_counter() - begun)
            db.session.rollback()
            assert followed is first
            print(exchanges[-1], whole, flush=True)
    return 0


def _print_supposed() -> None:
    """What a review asks before an alias is confirmed: the directory as it would be."""
    session = db.session()
    directory_of(session)
    source = session.get_one(Source, 1)
    times = []
    for place in range(100):
        begun = time.process_time()
        supposed = directory_with_alias(session, source, f"Big Stevo {chr(97 + place % 26)}")
        with supposed.in_use():
            pass
        times.append(1_000 * (time.process_time() - begun))
        assert isinstance(supposed, Supposed)
    _line("an alias supposed and taken back, p99", _p99(times))


def _line(name: str, milliseconds: float, most: float = 1) -> None:
    missed = "" if milliseconds <= most else "MISSED"
    print(f"{name:<40}{milliseconds:>10.2f} ms      at most {most:g}  {missed}")


def _p99(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.99) - 1]


if __name__ == "__main__":
    raise SystemExit(main())
