"""Which entry is nearest to the words, where several nearly fit them; and where two are named with an "or"."""

import pytest

from attribution import Directory, Entity, Entry, attribute
from attribution.names.hits import hits_in
from attribution.names.matching import match_of
from attribution.who.namesakes import namesakes
from attribution.words.reading import read


def _person(id: str, name: str, firm: str = "", occupation: str = "") -> Entry:
    return Entry(id, name, entity=Entity.PERSON, organisation=firm, occupation=occupation)


def _firm(id: str, name: str, occupation: str = "") -> Entry:
    return Entry(id, name, entity=Entity.BUSINESS, occupation=occupation)


DIRECTORY = Directory(
    [
        _person("grantham", "Grantham Ledbury", "Ledbury Structures", "structural engineer"),
        _person("ledbury", "Ludo Grantham", "Grantham Surveying", "surveyor"),
        _person("michel", "Michel Roquefort", "Roquefort Construction", "contractor"),
        _person("michelle", "Michelle Roquefort", "Clear Path Planning", "financial planner"),
        _firm("choir", "Oldminster Mens Choir", "choir"),
        _firm("glued", "Lumbercroft Travel", "travel agency"),
        _firm("split", "Lumber Croft Bakery", "bakery"),
        _person("deli", "Ilonka Sokolik", "Ilonka's European Deli", "deli owner"),
        _firm("delishop", "Ilonka's European Deli", "delicatessen"),
        _person("plumber", "Stan Wojtkow", "Wojtkow Plumbing", "plumber"),
        _firm("plumbing", "Wojtkow Plumbing", "plumbing"),
        _person("grocer", "Deepak Sharmane", "Sharmane Grocers", "grocer"),
        _firm("grocers", "Sharmane Grocers", "grocery"),
        _person("office", "Kirsten Lundqvist", "Lundqvist Insurance", "office manager"),
        _person("agent", "Erik Lundqvist", "Lundqvist Insurance", "insurance agent"),
        _firm("insurance", "Lundqvist Insurance", "insurance"),
        _person("writer", "Will Penhalluric", "Penhalluric Wills & Probate", "will writer"),
        _firm("wills", "Penhalluric Wills & Probate", "will writing"),
        _firm("frost", "Hoarfrost Physical Therapy", "physical therapy"),
        _person("ethan", "Ethan Hoarfrost", "Hoarfrost Physical Therapy", "physical therapist"),
        _person("jefferson", "Kelvin Jeffreyson", "Jeffreyson Heating", "heating"),
        _person("jeffers", "Barbara Jeffreys", "", "teacher"),
        _person("toni", "Toni Mawbray", "", "playgroup leader"),
        _person("anthony", "Anthony Mawbray", "", "prosthetist"),
        _person("castillo", "Ray Castillo", "Castillo Auto Repair", "auto mechanic"),
        _person("dancer", "Lisette Ferranti", "Ferranti Dance", "dance teacher"),
        _person("knee", "Pauletta Espositi", "Espositi Physical Therapy", "physical therapist"),
        _person("cardio", "Omar Said", "Pine Coast Hospital", "cardiologist"),
        _person("lambert", "Dr. Paul Lambertine", "Lambertine Veterinary", "veterinarian"),
        _firm("vets", "Lambertine Veterinary", "veterinary"),
        _person("paula", "Paula Wintergrove", "Wintergrove IT", "office manager"),
        _person("paul", "Paul Wintergrove", "Wintergrove IT", "IT support"),
    ]
)


@pytest.mark.parametrize(
    ("answer", "ids"),
    [
        # A whole name that stands there is nearer than half of another, also where one half is said again.
        ("Grantham Ledbury told me and Grantham knows", ["grantham"]),
        ("Michelle Roquefort told me to call you", ["michelle"]),
        # What stands between the words of a firm says that somebody is meant, or that the place is.
        ("Ilonka at the deli told me", ["deli"]),
        ("Ilonka's European Deli", ["delishop"]),
        ("wojtkow the plumber told me", ["plumber"]),
        ("wojtkow plumbing told me", ["plumbing"]),
        ("Sharmane uncle at the grocery store told me", ["grocer"]),
        ("My insurance agent Lundqvist recommended you", ["agent"]),
        ("Will Penhalluric did our wills and put your leaflet in the folder", ["writer"]),
        ("one of the nurses at Hoarfrost told me", ["frost"]),
        ("Dr Lambertine at the vet told me", ["lambert"]),
        # A surname that is a word is one after a title.
        ("Dr Said. Heart doctor, he told me", ["cardio"]),
        # What is misspelt is not taken for a slip where it is the name of somebody else.
        ("Kelvin Jeffreys", []),
        ("Kelvin Jeffreyson", ["jefferson"]),
        # An initial fits whoever is called so, too.
        ("T Mawbray", []),
        ("A. Mawbray", ["anthony"]),
        # Two are named, and it is left open who.
        ("ray castle or castillo told me", []),
        ("ray castillo told me", ["castillo"]),
        # A first name that stands there whole is not another one with an ending.
        ("paula in the office at wintergrove it", ["paula"]),
        # Somebody of the name is said to be something else.
        ("Lisette Ferranti, the chiropractor", []),
        ("Lisette Ferranti, the dance teacher", ["dancer"]),
    ],
)
def test_who_is_nearest(answer: str, ids: list[str]) -> None:
    result = attribute(answer, DIRECTORY)
    credited = [credit.source.id for credit in result.introduced_by()] if result.decision == "auto" else []
    assert [id for id in credited if DIRECTORY.get(id)] == ids


@pytest.mark.parametrize(
    ("answer", "ids"),
    [
        # It speaks against others, not against whoever is named.
        ("Grantham Ledbury said dont wait, call these people", ["grantham"]),
        ("Grantham Ledbury told us dont use the cowboys next door, use you", ["grantham"]),
        ("Grantham Ledbury told me about you when our old dog died", ["grantham"]),
        ("no it was Grantham Ledbury, he told me", ["grantham"]),
        ("Grantham Ledbury couldnt act, conflict or something, and said ring you", ["grantham"]),
        ("Grantham Ledbury told me to call you, believe it or not", ["grantham"]),
        # Whoever told the one who told the client is not credited, but asked about.
        ("Ray Castillo told me. Grantham Ledbury told him to tell us about you", []),
        ("Ray Castillo + Grantham Ledbury told me", ["castillo", "grantham"]),
        # Any place may be where somebody told; a firm's name says that it is somebody else.
        ("my doctor Omar Said at the library told me", ["cardio"]),
        ("Pauletta from bingo told me about you", ["knee"]),
        ("Ray the mechanic from bingo", ["castillo"]),
        ("Pauletta from Planet Fitness told me about you", []),
        # In a list of two what is said of the one is said of the other.
        ("Grantham Ledbury + Lisette Ferranti, Grantham more so", ["dancer", "grantham"]),
    ],
)
def test_of_whom_the_words_speak(answer: str, ids: list[str]) -> None:
    result = attribute(answer, DIRECTORY)
    credited = sorted(credit.source.id for credit in result.introduced_by() if DIRECTORY.get(credit.source.id))
    assert credited == ids


def test_two_words_are_one_of_a_firm_or_two_of_anothers() -> None:
    # In a large directory only the one may be looked at closely; whoever else has the words is asked then.
    reading = read("lumber croft")
    match = match_of(DIRECTORY.card("glued"), hits_in(reading, DIRECTORY), reading, DIRECTORY)
    assert match
    assert [other.card.id for other in namesakes(match, reading, DIRECTORY)] == ["split"]
