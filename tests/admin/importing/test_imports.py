"""Taking a file in on the pages: given, looked at, decided, let in, taken back."""

import io
import re
from datetime import date
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from records.clients import Client
from records.db import db
from records.importing.files.exports import EXPORTS
from records.importing.going_in.staging import StagedRow
from records.imports import Import, ImportState
from tests.admin.reading import visible
from tests.admin.sending_files import (
    ANA,
    BEN,
    EXAMPLES,
    HEADER,
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
from tests.rig.people import VIEWER, give_account, signed_in


def test_an_empty_page_says_what_to_do(owner: FlaskClient) -> None:
    assert "Nothing was taken in yet" in visible(owner.get(IMPORTS).text)
    # Which columns each export has stands beside it, with where they are known from.
    known = unescape(owner.get("/admin/imports/columns").text)
    for export in EXPORTS:
        for words in (*export.columns, *(source.address for source in export.sources)):
            assert words in known, (export.title, words)
    # One that lacks what it must have is refused at once: mapped by hand, it would count refunds twice.
    refused = give(owner, (EXAMPLES / "stripe-balance.csv").read_text("utf-8").replace("charge_id", "charge", 1))
    assert refused.status_code == 422
    assert "download it from Stripe once more with all columns" in visible(refused.text)


def test_a_file_is_shown_before_anything_goes_in(app: Flask, owner: FlaskClient) -> None:
    clients_of(app, ANA, BEN)
    given = give(owner, MIXED)
    assert (given.status_code, given.location) == (303, f"{IMPORTS}/1")
    page = visible(owner.get(f"{IMPORTS}/1").text)
    assert "2 rows would be added" in page
    assert "Matched 2" in page
    assert "Unmatched 1" in page
    assert "Wrong 1" in page
    assert "Already there 0" in page
    assert "$1,230.00 received in 2 rows" in page
    assert payments(app) == []
    wrong = visible(owner.get(f"{IMPORTS}/1?tab=refused").text)
    assert "Line 4 amount 'many' is not an amount; write it like 1250.00." in wrong
    assert "€80.00 received in 1 row" in visible(owner.get(f"{IMPORTS}/1?tab=asked").text)


def test_what_is_let_in_is_there_and_the_rest_waits(app: Flask, owner: FlaskClient) -> None:
    clients_of(app, ANA, BEN)
    give(owner, MIXED)
    assert press(owner, owner.get(f"{IMPORTS}/1"), "/confirmation").status_code == 303
    assert payments(app) == [
        ("Ana Adams", 125000, "USD", date(2026, 3, 4)),
        ("Ben Brown", -2000, "USD", date(2026, 3, 7)),
    ]
    page = visible(owner.get(f"{IMPORTS}/1").text)
    assert "2 rows added, 1 wrong." in page
    assert "What came in" in page
    listed = visible(owner.get(IMPORTS).text)
    assert re.search(r"payments\.csv .* olive Payments is in 2 0 0 1 1", listed)
    assert "Imports 1 unmatched" in listed


def test_a_row_is_given_to_a_client_before_or_after(app: Flask, owner: FlaskClient) -> None:
    ana, ben = clients_of(app, ANA, BEN)
    give(
        owner,
        lines(
            HEADER, "R1,Anna Adams,5,USD,2026-03-04,", "R2,Anna Adams,6,USD,2026-03-05,", "R3,Big Ben,7,USD,2026-03-06,"
        ),
    )
    row = owner.get(f"{IMPORTS}/rows/1/edit")
    assert "Who is “Anna Adams”?" in visible(row.text)
    answered = press(owner, row, "/rows/1/answer")
    assert answered.location == f"{IMPORTS}/1?tab=asked"
    assert "2 payments of Ana Adams." in visible(owner.get(answered.location).text)
    press(owner, owner.get(f"{IMPORTS}/1"), "/confirmation")
    assert [each[:2] for each in payments(app)] == [("Ana Adams", 500), ("Ana Adams", 600)]
    found = owner.get(f"{IMPORTS}/rows/3/edit?q=ben")
    assert press(owner, found, "/rows/3/answer").status_code == 303
    assert [each[:2] for each in payments(app)][2:] == [("Ben Brown", 700)]
    assert ana != ben


def test_a_row_makes_a_client_who_is_not_there_yet(app: Flask, owner: FlaskClient) -> None:
    give(owner, lines(HEADER, "R1,Zoe Zed,5,USD,2026-03-04,", "R2,Yan Yu,6,USD,2026-03-05,"))
    row = owner.get(f"{IMPORTS}/rows/1/edit")
    refused = press(owner, row, "/rows/1/client", name="", email="zoe at home")
    assert refused.status_code == 422
    assert "Type the name." in visible(refused.text)
    assert 'value="zoe at home"' in refused.text
    assert press(owner, row, "/rows/1/client", email="zoe@zed.example").status_code == 303
    press(owner, owner.get(f"{IMPORTS}/1"), "/confirmation")
    assert payments(app) == [("Zoe Zed", 500, "USD", date(2026, 3, 4))]
    # Of an import that is in, the payment goes in at once.
    assert press(owner, owner.get(f"{IMPORTS}/rows/2/edit"), "/rows/2/client").status_code == 303
    assert payments(app)[1:] == [("Yan Yu", 600, "USD", date(2026, 3, 5))]


def test_a_row_is_left_out(app: Flask, owner: FlaskClient) -> None:
    clients_of(app, ANA)
    give(owner, lines(HEADER, "R1,Ana Adams,5,USD,2026-03-04,", "R2,Nobody Known,6,USD,2026-03-05,"))
    page = owner.get(f"{IMPORTS}/1?tab=asked")
    assert press(owner, page, "/rows/2/left-out").status_code == 303
    assert count(app, StagedRow) == 1
    assert "Unmatched 0" in visible(owner.get(f"{IMPORTS}/1").text)


def test_the_same_file_again_is_there_already_and_one_row_can_be_added_by_hand(app: Flask, owner: FlaskClient) -> None:
    clients_of(app, ANA)
    file = lines("client,amount,on", "Ana Adams,5.00,2026-03-04", "Ana Adams,5.00,2026-03-04")
    for number in (1, 2):
        give(owner, file)
        if number == 1:
            press(owner, owner.get(f"{IMPORTS}/1"), "/confirmation")
    page = owner.get(f"{IMPORTS}/2")
    assert "Nothing in it is new." in visible(page.text)
    assert "Already there 2" in visible(page.text)
    there = owner.get(f"{IMPORTS}/2?tab=there")
    assert press(owner, there, "/addition").status_code == 303
    press(owner, owner.get(f"{IMPORTS}/2"), "/confirmation")
    assert len(payments(app)) == 3


def test_an_import_is_dropped(app: Flask, owner: FlaskClient) -> None:
    clients_of(app, ANA)
    give(owner, MIXED)
    assert press(owner, owner.get(f"{IMPORTS}/1"), "/deletion").status_code == 303
    assert (count(app, Import), count(app, StagedRow), payments(app)) == (0, 0, [])


def test_an_import_is_taken_back_with_who_and_when(app: Flask, owner: FlaskClient) -> None:
    clients_of(app, ANA, BEN)
    give(owner, MIXED)
    press(owner, owner.get(f"{IMPORTS}/1"), "/confirmation")
    assert press(owner, owner.get(f"{IMPORTS}/1"), "/undo").status_code == 303
    page = visible(owner.get(f"{IMPORTS}/1").text)
    assert "2 rows taken back." in page
    assert re.search(r"Taken back .* by olive: 2 rows removed, 0 changed back, 0 that had to stay", page)
    assert payments(app) == []
    with app.app_context():
        assert db.session.scalars(select(Import.state)).one() is ImportState.UNDONE
    # There is nothing more to take back, and a second press says so.
    assert "/undo" not in owner.get(f"{IMPORTS}/1").text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.7", "The file is a PDF, not a table."),
        (b"\x00\x01", "The file is not text"),
    ],
)
def test_what_is_no_table_is_said_beside_the_field(owner: FlaskClient, content: bytes, says: str) -> None:
    given = give(owner, content)
    assert given.status_code == 422
    assert says in visible(given.text)


