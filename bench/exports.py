"""What a long export costs: 100,000 rows as a workbook and as CSV, by the memory that writing them grows by.

    python -m bench.exports [--rows N]

The rows are made one after the other, as a page reads them, so the growth is that of the writing. Each is written in
a process of its own, whose use of memory is looked at all the while and compared with that before the first row.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from io import TextIOWrapper
from threading import Event, Thread

import psutil

from reports.tables.csv_file import write_csv
from reports.tables.description import Column, Kind, Row, Table
from reports.tables.workbook import write_workbook

LIMIT = 60


def main(arguments: list[str] | None = None) -> int:
    """Print the growth beside its limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--write", choices=("xlsx", "csv"), help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.write:
        print(*_written(asked.write, asked.rows))
        return 0
    print(f"\n== export of {asked.rows:,} rows\n")
    for form in ("xlsx", "csv"):
        command = [sys.executable, "-m", "bench.exports", "--write", form, "--rows", str(asked.rows)]
        found = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        grown, seconds, size = (float(figure) for figure in found)
        print(f"{form:>6}: growth {grown:6.1f} MB of {LIMIT} allowed, {seconds:5.1f} s, {size:6.1f} MB written")
    return 0


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
        if form == "xlsx":
            write_workbook(table, file)
        else:
            text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
            write_csv(table, text)
            text.flush()
            text.detach()
        taken = time.perf_counter() - begun
        return watch.grown, taken, file.seek(0, 2) / 1_000_000


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
    """The most memory that this process has at any moment between begin and end, in megabytes above the begin."""

    def __enter__(self) -> "_Watch":
        self._process = psutil.Process()
        self._begin = self._most = self._process.memory_info().rss
        self._over = Event()
        self._thread = Thread(target=self._look)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    @property
    def grown(self) -> float:
        """How far it grew."""
        return float(self._most - self._begin) / 1_000_000

    def _look(self) -> None:
        while not self._over.wait(0.005):
            self._most = max(self._most, self._process.memory_info().rss)


if __name__ == "__main__":
    sys.exit(main())
