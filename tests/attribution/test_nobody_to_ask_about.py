"""Answers that name nobody whom a person could find are not asked about, and those that leave a name open are."""

import pytest

from attribution import Directory, Entity, Entry, attribute
from attribution.reading import read
from attribution.roles import roles_in, unknown_names
from tests.attribution.people_of_quincy import ENTRIES, quincy


@pytest.mark.parametrize(
    "answer",
    [
        "a neighbour who'd sooner stay out of it",
        "my aunt, she wouldn't want thanking",
        "my brother. you'd like him",
    ],
)
def test_a_shortened_word_is_no_name(answer: str) -> None:
    assert unknown_names(read(answer), set(), quincy()) == []
    assert attribute(answer, quincy()).decision == "auto"


@pytest.mark.parametrize("thing", ["my water heater", "our radiator", "the kitchen floor"])
def test_a_thing_is_nobody_by_the_trade(thing: str) -> None:
    assert roles_in(read(thing), set()) == []


@pytest.mark.parametrize(
    "answer",
    [
        "toothache",
        "my knees",
        "blocked drains",
        "The storm, mainly",
        "my cat brought me",
        "we need a will",
        "boiler has died",
    ],
)
def test_what_somebody_came_for_is_no_source(answer: str) -> None:
    assert attribute(answer, quincy()).decision == "none"


@pytest.mark.parametrize("answer", ["will", "the tooth lady", "my drain man", "Rain", "the guy with the boiler"])
def test_a_word_of_troubles_beside_somebody_is_asked_about(answer: str) -> None:
    named = [*ENTRIES, Entry("61", "Will Rain", entity=Entity.PERSON, occupation="glazier")]
    assert attribute(answer, Directory(named)).decision == "review"
