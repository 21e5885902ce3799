"""Quotes that open a cell and are never closed: a file of them costs a few seconds, and no good row."""

from itertools import islice
from pathlib import Path
from time import process_time

import pytest

from records.importing import Unreadable
from records.importing.files.delimited import Row, read_delimited

OPEN = 'x","\n'
"""A row that opens a quote which the next such row only closes to open another."""


def rows(folder: Path, *pieces: str) -> list[Row]:
    file = folder / "clients.csv"
    file.write_text("".join(("name,city\n", *pieces)), encoding="utf-8", newline="")
    return list(islice(read_delimited(file), 1, None))


def test_a_file_of_nothing_else_is_refused_in_a_few_seconds(tmp_path: Path) -> None:
    began = process_time()
    with pytest.raises(Unreadable, match=r"too many quotes open a cell and are never closed, the last one in line \d+"):
        rows(tmp_path, OPEN * 800_000)
    assert process_time() - began < 10


def test_many_among_good_rows_cost_themselves_only(tmp_path: Path) -> None:
    good = [f"Ann {number},Hull\n" for number in range(200_000)]
    read = rows(tmp_path, OPEN * 300, *good)
    assert [number for number, cells in read if isinstance(cells, str)] == list(range(2, 302))
    assert [(number, cells) for number, cells in read if not isinstance(cells, str)] == [
        (number + 302, [f"Ann {number}", "Hull"]) for number in range(200_000)
    ]
    (reason,) = {cells for _, cells in read[1:300] if isinstance(cells, str)}
    assert reason.endswith("if it belongs to the words (looked for in 200 lines)")


def test_a_long_cell_is_one_row_as_long_as_the_quotes_match(tmp_path: Path) -> None:
    long = "Eve,Hull\n" * 150_000
    assert rows(tmp_path, f'Joe,"{long}"\nAnn,Salem\n', "Bob,Hull\n") == [
        (2, ["Joe", long]),
        (150_003, ["Ann", "Salem"]),
        (150_004, ["Bob", "Hull"]),
    ]


def test_a_row_of_more_lines_than_any_table_has_is_refused(tmp_path: Path) -> None:
    read = rows(tmp_path, 'Joe,"\n', "Eve,Hull\n" * 250_000)
    assert "looked for in 200,000 lines" in str(read[0][1])
    assert len(read) == 250_001


def test_blank_lines_before_the_header_are_no_row(tmp_path: Path) -> None:
    file = tmp_path / "clients.csv"
    file.write_text("\n" * 250_000 + "name;city\nJoe;Hull\n", encoding="utf-8")
    assert [cells for _, cells in read_delimited(file)][-2:] == [["name", "city"], ["Joe", "Hull"]]
