"""Papers, stations, lines of transport and local sites by their names, and the ordinary words that are no such name."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute
from attribution.tables import table
from attribution.words.text import fold

SMALL = Directory(
    [
        Entry("1", "Lorraine Pike", organisation="GMB Harbour Branch", occupation="union rep"),
        Entry("2", "Nell Ashby", organisation="Ashby Quilts", occupation="quilt shop owner"),
        Entry("3", "Heart of Oak Joinery", entity=Entity.BUSINESS, occupation="joiner"),
        Entry("4", "Corinne Duval", organisation="County Court", occupation="guardian ad litem"),
    ]
)
NAMED = (
    # Stations by a word or letters and a number, before and after what they aired, or by a word alone.
    ("Surf95 ad", "Radio ad"),
    ("the wave 105 advert is very loud", "Radio ad"),
    ("heard the commercial on 96X", "Radio ad"),
    ("B97 commercial", "Radio ad"),
    ("95 Rock commercial", "Radio ad"),
    ("Heart advert", "Radio ad"),
    ("the ad on Capital this morning", "Radio ad"),
    ("KXCI", "Radio ad"),
    # A number of a road, a bus, a channel or a page is no frequency.
    ("the ad on the 96 bus", "Transit ad"),
    ("ad on i95", "Billboard"),
    ("ad on channel 98", "TV ad"),
    ("ad on page 95", "Newspaper ad"),
    # Papers.
    ("Willamette Week", "Newspaper ad"),
    ("your piece in the Henley Standard", "Newspaper ad"),
    ("ad in the city paper", "Newspaper ad"),
    ("read about you in the Stranger", "Newspaper ad"),
    ("an advert in LeftLion", "Magazine ad"),
    ("your advert in the Parkside Whistle", "Newspaper ad"),
    ("saw an ad in the Milford Lantern last week", "Newspaper ad"),
    ("saw you in the Harbour parish newsletter", "Newspaper ad"),
    ("Milford News", "Newspaper ad"),
    ("Coventry Live", "Newspaper ad"),
    ("ad in the St. Louis Post-Dispatch", "Newspaper ad"),
    ("Milford Monthly", "Magazine ad"),
    ("ad in the Hedge End Life", "Magazine ad"),
    # Stations that are the whole answer.
    ("Y98", "Radio ad"),
    ("Wave 105", "Radio ad"),
    ("97.9 The Hill", "Radio ad"),
    ("Original 106", "Radio ad"),
    ("NewsRadio 740", "Radio ad"),
    ("KSDK", "TV ad"),
    # What carries people.
    ("GoDurham bus", "Transit ad"),
    ("the ad in the cable car", "Transit ad"),
    ("Wellington cable car poster", "Transit ad"),
    ("saw your ad in an Uber", "Transit ad"),
    # Carts, people with signs, and what is printed, hung or handed out where people wait.
    ("your ad in the school play program", "Program ad"),
    ("your ad is in the elevator", "Elevator ad"),
    ("back of the supermarket receipt", "Receipt ad"),
    ("ad on the shopping cart at the supermarket", "Shopping cart ad"),
    ("the lad dancing with your sign on the corner", "Sign twirler"),
    ("poster at the station", "Poster"),
    ("poster at the bus station", "Transit ad"),
    ("a magnet on the side of somebody's van", "Van"),
    # What hangs on a fence is what it is called; who looked the firm up did so by an engine.
    ("the banner on the fence at Home Park", "Banner"),
    ("My husband googled it, I don't know what he put", "Google"),
    # Sites.
    ("Daily Info listings", "Daily Info"),
    ("trane.com dealer finder", "Trane"),
    ("MYOB partner directory", "MYOB"),
    ("用必应搜 会计师", "Bing"),
    ("found your GMB listing", "Google"),
)
NO_MEDIUM = (
    "it was good news",
    "we pay monthly",
    "97.9 degrees all week",
    "unit Q12",
    "your number is on my receipt",
    "an advert at exit 99",
    "I paid 100 dollars for an ad",
    "my mum is 95",
    "we stepped out of the metro",
    "your joiner has a heart of gold",
    "your advert in the Bradford Arms",
    "the ad in the Tesco foyer",
    "ad in the lamp",
    "the lighter the better, outdoor taps",
    "my union leader told me",
    "had a financial review",
    "we buy and sell houses",
)


@pytest.mark.parametrize(("answer", "medium"), NAMED)
def test_an_outlet_is_known_by_its_name(answer: str, medium: str) -> None:
    assert [credit.source.name for credit in attribute(answer, SMALL).introduced_by()] == [medium], answer


@pytest.mark.parametrize("answer", NO_MEDIUM)
def test_words_that_are_no_name_of_an_outlet_name_none(answer: str) -> None:
    named = {credit.source.name for credit in attribute(answer, SMALL).introduced_by()}
    assert named <= {"Advertisement", "Word of mouth", "Existing client"}, answer


@pytest.mark.parametrize(
    ("answer", "partner"),
    [
        ("Your radio ads never did a thing for me. Nell Ashby did, over a quilt.", "2"),
        ("The guardian ad litem, Ms. Duval, said so in front of the judge", "4"),
    ],
)
def test_what_is_no_advertisement_or_was_of_no_use_is_none_beside_a_name(answer: str, partner: str) -> None:
    assert [credit.source.id for credit in attribute(answer, SMALL).introduced_by()] == [partner], answer


def test_a_paper_that_is_a_partner_is_the_partner_and_no_medium() -> None:
    partners = [
        Entry("1", "Arden Common Parish Newsletter", entity=Entity.BUSINESS, occupation="parish newsletter"),
        Entry("3", "St. Louis Quilters", entity=Entity.BUSINESS, occupation="quilting group"),
        Entry("2", "Milford Lantern Lodge", entity=Entity.BUSINESS, occupation="guest house"),
    ]
    told = attribute("saw you in the Arden Common parish newsletter", Directory(partners))
    assert [credit.source.id for credit in told.introduced_by()] == ["1"]
    hung = attribute("your ad in the Milford Lantern", Directory(partners))
    assert "Newspaper ad" not in {credit.source.name for credit in hung.introduced_by()}
    town = attribute("ad in the St. Louis Post-Dispatch", Directory(partners))
    assert [credit.source.name for credit in town.introduced_by()] == ["Newspaper ad"]


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("Milford News", "milford news"),
        ("Star News", "star news"),
        ("Triple M Mechanics", "triple m mechanics"),
        ("Triple M Mechanics", "the bloke at triple m mechanics"),
    ],
)
def test_a_firm_with_the_name_of_an_outlet_is_the_firm(name: str, answer: str) -> None:
    told = attribute(answer, Directory([Entry("1", name, entity=Entity.BUSINESS, occupation="shop")]))
    assert [credit.source.id for credit in told.introduced_by()] == ["1"]


def test_a_leaflet_that_lies_at_a_firm_counts_beside_it_and_one_that_is_given_does_not() -> None:
    directory = Directory([Entry("1", "Blue Lotus Kitchen", entity=Entity.BUSINESS, occupation="restaurant")])
    for answer, names in (
        ("Blue Lotus Kitchen has your flyer by the register", ["Blue Lotus Kitchen", "Flyer"]),
        ("Blue Lotus Kitchen gave me your flyer", ["Blue Lotus Kitchen"]),
    ):
        assert [credit.source.name for credit in attribute(answer, directory).introduced_by()] == names, answer


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("went to ashbylaw.com and filled the little box", "Firm website"),
        ("ashbyelectrical.co.uk/ev-grant - filled the form in there", "Firm website"),
        ("https://www.ashbybowen.co.nz/start-here?fbclid=IwAR0x", "Firm website"),
        ("I read the article on ashbylaw.com/blog/wills and then filled in the form", "Firm website"),
        ("went on ashbyelectrical.co.uk/contact", "Firm website"),
        ("went to ashbyelectrical.co.uk", "ashbyelectrical.co.uk"),
        ("your own page, the one with the dogs", "Firm website"),
        ("https://ashbylaw.com/lawyers?city=12", "ashbylaw.com"),
        ("findalawyer.com, filled in the form", "findalawyer.com"),
    ],
)
def test_an_address_where_a_form_was_filled_in_is_the_own_one(answer: str, name: str) -> None:
    assert [credit.source.name for credit in attribute(answer, Directory()).introduced_by()] == [name], answer


def test_a_union_is_no_engine() -> None:
    assert all(c.source.kind is Kind.PARTNER for c in attribute("Lorraine GMB", SMALL).introduced_by())


def test_every_name_of_an_outlet_is_folded_and_stands_once() -> None:
    for kind, known in table("outlets").items():
        names = [name for listed in known.values() for name in listed]
        assert names == [fold(name) for name in names], kind
        for listed in known.values():
            assert len(set(listed)) == len(listed), kind
