"""Names whose spelling nobody would guess who has only heard them."""

import pytest

from attribution import Directory, Entity, Entry, attribute

DIRECTORY = Directory(
    [
        Entry("eilidh", "Eilidh Strathcoil", entity=Entity.PERSON, occupation="yoga teacher", city="Otterby"),
        Entry("ruaridh", "Ruaridh Machrie", entity=Entity.PERSON, occupation="physiotherapist", city="Otterby"),
        Entry("ollie", "Ollie Bassington", entity=Entity.PERSON, occupation="baker", city="Otterby"),
    ]
)


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("aylie from yoga", "eilidh"),
        ("Ailie who teaches yoga", "eilidh"),
        ("rory the physio", "ruaridh"),
        ("Rory Machrie", "ruaridh"),
        ("ollie from the bakery", "ollie"),
    ],
)
def test_a_name_is_known_as_it_is_heard(answer: str, id: str) -> None:
    assert {credit.source.id for credit in attribute(answer, DIRECTORY).introduced_by()} == {id}


@pytest.mark.parametrize("answer", ["aylie from the bakery", "rory the plumber"])
def test_somebody_else_so_called_is_not_meant(answer: str) -> None:
    assert attribute(answer, DIRECTORY).decision == "review"
