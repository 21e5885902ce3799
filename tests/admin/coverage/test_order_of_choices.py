"""The page that says whether the first place pulls answers: sentence, numbers, lists, and what can be taken away."""

import csv
import io
import re
from html import unescape

from flask import Flask
from flask.testing import FlaskClient

from tests.admin.coverage.choosing import answered


def test_the_page_says_whether_the_first_place_pulls(app: Flask, owner: FlaskClient) -> None:
    address = "/admin/coverage/order"
    assert "No answer from a shuffled list yet" in owner.get(address).text
    answered(app, 3, 4)
    assert "First place gets 3 of 7 answers" in owner.get(address).text
    assert "too little data" in owner.get(address).text
    answered(app, 17, 63)
    page = owner.get(f"{address}?from=2026-03-10&to=2026-03-10").text
    said = re.search(r"<strong>(.*?)</strong>", page)
    assert said and said[1].startswith("First place gets 20 of 87 answers where ")
    assert said[1].endswith("The first place pulls answers here.")
    found = re.findall(r'<a class="number" href="([^"]*)">(\d+)</a>', page)
    assert {number for _, number in found} == {"87", "20", "67", "2"}
    for href, number in found:
        behind = owner.get(unescape(href))
        assert f'id="sum" value="{number}"' in behind.text, href
        assert "from=2026-03-10" in href and behind.text.count('scope="row"') == int(number)
    assert "No answer from a shuffled list in this period" in owner.get(f"{address}?from=2001-01-01&to=2001-01-02").text
    out = list(csv.reader(io.StringIO(owner.get(f"{address}?format=csv").text.removeprefix("\ufeff"))))
    assert out[1][1:3] == ["87", "20"] and out[1][5] == said[1]
    for form in ("xlsx", "print"):
        assert owner.get(f"{address}?format={form}").status_code == 200
        assert owner.get(f"{address}/answers?place=1&form=new-client&format={form}").status_code == 200
    for wrong, status in (
        ("which=x", 422),
        ("place=0", 422),
        ("place=x", 422),
        ("form=nowhere", 404),
        ("format=x", 422),
    ):
        assert owner.get(f"{address}/answers?{wrong}").status_code == status, wrong
    for leads in ("/admin/coverage?period=this-year", "/admin/website"):
        assert address in owner.get(leads).text
    assert f"{address}?period=this-year" in owner.get("/admin/coverage?period=this-year").text
