"""Expressions of searching that are tried only where some parts of words stand fit nowhere else."""

from pathlib import Path

import pytest

from attribution.searches.proposing import _needed, compiled
from attribution.tables import table

MARKED = Path(__file__).parents[3] / "bench" / "marked"
SPARED = [
    pattern
    for rows in table("searching").values()
    for key in ("starts", "weak", "after")
    for pattern in rows.get(key, ())
    if _needed(pattern)
]


def test_some_expressions_are_spared() -> None:
    assert SPARED
    assert all(part == part.casefold() and part for pattern in SPARED for part in _needed(pattern))


@pytest.mark.parametrize("number", range(len(SPARED)))
def test_an_expression_fits_only_where_a_part_of_a_word_stands(number: int) -> None:
    needed, pattern = _needed(SPARED[number]), compiled(SPARED[number])
    for path in sorted(MARKED.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if pattern.search(line):
                assert any(part in line.casefold() for part in needed), line
