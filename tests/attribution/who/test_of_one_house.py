"""A firm and its people under one name, and firms that share a word: which of them is meant."""

import pytest

from attribution import Directory, Entity, Entry, attribute


def _person(id: str, name: str, firm: str = "", occupation: str = "") -> Entry:
    return Entry(id, name, entity=Entity.PERSON, organisation=firm, occupation=occupation, city="Otterby")


def _firm(id: str, name: str, occupation: str) -> Entry:
    return Entry(id, name, entity=Entity.BUSINESS, occupation=occupation, city="Otterby")


DIRECTORY = Directory(
    [
        _person("frane", "Walter Hesketby", "Hesketby Skips", "skip hire"),
        _firm("skips", "Hesketby Skips", "skip hire"),
        _person("tuva", "Tuva Tollendale", "Otterby Midwives", "midwife"),
        _firm("tavern", "The Tuva Tavern", "pub"),
        _firm("oswin", "St Oswin's Church", "church"),
        _firm("cedda", "St Cedda's Primary School", "primary school"),
        _firm("park", "Parkfell Family Chiropractic", "chiropractic"),
        _firm("nursery", "Parkfell Preschool", "preschool"),
    ]
)


def _credited(answer: str) -> set[str]:
    return {credit.source.id for credit in attribute(answer, DIRECTORY).introduced_by()}


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("the skip fella, Hesketby", "frane"),
        ("Hesketby. The skip hire man", "frane"),
        ("tuva, our midwife", "tuva"),
        ("st oswins newsletter", "oswin"),
        ("parkfell chiro", "park"),
    ],
)
def test_one_is_meant(answer: str, id: str) -> None:
    assert _credited(answer) == {id}


@pytest.mark.parametrize("answer", ["Hesketby", "parkfell"])
def test_it_is_left_open(answer: str) -> None:
    assert _credited(answer) == set()
