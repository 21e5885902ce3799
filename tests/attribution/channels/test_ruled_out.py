"""Media that are denied, or were tried and led nowhere, beside a partner who is credited."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute

DIRECTORY = Directory(
    [
        Entry("1", "Orla Finnbar", Kind.PARTNER, Entity.PERSON, "", "seamstress"),
        Entry("2", "Gus Pemberwick", Kind.PARTNER, Entity.PERSON, "", "roofer"),
    ]
)


def _names(answer: str) -> list[str]:
    return [credit.source.name for credit in attribute(answer, DIRECTORY).introduced_by()]


@pytest.mark.parametrize(
    "answer",
    [
        "No, not the radio. Orla Finnbar who took up our curtains",
        "wasn't the website, wasn't the ad. Orla Finnbar who hems for us told me",
        "wasn't the yelp reviews that's for sure, they're grim. Orla Finnbar told me",
        "thought it was off rightmove but no, it was Orla Finnbar who told me",
        "Tried Angi, got nine calls before lunch, blocked them all. Orla Finnbar said call these people",
        "Searched all over Google and got a robot every time. Orla Finnbar gave me a number",
        "tried google, everything was Perth. In the end it was Orla Finnbar who gave me your number",
        "Couldn't find anybody on Google for it. Orla Finnbar gave me your number",
        "tried Bark and nobody rang back, then Orla Finnbar told me",
    ],
)
def test_a_medium_that_came_to_nothing_is_no_source(answer: str) -> None:
    assert _names(answer) == ["Orla Finnbar"]


@pytest.mark.parametrize(
    ("answer", "medium"),
    [
        ("Heard you on the radio. Orla Finnbar told me to ring", "Radio ad"),
        ("looked at your yelp, all good, but it was Orla Finnbar who told me", "Yelp"),
        ("Google had you first of all, not the ads. Orla Finnbar told me", "Google"),
        ("Orla Finnbar told me, then I googled you", "Google"),
        ("thought it was on Facebook but it was Instagram, and Orla Finnbar told me", "Instagram"),
    ],
)
def test_a_medium_that_led_here_counts_beside_a_partner(answer: str, medium: str) -> None:
    assert set(_names(answer)) >= {"Orla Finnbar", medium}


def test_what_came_to_nothing_counts_where_nobody_is_credited() -> None:
    assert _names("searched all over google and got a robot every time, in the end you picked up") == ["Google"]
