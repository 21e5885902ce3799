"""A partners file becomes entries of a directory without any database, by the reader of imports."""

from pathlib import Path

import pytest

from attribution.model import Entity, Entry
from records.importing import BadCall, Problem
from records.importing.lines.as_entries import entries_of

HEADER = "id,name,kind,organisation,occupation,city,aliases,website\n"


def read(path: Path, content: str | bytes) -> tuple[list[Entry], list[tuple[int, str | None]], list[str]]:
    """The entries of a file, the line and column of what was refused, and what was noticed."""
    file = path / "partners.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    problems: list[Problem] = []
    notices: list[str] = []
    entries = list(entries_of(file, problems, notices))
    return entries, [(each.line, each.column) for each in problems], notices


def test_a_blank_id_is_the_number_of_the_line(tmp_path: Path) -> None:
    entries, problems, _ = read(tmp_path, HEADER + '7,"Ann\nBell",person,,,,,\n,Bob Cole,,,,,,\n')
    assert ([each.id for each in entries], problems) == (["7", "4"], [])


def test_a_repeated_id_a_bad_kind_and_a_missing_name_are_refused_with_their_lines(tmp_path: Path) -> None:
    rows = "1,Ann,,,,,,\n1,Bob,,,,,,\n2,Cy,robot,,,,,\n3,,person,,,,,\n,Di,,,,,,\n6,Ed,,,,,,\n"
    entries, problems, _ = read(tmp_path, HEADER + rows)
    assert [(each.id, each.name) for each in entries] == [("1", "Ann"), ("6", "Di")]
    assert problems == [(3, "id"), (4, "kind"), (5, "name"), (7, "id")]


def test_everything_that_helps_to_recognise_somebody_is_read(tmp_path: Path) -> None:
    text = "Name,kind,Organisation,occupation,city,aliases,website,e-mail,shoe size\n"
    text += "Ann Bell,Person,Bell & Co,realtor,Quincy,Annie; A.B. ;ann bell,bell.example,a@bell.example,44\n"
    entries, problems, notices = read(tmp_path, text.encode("utf-8-sig"))
    assert entries == [
        Entry(
            id="2",
            name="Ann Bell",
            entity=Entity.PERSON,
            organisation="Bell & Co",
            occupation="realtor",
            city="Quincy",
            aliases=("Annie", "A.B."),
            website="bell.example",
        )
    ]
    assert (problems, notices) == ([], ["Columns that are not used: shoe size."])


def test_a_quote_that_is_not_closed_costs_its_row_alone(tmp_path: Path) -> None:
    entries, problems, _ = read(tmp_path, 'id,name\n1,Al Stone\n2,"Joe Smith\n3,Bob Roy\n4,Cy Young\n')
    assert [each.name for each in entries] == ["Al Stone", "Bob Roy", "Cy Young"]
    assert problems == [(3, None)]


@pytest.mark.parametrize(
    "content",
    [
        b"id;name\n1;Joe Smith\n",
        b"id\tname\n1\tJoe Smith\n",
        "id\tname\r\n1\tJoe Smith\r\n".encode("utf-16"),
        b"\n\nid,name\n\n1,Joe Smith\n\n",
        b"sep=;\nid;name\n1;Joe Smith\n",
    ],
)
def test_a_file_as_spreadsheets_save_it_is_read(tmp_path: Path, content: bytes) -> None:
    entries, problems, _ = read(tmp_path, content)
    assert ([(each.id, each.name) for each in entries], problems) == ([("1", "Joe Smith")], [])


def test_a_cell_that_is_not_utf_8_costs_its_row_alone(tmp_path: Path) -> None:
    entries, problems, _ = read(tmp_path, b"id,name\n1,Ren\xe9e\n2,Joe Smith\n")
    assert ([each.id for each in entries], problems) == (["2"], [(2, "name")])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7\n", "is a PDF"),
        (b"who,what\n1,2\n", "has no column 'name'; it has 'who', 'what'. Give the column that is meant the name"),
        (b"id,name,Name\n1,Joe Smith,Al\n", "has 2 columns 'name'; rename one$"),
    ],
)
def test_what_is_no_partners_file_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(BadCall, match=said):
        read(tmp_path, content)
