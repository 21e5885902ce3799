"""Titles: those that mean the same, those that many bear, and short forms of first names that people write."""

import pytest

from attribution import Directory, Entity, Entry, attribute


def _person(id: str, name: str, firm: str = "", occupation: str = "") -> Entry:
    return Entry(id, name, entity=Entity.PERSON, organisation=firm, occupation=occupation, city="Otterby")


DIRECTORY = Directory(
    [
        _person("nun", "Sr. Bernarde Lachaume", "Foyer Saint-Aubert", "residence director"),
        _person("judo", "Rafael Nogueiral", "Academia Nogueiral", "jiu-jitsu coach"),
        _person("memory", "Dr. Fiona Tavishall", "Wharfemoor Memory Clinic", "psychiatrist"),
        _person("priest", "Fr. Bohdan Stadnykiv", "St. Olha Parish", "priest"),
        _person("lawyer", "Parisa Farahandi", "Farahandi Law", "immigration lawyer"),
        _person("lynsey", "Lynsey Tarnworth", "Tarnworth Sports Massage", "massage therapist"),
        _person("lindsay", "Lindsay Tarnhurst", "", "past client"),
        _person("jag", "Jagdeep Virkania", "Virkania Stores", "shopkeeper"),
        _person("aoibheann", "Aoibheann Kearnside", "Kearnside Dance", "dance teacher"),
        _person("plumber", "Greta Holmsworth", "Holmsworth Plumbing", "plumber"),
    ]
)


def _credited(answer: str) -> set[str]:
    return {credit.source.id for credit in attribute(answer, DIRECTORY).introduced_by()}


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("Sister Bernarde", "nun"),
        ("o professor Rafael do jiu jitsu", "judo"),
        ("Professor Tavishall at the memory clinic", "memory"),
        ("\u043e\u0442\u0435\u0446\u044c \u0411\u043e\u0433\u0434\u0430\u043d", "priest"),
        ("lynsey tarnworth, sports massage", "lynsey"),
        ("lindsey tarnworth, sports massage", "lynsey"),
        ("Jag at the Virkania stores", "jag"),
        ("eevan that teaches our lass dancing", "aoibheann"),
    ],
)
def test_the_name_is_understood(answer: str, id: str) -> None:
    assert _credited(answer) == {id}


@pytest.mark.parametrize("answer", ["Father Greta told me to call you", "Rabbi Tavishall told me to call you"])
def test_a_title_that_does_not_fit_is_a_question(answer: str) -> None:
    assert _credited(answer) == set()
