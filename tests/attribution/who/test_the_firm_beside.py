"""A firm beside a first name or a surname: whom it tells, and what is the firm itself."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute
from attribution.who.resolve import names_in
from attribution.words.reading import read


def _person(id: str, name: str, occupation: str = "", firm: str = "", city: str = "") -> Entry:
    return Entry(id, name, entity=Entity.PERSON, organisation=firm, occupation=occupation, city=city)


def _firm(id: str, name: str, occupation: str = "", city: str = "") -> Entry:
    return Entry(id, name, entity=Entity.BUSINESS, occupation=occupation, city=city)


DIRECTORY = Directory(
    [
        _person("marco", "Marco Bellandi", "bicycle dealer", "Bellandi Bikes"),
        _firm("bikes", "Bellandi Bikes", "bicycle shop"),
        _person("gus", "Gus Tolliver", "termite inspector", "Tolliver Termite"),
        _firm("termite", "Tolliver Termite", "termite inspection"),
        _person("oona", "Oona Fennimore", "auctioneer", "Fennimore Auctioneers"),
        _firm("auction", "Fennimore Auctioneers", "estate agent"),
        _person("lily", "Lily Thistle", "marketing consultant", "Bright Thistle Marketing"),
        _firm("thistle", "Thistle", "florist"),
        _person("hugo", "Hugo Larkwell", "accountant", "Larkwell & Prowse CPAs"),
        _person("ida", "Ida Prowse", "accountant", "Larkwell & Prowse CPAs"),
        _person("kurt", "Kurt Sandoval", "chiropractor", "Sandoval Chiropractic"),
        _firm("chiro", "Sandoval Chiropractic", "chiropractic clinic"),
        _person("manny", "Manny Ruhl", "owner", "Ruhl Trucking"),
        _firm("trucking", "Ruhl Trucking", "trucking company"),
        _person("tess", "Tess Wardle", "cherry farm payroll manager", "Wardle Farms"),
        _person("dwight", "Dwight Ember", "coach", "YMCA of Larch County"),
        _person("sean", "Seán Mulgrew", "undertaker", "Mulgrew Funerals", "Ballyhale"),
        _person("shane", "Shane Corrigan", "estate agent", "Harbour Homes", "Ennisbeg"),
        _person("nora", "Hannah Applegarth", "nursery head", "Sunbeam"),
    ]
)


def _credited(answer: str) -> list[str]:
    return [c.source.id for c in attribute(answer, DIRECTORY).introduced_by() if c.source.kind is Kind.PARTNER]


@pytest.mark.parametrize(
    ("answer", "who"),
    [
        ("Marco at belandi bikes got me to phone", ["marco"]),
        ("Gus from tolliver termite found the leak under the tub when he was doing the inspection", ["gus"]),
        ("Fennimores the auctioneers in town", ["auction"]),
        ("Fennimore the auctioneer", ["oona"]),
        ("thistle the florist. she said say thistle sent you", ["thistle"]),
        ("my chiro. sandoval over on north second", ["kurt"]),
        ("ruhl that has the trucks", ["manny"]),
        ("Tess in payroll at the cherry farm", ["tess"]),
        ("Dwight at the Y", ["dwight"]),
    ],
)
def test_a_firm_beside_tells_who_is_meant(answer: str, who: list[str]) -> None:
    assert _credited(answer) == who


def test_two_surnames_of_one_firm_are_the_firm() -> None:
    assert _credited("Larkwell and Prowse, the accountants") == []
    assert _credited("Larkwell at Larkwell & Prowse") == []
    assert _credited("Hugo at Larkwell and Prowse") == ["hugo"]
    assert _credited("Hugo Larkwell and Ida Prowse") == ["hugo", "ida"]


def test_a_first_name_once_more_is_the_one_named_before() -> None:
    answer = "It was Seán Mulgrew from Hale who laid him out. So Seán said go in to Ennisbeg and say I sent you"
    assert [named.best.card.id for named in names_in(read(answer), DIRECTORY)] == ["sean"]


def test_what_is_taken_back_may_say_where_she_is() -> None:
    assert _credited("lady at sunbeam... no wait it was the head herself, Hannah") == ["nora"]
