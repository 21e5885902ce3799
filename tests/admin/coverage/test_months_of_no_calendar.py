"""A month that is in no calendar is answered like any other word that the page does not know."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.intake.relations.stating import stating_firm


@pytest.mark.parametrize("month", ["0", "-1", "120000", "999999999999"])
def test_a_month_of_no_calendar_is_refused(owner: FlaskClient, month: str) -> None:
    assert owner.get("/admin/coverage/clients", query_string={"month": month}).status_code == 422


@pytest.mark.parametrize("days", ["from=0001-01-01", "to=9999-12-31", "from=0001-01-01&to=9999-12-31"])
def test_a_partner_is_shown_over_all_days_that_there_are(app: Flask, owner: FlaskClient, days: str) -> None:
    firm = stating_firm(app)
    assert owner.get(f"/admin/partners/{firm.joe}?{days}").status_code == 200
