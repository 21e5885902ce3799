"""Vehicles and buses that were seen, beside a partner too, and stations by a word or letter and a number."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute

DIRECTORY = Directory([Entry("1", "Orla Finnbar", Kind.PARTNER, Entity.PERSON, "", "seamstress")])


def _names(answer: str) -> list[str]:
    return [credit.source.name for credit in attribute(answer, DIRECTORY).introduced_by()]


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        ("Orla Finnbar. & seen the truck", ["Orla Finnbar", "Truck"]),
        ("Orla Finnbar uses you and I'd seen the bus", ["Orla Finnbar", "Transit ad"]),
        ("saw the bus, saw the van", ["Transit ad", "Van"]),
        ("truck on quarry parkway", ["Truck"]),
        ("van outside number 12", ["Van"]),
        ("the van parked on our street", ["Van"]),
        ("Orla Finnbar told me, I saw his truck", ["Orla Finnbar"]),
        ("Orla Finnbar told me. I saw the bus coming and ran", ["Orla Finnbar"]),
        ("missed the bus and Orla Finnbar told me", ["Orla Finnbar"]),
        ("Orla Finnbar told me. came on the bus", ["Orla Finnbar"]),
        ("Orla Finnbar told me at the bus stop", ["Orla Finnbar"]),
        ("Orla Finnbar told me, the bus driver knew her", ["Orla Finnbar"]),
        ("saw the truck hit her, Orla Finnbar told me to ring you", ["Orla Finnbar"]),
        ("truck in the ditch", []),
        ("truck driver on main street", []),
    ],
)
def test_a_vehicle_that_was_seen_is_a_source_and_another_is_not(answer: str, names: list[str]) -> None:
    assert _names(answer) == names


@pytest.mark.parametrize(
    "answer",
    ["hot 937", "on mix 1043 driving home", "C100 in the mornings", "H94 on the way to work", "610 between innings"],
)
def test_a_station_by_its_number_is_the_radio(answer: str) -> None:
    assert _names(answer) == ["Radio ad"]


@pytest.mark.parametrize(
    "answer",
    ["610 Elm Street between 2 and 4", "room C104", "A100 in the mornings", "hot 930", "power 1000", "98 in the van"],
)
def test_houses_rooms_roads_and_prices_are_no_stations(answer: str) -> None:
    assert "Radio ad" not in _names(answer)
