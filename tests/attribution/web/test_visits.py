"""Where a visit came from, by its tags, click and referring page."""

import pytest

from attribution import Channel, Directory, Entry, Visit, classify
from tests.attribution.people_of_quincy import quincy

LANDING = "https://firm.example/"


@pytest.mark.parametrize(
    ("landing", "referrer", "name", "channel", "paid"),
    [
        (LANDING, "https://www.google.co.uk/search?q=x", "Google", Channel.ORGANIC_SEARCH, False),
        (LANDING, "https://uk.search.yahoo.com/search?p=x", "Yahoo", Channel.ORGANIC_SEARCH, False),
        (LANDING, "https://l.facebook.com/l.php?u=x", "Facebook", Channel.ORGANIC_SOCIAL, False),
        (LANDING, "https://t.co/abc", "Twitter", Channel.ORGANIC_SOCIAL, False),
        (LANDING, "https://chatgpt.com/", "ChatGPT", Channel.AI_ASSISTANT, False),
        (LANDING, "https://gemini.google.com/app", "Gemini", Channel.AI_ASSISTANT, False),
        (LANDING, "https://mail.google.com/mail", "Gmail", Channel.EMAIL, False),
        (LANDING, "https://m.youtube.com/watch", "YouTube", Channel.VIDEO, False),
        (LANDING, "https://www.yelp.com/biz/x", "Yelp", Channel.LOCAL_LISTING, False),
        (LANDING, "https://google.com.evil.example/", "google.com.evil.example", Channel.WEBSITE, False),
        (LANDING, "https://not.co/abc", "not.co", Channel.WEBSITE, False),
        (LANDING, "http://203.0.113.7:8080/x", "203.0.113.7", Channel.WEBSITE, False),
        (LANDING + "?gclid=a", "", "Google", Channel.PAID_SEARCH, True),
        (LANDING + "?utm_source=google&utm_medium=cpc", "", "Google", Channel.PAID_SEARCH, True),
        (LANDING + "?utm_source=fb&utm_medium=paid_social", "", "Facebook", Channel.PAID_SOCIAL, True),
        (LANDING + "?utm_source=newsletter&utm_medium=email", "", "Newsletter", Channel.EMAIL, False),
        (LANDING + "?fbclid=a", "", "Facebook", Channel.ORGANIC_SOCIAL, False),
        (LANDING, "android-app://com.google.android.googlequicksearchbox/", "Google", Channel.ORGANIC_SEARCH, False),
        (LANDING, "https://ferrante.example/", "Ferrante Realty", Channel.REFERRAL_PARTNER, False),
    ],
)
def test_it_is_classified(landing: str, referrer: str, name: str, channel: Channel, paid: bool | None) -> None:
    arrival = classify(Visit(landing, referrer), quincy())
    assert arrival.source is not None
    assert (arrival.source.name, arrival.channel, arrival.paid) == (name, channel, paid)


@pytest.mark.parametrize("referrer", ["", "https://www.firm.example/about", "javascript:alert(1)", "https://", "%%%"])
def test_a_visit_without_a_referring_page_is_direct(referrer: str) -> None:
    assert classify(Visit(LANDING, referrer), quincy()).channel is Channel.DIRECT


def test_without_a_visit_nothing_is_assigned() -> None:
    assert classify(None, quincy()).channel is Channel.UNASSIGNED
    assert classify(Visit(), quincy()).channel is Channel.UNASSIGNED


def test_the_phrase_comes_from_the_engines_own_parameter() -> None:
    assert classify(Visit(LANDING, "https://www.bing.com/search?q=a+%22b%22&pq=no"), quincy()).keyword == 'a "b"'
    assert classify(Visit(LANDING, "https://shop.example/?q=shoes"), quincy()).keyword is None


@pytest.mark.parametrize(
    ("referrer", "partner"),
    [
        ("https://www.facebook.com/quincyplumbing/posts/1", True),
        ("https://www.facebook.com/QuincyPlumbing", True),
        ("https://www.facebook.com/", False),
        ("https://l.facebook.com/l.php?u=x", False),
        ("https://www.facebook.com/quincyplumbingtwo", False),
    ],
)
def test_a_partner_with_a_page_on_a_network_does_not_own_the_network(referrer: str, partner: bool) -> None:
    directory = Directory([Entry("7", "Quincy Plumbing", website="https://www.facebook.com/quincyplumbing")])
    arrival = classify(Visit(LANDING, referrer), directory)
    assert arrival.partner is partner
    assert arrival.channel == (Channel.REFERRAL_PARTNER if partner else Channel.ORGANIC_SOCIAL)


def test_a_partner_who_is_a_listing_is_known_by_its_host() -> None:
    directory = Directory([Entry("8", "Avvo", website="avvo.com")])
    assert classify(Visit(LANDING, "https://www.avvo.com/x"), directory).partner


@pytest.mark.parametrize("landing", ["/contact?utm_source=google&utm_medium=cpc", "?utm_source=google&utm_medium=cpc"])
def test_the_tags_of_a_page_named_by_its_path_count(landing: str) -> None:
    assert classify(Visit(landing, ""), quincy()).channel is Channel.PAID_SEARCH