def test_without_a_file_it_is_asked_for(owner: FlaskClient) -> None:
    data = fields(owner.get(f"{IMPORTS}/new"), IMPORTS, having="kind")
    answered = owner.post(IMPORTS, data=data | {"kind": "clients"})
    assert answered.status_code == 422
    assert "Choose the file." in visible(answered.text)
    assert '<option selected value="clients">' in answered.text


def test_clients_and_partners_go_in_too(app: Flask, owner: FlaskClient) -> None:
    given = give(
        owner, lines("name,came_on,email", "Ana Adams,31.12.2025,ana@adams.example", "Ben,soon,"), kind="clients"
    )
    page = visible(owner.get(given.location).text)
    assert "New 1" in page
    assert "Wrong 1" in page
    press(owner, owner.get(given.location), "/confirmation")
    with app.app_context():
        assert db.session.scalars(select(Client.came_on)).all() == [date(2025, 12, 31)]
    given = give(owner, lines("id,name", "1,Joe Smith"), kind="partners")
    press(owner, owner.get(given.location), "/confirmation")
    assert "1 row added." in visible(owner.get(given.location).text)


def test_a_file_of_many_rows_is_shown_by_pages(app: Flask, owner: FlaskClient) -> None:
    clients_of(app, ANA)
    rows = [f"R{number},Ana Adams,{number}.00,USD,2026-03-04," for number in range(1, 251)]
    page = owner.get(give(owner, lines(HEADER, *rows)).location)
    assert page.text.count('<th role="rowheader"') == 100
    assert "1 to 100 of 250" in visible(page.text)
    following = re.search(r'href="([^"]+)" rel="next"', page.text)
    assert following
    second = visible(owner.get(following[1].replace("&amp;", "&")).text)
    assert "Line 102" in second


