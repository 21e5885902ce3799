"""What a long export costs: 100,000 rows as a workbook and as CSV, by the memory that writing them grows by.

    python -m bench.exports [--rows N]

The rows are made one after the other, as a page reads them, so the growth is that of the writing. Each is written in
a process of its own. The most memory that it ever had is asked of the system (VmHWM, which cannot miss a moment) and
compared with the same before the first row: the mark is put back to what is held then, so that what was used and given
back while starting hides nothing. Beside each stands the same with all rows held in memory ("held"), by which one sees
that the measuring notices growth; the run fails if it does not.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import TextIOWrapper
from pathlib import Path

from reports.tables.csv_file import write_csv
from reports.tables.description import Column, Kind, Row, Table
from reports.tables.workbook import write_workbook

LIMIT = 60
HELD = " held"
FORMS = ("xlsx", f"xlsx{HELD}", "csv", f"csv{HELD}")
SAYS_SOMETHING = 20_000
"""Of fewer rows the memory of a process says nothing."""


def main(arguments: list[str] | None = None) -> int:
    """Print the growth beside its limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--write", choices=FORMS, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.write:
        print(*_written(asked.write, asked.rows))
        return 0
    print(f"\n== export of {asked.rows:,} rows\n")
    growth: dict[str, float] = {}
    for form in FORMS:
        command = [sys.executable, "-m", "bench.exports", "--write", form, "--rows", str(asked.rows)]
        found = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        growth[form], seconds, size = (float(figure) for figure in found)
        bar = "to compare with" if form.endswith(HELD) else f"of {LIMIT} allowed"
        print(f"{form:>9}: growth {growth[form]:6.1f} MB {bar}, {seconds:5.1f} s, {size:6.1f} MB written")
    noticed = all(growth[f"{form}{HELD}"] > 5 * max(growth[form], 1) for form in ("xlsx", "csv"))
    if asked.rows >= SAYS_SOMETHING and not noticed:
        print("The measuring does not notice growth: it says nothing.")
        return 1
    return 0 if max(growth["xlsx"], growth["csv"]) < LIMIT else 1


def _written(form: str, rows: int) -> tuple[float, float, float]:
    """Growth in megabytes, seconds, and the size of the file in megabytes."""
    table = Table(
        title="Payments",
        columns=[
            Column("Client", wide=True),
            Column("Words", wide=True),
            Column("Day", Kind.DAY),
            Column("Counts", Kind.CLIENTS),
            Column("Amount (USD)", Kind.MONEY, "USD"),
        ],
        rows=_rows(rows),
        cover=[("Firm", "A firm that is measured")],
    )
    with tempfile.TemporaryFile() as file, _Watch() as watch:
        begun = time.perf_counter()
        if form == f"csv{HELD}":
            # What a list of all rows would take.
            table = replace(table, rows=list(table.rows))
        if form.startswith("xlsx"):
            write_workbook(table, file, constant_memory=not form.endswith(HELD))
        else:
            text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
            write_csv(table, text)
            text.flush()
            text.detach()
        taken = time.perf_counter() - begun
        size = file.seek(0, 2) / 1_000_000
    return watch.grown, taken, size


def _rows(count: int) -> Iterator[Row]:
    first = date(2024, 1, 1)
    for number in range(count):
        yield Row(
            (
                f"Client {number} of the firm",
                f"My neighbour number {number % 997} told me about you; =SUM(A1)",
                first + timedelta(days=number % 700),
                1_000_000 if number % 3 else 333_333,
                (number * 7919) % 1_000_000 - 50_000,
            )
        )


class _Watch:
    """The most memory that this process ever had between begin and end, in megabytes above what it had at the begin."""

    def __enter__(self) -> "_Watch":
        # Writing 5 puts the mark of the most memory back to what is held now (proc(5), clear_refs).
        Path("/proc/self/clear_refs").write_text("5", "ascii")
        self._begin = self._end = _memory("VmRSS")
        return self

    def __exit__(self, *_: object) -> None:
        self._end = _memory("VmHWM")

    @property
    def grown(self) -> float:
        """How far it grew."""
        return (self._end - self._begin) / 1_000


def _memory(line: str) -> float:
    """A figure of this process in units of 1,000 bytes; the system gives it in units of 1,024."""
    status = Path("/proc/self/status").read_text("ascii")
    found = next(each for each in status.splitlines() if each.startswith(f"{line}:"))
    return int(found.split()[1]) * 1.024


if __name__ == "__main__":
    sys.exit(main())
