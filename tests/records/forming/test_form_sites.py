"""A website as people type it, and what browsers compare it with."""

import pytest
from sqlalchemy.orm import Session

from records.forming.form_sites import MOST, MOST_BYTES, BadSite, add_site, origin_of, remove_site, sites_of
from records.forming.forms import Form, published_version
from records.forming.shared_hosts import SHARED, why_shared
from tests.records.firm_of_tests import NOW


def form(session: Session) -> Form:
    version = published_version(session, "new-client")
    assert version is not None
    return version.form


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://www.firm.example", "https://www.firm.example"),
        ("  Firm.Example/contact?x=1#y ", "https://firm.example"),
        ("http://firm.example:80/", "http://firm.example"),
        ("https://firm.example:8443", "https://firm.example:8443"),
        ("https://*.firm.example", "https://*.firm.example"),
        ("*.firm.co.uk", "https://*.firm.co.uk"),
        ("bücher.example", "https://xn--bcher-kva.example"),
        ("http://localhost:5000", "http://localhost:5000"),
        ("http://127.0.0.1:8000/x", "http://127.0.0.1:8000"),
        ("firm.example.", "https://firm.example"),
    ],
)
def test_an_address_is_taken_as_its_origin(typed: str, origin: str) -> None:
    assert origin_of(typed) == origin


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "firm",
        "https://",
        "javascript:alert(1)",
        "ftp://firm.example",
        "data:text/html,x",
        "https://user:secret@firm.example",
        "https://*",
        "*",
        "https://*.com",
        "*.co.uk",
        "*.wixsite.com",
        "*.127.0.0.1",
        "*.localhost",
        "https://www.*.example",
        "firm.example; script-src *",
        "https://firm.example' 'unsafe-inline'",
        "https://firm example",
        "https://firm.example:99999",
        "https://[broken",
        # The header that holds the list has no way to write one (CSP Level 3, host-char).
        "http://[::1]:8000",
        "https://firm.example\n*",
        "x" * 300 + ".example",
        "..",
        "-firm.example",
        "null",
    ],
)
def test_what_is_no_website_is_refused(typed: str) -> None:
    with pytest.raises(BadSite, match=r"\.$"):
        origin_of(typed)


@pytest.mark.parametrize(
    "host",
    [
        "wixsite.com",
        "filesusr.com",
        "wordpress.com",
        "weebly.com",
        "squarespace.com",
        "jimdofree.com",
        "blogspot.com",
        "github.io",
        "netlify.app",
        "vercel.app",
        "pages.dev",
        "webflow.io",
        "godaddysites.com",
        "myshopify.com",
        "googleusercontent.com",
    ],
)
def test_a_star_below_a_host_of_strangers_is_refused_and_the_exact_host_is_taken(host: str) -> None:
    with pytest.raises(BadSite, match=rf"Enter the exact address of yours, .* https://your-name\.{host}\.$"):
        origin_of(f"https://*.{host}")
    assert origin_of(f"https://www-firm-example.{host}/x") == f"https://www-firm-example.{host}"
    assert origin_of(f"*.firm.{host}") == f"https://*.firm.{host}"


@pytest.mark.parametrize("typed", ["*.google.com", "*.sites.google.com", "https://sites.google.com/view/firm"])
def test_a_host_that_everybody_shares_is_refused_with_and_without_a_star(typed: str) -> None:
    with pytest.raises(BadSite, match=r"websites of other people too: .*\.$"):
        origin_of(typed)


def test_every_shared_host_says_why() -> None:
    assert all(why and host == host.lower() and "." in host for host, why in SHARED.items())
    assert why_shared("example.com") == why_shared("sexample-github.io") == ""


def test_a_site_is_listed_once_and_can_be_taken_out(session: Session) -> None:
    site = add_site(session, form(session), "firm.example", NOW, None)
    assert add_site(session, form(session), "https://FIRM.example/", NOW, None) is site
    add_site(session, form(session), "b.example", NOW, None)
    assert [each.origin for each in sites_of(session, form(session))] == ["https://b.example", "https://firm.example"]
    remove_site(session, site)
    assert [each.origin for each in sites_of(session, form(session))] == ["https://b.example"]


def test_a_form_has_so_many_sites_and_no_more(session: Session) -> None:
    for number in range(MOST):
        add_site(session, form(session), f"s{number}.example", NOW, None)
    with pytest.raises(BadSite, match=r"20 websites at most\. Take one out"):
        add_site(session, form(session), "one-more.example", NOW, None)


def test_the_sites_of_a_form_fit_into_a_header(session: Session) -> None:
    long = ".".join(["x" * 63] * 3)
    with pytest.raises(BadSite, match=r"too long together .* Take one out"):
        for number in range(MOST + 1):
            add_site(session, form(session), f"s{number}.{long}.example", NOW, None)
    listed = " ".join(site.origin for site in sites_of(session, form(session)))
    assert MOST_BYTES - 213 < len(listed) <= MOST_BYTES
    add_site(session, form(session), "short.example", NOW, None)
