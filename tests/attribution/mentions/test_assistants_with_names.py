"""Engines and assistants whose names people and firms bear as well, and media that are only put right."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute

PEOPLE = Directory(
    [
        Entry("1", "Claude Duvernay", Kind.PARTNER, Entity.PERSON, "Duvernay Cellars", "cheese seller"),
        Entry("2", "Alexa Thornbury", Kind.PARTNER, Entity.PERSON, "", "florist"),
        Entry("3", "Bing Zhao", Kind.PARTNER, Entity.PERSON, "", "piano teacher"),
        Entry("4", "Gemini Upholstery", Kind.PARTNER, Entity.BUSINESS, "", "upholsterer"),
        Entry("5", "Jean-Claude Mercier", Kind.PARTNER, Entity.PERSON, "", "pastor"),
    ]
)
NOBODY = Directory()


@pytest.mark.parametrize(
    ("answer", "medium"),
    [
        ("Claude, it made me a short list and gave your number", "Claude"),
        ("claude. the AI one, not the cheese man", "Claude"),
        ("asked claude which firms do this", "Claude"),
        ("had Claude read my lease", "Claude"),
        ("gemini, the google one", "Gemini"),
        ("Gemini (google's, not the sofas)", "Gemini"),
        ("gemini suggested you", "Gemini"),
        ("gemini on my phone", "Gemini"),
        ("bing", "Bing"),
        ("alexa, plumber near me", "Alexa"),
        ("looked up 'cheap piano movers' on bing", "Bing"),
    ],
)
def test_the_words_around_say_that_it_is_meant(answer: str, medium: str) -> None:
    result = attribute(answer, PEOPLE)
    assert [credit.source.name for credit in result.introduced_by()] == [medium]
    assert result.decision == "auto"


@pytest.mark.parametrize("answer", ["claude", "Alexa", "claude told me about you"])
def test_it_is_asked_where_somebody_bears_the_name(answer: str) -> None:
    assert attribute(answer, PEOPLE).decision == "review"


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("Claude the cheese seller. not the robot", "Claude Duvernay"),
        ("Alexa, my florist. Not the speaker", "Alexa Thornbury"),
        ("Bing Zhao", "Bing Zhao"),
        ("pastor Jean-Claude gave me your number", "Jean-Claude Mercier"),
    ],
)
def test_somebody_of_the_name_is_credited(answer: str, name: str) -> None:
    assert [credit.source.name for credit in attribute(answer, PEOPLE).introduced_by()] == [name]


@pytest.mark.parametrize(
    ("answer", "medium"),
    [
        ("I was moaning to Claude about my boiler and it said to ring somebody", "Claude"),
        ("my office has copilot", "Copilot"),
        ("my wife shouted at Alexa and Alexa said your name", "Alexa"),
        ("gemini thing at the bottom", "Gemini"),
    ],
)
def test_it_is_meant_where_nobody_bears_the_name(answer: str, medium: str) -> None:
    assert [credit.source.name for credit in attribute(answer, NOBODY).introduced_by()] == [medium]


@pytest.mark.parametrize(
    ("answer", "media"),
    [
        ("Ecosia because my son reads the google history", ["Ecosia"]),
        ("Thumbtack? no, google maps", ["Google"]),
        ("your van i think? or a truck? no it was a postcard", ["Mailer"]),
        ("meta ai in the whatsapp", ["Meta AI"]),
        ("the AI on whatsapp", ["Meta AI"]),
        ("ask jeeves just kidding. yelp", ["Yelp"]),
        ("the free newspaper, you had a coupon", ["Newspaper ad"]),
        ("your website had the coupon", ["Firm website"]),
        ("inserted in our gas bill", ["Mailer"]),
        ("a letter came last week from you", ["Mailer"]),
        ("wall calendar you mail out", ["Mailer"]),
        ("x", []),
        ("on x", ["Twitter"]),
    ],
)
def test_only_the_medium_that_is_meant_counts(answer: str, media: list[str]) -> None:
    assert [credit.source.name for credit in attribute(answer, NOBODY).introduced_by()] == media
