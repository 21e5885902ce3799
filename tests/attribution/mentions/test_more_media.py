"""Media in the words of other places and tongues, and papers that are named and nothing else."""

import pytest

from attribution import Directory, Entity, Entry, attribute

TOLD = (
    ("saw your bus", "Transit ad"),
    ("anuncio en el autobus", "Transit ad"),
    ("vi su troca", "Truck"),
    ("letrero en la yarda del vecino", "Yard sign"),
    ("un letrero bien grandote en la 410", "Billboard"),
    ("lo vi en la tele", "TV ad"),
    ("me llego un volante", "Flyer"),
    ("anuncio en el periodico", "Newspaper ad"),
    ("bristol post", "Newspaper ad"),
    ("a slip of paper someone shoved under my door", "Flyer"),
    ("LinkedIn post", "LinkedIn"),
    ("a linked in post", "LinkedIn"),
    ("Facebook post", "Facebook"),
    ("X post", "Twitter"),
    ("in the Salem Gazette", "Newspaper ad"),
    ("express news ad", "Newspaper ad"),
    ("porch.com", "Porch"),
    ("home adviser", "HomeAdvisor"),
    ("Physio First website", "Physio First"),
    ("the ad in Sunday's Star Tribune", "Newspaper ad"),
    ("gemini wrote me a list and you were on it", "Gemini"),
    ("I asked chatgpt is a 15 yr old furnace worth fixing", "ChatGPT"),
    ("csp find a physio", "CSP"),
    ("three best rated", "ThreeBestRated"),
    ("kleinanzeigen", "Kleinanzeigen"),
    ("le bon coin", "Leboncoin"),
    ("BBB", "Better Business Bureau"),
    ("poster in the library", "Poster"),
    ("sandwich board outside", "Walk-by"),
    ("ur bumper sticker", "Bumper sticker"),
    ("red flag deals forum", "RedFlagDeals"),
    ("on a groupon", "Groupon"),
    # A frequency alone, boards by the road, what came by post or was cut out, and what stands where one lives.
    ("nova 96.9 in the morning", "Radio ad"),
    ("big sign on Ipswich road", "Billboard"),
    ("drove past the billboard every day", "Billboard"),
    ("your flyer in the mail", "Mailer"),
    ("coupon in the Sunday paper", "Newspaper ad"),
    ("there was an ad in the Sac Bee", "Newspaper ad"),
    ("van parked at the neighbours", "Van"),
    ("facebook. no wait, instagram", "Instagram"),
    # Lists of shops, makers and bodies; the magazine with its mark; what a community has for itself; other scripts.
    ("off the home depot website", "Home Depot"),
    ("invisalign provider finder", "Invisalign"),
    ("looked on Which? and you were there", "Which?"),
    ("our work slack", "Slack"),
    ("the parents bulletin of my son's primary", "Mailing list"),
    ("小红书上看到的", "Xiaohongshu"),
    ("फेसबुक पर देखा", "Facebook"),
)


@pytest.mark.parametrize(("answer", "medium"), TOLD)
def test_a_medium_is_known_by_what_people_call_it(answer: str, medium: str) -> None:
    result = attribute(answer, Directory())
    assert [credit.source.name for credit in result.introduced_by()] == [medium], answer


def test_a_shop_alone_is_no_source_and_a_listing_that_is_a_partner_is_the_partner() -> None:
    directory = Directory([Entry("1", "Bupa", entity=Entity.BUSINESS)])
    for answer, names in (
        ("Costco", []),
        ("Which one? I asked two people", []),
        ("they cut me some slack", []),
        ("Bupa list", ["Bupa"]),
    ):
        credited = [credit.source.name for credit in attribute(answer, directory).introduced_by()]
        assert credited == names or (not names and set(credited) <= {"Word of mouth"}), answer


@pytest.mark.parametrize("answer", ["I live by the post office", "my husband drives a bus", "we get the bus there"])
def test_a_bus_or_a_post_that_is_only_mentioned_is_none(answer: str) -> None:
    names = {credit.source.name for credit in attribute(answer, Directory()).introduced_by()}
    assert not names & {"Newspaper ad", "Transit ad"}, answer


@pytest.mark.parametrize(
    ("answer", "media"),
    [
        ("facebook AND flyer AND van", {"Facebook", "Flyer", "Van"}),
        ("truck, billboard, radio", {"Truck", "Billboard", "Radio ad"}),
        ("flyer + van", {"Flyer", "Van"}),
        ("your van with the flyer on it", {"Van"}),
        ("your poster on the number 12 bus", {"Transit ad"}),
    ],
)
def test_in_a_list_each_medium_is_one_of_its_own(answer: str, media: set[str]) -> None:
    assert {credit.source.name for credit in attribute(answer, Directory()).introduced_by()} >= media, answer


def test_an_engine_that_was_searched_in_is_no_partner_of_its_name() -> None:
    directory = Directory([Entry("1", "Bing Wu", entity=Entity.PERSON), Entry("2", "Gemini Yoga")])
    for answer, name in (
        ('bing search "fence repair cost"', "Bing"),
        ("asked gemini how do i appeal a parking fine", "Gemini"),
        ("Bing Wu told me", "Bing Wu"),
    ):
        assert [credit.source.name for credit in attribute(answer, directory).introduced_by()] == [name], answer


def test_an_adjective_or_a_title_is_no_advertisement() -> None:
    for answer in ("in the packet for commercial tenants", "commercial property", "Paster Quill"):
        names = {credit.source.name for credit in attribute(answer, Directory()).introduced_by()}
        assert not names & {"TV ad", "Billboard"}, answer
    assert attribute("your commercial", Directory()).introduced_by()[0].source.name == "TV ad"
