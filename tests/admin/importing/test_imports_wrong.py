"""The wrong rows of a file: counted as rows, one click away, and taken away to be corrected and given again."""

import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook

from tests.admin.reading import visible
from tests.admin.sending_files import ANA, HEADER, IMPORTS, clients_of, give, lines, payments, press

WRONG = lines(
    HEADER,
    "R1,Ana Adams,1250.00,USD,2026-03-04,received",
    "R2,Ana Adams,many,USD,some day,received",
    'R1,Ana Adams,"-1,400.00",USD,2026-03-06,received',
    "R4,Ana Adams,1,300.00,USD,2026-03-07,received",
    "R5,Ana Adams,7.00,USD,2026-03-08,received",
)


def taken_away(owner: FlaskClient) -> list[list[str]]:
    """The wrong rows as the file that is linked has them."""
    page = owner.get(f"{IMPORTS}/1?tab=refused").text
    (link,) = re.findall(r'href="([^"]+)">Take the wrong rows? away', page)
    book = CalamineWorkbook.from_filelike(io.BytesIO(owner.get(link.replace("&amp;", "&")).data))
    assert book.sheet_names == ["Wrong rows"]
    return [[str(cell) for cell in row] for row in book.get_sheet_by_index(0).to_python()]


def test_rows_are_counted_and_not_their_faults(app: Flask, owner: FlaskClient) -> None:
    clients_of(app, ANA)
    give(owner, WRONG)
    page = owner.get(f"{IMPORTS}/1").text
    assert "Wrong 3" in visible(page)
    assert f'<a href="{IMPORTS}/1?tab=refused">Look at the 3 wrong rows</a> first' in page
    wrong = owner.get(f"{IMPORTS}/1?tab=refused").text
    assert "4 faults in 3 rows." in visible(wrong).replace(" .", ".")
    assert wrong.count('<th role="rowheader"') == 4
    press(owner, owner.get(f"{IMPORTS}/1"), "/confirmation")
    assert "2 rows added, 3 wrong." in visible(owner.get(f"{IMPORTS}/1").text)


def test_wrong_rows_are_taken_away_corrected_and_given_again(app: Flask, owner: FlaskClient) -> None:
    clients_of(app, ANA)
    give(owner, WRONG)
    header, *rows = taken_away(owner)
    assert header == ["ref", "client", "amount", "currency", "on", "kind", "beyond", "line", "what is wrong"]
    assert [row[:6] for row in rows] == [
        ["R2", "Ana Adams", "many", "USD", "some day", "received"],
        ["R1", "Ana Adams", "-1400.00", "USD", "2026-03-06", "received"],
        ["R4", "Ana Adams", "1", "300.00", "USD", "2026-03-07"],
    ]
    assert rows[2][6] == "received" and [row[7] for row in rows] == ["3", "4", "5"]
    assert "amount: 'many' is not an amount" in rows[0][8] and "; on: " in rows[0][8]
    press(owner, owner.get(f"{IMPORTS}/1"), "/confirmation")
    rows[0][2], rows[0][4], rows[1][0] = "20.00", "2026-03-05", "R3"
    rows[2][2:7] = ["1300.00", "USD", "2026-03-07", "received", ""]
    again = give(owner, lines(*("\t".join(row) for row in (header, *rows))), "corrected.tsv")
    press(owner, owner.get(again.location), "/confirmation")
    assert sorted(amount for _, amount, _, _ in payments(app)) == [-140000, 700, 2000, 125000, 130000]


@pytest.mark.parametrize(
    ("kind", "content", "row"),
    [
        # Of titles of its own, and with what no database takes.
        ("clients", "name;came on;Answer\nBen\x00;soon;9\nAna;31.12.2025;8\n", ["Ben\ufffd", "soon"]),
        ("clients", b"name,came_on,answer\nB\xe9n,2026-01-01,Joe\nAnn,2026-01-02,Jos\xc3\xa9", ["B?n", "2026-01-01"]),
        ("partners", "name,email\nJoe Smith,joe at home\n", ["Joe Smith", "joe at home"]),
        ("costs", "source,amount,from\nYelp,many,2026-01-01\n", ["Yelp", "many", "2026-01-01"]),
    ],
)
def test_every_kind_of_file_gives_its_wrong_rows_back(
    app: Flask, owner: FlaskClient, kind: str, content: str | bytes, row: list[str]
) -> None:
    assert give(owner, content, kind=kind).location == f"{IMPORTS}/1"
    assert taken_away(owner)[1][: len(row)] == row


def test_wrong_rows_come_as_they_were_given_whatever_is_asked_for(app: Flask, owner: FlaskClient) -> None:
    give(owner, "name,email,phone\n@Joe,joe at home,+1 617 555 0100\n", kind="partners")
    page = f"{IMPORTS}/1?tab=refused"
    asked = owner.get(f"{page}&format=csv")
    assert asked.status_code == 303 and asked.location == f"{page}&format=xlsx"
    book = CalamineWorkbook.from_filelike(io.BytesIO(owner.get(asked.location).data))
    assert book.get_sheet_by_index(0).to_python()[1][:3] == ["@Joe", "joe at home", "+1 617 555 0100"]
