"""Doubts that the words beside a name raise give way where the name is all but certain; doubts of the name do not."""

import pytest

from attribution import Directory, Entity, Entry
from attribution.doubts import gives_way
from attribution.judging import threshold
from attribution.reading import read
from attribution.resolve import Named, names_in
from attribution.weighing import Seen, findings_in


def _person(id: str, name: str, firm: str, occupation: str) -> Entry:
    return Entry(id, name, entity=Entity.PERSON, organisation=firm, occupation=occupation)


DIRECTORY = Directory(
    [
        _person("hodan", "Hodan Warsaame", "Warsaame Catering", "caterer"),
        _person("mike", "Mike Brannigan", "Brannigan Roofing", "roofer"),
        _person("ruth", "Ruthanna Ostrowski", "Elm Street Seniors", "receptionist"),
    ]
)


def _named(answer: str) -> Named:
    return names_in(read(answer), DIRECTORY)[0]


@pytest.mark.parametrize(
    "answer",
    ["Hodan Warsaame at Planet Fitness told me to call you", "ruthanna presure washed my drive and told me"],
)
def test_what_stands_beside_a_name_gives_way(answer: str) -> None:
    named = _named(answer)
    assert named.doubt
    assert gives_way(named.best, named.doubt)


@pytest.mark.parametrize("answer", ["Mike at Planet Fitness told me to call you", "Mike Doyle told me to call you"])
def test_a_first_name_elsewhere_or_with_another_surname_stays_a_question(answer: str) -> None:
    named = _named(answer)
    assert named.doubt
    assert not gives_way(named.best, named.doubt)


def test_it_gives_way_only_from_its_threshold_on() -> None:
    seen = Seen()
    findings_in("Hodan Warsaame at Planet Fitness told me to call you", DIRECTORY, seen)
    named = seen.names[0][0]
    assert named.certain == (named.likelihood >= threshold("doubted"))
