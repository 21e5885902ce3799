"""A bus that brought the client, a van that somebody mends and somebody's own post are no advertisements; those that
are stay. A site that was only used, or led to somebody who was no good, is no source beside who told of the firm."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute
from attribution.channels.no_advertisement import is_only_ridden
from attribution.words.reading import read

DIRECTORY = Directory(
    [
        Entry("1", "Orla Finnbar", Kind.PARTNER, Entity.PERSON, "", "postwoman"),
        Entry("2", "Gus Pemberwick", Kind.PARTNER, Entity.PERSON, "", "mechanic"),
        Entry("3", "Tarn Hill Surgery", Kind.PARTNER, Entity.BUSINESS, "", "doctors", "Tarn"),
    ]
)


def _media(answer: str) -> list[str]:
    credits = attribute(answer, DIRECTORY).introduced_by()
    return sorted(c.source.name for c in credits if c.source.kind not in {Kind.PARTNER, Kind.WORD_OF_MOUTH})


@pytest.mark.parametrize(
    "answer",
    [
        "Got off the bus and there you were",
        "stepped off the tram and saw your door",
        "the bus goes past your place",
        "bus stop is outside your shop",
        "live near the bus station same as you",
        "fell off the bus in front of your practice",
    ],
)
def test_what_brought_the_client_here_is_no_advertisement(answer: str) -> None:
    assert _media(answer) in (["Walk-by"], [])
    assert attribute(answer, DIRECTORY).decision != "review"


@pytest.mark.parametrize(
    "answer",
    [
        "saw you on the side of a bus",
        "Got off the bus and there was your advert on the side of it",
        "bus shelter by the hospital",
        "poster at the train station",
        "the back of the number 42 bus",
    ],
)
def test_what_was_on_the_bus_is_one(answer: str) -> None:
    assert _media(answer) == ["Transit ad"]
    assert not is_only_ridden(read(answer))


@pytest.mark.parametrize(
    "answer",
    [
        "Gus Pemberwick, taught half the lads on your vans",
        "Gus Pemberwick drives one of your vans",
        "Gus Pemberwick services your vans and says you pay on time",
        "my uncle sold you the vans",
        "my sister did the lettering on your vans",
        "my cousin used to drive one of your trucks",
        "Orla Finnbar says yours is the only letterbox on her round without a dog behind it",
        "Orla Finnbar saw the shoebox of unopened mail and told me to ring you",
        "my neighbour collects our post, she told me",
    ],
)
def test_whoever_works_on_a_van_or_brings_the_post_is_the_source(answer: str) -> None:
    assert _media(answer) == []


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("It was on your van at the lights", "Van"),
        ("I drive past your vans every day", "Van"),
        ("my neighbour had your van outside all week", "Van"),
        ("one of your trucks was in front of me", "Truck"),
        ("something through the letterbox", "Flyer"),
        ("letter through the post", "Mailer"),
    ],
)
def test_a_van_and_what_came_by_post_are_seen(answer: str, name: str) -> None:
    assert _media(answer) == [name]


@pytest.mark.parametrize(
    "answer",
    [
        "I'd started on LegalZoom, got halfway and closed the laptop. Gus Pemberwick said ring you",
        "My dad always used you, though he did try the cheap ones off gumtree the once",
        "tried one off Checkatrade first and he never turned up, so my sister said try you",
        "the last plumber was off Rated People and flooded us. A friend said you",
        "I'd half filled in the forms on LegalZoom before my sister told me about you",
        "got quotes on Thumbtack that were daft, then the neighbor told me about you",
    ],
)
def test_a_site_that_was_only_used_is_no_source(answer: str) -> None:
    assert _media(answer) in ([], ["Existing client"])


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("my wife had already found you on facebook but i didnt listen to her", "Facebook"),
        ("got three quotes on MyBuilder and you were the best, my mum agreed", "MyBuilder"),
        ("my sister tried a few, then put a post on facebook and you were the name", "Facebook"),
        ("Checkatrade, tried three, you were the only one who rang back. My dad says hello", "Checkatrade"),
    ],
)
def test_a_site_that_led_to_the_firm_stays_one(answer: str, name: str) -> None:
    assert _media(answer) == [name]


def test_an_advertisement_that_the_client_saw_counts_beside_all_others() -> None:
    told = "So I saw you on the side of a bus a good while back, and my sister in law had sent me your facebook page"
    assert _media(told) == ["Facebook", "Transit ad"]


@pytest.mark.parametrize("paper", ["Ashland Local", "Tri-City Local", "Valley Weekender", "Hanover Progress"])
def test_a_paper_of_a_town_is_one_also_where_the_town_is_somebodys(paper: str) -> None:
    town = Directory([Entry("1", "Ashland Tri Valley Hanover Movers", Kind.PARTNER, Entity.BUSINESS, "", "movers")])
    credits = attribute(f"Saw y'all's ad in the {paper}", town).introduced_by()
    assert [credit.source.name for credit in credits] == ["Newspaper ad"]


def test_an_advertisement_in_a_pub_is_in_no_paper() -> None:
    assert _media("your ad in the village local") != ["Newspaper ad"]
