"""A place that is named beside a name: what speaks against it, and what is no place where anybody works."""

import pytest

from attribution import Directory, Entity, Entry, attribute


def _person(id: str, name: str, firm: str = "", occupation: str = "", city: str = "") -> Entry:
    return Entry(id, name, entity=Entity.PERSON, organisation=firm, occupation=occupation, city=city)


DIRECTORY = Directory(
    [
        _person("jean", "Jeanne Holdsmith", "Otterby Bakery", "baker", "Otterby"),
        _person("gilly", "Gillian Brookfold", "Brookfold Cleaning", "cleaner", "Leeds"),
        _person("tunde", "Tunde Adebowale", "Adebowale Dogs", "dog trainer", "Paddington"),
        _person("marc", "Marc Johnsberg", "Johnsberg Law", "estate attorney", "Edina"),
        _person("dragan", "Dragan Jovanovski", "Sveti Sava", "priest", "Milwaukee"),
        _person("anca", "Anca Ionesculiu", "Ionesculiu Translations", "translator", "Leeds"),
        _person("mick", "Mick Lavellan", "Lavellan Digging", "digger driver", "Leigh"),
        Entry("rose", "Yorkdale Rose Mutual", entity=Entity.BUSINESS, occupation="insurer", city="Leeds"),
        Entry("nhe", "North Heath Emergency", entity=Entity.BUSINESS, occupation="emergency clinic", city="Leeds"),
    ]
)


def _credited(answer: str) -> set[str]:
    return {credit.source.id for credit in attribute(answer, DIRECTORY).introduced_by()}


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("Jeanne Holdsmith stood up at the AGM and said to use you", "jean"),
        ("Gillian who cleans for us Tuesdays told me to call you", "gilly"),
        ("Tunde the dog trainer in Paddo told me to call you", "tunde"),
        ("Marc Johnsberg the estate attorney, with the c and the e", "marc"),
        ("Dragan iz crkve", "dragan"),
        ("Mick Lavellan clipped the main with the excavator and gave us your number", "mick"),
        ("Yorkdale Rose Mutual sent a list of approved contractors, you were on it", "rose"),
        ("Jeanne Holdsmith at my daughter's childcare told me to call you", "jean"),
        ("Father Dragan came to sit with us after Dad and mentioned you", "dragan"),
        ("Gillian at my lad's nursery, she cleans", "gilly"),
        ("Gillian, from the Philippines, who cleans for us, gave me your number", "gilly"),
        ("jeanne holdsmith at the co-op", "jean"),
        ("Marc Johnsberg at HQ", "marc"),
        ("Gillian, who cleans for us, had my daughter in P5 and gave me your number", "gilly"),
        ("Tunde Adebowale taught my dog in Y6", "tunde"),
        ("Anca translated our deeds from Romanian and told me to call you", "anca"),
        ("Gillian who cleans for us saw the letter and gave me your card", "gilly"),
        ("North Heath Emergency at 3 in the morning, they told us to call you", "nhe"),
    ],
)
def test_a_thing_a_day_or_what_happened_somewhere_is_no_other_place_of_work(answer: str, id: str) -> None:
    assert _credited(answer) == {id}


@pytest.mark.parametrize(
    "answer",
    [
        "Tunde the dog trainer in Portishead told me to call you",
        "Tunde the dog trainer at Petsmart told me to call you",
        "Jeanne Holdsmith at Planet Fitness told me to call you",
        "jeanne holdsmith from planet fitness told me to call you",
        "Jeanne Holdsmith who works at Halfords told me to call you",
        "Gillian works for Supercuts, she told me to call you",
        "Mick from Champion Roofing told me to call you",
    ],
)
def test_another_firm_or_town_is_a_question(answer: str) -> None:
    assert _credited(answer) == set()
