"""Two who have a name in common, where the whole firm, the title or the grammar tells which of them is meant."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute


def _person(id: str, name: str, firm: str = "", occupation: str = "") -> Entry:
    return Entry(id, name, entity=Entity.PERSON, organisation=firm, occupation=occupation, city="Otterby")


def _firm(id: str, name: str, occupation: str) -> Entry:
    return Entry(id, name, entity=Entity.BUSINESS, occupation=occupation, city="Otterby")


DIRECTORY = Directory(
    [
        _person("homes", "Ewan Kilbrandy", "Otter Valley Homes", "sales adviser"),
        _person("band", "Euan Thorvald", "Otter Valley Pipe Band", "pipe major"),
        _person("pastor", "Rev. James Alstone", "New Otterby Baptist Church", "pastor"),
        _person("nurse", "Lillie Alstone", "New Otterby Baptist Church", "church nurse"),
        _person("reverend", "Rev. Marcus Whitlowe", "Zion Fell Baptist Church", "pastor"),
        _person("member", "Loretta Whitlowe", "Zion Fell Baptist Church", "church secretary"),
        _person("owner", "Steve Taylerson", "Taylerson Bodyworks", "body shop owner"),
        _person("steward", "Stephen Taylerson", "Otterby Social Club", "steward"),
        _firm("body", "Taylerson Bodyworks", "car body repair"),
        _person("huy", "Huy Le", "Le Nails", "nail technician"),
        _person("tam", "Tam Le", "", "past client"),
        _person("boxer", "Ernie Tafoyal", "", "boxing coach"),
    ]
)


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("Ewan at Otter Valley Homes", "homes"),
        ("Euan at Otter Valley Homes, when we reserved the plot", "homes"),
        ("Euan from the Otter Valley Pipe Band", "band"),
        ("Pastor Alstone", "pastor"),
        ("Nurse Alstone", "nurse"),
        ("Taylerson's did the paint but they don't touch engines, so they pointed us to you", "body"),
        ("Taylerson's, they told us about you", "body"),
        ("Huy at Le Nails", "huy"),
        ("huy from le nails told me", "huy"),
        ("saw the billboard every day for a year but Ernie Tafoyal is why I'm here", "boxer"),
        ("Ernie Tafoyal is the reason we came", "boxer"),
    ],
)
def test_one_is_meant(answer: str, id: str) -> None:
    credited = [credit.source for credit in attribute(answer, DIRECTORY).introduced_by()]
    assert [source.id for source in credited if source.kind is Kind.PARTNER] == [id]


@pytest.mark.parametrize(
    "answer",
    [
        "Euan from Otter Valley",
        "Sister Whitlowe",
        "Taylerson's",
        "Taylerson's did the paint, he pointed us to you",
    ],
)
def test_it_is_left_open(answer: str) -> None:
    assert attribute(answer, DIRECTORY).decision == "review"