def test_a_large_file_is_taken_where_files_are_sent_and_nowhere_else(app: Flask, owner: FlaskClient) -> None:
    clients_of(app, ANA)
    large = lines("client,amount,on", "Ana Adams,5,2026-03-04") + ("\n" + " " * 1023) * (5 * 1024)
    assert give(owner, large).status_code == 303
    data = fields(owner.get("/admin/partners/new"), having="name")
    assert owner.post("/admin/partners/new", data=data | {"name": "x" * (5 * 1024 * 1024)}).status_code in {
        404,
        405,
        413,
    }


def test_a_viewer_may_look_and_is_offered_nothing(app: Flask, owner: FlaskClient) -> None:
    clients_of(app, ANA, BEN)
    give(owner, MIXED)
    give_account(app, VIEWER)
    viewer = signed_in(app, VIEWER)
    for address in (IMPORTS, f"{IMPORTS}/1", f"{IMPORTS}/1?tab=asked", f"{IMPORTS}/columns"):
        page = viewer.get(address)
        assert page.status_code == 200
        assert page.text.count('method="post"') == 1
    assert viewer.get(f"{IMPORTS}/new").status_code == 404
    assert viewer.get(f"{IMPORTS}/rows/2/edit").status_code == 404
    token = fields(viewer.get("/admin/"), "/sign-out")
    sent = viewer.post(IMPORTS, data=token | {"kind": "payments", "file": (io.BytesIO(b"a"), "a.csv")})
    assert sent.status_code == 404
    assert viewer.post(f"{IMPORTS}/1/confirmation", data=token).status_code == 404


def test_a_second_press_is_harmless(app: Flask, owner: FlaskClient) -> None:
    clients_of(app, ANA, BEN)
    give(owner, MIXED)
    page = owner.get(f"{IMPORTS}/1")
    press(owner, page, "/confirmation")
    press(owner, page, "/confirmation")
    assert "The import 1 of payments.csv is finished." in visible(owner.get(f"{IMPORTS}/1").text)
    assert len(payments(app)) == 2
    press(owner, page, "/deletion")
    assert "undo it instead" in visible(owner.get(IMPORTS).text)
    assert len(payments(app)) == 2
