"""Whether two typed names of clients may be one person's."""

import pytest

from attribution import same_person


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Joe Ferrante", "Joseph Ferrante"),
        ("Joe Ferrante", "ferrante, joe"),
        ("J. Smith", "John Smith"),
        ("María López", "Maria Lopez"),
        ("Katherine Brennan", "Kathryn Brennan"),
        ("Dr. Ann Lee", "Ann Lee"),
        ("Mary Jones", "Mary Jones-Smith"),
        ("Jon Smyth", "John Smith"),
        ("Mary", "Mary Jones"),
    ],
)
def test_spelling_order_and_short_forms_do_not_matter(a: str, b: str) -> None:
    assert same_person(a, b)
    assert same_person(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [("Ann Lee", "Bob Lee"), ("John Smith", "Joan Smith"), ("", "Ann Lee"), ("", ""), ("Ann Lee", "Ann Roe")],
)
def test_another_first_name_or_surname_is_another_person(a: str, b: str) -> None:
    assert not same_person(a, b)
    assert not same_person(b, a)
