"""Words of media that are another thing: a friend's van, the post office, a cry; and media by names of their own."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute

DIRECTORY = Directory(
    [
        Entry("1", "Orla Finnbar", Kind.PARTNER, Entity.PERSON, "", "seamstress"),
        Entry("2", "Gus Pemberwick", Kind.PARTNER, Entity.PERSON, "", "roofer"),
        Entry("3", "Mossgill Haulage", Kind.PARTNER, Entity.BUSINESS, "", "haulage"),
        Entry("7", "Norland Alpaca Walks", Kind.PARTNER, Entity.BUSINESS, "", "alpacas"),
        Entry("6", "Bill Board", Kind.PARTNER, Entity.PERSON, "", "farmer"),
        Entry("5", "Milo Rushbrook", Kind.PARTNER, Entity.PERSON, "", "courier"),
        Entry("4", "Tarn Hill Surgery", Kind.PARTNER, Entity.BUSINESS, "", "doctors", "Tarn"),
    ]
)


def _names(answer: str) -> list[str]:
    return [credit.source.name for credit in attribute(answer, DIRECTORY).introduced_by()]


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        ("hit by a van on Central Road, asked chatgpt what to do", ["ChatGPT"]),
        ("got rear ended by your van and the driver was lovely about it", ["Van"]),
        ("the van that hit me was parked, so I looked on google", ["Google"]),
        ("Mossgill's lorry was blocking your gate and I saw you on google", ["Google"]),
        ("Gus Pemberwick with the van told me about you", ["Gus Pemberwick"]),
        ("You know Gus Pemberwick, the roofer with the commercials? He rang and said try these", ["Gus Pemberwick"]),
        ("Gus Pemberwick came. He'd a spaniel in the van with a cone on, and told me to ring", ["Gus Pemberwick"]),
        ("Mossgill Haulage, they towed me home on the back of the truck and named you", ["Mossgill Haulage"]),
        ("Orla Finnbar, ice cream van outside the castle", ["Orla Finnbar"]),
        ("Orla Finnbar in the post office told me", ["Orla Finnbar"]),
        ("Orla Finnbar, she had me pinned for the dress and I yelped", ["Orla Finnbar"]),
        ("needed a tailor so I yelped", ["Yelp"]),
        ("fell on the Luas tracks with everyone watching, found you on google", ["Google"]),
        ("groupon type thing in my mailbox", ["Mailer"]),
        ("was going to go with a lad off Gumtree but Orla Finnbar told me to ring you", ["Orla Finnbar"]),
        ("Orla Finnbar told me. bing was useless before that", ["Orla Finnbar"]),
        ("Orla Finnbar told us before we walked through the door of the bank", ["Orla Finnbar"]),
        ("I heard you on the radio in the truck", ["Radio ad"]),
        ("Bill Board from the feed store told me", ["Bill Board"]),
        ("the bill board by the mill", ["Billboard"]),
        ("Dr Quill is my GP and no she didn't refer me, it was the ad on Cool FM", ["Radio ad"]),
        ("Orla Finnbar makes my suits and no she didn't send me, google did", ["Google"]),
        ("Dr Quill told me I didn't need a tailor. found you on google", ["Google"]),
        ("asked chatgpt to read the letter from the bank and it said get a tailor and named you", ["ChatGPT"]),
        ("Orla Finnbar on the radio said you always pick up", ["Orla Finnbar"]),
        ("Orla Finnbar and the radio", ["Orla Finnbar", "Radio ad"]),
        ("Mossgill Haulage magazine", ["Mossgill Haulage"]),
        ("Milo Rushbrook the courier told me", ["Milo Rushbrook"]),
        ("Sinead at work in phibsborough off the record, google", ["Google"]),
        ("Our van needs a respray, found you on google", ["Google"]),
        ("Checkatrade doesnt do tailors so I tried Bark", ["Bark"]),
        ("Orla Finnbar did the hem and went through your leaflet with me", ["Orla Finnbar"]),
        ("Orla Finnbar told me, in the cab I had your website open", ["Orla Finnbar"]),
        ("Orla Finnbar did the hem. Then, very polite, wrote your website in pen on the tape", ["Orla Finnbar"]),
        ("Orla Finnbar makes my suits, not her doing though, it was google", ["Google"]),
        ("Orla Finnbar told me and I'd had your postcard in the mail too", ["Orla Finnbar", "Mailer"]),
        ("read your google reviews in the cab", ["Google"]),
        ("TrustATrader after Rated People got us a cowboy", ["TrustATrader"]),
    ],
)
def test_a_thing_is_no_medium(answer: str, names: list[str]) -> None:
    assert _names(answer) == names


@pytest.mark.parametrize(
    ("answer", "medium"),
    [
        ("your postcard in the letterbox", "Mailer"),
        ("mums chat on facey", "Facebook"),
        ("a Neighbourly post about drains", "Neighbourly"),
        ("found you on onthemarket", "OnTheMarket"),
        ("quarter page in the Property Press", "Magazine ad"),
        ("advert in the EDP", "Newspaper ad"),
        ("a comparison in the Post, I read it and you were cheapest", "Newspaper ad"),
        ("Midweek ad", "Newspaper ad"),
        ("the chronicle, bit near the deaths", "Newspaper ad"),
        ("the LRT ad", "Transit ad"),
        ("skytrain poster at Tarn", "Transit ad"),
        ("the ad inside TheBus", "Transit ad"),
        ("to let board on Tarn Hill", "Yard sign"),
        ("saw your yard sign down the hill", "Yard sign"),
        ("saw your ute about", "Truck"),
        ("found you on the Guild of Master Thatchers site", "Guild of Master Thatchers"),
        ("I eat at the noodle bar downstairs", "Walk-by"),
        ("y'all are upstairs from my dentist and I stare at the sign every six months", "Walk-by"),
        ("Royal Norland Show, you had the tent beside the sheep", "Event"),
        ("free bookmark giveaway at the Daffodil Fest", "Event"),
        ("the microchipping day at Castle Gate", "Event"),
        ("you were at the harvest supper handing out pens", "Event"),
        (
            "you did my late aunt's return every April for ten years and I never once opened the envelope",
            "Existing client",
        ),
        ("saw the brass plate while I waited for a bus", "Walk-by"),
        ("was passing", "Walk-by"),
        ("sign on the fence at the footy", "Banner"),
        ("there's a poster in Ledger Lane", "Poster"),
        ("the big neon boot out front", "Walk-by"),
        ("one of your little red cars parked by the green", "Car sign"),
        ("read your column in the Evening Mail", "Newspaper ad"),
        ("AM 740", "Radio ad"),
        ("a board outside a house on Tarn Road", "Yard sign"),
        ("three of your boards on the way to work", "Yard sign"),
        ("Never trust a leaflet, they say. It was a leaflet.", "Flyer"),
        ("across from the gas station where your van was filling up", "Van"),
        ("Three roofers didn't. Yell.", "Yell"),
        ("yell and then trustpilot", "Yell Trustpilot"),
        ("Asked round and I was stuck. Which? had you.", "Which?"),
        ("he said try Which so I did", "Which?"),
        ("the giant poster by the station", "Billboard"),
        ("an advert on the number 22", "Transit ad"),
        ("picked you out of the Tarnside Observer", "Newspaper ad"),
        ("theres a banner w your number", "Banner"),
        ("my builder, the app", "MyBuilder"),
        ("pogooglowałam trochę", "Google"),
        ("雑誌の広告を見ました", "Magazine ad"),
        ("报纸上看到的", "Newspaper ad"),
    ],
)
def test_a_medium_by_a_name_of_its_own(answer: str, medium: str) -> None:
    assert " ".join(_names(answer)) == medium


def test_where_it_was_looked_up_is_no_part_of_what_was() -> None:
    result = attribute("looked up roofers TN4 on yell", DIRECTORY)
    assert (result.keyword, [c.source.name for c in result.introduced_by()]) == ("roofers TN4", ["Yell"])


def test_a_half_remembered_name_is_asked_for_and_its_leaflet_is_only_the_means() -> None:
    assert attribute("Moss something, they had your leaflet", DIRECTORY).decision == "review"


@pytest.mark.parametrize(
    "answer",
    [
        "Orla Finnbar the seamstress. I'd already seen your ute about but she tipped me over the edge",
        "kept seeing the tram ads but the reason I'm actually calling is Orla Finnbar",
    ],
)
def test_whoever_decided_comes_first(answer: str) -> None:
    assert _names(answer)[0] == "Orla Finnbar"


def test_a_builder_of_ones_own_is_asked_for() -> None:
    assert attribute("my builder", DIRECTORY).decision == "review"


def test_an_assistant_by_its_name_rather_than_by_its_kind() -> None:
    assert _names("some AI thing, Claude is it") == ["Claude"]


def test_what_is_seen_from_the_bus_is_passed() -> None:
    (credit,) = attribute("Passed your window on the 88 bus every day", DIRECTORY).introduced_by()
    assert credit.source.name == "Walk-by"
