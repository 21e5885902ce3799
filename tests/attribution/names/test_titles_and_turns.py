"""Titles that are no first names, a name told from one by a short form, names turned round, and addresses as said."""

import pytest

from attribution import Directory, Entity, Entry, Kind, Result, attribute


def _person(id: str, name: str, occupation: str = "", firm: str = "", aliases: tuple[str, ...] = ()) -> Entry:
    return Entry(id, name, entity=Entity.PERSON, organisation=firm, occupation=occupation, aliases=aliases)


DIRECTORY = Directory(
    [
        _person("marisa", "Marisa Wolny", "past client"),
        _person("stan", "Stan Wolny", "baker"),
        _person("leong", "Dr. Kelvin Leongson", "optometrist", "Leongson Optometry"),
        _person("maurice", "Maurice Penhallow", "past client"),
        _person("maureen", "Maureen Penhallow", "foster", "Harbour City Cat Rescue", ("Mo",)),
        _person("toth", "Daniel Toth", "past client"),
        _person("grant", "Grant Phillip", "joiner"),
        _person("bob", "Bob Tresidder", "insurance broker"),
        Entry("mutual", "Harvest Mutual Claims", entity=Entity.BUSINESS, occupation="insurer"),
        Entry("otters", "Kelda Otters Hockey", entity=Entity.BUSINESS, occupation="hockey club", aliases=("Otters",)),
        _person("bo", "Bo Crossley", "farrier"),
    ]
)


def _decided(answer: str) -> Result:
    return attribute(answer, DIRECTORY)


def _credited(answer: str) -> list[str]:
    return [c.source.id for c in _decided(answer).introduced_by() if c.source.kind is Kind.PARTNER]


def test_a_title_is_no_first_name() -> None:
    assert _credited("mrs wolny, i shovel her walk") == []


@pytest.mark.parametrize("answer", ["Doc Leongson told me", "Doc Leongson noticed I was turning my whole body"])
def test_doc_is_a_title(answer: str) -> None:
    assert _credited(answer) == ["leong"]


def test_whoever_is_called_so_letter_for_letter_comes_first() -> None:
    assert _credited("between Maurice Penhallow nagging me and that city bus I gave in") == ["maurice"]
    assert _credited("maurice penhallow from the cat rescue") == ["maureen"]
    assert _credited("Maurice Penhallow") == []


def test_a_surname_that_is_no_first_name_may_stand_first() -> None:
    assert _credited("Toth Daniel") == ["toth"]
    assert _credited("Phillip Grant") == []


def test_what_is_said_to_pay_for_it_is_no_source() -> None:
    assert _credited("Bob Tresidder told us Harvest Mutual covers it") == ["bob"]


def test_a_team_that_somebody_watched_is_no_source() -> None:
    assert _credited("a hockey dad at the Otters game, number 14's dad") == []


def test_a_trade_by_another_of_its_words() -> None:
    assert _credited("Bo the horseshoer") == ["bo"]


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("yelp dot com", "Yelp"),
        ("www dot yell dot com", "Yell"),
        ("checkatrade dot co dot uk", "Checkatrade"),
        ("checkatrade.co.uk", "Checkatrade"),
        ("medicare dot gov", "medicare.gov"),
        ("fernhillvets dot com", "Firm website"),
    ],
)
def test_an_address_as_it_is_said(answer: str, name: str) -> None:
    assert [c.source.name for c in _decided(answer).credits] == [name]
