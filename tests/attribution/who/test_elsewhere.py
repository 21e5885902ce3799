"""Which place or trade beside a name is somebody else's, a thing or a street, and which speaks against the entry."""

import pytest

from attribution import Directory, Entity, Entry, attribute


def _person(id: str, name: str, firm: str = "", occupation: str = "", city: str = "Otterby") -> Entry:
    return Entry(id, name, entity=Entity.PERSON, organisation=firm, occupation=occupation, city=city)


def _firm(id: str, name: str, occupation: str) -> Entry:
    return Entry(id, name, entity=Entity.BUSINESS, occupation=occupation, city="Otterby")


DIRECTORY = Directory(
    [
        _person("hope", "Hope Wagnerly", "Kelton General Hospital", "social worker"),
        Entry("hospital", "Kelton General Hospital", entity=Entity.BUSINESS, occupation="hospital", aliases=("KGH",)),
        _person("deepak", "Deepak Gurungi", "Himalayan Spice", "restaurant owner"),
        _person("declan", "Declan Fahyson", "The Carpenter's Arms", "publican"),
        _person("norman", "Norman Blewittson", "Jaguar Owners Otterby", "club secretary"),
        _person("fatuma", "Fatuma Aliyeva", "New Roots Farm", "farmer"),
        _person("victor", "Victor Oyelaran", "Otterby Pharmacy", "pharmacist"),
        _person("zhao", "Lin Zhao", "Foothills Acupuncture", "acupuncturist"),
        _person("mike", "Mike Mayhewson", "Mayhewson Builders", "contractor"),
        _person("niko", "Nikolett Szaboly", "Szaboly Piano", "piano teacher"),
        _person("elinor", "Elinor Quaife", "Hive Theatre", "theatre manager"),
        _person("bernice", "Bernice Tolliverly", "", "past client"),
        _person("mario", "Mario Lopezino", "Lopezino Trees", "tree trimmer"),
        _person("oksana", "Oksana Bondarenko", "", "past client"),
        _person("bruce", "Bruce Hanlonby", "Hanlonby Planning", "financial planner"),
        _person("rahimi", "Zahra Rahimova", "Borderland Refugee Services", "caseworker"),
        _person("paddy", "Patrick Flahertyson", "Flahertyson Insurance", "insurance agent"),
        _firm("centro", "Centro Hispano de Otterby", "community nonprofit"),
        _firm("bubbler", "Bubblerino", "coffee shop"),
    ]
)


def _credited(answer: str) -> set[str]:
    return {credit.source.id for credit in attribute(answer, DIRECTORY).introduced_by()}


@pytest.mark.parametrize(
    ("answer", "ids"),
    [
        ("Hope Wagnerly, the social worker up on 4 west at KGH after I had my stitches", {"hope"}),
        ("deepak with the momos", {"deepak"}),
        ("Declan behind the bar at the Carps", {"declan"}),
        ("norman blewittson at the jag club, he keeps a list of garages", {"norman"}),
        ("Sister Fatuma Aliyeva send me. She sell vegetable in market", {"fatuma"}),
        ("Dr. Oyelaran the pharmacist saw what I was buying every week", {"victor"}),
        ("赵医生，针灸的，介绍我来的", {"zhao"}),
        ("Fired my last attorney. Mike Mayhewson is building our addition and says you did his will", {"mike"}),
        ("Nikolett Szaboly who teaches piano & Elinor from Hive Theatre. both said you", {"niko", "elinor"}),
        ("Bernice Tolliverly from my church suggested here", {"bernice"}),
        ("mario lopezino not the actor the tree guy", {"mario"}),
        ("oksana bondarenko, my cleaner's landlady's friend, you put her steps right", {"oksana"}),
        ("Bruce Hanlonby had the lawyer", {"bruce"}),
        ("Mrs. Rahimova who was our caseworker when we arrived from Kabul", {"rahimi"}),
        ("Paddy Flahertyson the insurance guy in SoPo", {"paddy"}),
        ("Centro Hispano, en la calle Houston, tienen una lista de plomeros", {"centro"}),
        ("barista at Bubblerino over in northeast, she has the clear braces from you", {"bubbler"}),
    ],
)
def test_what_stands_beside_is_no_other_place(answer: str, ids: set[str]) -> None:
    assert _credited(answer) == ids


@pytest.mark.parametrize(
    "answer",
    [
        "deepak with northern lights",
        "Deepak at the BBC",
        "Declan behind the bar at the Plough",
        "Mike Mayhewson, he's a trainer at PureGym",
        "my brother Mike Mayhewson the dentist",
        "Dr. Mayhewson",
        "Hope at KGB",
        "You put me on to Bruce Hanlonby",
    ],
)
def test_another_place_or_trade_speaks_against_it(answer: str) -> None:
    assert _credited(answer) == set()
