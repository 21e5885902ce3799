"""Part of a name is credited only if nobody else in the whole directory has it too, however large the directory."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute
from attribution.words.text import fold_word

PEOPLE = [
    Entry(f"{k:03}", f"Nicola {surname}", entity=Entity.PERSON, occupation=occupation, city=city)
    for k, (surname, occupation, city) in enumerate(
        (f"Vale{chr(97 + k % 26)}{chr(97 + k // 26)}st", ("florist", "plumber")[k % 2], ("Leeds", "York")[k // 50])
        for k in range(100)
    )
]


def partners(answer: str, directory: Directory) -> list[str]:
    """The ids that are credited without a person."""
    found = attribute(answer, directory).introduced_by()
    return [credit.source.id for credit in found if credit.source.kind is Kind.PARTNER]


@pytest.mark.parametrize("answer", ["Nicola the florist", "Nicola who is my plumber", "nicola in york", "N. Valeaast"])
def test_a_first_name_that_many_have_stays_open_beside_a_trade_or_town(answer: str) -> None:
    twin = Entry("twin", "Nigel Valeaast", entity=Entity.PERSON, occupation="baker")
    assert partners(answer, Directory([*PEOPLE, twin])) == []


def test_those_offered_do_not_depend_on_the_order_of_the_directory() -> None:
    names = [
        "Norma",
        "Bert",
        "Carl",
        "Dora",
        "Emil",
        *(f"N{chr(97 + k % 26)}{chr(97 + k // 26)}ri" for k in range(200)),
    ]
    many = [Entry(f"{k:03}", f"{name} Valeaast", entity=Entity.PERSON) for k, name in enumerate(names)]
    offered = [attribute("n. valeaast", Directory(order)).suggestions for order in (many, many[::-1])]
    assert [credit.source.id for credit in offered[0]] == ["000", "005", "006", "007", "008"]
    assert offered[0] == offered[1]


def test_a_trade_that_one_of_many_has_settles_a_first_name() -> None:
    roofer = Entry("roofer", "Nicola Quarmby", entity=Entity.PERSON, occupation="roofer", city="York")
    assert partners("Nicola the roofer", Directory([*PEOPLE, roofer])) == ["roofer"]


def test_a_first_name_and_a_surname_are_not_a_person_of_a_firm_of_that_name() -> None:
    people = [
        Entry("melissa", "Melissa Wilson", entity=Entity.PERSON, organisation="Meadway Bakery", occupation="baker"),
    ]
    assert partners("melissa meadway put me onto you", Directory(people)) == []
    assert partners("melissa from meadway put me onto you", Directory(people)) == ["melissa"]


@pytest.mark.parametrize(
    ("word", "latin"),
    [("ሰላማዊት", "selamawit"), ("በቀለ", "bekele"), ("ਸਿੰਘ", "singh"), ("राजेश", "rajesh"), ("शर्मा", "sharma")],
)
def test_names_in_the_scripts_of_india_and_ethiopia_are_read(word: str, latin: str) -> None:
    assert fold_word(word) == latin


def test_a_name_in_another_script_is_credited() -> None:
    directory = Directory([Entry("1", "Selamawit Bekele", entity=Entity.PERSON, occupation="restaurant owner")])
    assert partners("ሰላማዊት በቀለ", directory) == ["1"]


def test_who_goes_by_the_first_name_of_another_fits_as_well() -> None:
    twins = [
        Entry("1", "Eddie Marrow", entity=Entity.PERSON, occupation="florist"),
        Entry("2", "Edmundo Marrow", entity=Entity.PERSON, aliases=("Eddie",)),
        Entry("3", "Luis Cantu", entity=Entity.PERSON, city="Humble"),
        Entry("4", "Jose Luis Cantu", entity=Entity.PERSON),
    ]
    assert partners("Eddie Marrow", Directory(twins)) == []
    assert partners("Luis Cantu told me", Directory(twins)) == []
    assert partners("Luis Cantu from Humble told me", Directory(twins)) == ["3"]


@pytest.mark.parametrize(
    ("answer", "credited"),
    [
        ("Keeran Donlon of Tubber", ["builder"]),
        ("Keeran Donlon in tubber gave me your number", ["builder"]),
        # Ordinary words, and a town of somebody else's, are short for none.
        ("Keeran Donlon", []),
        ("Keeran Donlon from water", []),
        ("Keeran Donlon from Sligo", []),
    ],
)
def test_a_town_is_called_by_its_beginning(answer: str, credited: list[str]) -> None:
    directory = Directory(
        [
            Entry("builder", "Kieran Donlon", entity=Entity.PERSON, occupation="builder", city="Tubbercurry"),
            Entry("dentist", "Ciaran Donlon", entity=Entity.PERSON, occupation="dentist", city="Waterford"),
            Entry("shop", "Sligo Wool", entity=Entity.BUSINESS, city="Sligo"),
        ]
    )
    assert partners(answer, directory) == credited
