"""Signs where people play, vans that stand about, whose they are, and buses that somebody only sat in."""

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
    ("answer", "name"),
    [
        ("sign by the entrance of the ball park", "Yard sign"),
        ("Your sign's up at the softball diamond", "Yard sign"),
        ("sign at the rec field behind third base", "Yard sign"),
        ("there's a sign by the bowling green", "Yard sign"),
        ("your plumber's van parked across the road, took a picture of the number", "Van"),
        ("Plumber's van parked across the road", "Van"),
        ("painters van outside ours for a week", "Van"),
        ("Carpet cleaner's van at the neighbours", "Van"),
        ("vans all over town", "Van"),
        ("I keep seeing the vans everywhere", "Van"),
        ("The roofers' truck three houses down", "Truck"),
        ("tiler's ute at next door's, wrote it down off the tailgate", "Truck"),
    ],
)
def test_what_stands_in_the_street_is_a_source(answer: str, name: str) -> None:
    assert _names(answer) == [name]
    assert attribute(answer, DIRECTORY).decision == "auto"


@pytest.mark.parametrize(
    "answer",
    [
        "my plumber's van broke down",
        "my electrician's van was outside and he told me",
        "Gus Pemberwick's van parked next door",
        "I was sat in the van across the road",
        "met a man at the ball park, he said a good sign is if they ring back",
    ],
)
def test_somebody_elses_van_is_none(answer: str) -> None:
    assert {"Van", "Truck", "Yard sign"}.isdisjoint(_names(answer))


def test_whose_trade_the_client_has_already_is_asked_about() -> None:
    assert attribute("my plumber's van, he told me", DIRECTORY).decision == "review"


@pytest.mark.parametrize(
    "answer",
    [
        "passing on the bus",
        "I go by you on the 38 bus to work",
        "go past you every day on the train",
        "I came here on the tram",
        "Orla Finnbar. On the bus home I got chatting to a woman who was off to you",
        "nobody brought me, I brought myself on the number 12 bus. It was Orla Finnbar told me",
    ],
)
def test_a_bus_that_somebody_sat_in_is_no_advertisement(answer: str) -> None:
    assert "Transit ad" not in _names(answer)


@pytest.mark.parametrize(
    "answer",
    [
        "saw you on the 12 bus",
        "your poster on the train into town",
        "there was an ad on the train on the way to work",
        "you go round on the side of a bus every morning",
        "on the number 12 bus",
    ],
)
def test_what_was_on_the_bus_is_one(answer: str) -> None:
    assert _names(answer) == ["Transit ad"]
