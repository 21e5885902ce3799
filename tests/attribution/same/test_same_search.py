"""Which search phrases are one search written in two ways, and which only look alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution import fold_keyword, search_key
from attribution.tables import table


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("divorce lawyer quincy", "Quincy divorce lawyer"),
        ("divorce lawyer in quincy", "divorce lawyer quincy"),
        ("wills & trusts", "trusts and wills"),
        ("help with irs letter", "irs letter help"),
        ("divorce lawyers", "divorce lawyer"),
        ("tax accountants near me", "tax accountant near me"),
        ("family practices boston", "family practice boston"),
        ("property taxes", "property tax"),
        ("injuries at work claim", "injury at work claim"),
        ("dentista móstoles", "dentista mostoles"),
        ("what's a will", "whats a will"),
        ("divorce laywer", "divorce lawyer"),
        ("accountnat leeds", "accountant leeds"),
        ("solicitr leeds", "leeds solicitors"),
        ("attorny boston", "boston attorney"),
        ("marriage counseling", "marriage counselling"),
        ("child counselors", "child counsellor"),
    ],
)
def test_two_ways_to_write_one_search_have_one_key(one: str, other: str) -> None:
    assert search_key(one) == search_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("movers from boston to york", "movers from york to boston"),
        ("landlord against tenant", "tenant against landlord"),
        ("lawyer in", "lawyer"),
        ("mediation", "medication"),
        ("woods lawyer", "wood lawyer"),
        ("adams lawyer", "adam lawyer"),
        ("lawler quincy", "lawyer quincy"),
        ("patent lawyer", "parent lawyer"),
        ("will lawyer", "bill lawyer"),
        ("customs lawyer", "custom lawyer"),
        ("personal injury", "personnel injury"),
        ("dentist", "dentistry"),
        ("divorce lawyer", "divorce solicitor"),
        ("lawyer 02169", "lawyer 02168"),
        ("new lawyer", "news lawyer"),
    ],
)
def test_what_only_looks_alike_stays_apart(one: str, other: str) -> None:
    assert search_key(one) != search_key(other)


def test_nothing_is_left_of_nothing() -> None:
    assert search_key("") == search_key(" ?! ") == ""


def test_other_scripts_have_keys_too() -> None:
    assert search_key("離婚 弁護士") == search_key("弁護士 離婚") != ""


@given(st.text(max_size=200))
def test_any_text_has_a_key_exactly_if_something_is_left_of_it(text: str) -> None:
    assert bool(search_key(text)) == bool(fold_keyword(text))


@given(st.lists(st.sampled_from(["divorce", "lawyers", "quincy", "near", "me", "taxes", "accountent"]), min_size=1))
def test_the_order_of_words_makes_no_difference(phrase: list[str]) -> None:
    assert search_key(" ".join(phrase)) == search_key(" ".join(sorted(phrase)))


def test_the_lists_are_written_as_they_are_read() -> None:
    listed = table("same_search")
    for name in ("small", "ordered", "other_plurals", "spelt_right"):
        assert all(word == fold_keyword(word) for word in listed[name]["words"])
        assert len(set(listed[name]["words"])) == len(listed[name]["words"])
    assert not set(listed["misspelt"]) & set(listed["misspelt"].values())
