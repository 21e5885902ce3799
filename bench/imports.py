"""How fast a million payments come in, how much memory that takes, and how long forms wait meanwhile.

    python -m bench.imports [--rows N] [--database sqlite|postgresql] [--only-forms]

The import checks every row, finds its client, and can be taken back; beside it stands a bare bulk insert of as many
rows into a database of the same clients, which does none of that. Then forms are sent to the real server, without and
with an import beside them, and a file is taken in in which every hundredth row is malformed. PostgreSQL is the one of
the tests (a wheel), with the same settings for both sides of each ratio. ``--only-forms`` sends the forms beside an
import into a firm that has so many payments already, and leaves out the rest. Exits with 1 if a result is wrong.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from sqlalchemy import func, select

from bench.importing.files import write_malformed, write_payments
from bench.importing.firm import ROOT, bare_insert, make_firm, records
from bench.importing.forms import Senders
from bench.server import free_port, kill, start
from records.db import db
from records.importing import Outcome, ShortTurns, read_file, take_in, undo_import
from records.imports import Import
from records.money.payments import Payment
from tests.rig.postgresql import server as postgresql

SHARE, GROWTH, SLOWER = 0.25, 200, 2.0
_BESIDE_FORMS = 5
"""One in so many of the rows comes in while forms are sent."""


def main(arguments: list[str] | None = None) -> int:
    """Print each figure beside its bar."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--database", choices=("sqlite", "postgresql"))
    parser.add_argument("--only-forms", action="store_true")
    parser.add_argument("--take-in", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.take_in:
        return _take_in(*asked.take_in)
    wrong = 0
    for kind in ("sqlite", "postgresql"):
        if asked.database in {None, kind}:
            server_or_none = postgresql() if kind == "postgresql" else nullcontext("")
            with tempfile.TemporaryDirectory(prefix="whence-imports-") as folder, server_or_none as address:
                measure = _forms if asked.only_forms else _measure
                wrong += measure(kind, Path(folder), address, asked.rows)
    return 1 if wrong else 0


def _measure(kind: str, folder: Path, address: str, rows: int) -> int:
    print(f"\n== Imports of {rows:,} payments, {kind}\n", flush=True)
    bare, firm = (_database(kind, folder, address, name) for name in ("bare", "firm"))
    for url in (bare, firm):
        make_firm(url)
    begun = time.process_time()
    seconds = bare_insert(bare, rows)
    processor = time.process_time() - begun
    total = write_payments(folder / "payments.csv", rows)
    taken = _imported(firm, folder / "payments.csv")
    wrong = _check("the import", taken, rows, total)
    _line(
        "rate of a bare bulk insert", seconds / taken["seconds"], SHARE, f"{rows / taken['seconds']:,.0f} rows a second"
    )
    if kind == "sqlite":
        # What else the machine does makes both longer by the clock, and not always alike; a server's time is not seen.
        _line("the same by processor time", processor / taken["processor"], SHARE, "")
    _line("memory more than before, MB", taken["growth"], GROWTH, "")
    again = _imported(firm, folder / "payments.csv")
    wrong += int(again["added"] != 0)
    print(f"{'the same file again':<44}{again['seconds']:>9.1f} s, {again['added']:.0f} added")
    print(f"{'taken back':<44}{_taken_back(firm):>9.1f} s", flush=True)
    total, bad = write_malformed(folder / "payments.csv", rows)
    taken = _imported(firm, folder / "payments.csv")
    wrong += _check("the malformed file", taken, rows - len(bad), total)
    wrong += int(taken["refused"] != len(bad))
    print(f"{'malformed rows reported':<44}{taken['refused']:>9,.0f} of {len(bad):,}")
    _line("memory more than before, MB", taken["growth"], GROWTH, "malformed")
    return wrong + _beside_forms(firm, folder, rows)


def _forms(kind: str, folder: Path, address: str, rows: int) -> int:
    print(f"\n== Forms beside an import into a firm with {rows:,} payments, {kind}\n", flush=True)
    firm = _database(kind, folder, address, "firm")
    make_firm(firm)
    total = write_payments(folder / "payments.csv", rows)
    return _check("the import", _imported(firm, folder / "payments.csv"), rows, total) + _beside_forms(
        firm, folder, rows
    )


def _database(kind: str, folder: Path, address: str, name: str) -> str:
    if kind == "sqlite":
        return f"sqlite:///{folder}/{name}.sqlite3"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    parts = urlsplit(address)
    return f"postgresql+psycopg://{parts.netloc}/{name}?{parts.query}"


def _imported(url: str, file: Path) -> dict[str, float]:
    """Take a file in, in a process of its own, and say what became of it."""
    command = [sys.executable, "-m", "bench.imports", "--take-in", url, str(file)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return {name: float(value) for name, value in (each.split("=") for each in done.stdout.split())}


def _take_in(url: str, file: str) -> int:
    """The other process."""
    found: dict[str, float] = {}

    def report(outcome: Outcome, problems: object) -> None:
        lines = {problem.line for problem in problems}  # type: ignore[attr-defined]
        found.update(added=outcome.added, refused=len(lines))

    with records(url):
        session = db.session()
        session.scalar(select(func.count()).select_from(Import))
        session.rollback()
        before, begun, worked = _memory("VmRSS"), time.perf_counter(), time.process_time()
        sheet = read_file(Path(file), "payments", {}, {})
        take_in(session, sheet, datetime.now(UTC), pause=ShortTurns(session), report=report)
        session.commit()
        found["seconds"] = time.perf_counter() - begun
        found["processor"] = time.process_time() - worked
        found["growth"] = _memory("VmHWM") - before
        found["total"] = session.scalar(select(func.sum(Payment.amount))) or 0
        found["rows"] = session.scalar(select(func.count()).select_from(Payment)) or 0
    print(*(f"{name}={value}" for name, value in found.items()))
    return 0


def _memory(name: str) -> float:
    """This process's memory in MB, as Linux tells it."""
    told = re.search(rf"{name}:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(told[1]) / 1024 if told else 0.0


def _taken_back(url: str) -> float:
    with records(url):
        session = db.session()
        record = session.scalars(select(Import).order_by(Import.id.desc())).first()
        begun = time.perf_counter()
        assert record
        undo_import(session, record, None, datetime.now(UTC), pause=ShortTurns(session))
        session.commit()
        return time.perf_counter() - begun


def _check(what: str, taken: dict[str, float], rows: int, total: int) -> int:
    if (taken["rows"], taken["total"]) == (rows, total):
        return 0
    print(f"WRONG: {what} gives {taken['rows']:.0f} rows of {taken['total']:.0f}, not {rows} of {total}")
    return 1


def _beside_forms(url: str, folder: Path, rows: int) -> int:
    write_payments(folder / "payments.csv", rows // _BESIDE_FORMS, prefix="F")
    with _serving(url, folder) as port:
        with Senders(port):
            # The first forms that a fresh server is sent take longest, and are nobody's measure.
            time.sleep(5)
        with Senders(port) as alone:
            time.sleep(15)
        with Senders(port) as beside:
            begun = time.perf_counter()
            _imported(url, folder / "payments.csv")
            seconds = time.perf_counter() - begun
    print(
        f"forms: {len(alone.waits)} alone and {len(beside.waits)} in {seconds:.0f} s beside an import, "
        f"{alone.refused + beside.refused} refused; "
        f"the slowest in a hundred {1_000 * alone.slowest:.0f} and {1_000 * beside.slowest:.0f} ms"
    )
    _line("the form's slowest in a hundred, times", beside.slowest / alone.slowest, SLOWER, "")
    return int(alone.refused + beside.refused > 0)


@contextmanager
def _serving(url: str, folder: Path) -> Iterator[int]:
    settings = {"DATABASE_URL": url, "INSTANCE_PATH": str(folder)}
    port = free_port()
    server = start(os.environ | settings, port)
    try:
        yield port
    finally:
        kill(server)


def _line(name: str, value: float, bar: float, beside: str) -> None:
    least = bar == SHARE
    missed = value < bar if least else value > bar
    said = f"{'at least' if least else 'at most'} {bar:g}"
    print(f"{name:<44}{value:>9.2f}    {said:<14}{'MISSED' if missed else ''}  {beside}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
