"""Who was asked, month by month: however long the firm has been asking, the rows add up to everybody who came."""

import re
from datetime import date
from html import unescape

from flask import Flask
from flask.testing import FlaskClient

from attribution import Result
from records.db import db
from tests.admin.small_firm import client, credit, partner

ROW = re.compile(
    r'<th role="rowheader" scope="row">([^<]+)</th>.*?<a class="number" href="([^"]+)">(\d+)</a>', re.DOTALL
)


def test_whoever_came_before_the_last_two_years_stands_in_one_row(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        session = db.session()
        joe = partner(session, "Joe Smith")
        for day in (date(2023, 2, 28), date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 1), date(2026, 3, 10)):
            client(session, f"Came {day}", Result("auto", (credit(joe),)), "Joe Smith", came=day)
        session.commit()
    months = owner.get("/admin/coverage").text.split('id="months"')[1].split("</table>")[0]
    rows = ROW.findall(months)
    assert len(rows) == 25
    assert sum(int(clients) for _, _, clients in rows) == 5
    name, behind, clients = rows[-1]
    assert (name, clients) == ("Before Apr 2024", "3")
    listed = owner.get(unescape(behind)).text
    assert "Came 2024-03-31" in listed and "Came 2024-04-01" not in listed and "Came 2023-02-28" in listed


def test_of_two_years_nothing_stands_before(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        session = db.session()
        for day in (date(2024, 4, 1), date(2026, 3, 10)):
            client(session, f"Came {day}", Result("none"), "idk", came=day)
        session.commit()
    assert "Before " not in owner.get("/admin/coverage").text
