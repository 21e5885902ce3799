"""First names that are grammar in another language: Les, Des, Una and Con."""

import pytest

from attribution import Directory, Entity, Entry, attribute


def _person(id: str, name: str, firm: str = "", occupation: str = "") -> Entry:
    return Entry(id, name, entity=Entity.PERSON, organisation=firm, occupation=occupation, city="Otterby")


DIRECTORY = Directory(
    [
        _person("les", "Les Pinderford", "Otterby Bowls Club", "club secretary"),
        _person("desmond", "Desmond Akkerley", "Akkerley Barbers", "barber"),
        _person("una", "\u00dana Brannigale", "", "midwife"),
        _person("rejean", "R\u00e9jean Boisclairet", "Boulangerie Boisclairet", "baker"),
        _person("leslie", "Leslie Tranterby", "Tranterby Joinery", "joiner"),
    ]
)


def _credited(answer: str) -> set[str]:
    return {credit.source.id for credit in attribute(answer, DIRECTORY).introduced_by()}


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("les from the bowls club", "les"),
        ("des the barber", "desmond"),
        ("una our midwife", "una"),
        ("les tranterby the joiner", "leslie"),
        ("r\u00e9jean le boulanger m'a donn\u00e9 votre num\u00e9ro", "rejean"),
    ],
)
def test_a_first_name_that_is_grammar_elsewhere_is_a_name(answer: str, id: str) -> None:
    assert _credited(answer) == {id}


@pytest.mark.parametrize("answer", ["una amiga", "les amis du club", "des voisins", "una vecina que es midwife"])
def test_grammar_is_no_name(answer: str) -> None:
    result = attribute(answer, DIRECTORY)
    assert not {"les", "desmond", "una", "leslie"} & {c.source.id for c in result.introduced_by()}
