"""Which of several people a name means, and which of them it leaves open: the rules of judgement of the labels."""

import pytest

from attribution import Directory, Entity, Entry, attribute


def _person(id: str, name: str, firm: str = "", occupation: str = "", city: str = "") -> Entry:
    return Entry(id, name, entity=Entity.PERSON, organisation=firm, occupation=occupation, city=city)


def _firm(id: str, name: str, occupation: str = "") -> Entry:
    return Entry(id, name, entity=Entity.BUSINESS, occupation=occupation)


DIRECTORY = Directory(
    [
        _person("roofer", "Walter Quince", "Quince Roofing", "roofer", "Salem"),
        _person("driver", "Walter Quince", "", "taxi driver", "Lynn"),
        _person("stewart", "Stewart Laird", "Laird Barbers", "barber"),
        _person("stuart", "Stuart Lared", "", "piano teacher"),
        _person("trainer", "Ottoline Marsh", "Target Fitness", "personal trainer"),
        _person("bobby", "Bobby Delacourt", "Delacourt Barbers", "barber"),
        _person("rare", "Xiomara Penhaligon", "", "past client"),
        _person("common", "Mary Oldcastle", "", "past client"),
        _person("tailor", "Thuy Pham", "Pham Tailoring", "tailor"),
        _firm("surgery", "Evenlode Lane Surgery", "GP surgery"),
        _firm("credit", "Tamarack Credit Union", "credit union"),
        _firm("bank", "Tamarack Community Bank", "bank"),
        _firm("shop", "The Shop", "makerspace"),
    ]
)


@pytest.mark.parametrize(
    ("answer", "ids"),
    [
        # Two of one name are never told apart by what they do, only by the firm.
        ("Walter Quince the roofer", []),
        ("Walter Quince from Quince Roofing", ["roofer"]),
        # The one has the surname as it is written, the other the first name.
        ("stuart laird", []),
        ("stewart laird", ["stewart"]),
        # Whoever works elsewhere is somebody else; whoever is not known at a firm is not the firm.
        ("Ottoline Marsh, she's a trainer at PureGym", []),
        ("Ottoline Marsh my trainer", ["trainer"]),
        ("Dr Bellweather from the Evenlode Lane Surgery", []),
        ("Evenlode Lane Surgery", ["surgery"]),
        # The beginning of the surname and a word that is written small are no other surname.
        ("Bobby D cuts my hair", ["bobby"]),
        ("chị Thủy thợ may giới thiệu", ["tailor"]),
        # A bare first name only if hardly anybody is called so.
        ("mary", []),
        # Words of one firm's name side by side leave out whoever has but one of them.
        ("tamarack credit union", ["credit"]),
        ("tamarack", []),
        ("the shop", []),
    ],
)
def test_whom_a_name_means(answer: str, ids: list[str]) -> None:
    credited = [credit.source.id for credit in attribute(answer, DIRECTORY).introduced_by()]
    assert [id for id in credited if DIRECTORY.get(id)] == ids
