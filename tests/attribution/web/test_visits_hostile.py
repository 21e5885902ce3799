"""Addresses that were made to deceive, to hurt or to break: read correctly, quickly, and never raising."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution import Channel, Directory, Visit, classify
from attribution.web.parameters import decoded, parameters
from attribution.words.address import read_address, shown_host
from tests.attribution.web.visiting import DIRECTORY, LANDING, seen

LOOKALIKES = [
    "google.com.evil.example",
    "www.google.com.evil.example",
    "mail.google.com.evil.example",
    "accounts.google.com.evil.example",
    "google.evil.example",
    "googlee.com",
    "google.xyz",
    "google.com.ru",  # Anybody registers names under com.ru.
    "google.org.uk",
    "xxt.co",
    "fact.co",
    "xt.me",
    "nett.co",
    "x.com.evil.example",
    "evilfacebook.com",
    "facebook.com-login.example",
    "bing.com.co.evil.example",
    "chatgpt.com.example",
    "yandex.ru.example",
    "paypal.com.evil.example",
]


@pytest.mark.parametrize("host", LOOKALIKES)
def test_a_host_that_only_looks_like_a_known_one_is_a_website_of_its_own(host: str) -> None:
    assert seen(referrer=f"https://{host}/search?q=x") == (
        host.removeprefix("www."),
        "website",
        "Website",
        False,
        None,
    )


@pytest.mark.parametrize(
    ("referrer", "name"),
    [
        ("https://www.google.com@evil.example/", "evil.example"),
        ("https://google.com:x@evil.example/", "evil.example"),
        ("https://evil.example/https://www.google.com/?q=x", "evil.example"),
        ("https://evil.example?https://www.google.com/", "evil.example"),
        ("https://evil.example#@www.google.com/", "evil.example"),
        ("https://evil.example\\@www.google.com/", "evil.example"),
        ("https:\\\\www.google.com\\search?q=x", "Google"),
        ("//www.google.com/search?q=x", "Google"),
        ("www.google.com/search?q=x", "Google"),
        ("www.google.com:443/search?q=x", "Google"),
        ("HTTPS://WWW.GOOGLE.COM/", "Google"),
        ("https://www.google.com./", "Google"),
        ("https://user:secret@www.google.com:443/", "Google"),
        (" https://www.google.com/\n", "Google"),
        ("https://www.goo\tgle.com/", "Google"),
        ("https://ｗｗｗ.ｇｏｏｇｌｅ.com/", "Google"),
        # Cyrillic letters that look like ours: shown as sent, so that nobody takes it for another.
        ("https://gооgle.com/", "xn--ggle-55da.com"),
        ("https://xn--ggle-55da.com/", "xn--ggle-55da.com"),
        ("https://пример.рф/", "пример.рф"),
        ("https://xn--e1afmkfd.xn--p1ai/", "пример.рф"),
        ("https://BÜCHER.example/", "bücher.example"),
        ("https://xn--bcher-kva.example/", "bücher.example"),
        ("https://xn--999999999.example/", "xn--999999999.example"),
        ("http://203.0.113.9/", "203.0.113.9"),
        ("http://203.0.113.9:8080/a", "203.0.113.9"),
        ("http://[2001:db8::7]:8080/", "2001:db8::7"),
        ("http://1.2.3.4.5/", "1.2.3.4.5"),
        ("http://300.1.1.1/", "300.1.1.1"),
        ("https://a_b.example/", "a_b.example"),
    ],
)
def test_the_host_is_the_one_that_a_browser_would_ask(referrer: str, name: str) -> None:
    assert seen(referrer=referrer)[0] == name


@pytest.mark.parametrize(
    "referrer",
    [
        "javascript:location='https://www.google.com/'",
        "JaVaScRiPt://www.google.com/%0aalert(1)",
        "vbscript:x",
        "data:text/html;base64,PHN2Zz4=",
        "blob:https://www.google.com/1",
        "ftp://www.google.com/",
        "https://",
        "https:///",
        "https://?q=x",
        "https://.",
        "https://..",
        "https://.com",
        "https://goo gle.com/",
        "https://www.google.com:port/",
        "https://[::1",
        "https://[google.com]/",
        "https://<script>/",
        "://google.com",
        "\x00",
        "\ud800",
        "https://\ud800.com/",
        "https://" + "a" * 64_000 + ".com/",
        "https://" + "a." * 200 + "com/",
    ],
)
def test_what_leads_nowhere_is_direct(referrer: str) -> None:
    assert seen(referrer=referrer)[2] == "Direct"


@pytest.mark.parametrize("same", ["203.0.113.7", "[2001:db8::7]", "localhost"])
def test_a_page_of_the_same_address_is_internal(same: str) -> None:
    assert classify(Visit(f"http://{same}/", f"http://{same}:8080/x"), Directory()).channel is Channel.DIRECT


def test_neighbours_under_a_private_suffix_are_strangers() -> None:
    visit = Visit("https://alice.github.io/", "https://bob.github.io/links")
    assert classify(visit, Directory()).channel is Channel.WEBSITE
    assert classify(Visit("https://alice.github.io/", "https://www.alice.github.io/"), Directory()).channel == "Direct"
    other = Visit("https://firm.co.uk/", "https://stranger.co.uk/")
    assert classify(other, Directory()).channel is Channel.WEBSITE


def test_two_addresses_with_other_numbers_are_strangers() -> None:
    visit = Visit("http://10.0.0.1/", "http://11.0.0.1/")
    assert classify(visit, Directory()).channel is Channel.WEBSITE


def test_a_site_on_a_platform_is_reached_from_the_platforms_search() -> None:
    visit = Visit("https://sites.google.com/view/firm", "https://www.google.com/search?q=wills")
    assert classify(visit, Directory()).channel is Channel.ORGANIC_SEARCH


TWO_MEGABYTES = [
    "a" * 2_000_000,
    "?utm_source=" + "b" * 2_000_000,
    "?" + "&a=b" * 500_000,
    "?" + "q=%E4" * 400_000,
    "?q=" + "%" * 2_000_000,
    "?q=" + "%u0041" * 330_000,
    "/" * 2_000_000,
    "." * 2_000_000,
    "@" * 2_000_000,
    "?" * 2_000_000,
    "#" * 2_000_000,
    "&#" * 1_000_000,
    " " * 2_000_000,
    "\t" * 2_000_000,
    "{" * 2_000_000,
    "?utm_term=" + "[" * 2_000_000,
    "?utm_source=" + "a-" * 1_000_000,
    "?q=" + "cache:" * 300_000,
]


@pytest.mark.parametrize("tail", TWO_MEGABYTES, ids=range(len(TWO_MEGABYTES)))
def test_two_megabytes_are_read_in_bounded_work(tail: str) -> None:
    for address in (f"https://firm.example/{tail}", f"https://www.google.com/{tail}", f"https://{tail}", tail):
        classify(Visit(address, address), DIRECTORY)
        classify(Visit(LANDING, address), DIRECTORY)


def test_what_stands_far_behind_in_an_address_is_not_read() -> None:
    far, near = "a=" + "b" * 9_000 + "&", "a=" + "b" * 7_000 + "&"
    assert seen(far + "utm_source=google&utm_medium=cpc")[2] == "Direct"
    assert seen(near + "utm_source=google&utm_medium=cpc")[2] == "Paid Search"
    assert seen(referrer=f"https://www.google.com/search?{far}q=wills")[4] is None
    assert seen(referrer=f"https://www.google.com/search?{near}q=wills")[4] == "wills"


@pytest.mark.parametrize("tag", ["17", "007", "１７", "²", "١٧"])
def test_a_tag_of_digits_is_not_taken_for_a_row_of_the_directory(tag: str) -> None:
    source = classify(Visit(f"{LANDING}?utm_source={tag}", ""), DIRECTORY).source
    assert source is not None
    assert not source.id.isdigit()


def test_what_is_kept_of_a_visit_is_short_and_can_be_stored() -> None:
    long = "ä" * 10_000
    arrival = classify(
        Visit(f"{LANDING}?utm_source={long}&utm_medium={long}&utm_term={long}", f"https://x.example/?q={long}"),
        DIRECTORY,
    )
    assert arrival.source is not None
    assert len(arrival.source.name) <= 80
    assert len(arrival.reason) < 400
    assert len(arrival.keyword or "") <= 200
    for text in ("a%00b", "a%0Ab", "a%1B%5B2Jb", "a%E2%80%AEb", "%ED%A0%80"):
        found = classify(Visit(f"{LANDING}?utm_source=z{text}&utm_term={text}", ""), DIRECTORY)
        assert found.source is not None
        for kept in (found.source.name, found.source.id, found.keyword or "", found.reason):
            assert all(c.isprintable() for c in kept), (text, kept)
            kept.encode()


@given(st.text(), st.text())
def test_whatever_is_claimed_nothing_is_raised(landing: str, referrer: str) -> None:
    classify(Visit(landing, referrer), DIRECTORY)
    classify(Visit(f"https://x.example/?{landing}", f"https://{referrer}/"), DIRECTORY)
    classify(Visit(f"https://x.example/?utm_source={landing}&gclid={referrer}", f"//{referrer}"), DIRECTORY)
    classify(Visit(landing, f"https://www.google.com/search?q={referrer}#{landing}"), DIRECTORY)


PIECES = st.one_of(
    st.sampled_from(["https://", "//", "google.com", "www.", "xn--", "utm_source", "utm_medium", "q", "gclid", "é"]),
    st.sampled_from(["%", "%E4", "%u12", "&#x41;", "\u202e", "\x00", "..", *"@:[]\\?&=#./{};+-1 "]),
)


@given(st.lists(PIECES, max_size=25).map("".join), st.lists(PIECES, max_size=25).map("".join))
def test_nothing_is_raised_for_what_nearly_is_an_address(landing: str, referrer: str) -> None:
    arrival = classify(Visit(landing, referrer), DIRECTORY)
    assert arrival.source is None or (arrival.source.name and arrival.source.id)


@given(st.text(max_size=300))
def test_a_value_is_decoded_to_one_line_that_can_be_stored(text: str) -> None:
    shown = decoded(text, ("windows-1251", "euc-kr"))
    shown.encode()
    assert shown == " ".join(shown.split())
    assert "\x00" not in shown


@given(st.text(max_size=200))
def test_a_host_is_ascii_and_shown_without_raising(text: str) -> None:
    host = read_address(f"https://{text}/").host
    assert host.isascii()
    assert shown_host(host)[:1] == host[:1] or "xn--" in host
    parameters(text)


@pytest.mark.parametrize(
    ("referrer", "name"),
    [
        ("https://www.google.com%2eevil.example/", "google.com.evil.example"),
        ("https://www%2Egoogle%2Ecom/", "Google"),
        ("https://www.%67oogle.com/search?q=x", "Google"),
        ("https://m%C3%BCnchen.example/", "münchen.example"),
        ("https://google.com%2f.evil.example/", None),
        ("https://google.com%00.evil.example/", None),
        ("https://google.com%ff/", None),
        ("https://google.com%/", None),
        ("http://0x7f.1/", "127.0.0.1"),
        ("http://2130706433/", "127.0.0.1"),
        ("http://0177.0.0.01/", "127.0.0.1"),
        ("http://0xC0.0xA8.0x1.0x1/a", "192.168.1.1"),
        ("http://192.168.257/", "192.168.1.1"),
        ("http://10.0.0.1./", "10.0.0.1"),
        ("http://256.1.1.1/", "256.1.1.1"),
        ("http://08.1.1.1/", "08.1.1.1"),
    ],
)
def test_hosts_are_read_as_a_browser_reads_them(referrer: str, name: str | None) -> None:
    assert seen(referrer=referrer)[0] == name
