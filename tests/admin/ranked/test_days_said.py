"""What the ranking says of its days: which ends of a trend are shorter, and a period of one day."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from attribution import Result
from records.db import db
from tests.admin.reading import visible
from tests.admin.small_firm import client, credit, full_firm, partner, pays


@pytest.mark.parametrize(
    ("words", "said"),
    [
        # July 1, 2025 was a Tuesday, September 30 as well.
        ("from=2025-07-01&to=2025-09-30", ", the first and the last are parts of a week only;"),
        ("from=2025-06-30&to=2025-09-30", ", the last one is a part of a week only;"),
        ("from=2025-07-01&to=2025-09-28", ", the first one is a part of a week only;"),
        ("from=2025-06-30&to=2025-09-28", "to Sep 28, 2025; each line"),
        ("from=2024-01-15&to=2025-02-28", ", the first one is a part of a month only;"),
    ],
)
def test_a_trend_says_which_of_its_ends_have_fewer_days(app: Flask, owner: FlaskClient, words: str, said: str) -> None:
    with app.app_context():
        session = db.session()
        joe = partner(session, "Joe Smith")
        pays(session, client(session, "Ana", Result("auto", (credit(joe),)), "Joe", came=date(2025, 8, 1)), 1000)
        session.commit()
    assert said in visible(owner.get(f"/admin/?{words}").text)


def test_a_period_of_one_day_is_said_as_that_day(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    said = visible(owner.get("/admin/?from=2024-02-29&to=2024-02-29").text)
    assert "Period: Feb 29, 2024" in said
    assert "Feb 29, 2024 to Feb 29, 2024" not in said
