"""Taking in an export of a search console on its page: what goes in, what is refused, and what is forgotten."""

import io
import re
import zipfile
from collections.abc import Mapping
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from records.db import db
from records.imports import Import
from records.keywords.search_totals import SearchTotal
from tests.admin.reading import sum_of, visible
from tests.rig.forms import fields

PAGE = "/admin/keywords/exports"
GOOD = "Top queries,Clicks,Impressions,CTR,Position\nwill lawyer,12,340,3.53%,4.2\nprobate,3,90,3.33%,8\n"
BAD = "Top queries,Clicks,Impressions\nwill lawyer,12,340\nprobate,many,90\n"


def sent(
    owner: FlaskClient,
    content: str | bytes = GOOD,
    name: str = "Queries.csv",
    *,
    changes: Mapping[str, str | None] | None = None,
) -> TestResponse:
    """Send the form of the page as it is filled in, with changes."""
    data: dict[str, object] = {
        **fields(owner.get(PAGE), PAGE, having="starts_on"),
        "starts_on": "2026-03-01",
        "ends_on": "2026-03-31",
        **(changes or {}),
    }
    data = {name: value for name, value in data.items() if value is not None}
    file = io.BytesIO(content if isinstance(content, bytes) else content.encode())
    return owner.post(PAGE, data={**data, "file": (file, name)}, content_type="multipart/form-data")


def kept(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(SearchTotal)) or 0


def test_an_empty_page_says_what_to_do(owner: FlaskClient) -> None:
    assert "In Google Search Console open Performance" in visible(owner.get(PAGE).text)


def test_an_export_goes_in_with_who_and_when(app: Flask, owner: FlaskClient) -> None:
    answered = sent(owner, name="../../firm performance.csv")
    assert (answered.status_code, answered.location) == (303, PAGE)
    words = visible(owner.get(PAGE).text)
    assert "2 queries taken in." in words
    assert "Mar 1, 2026 to Mar 31, 2026 Google 2 15 430" in words
    assert re.search(r"firm performance\.csv \w+ \d+, 20\d\d, .* olive: 2 added, 0 changed", words)
    assert kept(app) == 2


def test_the_zip_goes_in_as_it_comes(app: Flask, owner: FlaskClient) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("Pages.csv", GOOD.replace("probate", "https://firm.example"))
        archive.writestr("Queries.csv", GOOD)
    assert sent(owner, packed.getvalue(), "export.zip").status_code == 303
    assert kept(app) == 2


def test_every_number_leads_to_its_list(app: Flask, owner: FlaskClient) -> None:
    sent(owner)
    (queries, clicks, shown) = re.findall(
        r'<a class="number" href="(/admin/keywords/totals[^"]+)">', owner.get(PAGE).text
    )
    assert queries == clicks == shown
    listed = owner.get(unescape(clicks)).text
    assert sum_of(listed) == (15, "15")
    assert "15 clicks of 430 times shown, 2 queries" in visible(listed)
    assert owner.get("/admin/keywords/totals?from=2026-03-02&to=2026-03-31").status_code == 404
    assert owner.get("/admin/keywords/totals?from=march").status_code == 422


def test_the_same_export_again_changes_nothing_and_says_so(app: Flask, owner: FlaskClient) -> None:
    sent(owner)
    sent(owner)
    assert "Nothing is new: all 2 rows of this period are there already." in visible(owner.get(PAGE).text)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Import)) == 1


def test_good_rows_stay_and_bad_ones_are_told_by_line(app: Flask, owner: FlaskClient) -> None:
    assert sent(owner, BAD).status_code == 303
    words = visible(owner.get(PAGE).text)
    assert "1 query taken in, 1 row refused, see below." in words
    assert "Line 3 Clicks 'many' is not a whole number; write it like 1250." in words
    # Later too, until newer files take its place.
    assert "Line 3 Clicks" in visible(owner.get(PAGE).text)


def test_nothing_goes_in_if_that_is_asked_and_the_form_stays_filled_in(app: Flask, owner: FlaskClient) -> None:
    answered = sent(owner, BAD, changes={"strict": "y"})
    assert answered.status_code == 422
    assert "Nothing went in: 1 row was refused" in visible(answered.text)
    assert "Line 3" in visible(answered.text)
    assert 'value="2026-03-31"' in answered.text
    assert kept(app) == 0


@pytest.mark.parametrize(
    ("content", "changes", "says"),
    [
        (b"", {}, "The file is empty."),
        (b"%PDF-1.7 and so on", {}, "The file is a PDF, not a table."),
        (b"PK\x03\x04 and so on", {}, "a zip archive or a document of another program"),
        (GOOD, {"starts_on": "2026-04-01"}, "The period ends before it begins. Exchange the two days."),
        (GOOD, {"starts_on": ""}, "Say the first day of the period."),
        (GOOD, {"ends_on": "soon"}, "Write the day like 2026-03-31."),
        (GOOD, {"ends_on": None}, "Say the last day of the period."),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(
    app: Flask, owner: FlaskClient, content: str | bytes, changes: dict[str, str | None], says: str
) -> None:
    answered = sent(owner, content, changes=changes)
    assert answered.status_code == 422
    assert says in visible(answered.text)
    assert kept(app) == 0


def test_without_a_file_it_is_asked_for(owner: FlaskClient) -> None:
    data = fields(owner.get(PAGE), PAGE, having="starts_on")
    answered = owner.post(PAGE, data=data | {"starts_on": "2026-03-01", "ends_on": "2026-03-02"})
    assert answered.status_code == 422
    assert "Choose the file that the search console gave you." in visible(answered.text)


def test_a_period_that_was_given_wrongly_is_forgotten(app: Flask, owner: FlaskClient) -> None:
    sent(owner)
    sent(owner, changes={"starts_on": "2026-04-01", "ends_on": "2026-04-30"})
    forgetting = f"{PAGE}/forgotten"
    data = fields(owner.get(PAGE), forgetting)
    assert (data["starts_on"], data["ends_on"]) == ("2026-04-01", "2026-04-30")
    assert owner.post(forgetting, data=data).status_code == 303
    words = visible(owner.get(PAGE).text)
    assert "2 totals of Google forgotten." in words
    assert "Apr 1, 2026" not in words
    assert kept(app) == 2
    owner.post(forgetting, data=data)
    assert "These totals were gone already." in visible(owner.get(PAGE).text)
    assert owner.post(forgetting, data=data | {"ends_on": "never"}).status_code == 422
