"""Somebody of a business, or what lay there, with which an answer begins."""

import pytest

from attribution import Directory, Entity, Entry, attribute


def _firm(id: str, name: str, occupation: str) -> Entry:
    return Entry(id, name, entity=Entity.BUSINESS, occupation=occupation, city="Otterby")


DIRECTORY = Directory(
    [
        _firm("bowls", "Barwick Heads Bowls Club", "bowls club"),
        _firm("swim", "Corriemoor Swim School", "swim school"),
        _firm("optician", "Chaudhary Opticians", "optician"),
    ]
)


def _partners(answer: str) -> set[str]:
    found = attribute(answer, DIRECTORY).introduced_by()
    return {credit.source.id for credit in found} & {"bowls", "swim", "optician"}


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("someone at the Barwick Heads bowls club but I was three shandies in", "bowls"),
        ("poster at the corriemoor swim school change room", "swim"),
        ("leaflet in Chaudhary opticians", "optician"),
        ("I picked up your card at Chaudhary Opticians by the till, next to the lollipops", "optician"),
    ],
)
def test_the_business_is_credited(answer: str, id: str) -> None:
    assert _partners(answer) == {id}


@pytest.mark.parametrize(
    "answer",
    [
        "maybe someone at the Barwick Heads bowls club",
        "a poster of a lost cat hung at the Corriemoor Swim School. Found you online",
    ],
)
def test_where_it_is_not_sure_or_something_else_it_is_not(answer: str) -> None:
    assert _partners(answer) == set()
