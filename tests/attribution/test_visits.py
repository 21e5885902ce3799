"""Where a visit came from, by its tags, click and referring page; whatever is claimed, nothing is raised."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution import Channel, Directory, Visit, classify
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
        (LANDING, "https://mail.google.com/mail", "mail.google.com", Channel.EMAIL, False),
        (LANDING, "https://m.youtube.com/watch", "YouTube", Channel.VIDEO, False),
        (LANDING, "https://www.yelp.com/biz/x", "Yelp", Channel.LOCAL_LISTING, False),
        (LANDING, "https://google.com.evil.example/", "google.com.evil.example", Channel.WEBSITE, False),
        (LANDING, "https://not.co/abc", "not.co", Channel.WEBSITE, False),
        (LANDING, "http://203.0.113.7:8080/x", "203.0.113.7", Channel.WEBSITE, False),
        (LANDING + "?gclid=a", "", "Google", Channel.PAID_SEARCH, True),
        (LANDING + "?utm_source=google&utm_medium=cpc", "", "Google", Channel.PAID_SEARCH, True),
        (LANDING + "?utm_source=fb&utm_medium=paid_social", "", "Facebook", Channel.PAID_SOCIAL, True),
        (LANDING + "?utm_source=newsletter&utm_medium=email", "", "Newsletter", Channel.EMAIL, False),
        (LANDING + "?fbclid=a", "", "Facebook", Channel.ORGANIC_SOCIAL, None),
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


@given(st.text(), st.text())
def test_whatever_is_claimed_nothing_is_raised(landing: str, referrer: str) -> None:
    classify(Visit(landing, referrer), Directory())
    classify(Visit(f"https://x.example/?{landing}", f"https://{referrer}/"), Directory())


@pytest.mark.parametrize("tail", ["a" * 2_000_000, "?utm_source=" + "b" * 2_000_000, "?" + "&a=b" * 500_000])
def test_two_megabytes_of_address_are_read_in_bounded_work(tail: str) -> None:
    classify(Visit(f"https://firm.example/{tail}", f"https://www.google.com/{tail}"), quincy())


@pytest.mark.parametrize("host", ["notfirm.example", "firm.example.evil.example", "mail.google.com.evil.example"])
def test_a_host_that_only_looks_like_a_known_one_is_a_website(host: str) -> None:
    arrival = classify(Visit(LANDING, f"https://{host}/"), quincy())
    assert arrival.source is not None
    assert (arrival.source.name, arrival.channel) == (host, Channel.WEBSITE)
