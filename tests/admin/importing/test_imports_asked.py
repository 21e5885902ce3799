"""Files whose columns or styles are asked, those that are recognised, and what is kept of them."""

from datetime import date
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from records.importing.files.column_maps import ColumnMap
from tests.admin.reading import visible
from tests.admin.sending_files import (
    ANA,
    BEN,
    EXAMPLES,
    IMPORTS,
    MIXED,
    clients_of,
    count,
    give,
    lines,
    payments,
    press,
)
from tests.rig.forms import fields


def test_columns_of_other_names_are_mapped_and_kept_for_the_next_file(app: Flask, owner: FlaskClient) -> None:
    clients_of(app, ANA)
    file = lines("Wessen;Wieviel;Wann", "Ana Adams;1.234,56;31.12.2025", "Ana Adams;12,00;01.02.2026")
    asked = give(owner, file)
    assert asked.status_code == 303
    assert asked.location.startswith(f"{IMPORTS}/columns/new?file=")
    page = owner.get(asked.location)
    words = visible(page.text)
    assert "Which column is which?" in words
    assert "Wieviel (1.234,56 · 12,00)" in words
    action = f"{IMPORTS}/columns"
    data = fields(page, action, having="of_client")
    refused = owner.post(action, data=data | {"of_client": "Wessen", "of_on": "Wann", "usual_currency": "EUR"})
    assert refused.status_code == 422
    assert "Please look at: Amount" in visible(refused.text) and "--map" not in refused.text
    assert "Every row needs it. Choose the column that has it." in refused.text
    assert 'value="EUR"' in refused.text
    data = fields(refused, action, having="of_client")
    assert data["of_client"] == "Wessen"
    assert owner.post(action, data=data | {"of_amount": "Wieviel"}).location == f"{IMPORTS}/1"
    press(owner, owner.get(f"{IMPORTS}/1"), "/confirmation")
    assert payments(app) == [
        ("Ana Adams", 123456, "EUR", date(2025, 12, 31)),
        ("Ana Adams", 1200, "EUR", date(2026, 2, 1)),
    ]
    # The next file with this header is read at once, and says why.
    again = give(owner, file.replace("1.234,56", "99,00"))
    assert again.location == f"{IMPORTS}/2"
    assert "Read as files with this header are since" in visible(owner.get(again.location).text)
    known = owner.get(f"{IMPORTS}/columns")
    assert "Client (number, e-mail, telephone or name): Wessen" in visible(known.text)
    assert press(owner, known, "/forgotten").status_code == 303
    assert count(app, ColumnMap) == 0
    assert give(owner, file).location.startswith(f"{IMPORTS}/columns/new?file=")


def test_an_unclear_day_is_asked_and_never_guessed(app: Flask, owner: FlaskClient) -> None:
    clients_of(app, ANA)
    asked = give(owner, lines("client,amount,on", "Ana Adams,1.234,03/04/2026"))
    page = owner.get(asked.location)
    words = visible(page.text).replace(" ,", ",")
    assert "Line 2 has 03/04/2026, which is 2026-04-03 with the day first 2026-03-04 with the month first" in words
    assert "Line 2 has 1.234, which is 1.234 with a point before the cents 1234 with a comma before the cents" in words
    action = f"{IMPORTS}/columns"
    data = fields(page, action, having="of_client")
    assert (data["of_client"], data["dates"]) == ("client", "")
    assert owner.post(action, data=data | {"dates": "day-first"}).status_code == 422
    done = owner.post(action, data=data | {"dates": "day-first", "numbers": "comma"})
    press(owner, owner.get(done.location), "/confirmation")
    assert payments(app) == [("Ana Adams", 123400, "USD", date(2026, 4, 3))]


def test_a_recognised_export_needs_no_columns(app: Flask, owner: FlaskClient) -> None:
    clients_of(app, ANA, BEN)
    given = give(owner, (EXAMPLES / "stripe-payments.csv").read_bytes(), "unified_payments.csv")
    page = visible(owner.get(given.location).text)
    assert "Recognised as an export of Stripe: payments." in page
    assert "Left out: 1 row with the status Failed (line 4)." in page
    assert "Matched 5" in page
    press(owner, owner.get(given.location), "/confirmation")
    assert sum(amount for _, amount, currency, _ in payments(app) if currency == "USD") == 125000 + 48000 - 12000


def test_an_export_whose_days_are_unclear_asks_only_that(app: Flask, owner: FlaskClient) -> None:
    clients_of(app, ANA)
    text = (EXAMPLES / "clio-payments.csv").read_text("utf-8")
    unclear = "\n".join([*text.splitlines()[:1], '03/07/2026,Ana Adams,00001,Payment,101,,"1,250.00","1,250.00"'])
    page = owner.get(give(owner, unclear).location)
    words = visible(page.text)
    assert "How is it written?" in words
    assert "It is an export of Clio" in words
    action = f"{IMPORTS}/columns"
    data = fields(page, action, having="dates")
    assert "of_client" not in data
    done = owner.post(action, data=data | {"dates": "month-first"})
    assert done.status_code == 303, visible(done.text)
    press(owner, owner.get(done.location), "/confirmation")
    assert payments(app) == [("Ana Adams", 125000, "USD", date(2026, 3, 7))]


def test_files_that_were_sent_are_forgotten_once_they_are_in(app: Flask, owner: FlaskClient) -> None:
    clients_of(app, ANA)
    give(owner, MIXED)
    folder = Path(app.config["INSTANCE_PATH"]) / "uploads"
    assert list(folder.iterdir()) == []
    kept = give(owner, lines("a,b,c", "1,2,3"))
    assert sorted(each.suffix for each in folder.iterdir()) == ["", ".json"]
    assert all(each.stat().st_mode & 0o077 == 0 for each in folder.iterdir() if not each.suffix)
    assert owner.get(kept.location.replace(kept.location[-4:], "0000")).status_code == 404
    assert owner.get(f"{IMPORTS}/columns/new?file=../../secret_key").status_code == 404
