"""Firms that are called by ordinary words, in part or in the plural, and places that are no other firm."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute


def _person(id: str, name: str, occupation: str, organisation: str = "", city: str = "") -> Entry:
    return Entry(id, name, entity=Entity.PERSON, occupation=occupation, organisation=organisation, city=city)


def _firm(id: str, name: str, occupation: str, city: str = "") -> Entry:
    return Entry(id, name, entity=Entity.BUSINESS, occupation=occupation, city=city)


DIRECTORY = Directory(
    [
        _firm("drains", "The Drain Doctor of Otterby", "drainage", "Otterby"),
        _firm("brew", "Brew", "cafe", "Otterby"),
        _firm("bedros", "Bedrosian & Bedrosian, P.C.", "law firm"),
        _person("haig", "Haig Bedrosian", "estate attorney", "Bedrosian & Bedrosian"),
        _person("ani", "Ani Bedrosian", "attorney", "Bedrosian & Bedrosian"),
        _firm("clarity", "Clarity", "accountants", "Trambury"),
        _firm("butchers", "Purvine & Son Ltd", "butchers"),
        _person("colin", "Colin Purvine", "butcher", "Purvine & Son"),
        _person("hygienist", "Rebecca Stonely", "dental hygienist"),
        _person("periodontist", "Matthew Stonely, DDS", "periodontist", "Stonely Periodontics"),
        _person("mulu", "Mulu Tesfaw", "restaurant owner", "Blue Nile Cafe"),
        _person("aisha", "Aisha Muhammed, LCSW", "social worker", "Harrow Memory Clinic"),
        _person("voss", "Helen Vossberg, MD", "neurologist", "Harrow Memory Clinic"),
        _person("yesenia", "Yesenia Portella", "notary", "Portella Notary"),
        _person("rector", "Rev. Otis Hargrave", "pastor", "New Calvary Church"),
        _person("deacon", "James Hargrave", "deacon", "New Calvary Church"),
        _firm("crescent", "Crescent Lettings", "letting agent"),
        _firm("centre", "Otterby Senior Center", "senior center", "Otterby"),
    ]
)


def _credited(answer: str) -> list[str]:
    result = attribute(answer, DIRECTORY)
    return [credit.source.id for credit in result.introduced_by() if credit.source.kind is Kind.PARTNER]


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("drain doctor", "drains"),
        ("Brew. Apparently you get your flat whites there as well", "brew"),
        ("bedrosian and bedrosian", "bedros"),
        ("clarity accountants trambury", "clarity"),
        ("Purvine the butchers told me", "butchers"),
        ("Purvine the butcher told me", "colin"),
        ("dr stonely the periodontist", "periodontist"),
        ("mulu from the ethiopian restaurant told me", "mulu"),
        ("Aisha the social worker at Dr Vossberg's office gave me your number", "aisha"),
        ("Yesenia the notary from Midlothian Turnpike gave me your card", "yesenia"),
        ("Pastor Hargrave told us", "rector"),
    ],
)
def test_it_is_meant(answer: str, id: str) -> None:
    assert _credited(answer) == [id]


@pytest.mark.parametrize(
    "answer", ["Crescent Insurance gave me your number", "senior center", "mulu at the planet fitness"]
)
def test_another_may_be_meant(answer: str) -> None:
    assert not _credited(answer)
