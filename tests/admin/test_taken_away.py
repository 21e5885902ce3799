"""What the pages show can be taken away: as CSV, as a workbook and as a page to print, with the same numbers."""

import csv
import io
import re
from decimal import Decimal
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook

from attribution import Result
from records.db import db
from records.money.currencies import plain_amount
from tests.admin.closed.test_closed_months import close
from tests.admin.ranked.test_every_number import OF
from tests.admin.reading import numbers
from tests.admin.small_firm import client, credit, full_firm, partner, pays, waits

LISTS = ("/admin/clients", "/admin/clients?part=total", "/admin/payments?part=total", "/admin/partners")


def rows_of(owner: FlaskClient, address: str) -> list[dict[str, str]]:
    """The rows of a page's CSV."""
    response = owner.get(f"{address}{'&' if '?' in address else '?'}format=csv")
    assert response.status_code == 200
    assert response.mimetype == "text/csv"
    return list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"), newline="")))


def workbook(owner: FlaskClient, address: str) -> CalamineWorkbook:
    response = owner.get(f"{address}{'&' if '?' in address else '?'}format=xlsx")
    assert response.status_code == 200
    return CalamineWorkbook.from_filelike(io.BytesIO(response.data))


@pytest.mark.parametrize("of", OF)
@pytest.mark.parametrize("rest", ["", "&credit=shared&count=cohort&from=2026-03-01&to=2026-03-31", "&currency=EUR"])
def test_the_files_have_the_rows_and_numbers_of_the_screen(app: Flask, owner: FlaskClient, of: str, rest: str) -> None:
    full_firm(app)
    address = f"/admin/?of={of}{rest}"
    shown = [n for n in numbers(owner.get(f"{address}").text) if n.measure == "revenue"]
    currency = "EUR" if "EUR" in rest else "USD"
    written = [row[f"Revenue ({currency})"] for row in rows_of(owner, address)]
    assert written == [plain_amount(number.value, currency) for number in shown]
    book = workbook(owner, address)
    table = book.get_sheet_by_index(1).to_python()
    revenue = table[0].index(f"Revenue ({currency})")
    assert [Decimal(str(row[revenue])) for row in table[1:]] == [Decimal(amount) for amount in written]
    printed = owner.get(f"{address}&format=print")
    assert printed.text.count('<tr class="') >= len(written)
    assert "<nav class" not in printed.text.partition("<main")[2]


def test_doubt_goes_out_with_the_figures(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        session = db.session()
        joe = partner(session, "Joe Smith")
        sure = Result("auto", (credit(joe),))
        for name, judged in (("Bo", sure), ("Cy", sure), ("Ed", waits(credit(joe))), ("Di", waits(credit(joe)))):
            pays(session, client(session, name, judged), 10_000)
        session.commit()
    address = "/admin/?by=clients&from=2026-03-01&to=2026-03-31"
    assert "could change the first place" in owner.get(address).text
    assert {row["Name"]: row["Average of few won"] for row in rows_of(owner, address)}["Joe Smith"] == "2"
    close(owner, "2026-03")
    open_to = "the answers in review could change the first place"
    # One more of the first, and what waits is too little to change it.
    for says, doubt in (("these are the figures of its", open_to), ("these figures differ from its", None)):
        cover = {str(row[0]): str(row[1]) for row in workbook(owner, address).get_sheet_by_name("Cover").to_python()}
        assert cover.get("In doubt") == doubt
        assert says in cover["Closed"]
        assert cover["Last payment"]
        with app.app_context():
            client(db.session(), "Fay", sure)
            db.session.commit()


def test_the_cover_says_what_is_counted(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    address = "/admin/?of=websites&from=2026-03-01&to=2026-03-31&only=introduced_by:partners:1"
    cover = {str(row[0]): row[1] for row in workbook(owner, address).get_sheet_by_name("Cover").to_python()[2:]}
    assert "Mar 1, 2026" in str(cover["Period"])
    assert "Joe Smith" in str(cover["Only"])
    assert "Counted by what the web visit shows" in str(cover["How counted"])
    assert cover["Firm"] == "My firm"
    assert str(cover["Address"]).endswith(address)
    companion = owner.get(f"{address}&format=csv&cover=1")
    lines = dict(list(csv.reader(io.StringIO(companion.data.decode("utf-8-sig"), newline="")))[2:])
    assert lines["Period"] == cover["Period"]
    assert "-cover.csv" in companion.headers["Content-Disposition"]


@pytest.mark.parametrize("address", LISTS)
def test_a_list_goes_out_whole(app: Flask, owner: FlaskClient, address: str) -> None:
    full_firm(app)
    with app.app_context():
        joe = partner(db.session(), "Zed Zander")
        for number in range(120):
            partner(db.session(), f"Partner {number}")
            pays(db.session(), client(db.session(), f"C {number}", Result("auto", (credit(joe),))), 100)
        db.session.commit()
    rows = rows_of(owner, address)
    in_all = re.search(r"of (\d+)</span>", owner.get(address).text)
    assert in_all
    assert len(rows) == int(in_all[1]) > 100
    assert len(workbook(owner, address).get_sheet_by_index(1).to_python()) == len(rows) + 1
    assert owner.get(f"{address}{'&' if '?' in address else '?'}format=print").text.count('<tr class="row"') == len(
        rows
    )


def test_the_clients_of_a_shared_number_add_up_to_it(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    for number in numbers(owner.get("/admin/?credit=shared").text):
        column = "Counts" if number.measure in {"clients", "won"} else "Counts (USD)"
        if number.measure in {"clients", "won", "revenue"}:
            scale = 1_000_000 if column == "Counts" else 100
            assert round(sum(float(row[column]) for row in rows_of(owner, number.href)) * scale) == number.value


def test_no_name_or_word_of_a_client_runs(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        joe = partner(db.session(), '=HYPERLINK("http://evil.example")')
        client(db.session(), "=1+1", Result("auto", (credit(joe),)), answer="a;=cmd|' /C calc'!A0")
        db.session.commit()
    assert rows_of(owner, "/admin/partners")[0]["Name"].startswith("'=")
    row = rows_of(owner, "/admin/clients")[0]
    assert (row["Client"], row["What brought them, in their words"]) == ("'=1+1", "a;'=cmd|' /C calc'!A0")
    assert row["What brought them"].startswith("'=HYPERLINK")


def test_the_name_of_a_file_is_safe_whatever_the_page_is_called(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        who = partner(db.session(), '"; filename=evil.exe\r\nX: 1 ../é')
        db.session.commit()
        number = who.id
    response = owner.get(f"/admin/clients?of=partners&part={number}&format=csv")
    said = response.headers["Content-Disposition"]
    assert re.fullmatch(r"attachment; filename=[a-z0-9-]+\.csv", said), said


def test_a_format_that_is_none_is_refused(owner: FlaskClient) -> None:
    for address in ("/admin/", *LISTS):
        response = owner.get(f"{address}{'&' if '?' in address else '?'}format={quote('pdf')}")
        assert response.status_code == 422, address


def test_nobody_takes_anything_away_without_a_sign_in(stranger: FlaskClient) -> None:
    assert stranger.get("/admin/?format=csv").status_code == 303
