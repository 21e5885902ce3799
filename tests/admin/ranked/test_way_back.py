"""What a ranking leads to leads back to that ranking as it was: its order, comparison, filters and days."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.admin.small_firm import full_firm

BACK = re.compile(r'<p class="back"><a href="([^"]+)">([^<]+)</a>')
LINK = re.compile(
    r'href="(/admin/(?:clients|payments|partners|sources|channels|keywords|cohorts|lifetime|first)[^"#]*)"'
)
ASIDE = re.compile(
    r"/admin/(partners/new|clients(/\d+)?$|payments/|keywords/(exports|estimated|totals|spread))|format=|/edit|/merge"
)
RANKINGS = (
    "/admin/?by=clients&compare=year&period=this-year",
    "/admin/?of=sources&by=change&compare=year&from=2026-03-01&to=2026-04-30&change=clients&credit=shared",
    "/admin/?of=websites&by=average&compare=nothing&only=introduced_by:partners:1&only=introduced_by:sources:1",
    "/admin/?of=channels&by=won&count=cohort",
    "/admin/?of=keywords&by=won&compare=year&period=this-year",
)


def links(html: str) -> set[str]:
    """The addresses that the content of a page leads to, without those of the same page asked otherwise."""
    asked_otherwise = r'<details class="menu">.*?</details>|<ul class="filters".*?</ul>|<nav class="tabs".*?</nav>'
    main = re.sub(asked_otherwise, "", html.partition("<main")[2], flags=re.DOTALL)
    return {href for found in LINK.findall(main) if not ASIDE.search(href := unescape(found))}


def words(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


def of(address: str) -> str:
    """What the ranking is of that an address is about."""
    path = urlsplit(address).path
    by_path = next((what for what in ("partners", "channels", "keywords") if f"/{what}/" in path), "partners")
    return words(address).get("of", [by_path])[0]


@pytest.mark.parametrize("ranking", RANKINGS)
def test_the_way_back_leads_to_the_ranking_as_it_was(app: Flask, owner: FlaskClient, ranking: str) -> None:
    full_firm(app)
    seen: dict[str, str] = {}
    # Two steps deep: pages of rows and lists behind numbers, and what these lead to. One of a kind is as good as all.
    for depth in (1, 2):
        before = [owner.get(ranking).text] if depth == 1 else list(seen.values())
        for href in sorted({href for html in before for href in links(html)}):
            if href not in seen and (depth == 1 or len(seen) < 50):
                seen[href] = owner.get(href, follow_redirects=True).text
    checked = 0
    for href, html in seen.items():
        found = BACK.search(html)
        assert found, href
        back = unescape(found[1])
        if "the ranking" not in found[2] and "the keywords" not in found[2]:
            # A client leads to the row it was reached from, and that leads on.
            found = BACK.search(owner.get(back, follow_redirects=True).text)
            assert found, back
            back = unescape(found[1])
        there, here = words(back), words(ranking)
        if any(words(href).get(name) != here.get(name) for name in ("only", "role")) or of(href) != of(ranking):
            # A small ranking inside a page is one of its own; it keeps the order and the comparison.
            there, here = ({name: said.get(name, []) for name in ("by", "compare")} for said in (there, here))
        assert there == here, f"{href} leads back to {back}"
        checked += 1
    assert checked > 20


def test_a_word_that_is_none_on_the_way_is_refused(owner: FlaskClient) -> None:
    for word in ("by=foo", "compare=foo", "ranked=role:introduced_by", "ranked=from", "ranked=count:foo"):
        assert owner.get(f"/admin/clients?part=total&{word}").status_code == 422, word
