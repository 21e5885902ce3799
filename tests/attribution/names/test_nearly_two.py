"""A name that fits one row and nearly another: asked where nothing but a town or a chance word tells the two apart."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute


def _person(id: str, name: str, firm: str = "", occupation: str = "", city: str = "") -> Entry:
    return Entry(id, name, entity=Entity.PERSON, organisation=firm, occupation=occupation, city=city)


DIRECTORY = Directory(
    [
        _person("suzanne", "Suzanne Thornley", "", "client", "Hexby"),
        _person("susan", "Susan Thornbury", "Thornbury Law", "divorce attorney", "Morden"),
        _person("kathy", "Kathy Row", "Row & Daughters Lettings", "letting agent", "Morden"),
        _person("cathy", "Cathy Rowe", "", "client", "Hexby"),
        _person("gerald", "Gerald Stobbart", "", "client", "Hexby"),
        _person("jerry", "Jerry Stobbart", "Stobbart Plumbing", "plumber", "Morden"),
        _person("marla", "Marla Quietz", "Quietz Yoga", "yoga teacher", "Hexby"),
        _person("marlo", "Marlo Quietz", "Beach Rentals", "rental manager", "Morden"),
        _person("magran", "Paul Magran", "Magran HR", "HR consultant", "Morden"),
        _person("mcgrane", "Paul McGrain", "McGrain Removals", "removal man", "Hexby"),
        _person("dusty", "Dusty Rothwell", "Rothwell Tree Service", "tree surgeon", "Hexby"),
        _person("kenzie", "Kenzie Roth", "", "client", "Hexby"),
        _person("mackenzie", "Mackenzie Pell", "Encore", "dance teacher", "Morden"),
        _person("devon", "Devon Sellwright", "", "past client", "Hexby"),
        _person("devin", "Devin Sellwright", "Sellwright Cycles", "bike shop owner", "Morden"),
        _person("ted", "Theodore Blalock", "Piedmont Sleep", "sleep physician", "Morden"),
        _person("taxi", "Jason Kinnerley", "", "taxi driver", "Morden"),
        _person("farrier", "Jason Kinnerley", "Kinnerley Farriery", "farrier", "Hexby"),
        _person("pharmacist", "Suresh Palavi", "Palavi Pharmacy", "pharmacist", "Hexby"),
        _person("dentist", "Nikhil Palavi", "Palavi Dental", "dentist", "Morden"),
        _person("nurse", "Bhavna Chettish", "Elm Medical Centre", "diabetic nurse", "Hexby"),
        _person("lecturer", "Orla Finnamore", "Hexby Medical School", "lecturer", "Hexby"),
        _person("farmer", "Mark Wheatcroft", "Wheatcroft Farm Shop", "farmer", "Hexby"),
        _person("marc", "Marc Whitcroft", "", "client", "Hexby"),
        _person("roofer", "Paul Harrowden", "Harrowden Roofing", "roofer", "Hexby"),
        _person("harrow", "Paul Harrow", "", "client", "Morden"),
        _person("sergeant", "Sgt Orla Diskworth", "Morden Police Station", "police sergeant", "Morden"),
        _person("garda", "Garda Shane Diskworth", "Hexby Police Station", "garda", "Hexby"),
        _person("terri", "Terri Vancefield", "Vancefield Realty", "realtor", "Hexby"),
        _person("terry", "Terry Vancefield", "Vancefield Realty", "realtor", "Hexby"),
        Entry(
            "north", "Corvus Northside Referrals", entity=Entity.BUSINESS, occupation="networking group", city="Hexby"
        ),
        Entry("south", "Corvus Southside Movers", entity=Entity.BUSINESS, occupation="networking group", city="Morden"),
        Entry("mediation", "Estuary Mediation", entity=Entity.BUSINESS, occupation="mediation", city="Hexby"),
        Entry("family", "Callaghy Mediation", entity=Entity.BUSINESS, occupation="mediation", city="Morden"),
    ]
)


def _credited(answer: str) -> set[str]:
    return {c.source.id for c in attribute(answer, DIRECTORY).introduced_by() if c.source.kind is Kind.PARTNER}


@pytest.mark.parametrize(
    "answer",
    [
        "Susan Thornley",
        "it was Susan Thornley",
        "cathy row",
        "Jerry Stobbart from Hexby",
        "Quietz. M. Quietz, it says here",
        "Paul Magraw",
        "Devon Sellwright - he is 81 and rides with us",
        "Ted Blaylock",
        "Kenzie",
        "Kinnerley the taxi man",
        "Dr Palavi",
        "Dr. Rothwell",
        "Dr Chettish",
        "wheatcroft",
        "Garda Diskworth",
        "Terry Vancefield the realtor",
        "Corvus referral",
    ],
)
def test_nobody_is_credited(answer: str) -> None:
    assert not _credited(answer)


@pytest.mark.parametrize(
    "answer",
    [
        "Palavi, I think Suresh but maybe its his cousin",
        "Palavi, either Nikhil or his sister, it was a voicemail",
        "marla quietz or marlo I dont know which, tall",
        "Jason, Hexby or Morden I forget",
        "estuary mediation or callaghys, me ex booked it so I never saw the name",
    ],
)
def test_the_client_who_wavers_between_two_is_asked(answer: str) -> None:
    assert attribute(answer, DIRECTORY).decision == "review"


def test_nobody_is_asked_who_wavers_about_a_name_beside_a_medium() -> None:
    assert attribute("a podcast, Quietz Hour I think", DIRECTORY).decision == "auto"


@pytest.mark.parametrize(
    ("answer", "source"),
    [
        ("Suzanne Thornley", "suzanne"),
        ("Susan Thornbury", "susan"),
        ("Susan Thornley next door gave me your card, lovely neighbour", "suzanne"),
        ("Cathy Row the letting agent", "kathy"),
        ("Cathy Rowe", "cathy"),
        ("Jerry Stobbart the plumber", "jerry"),
        ("M. Quietz from Quietz Yoga", "marla"),
        ("Paul Magraw who does HR", "magran"),
        ("Devin Sellwright from the bike shop", "devin"),
        ("Ted Blaylock the sleep physician", "ted"),
        ("Ted Blalock", "ted"),
        ("Mackenzie at Encore", "mackenzie"),
        ("Mr Kinnerley the farrier in Hexby", "farrier"),
        ("Dr Palavi the dentist", "dentist"),
        ("Mr Rothwell the tree surgeon", "dusty"),
        ("Nurse Chettish", "nurse"),
        ("Dr Finnamore", "lecturer"),
        ("Mark Wheatcroft sent us", "farmer"),
        ("wheatcroft from the farm shop", "farmer"),
        ("Paul Harroden", "roofer"),
        ("Shane Diskworth", "garda"),
        ("Corvus Northside Referrals", "north"),
        ("Corvus Northside", "north"),
        ("Cathy Rowe? no. Paul Harrowden, while he was on my roof", "roofer"),
    ],
)
def test_whoever_alone_is_meant_is_credited(answer: str, source: str) -> None:
    assert _credited(answer) == {source}
    assert attribute(answer, DIRECTORY).decision == "auto"
