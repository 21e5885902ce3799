"""Media that are told one after another, each of which counts; and those that a client keeps away from."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute

DIRECTORY = Directory([Entry("1", "Orla Finnbar", Kind.PARTNER, Entity.PERSON, "", "seamstress")])


def _names(answer: str) -> set[str]:
    return {credit.source.name for credit in attribute(answer, DIRECTORY).introduced_by()}


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        ("I heard the radio spot and I saw the paper", {"Radio ad", "Newspaper ad"}),
        ("both the paper and the radio", {"Radio ad", "Newspaper ad"}),
        ("I had the leaflet and I'd seen the paper", {"Flyer", "Newspaper ad"}),
        ("I got your postcard and saw your billboard", {"Mailer", "Billboard"}),
        (
            "an fb ad kept following me about, then a postcard, but what made me call was Orla Finnbar",
            {"Facebook", "Mailer", "Orla Finnbar"},
        ),
        ("avvo, then your own site, then I called", {"Avvo", "Firm website"}),
        ("Healthgrades and then the pictures on your site", {"Healthgrades", "Firm website"}),
    ],
)
def test_each_medium_of_several_counts(answer: str, names: set[str]) -> None:
    assert _names(answer) == names


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        ("read the paper every day but it was Orla Finnbar who told me", {"Orla Finnbar"}),
        ("google, then your website", {"Google"}),
        ("the billboard by the bus stop", {"Billboard"}),
    ],
)
def test_what_only_stands_beside_it_does_not(answer: str, names: set[str]) -> None:
    assert _names(answer) <= names | {"Transit ad"}


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        ("looked up roof leak on duck duck go, my nephew says the google spies on you", {"DuckDuckGo"}),
        ("duckduckgo, I refuse to use google", {"DuckDuckGo"}),
        ("I avoid facebook so it was nextdoor", {"Nextdoor"}),
        ("used brave search as I don't trust google", {"Brave Search"}),
        ("bing, google tracks everything", {"Bing"}),
        ("I don't use google much but that's where I found you", {"Google"}),
    ],
)
def test_an_engine_that_the_client_keeps_away_from_is_no_source(answer: str, names: set[str]) -> None:
    assert _names(answer) == names


@pytest.mark.parametrize("answer", ["Found you in Yell", "you're in Yell", "looked in Yell and there you were"])
def test_a_listing_is_looked_up_in_as_a_book_is(answer: str) -> None:
    assert _names(answer) == {"Yell"}


def test_a_yell_is_none() -> None:
    assert "Yell" not in _names("he gave a yell and told me to ring you")


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        ("found you on the Quillshire State Bar site, qsbar.org", {"qsbar.org"}),
        ("www.ourquillhavendentist.example/fees the page on your own site", {"Firm website"}),
        ("yelp, quillrank.com", {"Yelp", "quillrank.com"}),
        ("found you on quillrank.com, then on findatailor.net", {"quillrank.com", "findatailor.net"}),
    ],
)
def test_a_site_and_its_address_are_one(answer: str, names: set[str]) -> None:
    assert _names(answer) == names
