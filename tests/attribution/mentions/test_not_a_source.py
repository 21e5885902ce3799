"""Names of people and firms that are no assistant, no station, no list and no search, and the other way round."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute

DIRECTORY = Directory(
    [
        Entry("joan", "Joan Tullimore", entity=Entity.PERSON, occupation="nurse"),
        Entry("siri", "Siri Haakonsen", entity=Entity.PERSON, occupation="nurse"),
        Entry("alexa", "Alexa Brockhurst", entity=Entity.PERSON, occupation="realtor"),
        Entry("gemini", "Gemini Electric", entity=Entity.BUSINESS, occupation="electricians"),
        Entry("karen", "Karen Holtby", entity=Entity.PERSON, organisation="Bright Bakery", occupation="baker"),
        Entry("mel", "Mel Greystoke", entity=Entity.PERSON),
        Entry("melina", "Melina Greystoke", entity=Entity.PERSON),
        Entry("roof", "Roof Repair Leeds", entity=Entity.BUSINESS, occupation="roofers", city="Leeds"),
        Entry("ken", "Ken York", entity=Entity.PERSON, occupation="roofer", city="York"),
    ]
)


def _sources(answer: str) -> list[str]:
    return [credit.source.id or credit.source.name for credit in attribute(answer, DIRECTORY).introduced_by()]


@pytest.mark.parametrize(
    ("answer", "source"),
    [
        ("roof repair leeds", "roof"),
        ("Had Alexa list our house and she mentioned you", "alexa"),
        ("best roofer york", "ken"),
    ],
)
def test_whoever_bears_the_name_is_credited(answer: str, source: str) -> None:
    assert _sources(answer) == [source]


def test_a_name_and_a_medium_with_a_stroke_between_are_two_sources() -> None:
    assert set(_sources("Joan Tullimore/Google")) == {"joan", "google"}


@pytest.mark.parametrize("answer", ["karen bright sent me", "Mel Greystoke sent me", "Gemini told us to call you"])
def test_who_or_what_is_meant_is_asked(answer: str) -> None:
    result = attribute(answer, DIRECTORY)
    assert result.decision == "review"
    assert not [credit for credit in result.introduced_by() if credit.source.name.startswith("Gemini")]


@pytest.mark.parametrize(
    "answer",
    [
        "A KPMG colleague heard you were good",
        "A friend who works at KFC heard about you",
        "KPMG referred me, had a car crash",
    ],
)
def test_the_letters_of_a_firm_are_no_station(answer: str) -> None:
    assert "radio-ad" not in _sources(answer)


@pytest.mark.parametrize("answer", ["Dr Przybylsky list", "Dr. Nguyenovna provider list"])
def test_the_list_of_somebody_unknown_is_asked_about(answer: str) -> None:
    assert attribute(answer, DIRECTORY).decision == "review"


def test_an_assistant_alone_is_nobody_of_its_name() -> None:
    assert all(credit.source.kind is not Kind.PARTNER for credit in attribute("Siri", DIRECTORY).introduced_by())


@pytest.mark.parametrize(
    ("answer", "sources"),
    [
        ("Found you on Yelp. Do you do dogs? No rush. Saw your Facebook too", {"yelp", "facebook"}),
        ("google cos chatgpt told me your name", {"google", "chatgpt"}),
        ("gemini suggested you, then Google one star reviews made me laugh", {"gemini", "google"}),
        ("Joan Tullimore said call, later picked up your brochure at the home show", {"joan", "flyer"}),
    ],
)
def test_sources_that_are_named_stay(answer: str, sources: set[str]) -> None:
    assert sources <= set(_sources(answer))
