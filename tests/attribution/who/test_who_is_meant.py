"""Which of several people a name means, and which of them it leaves open: the rules of judgement of the labels."""

import pytest

from attribution import Directory, Entity, Entry, attribute
from attribution.sources.weighing import findings_in


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
        _person("logger", "Ben Ostrander", "", "logger"),
        _person("accountant", "Benoît Ostrander", "Ostrander CPAs", "accountant"),
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
        ("Walter Quince the roofer", ["roofer"]),
        ("Walter Quince from Quince Roofing", ["roofer"]),
        # The one has the surname as it is written, the other the first name.
        ("stuart laird", []),
        ("stewart laird", []),
        ("stewart laird told us", ["stewart"]),
        # A Benoît may be called Ben, too.
        ("ben ostrander", []),
        ("Ben Ostrander from Ostrander CPAs", ["accountant"]),
        ("benoit ostrander", ["accountant"]),
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


def test_a_firm_and_its_people_under_one_name() -> None:
    directory = Directory(
        [
            _person("ray", "Ray Dunwoody", "Ray's Pool Service", "pool technician"),
            _firm("pools", "Ray's Pool Service", "pool service"),
            _person("vet", "Graeme Menzies", "Menzies Vets", "vet"),
            _firm("vets", "Menzies Vets", "veterinary practice"),
        ]
    )
    for answer, id in (
        ("it was Ray the pool man", "ray"),
        ("Ray's Pool Service", "pools"),
        ("Mr Menzies the vet", "vet"),
        ("Menzies Vets", "vets"),
    ):
        found = findings_in(answer, directory).found[0]
        offered = (found.credit,) if found.credit is not None else found.suggestions
        assert offered[0].source.id == id, answer


def test_a_korean_name_is_found_however_it_is_spelt_in_latin_letters() -> None:
    people = [
        _person("1", "Sun-hee Park", "Park Dry Cleaners", "dry cleaner"),
        _person("2", "Seongho Gim", "", "pastor"),
        _person("3", "Young-hee Lee"),
        _person("4", "Grace Park"),
    ]
    directory = Directory(people)
    for answer, name in (("박선희", "Sun-hee Park"), ("김성호 목사님", "Seongho Gim"), ("이영희씨가", "Young-hee Lee")):
        best = findings_in(answer, directory).found[0]
        offered = (best.credit,) if best.credit is not None else best.suggestions
        assert offered[0].source.name == name, answer
    assert attribute("박영수", directory).introduced_by() == ()


def test_an_answer_that_is_nothing_but_a_name_leaves_open_only_whether_it_is_meant() -> None:
    firm = Directory([_firm("cricket", "Lowfields Cricket Club", "cricket club"), _firm("hair", "Gemini Hair Studio")])
    assert [c.source.id for c in attribute("lowfields cricket", firm).introduced_by()] == ["cricket"]
    assert attribute("gemini", firm).introduced_by() == ()


def test_a_short_form_is_not_that_of_somebody_who_goes_by_another() -> None:
    bob = _person("bob", "Bob Baxter", "", "blinds installer")
    robbie = Entry("robert", "Robert Baxter", entity=Entity.PERSON, aliases=("Robbie",))
    for other, ids in ((robbie, ["bob"]), (_person("robert", "Robert Baxter"), [])):
        credited = attribute("Bob Baxter told me about you", Directory([bob, other])).introduced_by()
        assert [credit.source.id for credit in credited] == ids
