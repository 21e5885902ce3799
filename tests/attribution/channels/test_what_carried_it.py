"""What carried the firm's name to the client: papers, stations, shelters, signs, lists and its own pages.

And what only lay at somebody's who is credited.
"""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute

DIRECTORY = Directory(
    [
        Entry("1", "Hazel Dunmore", Kind.PARTNER, Entity.PERSON, "Dunmore Physio", "physiotherapist"),
        Entry("2", "Larkspur Deli", Kind.PARTNER, Entity.BUSINESS, "", "deli"),
        Entry("3", "Pemberton Road Florist", Kind.PARTNER, Entity.BUSINESS, "", "florist"),
        Entry("5", "Bluebell Bakery Brotherhood", Kind.PARTNER, Entity.BUSINESS, "", "bakery"),
        Entry("4", "Bea Quimby", Kind.PARTNER, Entity.PERSON, "", "tailor"),
    ]
)


def _names(answer: str) -> list[str]:
    return [credit.source.name for credit in attribute(answer, DIRECTORY).introduced_by()]


@pytest.mark.parametrize(
    ("answer", "medium"),
    [
        ("WQRS in the car", "Radio ad"),
        ("KCRA ad after the weather", "TV ad"),
        ("wqrs underwriting spot", "Radio ad"),
        ("the polish station plays your ad all day", "Radio ad"),
        ("heard you on Encanto in the truck", "Radio ad"),
        ("commercial on 590 the fan", "Radio ad"),
        ("the UTV advert", "TV ad"),
        ("4BC, after the racing", "Radio ad"),
        ("Eastword Weekly, back page", "Newspaper ad"),
        ("Bea classifieds", "Newspaper ad"),
        ("Harbour City Business Journal, half page", "Newspaper ad"),
        ("the bus shelter on Pemberton Road", "Transit ad"),
        ("number 12 bus, rear end", "Transit ad"),
        ("big sign over I-80 by the mall", "Billboard"),
        ("board by the roundabout in Marlow", "Billboard"),
        ("you had a sign up three doors down", "Yard sign"),
        ("there was a sign on the corner with your name on it", "Yard sign"),
        ("clicked around on your page for days", "Firm website"),
        ("wrote in the chat box on your page", "Firm website"),
        ("https://www.findvets.example/resource/vets", "findvets.example"),
        ("It was Bark, late at night", "Bark"),
        ("Unbiased", "Unbiased"),
        ("Nobody else picked up the phone. Yell.", "Yell"),
        ("a piece in Mpls St Paul", "Magazine ad"),
        ("medicredo provider list", "medicredo"),
        ("ZQA locator", "ZQA"),
        ("saw your banner on the fence at the ballpark", "Banner"),
        ("poster on the T", "Transit ad"),
        ("your name was in the phone book", "Phone book"),
        ("your number was on a beer mat", "Beer mat"),
        ("a paper placemat at breakfast", "Placemat ad"),
        ("your ad before the film", "Cinema ad"),
        ("yahoo homepage", "Yahoo"),
        ("https://qualmlegal.example/wills-and-estates", "Firm website"),
        ("BBB site", "Better Business Bureau"),
    ],
)
def test_a_medium_is_known(answer: str, medium: str) -> None:
    assert _names(answer) == [medium]


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        ("Hazel Dunmore gave me your leaflet", ["Hazel Dunmore"]),
        ("Larkspur Deli keeps your brochures by the till", ["Larkspur Deli"]),
        ("Hazel Dunmore, plus a leaflet through the door", ["Hazel Dunmore", "Flyer"]),
        ("Hazel Dunmore tiled my porch and gave me your number", ["Hazel Dunmore"]),
        ("Hazel Dunmore, I called to yell at her and she told me about you", ["Hazel Dunmore"]),
        ("Hazel Dunmore knows more about you than your website does", ["Hazel Dunmore"]),
        ("Hazel Dunmore felt guilty and bunged me your number", ["Hazel Dunmore"]),
    ],
)
def test_beside_somebody_only_what_stood_apart_counts(answer: str, names: list[str]) -> None:
    assert sorted(_names(answer)) == sorted(names)


@pytest.mark.parametrize(
    "answer",
    [
        "saw your place from the bus stop",
        "saw the sign while waiting on the bus",
        "saw it from the 12 bus",
        "saw yer sign waitin on the bus",
    ],
)
def test_what_is_seen_from_a_bus_is_no_advertisement_on_it(answer: str) -> None:
    assert "Transit ad" not in _names(answer)


def test_a_magazine_has_pages_too() -> None:
    assert _names("that magazine in the waiting room, full page, a man with a horn") == ["Magazine ad"]


@pytest.mark.parametrize("answer", ["Mrs Grzegorczyk's list", "WSBA member list of Hazel Dunmore"])
def test_a_list_of_somebody_is_no_site(answer: str) -> None:
    assert all(credit.source.kind is not Kind.WEBSITE for credit in attribute(answer, DIRECTORY).introduced_by())


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        ("Best Lawyers magazine in a waiting room", ["Best Lawyers"]),
        ("a magazine in a waiting room", ["Magazine ad"]),
        ("Yelp, never thought id find a vet on there", ["Yelp"]),
        ("the rcvs find a vet page", ["RCVS Find a Vet"]),
        ("Yell.com, I still call it the yellow pages", ["Yell"]),
        ("Yelp and the yellow pages", ["Yelp", "Yellow Pages"]),
        ("it was a billboard, no, a bus bench", ["Transit ad"]),
        ("the billboard, no website needed", ["Billboard"]),
        ("the Gas Safe register", ["Gas Safe Register"]),
        ("Chronicle Register, page 4", ["Newspaper ad"]),
        ("CPA Alberta directory", ["CPA Alberta"]),
        ("rang 118 118", ["Directory enquiries"]),
        ("the theatre programme", ["Magazine ad"]),
        ("gov.uk", ["GOV.UK"]),
        ("magnet left by the last tenants", ["Magnet"]),
        ("it's on the fridge magnet that came with the house", ["Fridge magnet"]),
        ("your name's on my boiler", ["Sticker"]),
        ("emails you send out every month", ["Newsletter"]),
        ("you're downstairs from my office", ["Walk-by"]),
        ("Bark sent me four quotes", ["Bark"]),
    ],
)
def test_a_list_is_named_without_what_it_is_or_what_one_does_there(answer: str, names: list[str]) -> None:
    assert _names(answer) == names


def test_a_town_called_like_an_assistant_is_the_town() -> None:
    dentist = Entry("1", "Ruth Wadham", Kind.PARTNER, Entity.PERSON, "", "dentist", city="Bixby")
    found = attribute("my dentist Dr. Wadham in Bixby", Directory([dentist])).introduced_by()
    assert [credit.source.name for credit in found] == ["Ruth Wadham"]
    asked = attribute("asked bixby for a dentist", Directory([dentist])).introduced_by()
    assert [credit.source.name for credit in asked] == ["Bixby"]
