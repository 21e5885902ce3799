"""Two days in the wrong order are said beside them in a form that has both, and leads back to the same page."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.admin.reading import visible
from tests.admin.small_firm import full_firm
from tests.rig.forms import fields

WRONG = {"from": "2026-12-31", "to": "2026-01-01"}


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/admin/", {"of": "websites", "credit": "shared"}),
        ("/admin/costs", {}),
        ("/admin/coverage", {"office": "1"}),
        ("/admin/contacts", {"kind": "call"}),
        ("/admin/referrals", {"to": "Joe"}),
        ("/admin/clients", {"of": "partners", "part": "1"}),
    ],
)
def test_both_days_stand_in_a_form_with_all_else_that_was_asked(
    app: Flask, owner: FlaskClient, address: str, kept: dict[str, str]
) -> None:
    full_firm(app)
    last = "until" if address == "/admin/referrals" else "to"
    words = kept | {"from": WRONG["from"], last: WRONG["to"]}
    response = owner.get(address, query_string=words | {"page": "3"})
    assert response.status_code == 422
    assert "This day is before the first one." in response.text
    form = fields(response, address, having="from")
    assert form == words
    assert owner.get(address, query_string=form | {last: "2026-12-31"}).status_code == 200
    text = visible(response.text)
    assert "Exchange them: Jan 1, 2026 to Dec 31, 2026" in text
    (href,) = [part.partition('"')[0] for part in response.text.split('href="') if "from=2026-01-01" in part]
    exchanged = owner.get(href.replace("&amp;", "&"))
    assert exchanged.status_code == 200
