"""A name, or words that look like one, which leave open who is meant; and a firm that is meant where its people fit."""

import pytest

from attribution import Directory, Entity, Entry, attribute


def _person(id: str, name: str, firm: str = "", occupation: str = "", city: str = "") -> Entry:
    return Entry(id, name, entity=Entity.PERSON, organisation=firm, occupation=occupation, city=city)


def _firm(id: str, name: str, occupation: str = "", city: str = "") -> Entry:
    return Entry(id, name, entity=Entity.BUSINESS, occupation=occupation, city=city)


DIRECTORY = Directory(
    [
        _person("driver", "Imtiaz Quereshi", "Tay Taxis", "taxi driver", "Dundee"),
        _person("client", "Imtiaz Quereshi", "", "past client", "Perth"),
        _person("murphy", "Declan Murtough", "", "farmer", "Kilcock"),
        _person("hill", "Rose Hillford", "Hillford Interiors", "interior designer", "Solihull"),
        _person("cheng", "Lillian Zhengh, DDS", "Zhengh Family Dental", "dentist", "Bellaire"),
        _person("chang", "Lily Zheng", "Zheng Insurance", "insurance agent", "Bellaire"),
        _person("peg", "Peg Sandiferro", "", "past client", "Littlebury"),
        _person("margaret", "Margaret Dwyerson", "Littlebury Senior Center", "program director", "Littlebury"),
        _person("angel", "Angel Riveron", "Riveron Barber Shop", "barber", "Tampa"),
        _person("legg", "Susan Leggatt", "Leggatt & Partners Solicitors", "solicitor", "Bristol"),
        _firm("leggs", "Leggatt & Partners Solicitors LLP", "solicitors", "Bristol"),
        _person("jorge", "Jorge Ferran-Riguez", "Ferran-Riguez Funeral Home", "funeral director", "Hialeah"),
        _firm("funeral", "Ferran-Riguez Funeral Home", "funeral home", "Hialeah"),
        _firm("repair", "Care & Repair Otley", "charity", "Otley"),
        _firm("walkers", "Fenix Park Dog Walkers", "dog walking", "Otley"),
        _firm("bakery", "Mooreland's Bakery", "bakery", "Blackrock"),
        _person("brewer", "Monique Brewer", "", "past client", "Otley"),
        _person("otto", "Otto Fockenberg", "Fockenberg Meats", "butcher", "Dayton"),
        _person("melissa", "Melissa Trantor", "Meadwell Bakery", "baker", "Dayton"),
    ]
)


def _credited(answer: str) -> set[str]:
    return {credit.source.id for credit in attribute(answer, DIRECTORY).introduced_by()}


@pytest.mark.parametrize(
    "answer",
    [
        "Imtiaz Quereshi",
        "a Murtough from Kilcock",
        "the Murtoughs",
        "Dr. Zheng in Bellaire",
        "Peg who lives in Littlebury",
        "Angel/Angela Riveron told me to call you",
        "just moved into Rose Hillford",
        "it was repair otley",
        "one of the solicitors at Leggatt's",
        "dog walker up the park",
        "Melissa Meadwell told me to call you",
        "Brewers game, up on the board",
    ],
)
def test_it_is_left_open(answer: str) -> None:
    assert _credited(answer) == set()


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("Imtiaz Quereshi the taxi driver", "driver"),
        ("Imtiaz Quereshi in Perth", "client"),
        ("Imtiaz Quereshi of Tay Taxis told me to call you", "driver"),
        ("Imtiaz Quereshi from Tay told me to call you", "driver"),
        ("Rose Hillford told me to call you", "hill"),
        ("Leggatt the solicitor told me to call you", "legg"),
        ("Ferran-Riguez funeral home gave us a folder with your name", "funeral"),
        ("Jorge Ferran-Riguez gave us a folder with your name", "jorge"),
        ("Care and Repair Otley gave us your name", "repair"),
        ("Mooreland's Bakery window had your card", "bakery"),
        ("Otto's meats told me to call you", "otto"),
        ("Melissa at Meadwell Bakery told me to call you", "melissa"),
    ],
)
def test_one_is_meant(answer: str, id: str) -> None:
    assert _credited(answer) == {id}
