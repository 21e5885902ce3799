"""A name that is taken back at once, and who of two told whom."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute


def _person(id: str, name: str, occupation: str = "", firm: str = "", aliases: tuple[str, ...] = ()) -> Entry:
    return Entry(id, name, entity=Entity.PERSON, organisation=firm, occupation=occupation, aliases=aliases)


def _firm(id: str, name: str, occupation: str = "", city: str = "") -> Entry:
    return Entry(id, name, entity=Entity.BUSINESS, occupation=occupation, city=city)


DIRECTORY = Directory(
    [
        _firm("north", "North Quay Savings", "bank"),
        _firm("south", "South Dock Bank", "bank"),
        _person("odhran", "Odhran Tully", "past client"),
        _person("wendy", "Wendy Castellan", "hair stylist", "Snip & Curl"),
        _person("peggy", "Peggy Rourke", "case manager"),
        _person("margaret", "Margaret O'Rourke", "home carer"),
        _person("hugh", "Hugh Pellow", "pension adviser", "Pellow Finance"),
        _person("dora", "Dora Pellow", "tiler", "Pellow Tiles"),
        _firm("pellow", "Pellow Finance Ltd", "pensions and mortgages"),
        _person("rab", "Robert Muirden", "owner", "Wee Rab's Rolls", ("Wee Rab",)),
        _firm("rolls", "Wee Rab's Rolls", "food van"),
        _person("davie", "David Kerrigan", "owner", "Big Davie's Burgers", ("Big Davie",)),
        _firm("burgers", "Big Davie's Burgers", "burger bar"),
    ]
)


def _credited(answer: str) -> list[str]:
    return [c.source.id for c in attribute(answer, DIRECTORY).introduced_by() if c.source.kind is Kind.PARTNER]


@pytest.mark.parametrize(
    "answer",
    [
        "North Quay Savings. No wait, South Dock Bank",
        "north quay savings, no i tell a lie, it was south dock bank",
        "North Quay Savings - scratch that, South Dock Bank",
        "North Quay Savings, sorry, I mean South Dock Bank",
    ],
)
def test_what_is_taken_back_is_no_source(answer: str) -> None:
    assert _credited(answer) == ["south"]


def test_of_two_of_one_name_the_later_one_is_meant() -> None:
    assert _credited("Hugh Pellow. No wait, Pellow the tiler") == ["dora"]
    assert _credited("Pellow Finance. No wait, the tiles Pellow") == ["dora"]


def test_what_only_goes_on_is_read_with_it() -> None:
    assert _credited("Hugh Pellow. No wait, not Pellow Tiles") == ["hugh"]
    assert _credited("Wendy at Snip & Curl, no wait, Wendy told me herself") == ["wendy"]


def test_who_told_the_one_who_told_is_not_credited() -> None:
    assert "wendy" not in _credited("Odhran Tully told me Wendy the stylist told him about you")
    assert "wendy" not in _credited("Odhran Tully told me that Wendy Castellan recommended you to him")


def test_a_letter_between_the_names_may_begin_the_surname() -> None:
    assert _credited("peggy o rourke") == []
    assert _credited("margaret o rourke") == ["margaret"]
    assert _credited("peggy rourke the case manager") == ["peggy"]


def test_who_does_something_is_a_person_and_several_are_the_firm() -> None:
    assert _credited("Pellow who does pensions and mortgages") == ["hugh"]
    assert _credited("Pellows who do pensions and mortgages") == ["pellow"]


def test_what_staff_call_somebody_is_not_the_firm_called_after_them() -> None:
    assert _credited("wee rab") == ["rab"]
    assert _credited("Wee Rab told me") == ["rab"]
    assert _credited("Wee Rab's Rolls") == ["rolls"]
    assert _credited("Big Davie told me") == ["davie"]
    assert _credited("big davie from the burgers") == ["davie"]
