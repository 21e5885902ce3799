"""Media that no table finds are told by the words as a whole, and media that are only mentioned do not count."""

import pytest

from attribution import Directory, Result, attribute
from attribution.channels.media_words import senses_of_media, speaks_of_media
from attribution.channels.telling import Choice, facts_of_telling, which_medium
from attribution.names.senses import senses_in
from attribution.words.media import medium_called
from attribution.words.reading import read
from attribution.words.text import fold
from tests.attribution.people_of_quincy import quincy


def names(result: Result) -> list[str]:
    """The names that are credited, the decisive one first."""
    return [credit.source.name for credit in result.introduced_by()]


@pytest.mark.parametrize(
    ("answer", "medium"),
    [
        ("you came on between two songs", "Radio ad"),
        ("quarter page ad in the Thursday Clarion", "Newspaper ad"),
        ("your giant face over route 16", "Billboard"),
        ("full page in the spring issue of Coastal Living", "Magazine ad"),
        ("stuck behind one of yours on the A13, read the back doors", "Van"),
    ],
)
def test_a_medium_is_told_without_its_name(answer: str, medium: str) -> None:
    result = attribute(answer, quincy())
    assert names(result) == [medium]
    credit = result.introduced_by()[0]
    assert credit.rule == "told_medium"
    assert 0.6 <= credit.confidence < 1
    assert credit.span is not None
    assert answer[slice(*credit.span)] in credit.reason


@pytest.mark.parametrize(
    "answer",
    ["my van broke down", "joined the paper mill in 1990", "heard good things", "a postman told me", "signed in blood"],
)
def test_words_that_only_sound_like_a_medium_tell_none(answer: str) -> None:
    assert all(credit.rule != "told_medium" for credit in attribute(answer, quincy()).introduced_by())


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("duckduckgo, since I can't stand google", ["DuckDuckGo"]),
        ("drive a truck for a living, Joe Ferrante sent me", ["Joe Ferrante"]),
        ("your website is down, Meera Patel gave me the number", ["Meera Patel"]),
        ("had your leaflet and never looked at it, Meera Patel sent me", ["Meera Patel"]),
        ("my uncle works at google, he sent me", ["Word of mouth"]),
    ],
)
def test_a_medium_that_is_only_mentioned_does_not_count(answer: str, expected: list[str]) -> None:
    assert names(attribute(answer, quincy())) == expected


def test_an_ad_that_was_seen_first_counts_beside_who_decided() -> None:
    answer = "noticed your truck last spring but it was Joe Ferrante who got me to ring"
    assert names(attribute(answer, quincy())) == ["Joe Ferrante", "Truck"]


def test_where_no_word_speaks_of_media_nothing_is_weighed() -> None:
    reading = read("Meera told my mother and she told me")
    assert not speaks_of_media(senses_of_media(reading))
    assert facts_of_telling(reading, Directory(), named=True, phrase=False) == {}


def test_however_long_an_answer_is_few_of_its_words_are_looked_at() -> None:
    reading = read("ad in the page of a sign on the bus " * 400)
    assert len(senses_of_media(reading)) <= 60
    assert len(facts_of_telling(reading, Directory(), named=False, phrase=False)) < 1_000


def test_shapes_of_words_are_seen() -> None:
    senses = senses_of_media(read("99.1 or KQXR or the A13"))
    assert {"frequency", "call sign", "road"} <= set(senses)


def test_a_choice_weighs_each_fact_for_each_medium() -> None:
    choice = Choice({"Van": 0.0, "Truck": 0.0}, {"long": {"Truck": 1.0}, "blue": {"Van": 2.0, "Truck": -1.0}})
    assert choice.chances(["long"])["Truck"] == pytest.approx(0.7311, abs=1e-4)
    assert choice.chances(["long", "blue", "unheard of"])["Van"] == pytest.approx(0.8808, abs=1e-4)
    assert sum(choice.chances(["blue"]).values()) == pytest.approx(1)


def test_what_can_be_told_are_known_media() -> None:
    for name in which_medium().bias:
        medium = medium_called(fold(name))
        assert medium is not None
        assert medium.name == name


def test_words_of_media_are_folded() -> None:
    assert all(word == fold(word) for word in senses_in("media_words"))
