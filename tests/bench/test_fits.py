"""By which rules a row fits some words."""

from random import Random

import pytest

from bench.directories.fits import Fits, Verdict
from bench.directories.rows import Made, Row, trades
from bench.directories.sounds import sound_the_same
from bench.directories.spelling import misspelt


def person(id: str, given: str, surname: str) -> Row:
    return Row(id, f"{given} {surname}", trades()[0], "Salem", given=given, surname=surname)


def verdict(given: str, surname: str, *rows: Row) -> Verdict:
    return Fits(Made("measure", rows)).named(given, surname, rows[0]).verdict


def test_a_name_of_one_row_is_certain() -> None:
    assert verdict("Kenneth", "Haywood", person("1", "Kenneth", "Haywood")) is Verdict.CERTAIN


def test_a_name_of_two_rows_is_shared() -> None:
    rows = person("1", "Kenneth", "Haywood"), person("2", "Kenneth", "Haywood")
    assert verdict("Kenneth", "Haywood", *rows) is Verdict.SHARED


def test_a_short_form_of_another_row_makes_a_name_shared() -> None:
    rows = person("1", "Kenneth", "Haywood"), person("2", "Kenny", "Haywood")
    assert verdict("Kenneth", "Haywood", *rows) is Verdict.SHARED


def test_the_same_sound_makes_a_name_shared() -> None:
    rows = person("1", "Kenneth", "Clark"), person("2", "Kenneth", "Clarke")
    assert verdict("Kenneth", "Clark", *rows) is Verdict.SHARED


def test_another_surname_at_one_letter_does_not_make_a_name_shared() -> None:
    rows = person("1", "Kenneth", "Hall"), person("2", "Kenneth", "Hill")
    assert verdict("Kenneth", "Hall", *rows) is Verdict.CERTAIN


def test_a_slip_is_certain_where_nobody_else_is_near() -> None:
    assert verdict("Kenneth", "Haywodo", person("1", "Kenneth", "Haywood")) is Verdict.CERTAIN


def test_a_slip_between_two_rows_is_shared() -> None:
    rows = person("1", "Kenneth", "Haywood"), person("2", "Kenneth", "Heywood")
    assert verdict("Kenneth", "Hywood", *rows) is Verdict.SHARED


def test_a_slip_that_is_the_name_of_another_row_is_not_asked() -> None:
    rows = person("1", "Kenneth", "Haywood"), person("2", "Kenneth", "Heywood")
    assert verdict("Kenneth", "Heywood", *rows) is Verdict.DISPUTED


@pytest.mark.parametrize(
    ("name", "other"), [("reed", "reid"), ("smith", "smyth"), ("stevens", "stephens"), ("sean", "shawn")]
)
def test_names_that_sound_the_same(name: str, other: str) -> None:
    assert sound_the_same(name, other)


@pytest.mark.parametrize(("name", "other"), [("hall", "hill"), ("hall", "hale"), ("dan", "don"), ("beard", "bird")])
def test_names_that_do_not_sound_the_same(name: str, other: str) -> None:
    assert not sound_the_same(name, other)


def test_firms_are_found_by_part_of_their_name_and_with_a_slip() -> None:
    firm = Row("1", "Silver Brook Bakery, LLC", trades()[0], "Salem", short="Silver Brook", coined=True)
    fits = Fits(Made("measure", (firm,)))
    assert [fits.firms_called(said) for said in ("silver brook", "Slver Brook Bakery", "Silver Hill")] == [
        [firm],
        [firm],
        [],
    ]
    assert fits.firms_glued("Silverbrook") == [firm]


def test_a_misspelling_is_another_word_of_nearly_the_same_letters() -> None:
    rng = Random(5)  # noqa: S311 - chance for a test, not for a secret.
    wrong = [each for each in (misspelt("Haywood", rng) for _ in range(200)) if each]
    assert len(wrong) > 100
    assert all(each.lower() != "haywood" and abs(len(each) - 7) <= 2 for each in wrong)
    assert misspelt("Lee", rng) is None
