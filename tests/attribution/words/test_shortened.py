"""Firms and towns by first letters, or by the beginning of a word."""

import pytest

from attribution import Directory, Entity, Entry, attribute


def _person(id: str, name: str, firm: str, occupation: str, city: str = "Otterby") -> Entry:
    return Entry(id, name, entity=Entity.PERSON, organisation=firm, occupation=occupation, city=city)


def _firm(id: str, name: str, occupation: str) -> Entry:
    return Entry(id, name, entity=Entity.BUSINESS, occupation=occupation, city="Otterby")


DIRECTORY = Directory(
    [
        _person("eileen", "Eileen Tamworthy", "Otterby Women's Institute", "branch president"),
        _person("ken", "Ken Tamworthy", "Tamworthy Milk", "milkman"),
        _person("omar", "Omar Selhadi", "Rancho Pintado Pharmacy", "pharmacist", "Rancho Pintado"),
        _firm("society", "Tarnfield Building Society", "building society"),
        _person("roofer", "Jon Tarnfield", "Tarnfield Roofing", "roofer"),
        _firm("gums", "Seaview Periodontics", "periodontics"),
        _firm("church", "Seaview Baptist Fellowship", "church"),
    ]
)


def _credited(answer: str) -> set[str]:
    return {credit.source.id for credit in attribute(answer, DIRECTORY).introduced_by()}


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("Mrs Tamworthy of the WI", "eileen"),
        ("Omar at the RP pharmacy", "omar"),
        ("omar, our pharmacist in RP", "omar"),
        ("Tarnfield BS, a leaflet on the counter", "society"),
        ("seaview perio", "gums"),
    ],
)
def test_a_short_form_is_understood(answer: str, id: str) -> None:
    assert _credited(answer) == {id}


@pytest.mark.parametrize(
    "answer",
    ["Mrs Tamworthy", "Mrs Tamworthy of the AA", "Omar at the QX pharmacy", "seaview", "tarnfield", "seaview bap"],
)
def test_other_letters_leave_it_open(answer: str) -> None:
    assert _credited(answer) == set()
