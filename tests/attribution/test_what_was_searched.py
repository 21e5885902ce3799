"""The phrase that was typed or spoken into a search, in its own words."""

import pytest

from attribution import attribute
from tests.attribution.people_of_quincy import quincy


@pytest.mark.parametrize(
    ("answer", "phrase"),
    [
        ('googled "how much does a will cost"', "how much does a will cost"),
        ("typed in probate attorney near me", "probate attorney near me"),
        ("just put boiler repair m20 into google maps", "boiler repair m20"),
        ("I searched lawyers on my phone and yours was the one with parking", "lawyers"),
        ("search: divorce lawyer quincy", "divorce lawyer quincy"),
        ("asked chatgpt for a good physio for a runner", "good physio for a runner"),
        ("hey google find me a lawyer for a slip and fall", "lawyer for a slip and fall"),
        ("google search for veneers cost no bs", "veneers cost no bs"),
        ("busqué dentista barato en google", "dentista barato"),
        ("emergency plumber near me", "emergency plumber near me"),
        ("you came up first when I googled boiler service chorlton", "boiler service chorlton"),
    ],
)
def test_it_is_cut_out_cleanly(answer: str, phrase: str) -> None:
    result = attribute(answer, quincy())
    assert result.keyword == phrase
    assert result.keyword_kind == "told"


@pytest.mark.parametrize(
    "answer",
    [
        "googled you",
        "looked you up online",
        "google",
        "put me in touch with you",
        "searched online",
        "asked my neighbor",
    ],
)
def test_what_is_no_phrase_is_not_taken_for_one(answer: str) -> None:
    assert attribute(answer, quincy()).keyword is None


def test_the_field_for_the_search_goes_before_the_answer() -> None:
    result = attribute("googled plumbers", quincy(), searched="  boiler   repair ")
    assert (result.keyword, result.keyword_kind) == ("boiler repair", "told")


def test_a_search_without_an_engine_is_credited_as_a_search_engine() -> None:
    (credit,) = attribute("", quincy(), searched="boiler repair").introduced_by()
    assert credit.source.name == "Search engine"
