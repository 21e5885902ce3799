"""Figures as programs of many countries write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.importing.files.figures import is_figure, place, share, whole


@pytest.mark.parametrize(
    ("cell", "millionths"),
    [
        ("3.5%", 35_000),
        ("3,5 %", 35_000),
        ("3,5\u00a0%", 35_000),
        ("3.5", 35_000),
        ("0.035", 35_000),
        ("0,035", 35_000),
        ("٣٫٥٪", 35_000),
        ("3.5％", 35_000),
        ("100%", 1_000_000),
        ("1", 1_000_000),
        ("0%", 0),
        ("0", 0),
        ("-", None),
        ("n/a", None),
    ],
)
def test_a_rate_is_the_same_however_it_is_written(cell: str, millionths: int | None) -> None:
    assert share(cell) == millionths


@pytest.mark.parametrize("cell", ["101%", "3.5.1%", "many", "%", "-3%", "1e3%"])
def test_what_is_no_rate_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match=r"correct it|is not a number"):
        share(cell)


@pytest.mark.parametrize("cell", ["-1", "1.5", "12,34,567", "1,23", "", "one", "99999999999"])
def test_what_is_no_whole_number_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match=r"whole number|can be meant"):
        whole(cell)


@given(st.integers(0, 2**31 - 1), st.sampled_from([",", ".", " ", "\u202f", "'", "’"]))
def test_thousands_may_be_told_apart_in_any_way(number: int, mark: str) -> None:
    assert whole(f"{number:,}".replace(",", mark)) == number == whole(str(number))


@given(st.integers(0, 10_000_000), st.sampled_from([".", ","]))
def test_places_keep_three_digits(thousandths: int, mark: str) -> None:
    assert place(f"{thousandths // 1000}{mark}{thousandths % 1000:03}") == thousandths


@given(st.text(max_size=30))
def test_no_text_breaks_the_readers(text: str) -> None:
    is_figure(text)
    for read in (whole, share, place):
        try:
            read(text)
        except ValueError as problem:
            assert str(problem)
