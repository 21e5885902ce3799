"""What is read from files that people really have, and what is said of those that cannot be read."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped] # it carries no types

import records.importing.files.spreadsheets
from records.importing import BadCall, Sheet, Unreadable, read_file


def read(folder: Path, content: str | bytes, **options: dict[str, str]) -> Sheet:
    file = folder / "partners.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_file(file, "partners", options.get("mapping", {}), options.get("defaults", {}))


def names(sheet: Sheet) -> list[tuple[int, str]]:
    return [(line.number, line["name"]) for line in sheet.lines if not line.problems]


def refused(sheet: Sheet) -> dict[int, str]:
    return {line.number: line.problems[0].reason for line in sheet.lines if line.problems}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_usual_encoding_and_delimiter_is_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = delimiter.join(["name", "city"]) + "\n" + delimiter.join(["Zoë Ågren", "Malmö"]) + "\n"
    sheet = read(tmp_path, text.encode(encoding))
    assert [(line["name"], line["city"]) for line in sheet.lines] == [("Zoë Ågren", "Malmö")]


def test_the_delimiter_is_the_headers_own(tmp_path: Path) -> None:
    sheet = read(tmp_path, 'name;"city, state"\n"Smith, Joe";Quincy\n')
    assert names(sheet) == [(2, "Smith, Joe")]


def test_excels_line_about_the_delimiter_is_understood(tmp_path: Path) -> None:
    assert names(read(tmp_path, "sep=;\nname;city\nJoe;Quincy, MA\n")) == [(3, "Joe")]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_line_ending_counts_as_one_line(tmp_path: Path, ending: str) -> None:
    assert names(read(tmp_path, ending.join(["name", "Joe", "", "Ann", ""]))) == [(2, "Joe"), (4, "Ann")]


def test_lines_inside_quoted_cells_are_counted(tmp_path: Path) -> None:
    sheet = read(tmp_path, 'name,city\n"Joe\nSmith","a\nb"\nAnn,\n')
    assert [number for number, _ in names(sheet)] == [2, 5]


@pytest.mark.parametrize("title", ["Name", " NAME ", "name*", "na_me"])
def test_case_spaces_and_underscores_of_the_header_do_not_matter(tmp_path: Path, title: str) -> None:
    assert names(read(tmp_path, f"{title},city\nJoe,Quincy\n")) == [(2, "Joe")]


def test_columns_that_are_not_used_are_named(tmp_path: Path) -> None:
    assert read(tmp_path, "name,Shoe size\nJoe,44\n").notices == ["Columns that are not used: Shoe size."]


def test_a_field_can_be_taken_from_another_column(tmp_path: Path) -> None:
    sheet = read(tmp_path, "Firm,name\nSmith Realty,x\n", mapping={"name": "firm"})
    assert names(sheet) == [(2, "Smith Realty")]


def test_a_default_stands_in_for_blank_cells_and_missing_columns(tmp_path: Path) -> None:
    sheet = read(tmp_path, "name,city\nJoe,\nAnn,Salem\n", defaults={"city": "Quincy", "kind": "business"})
    assert [(line["city"], line["kind"]) for line in sheet.lines] == [("Quincy", "business"), ("Salem", "business")]


@pytest.mark.parametrize(
    ("header", "options", "says"),
    [
        ("city,kind", {}, "no column 'name'"),
        ("name,Name", {}, "2 columns 'name'"),
        ("name", {"mapping": {"nmae": "name"}}, "no field 'nmae'"),
        ("name", {"mapping": {"city": "Town"}}, "'Town' is not there"),
        ("name", {"defaults": {"town": "Quincy"}}, "no field 'town'"),
    ],
)
def test_a_header_that_cannot_work_is_refused_as_a_whole(
    tmp_path: Path, header: str, options: dict[str, dict[str, str]], says: str
) -> None:
    with pytest.raises(BadCall, match=says):
        read(tmp_path, f"{header}\nJoe,x\n", **options)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\n \n", "no header"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "is a PDF"),
        (b"PK\x03\x04" + bytes(100), "a zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "an old Excel workbook"),
        (b"<!DOCTYPE html><html>", "a web page"),
        ("name,city\nJoe,Quincy\n".encode("utf-16-le"), "UTF-16 without its mark"),
        ("namé,city\nJoe,Quincy\n".encode("latin-1"), "not UTF-8"),
        ('"name,city\nJoe,Quincy\n', "the header (line 1) cannot be read"),
        (",".join(f"c{n}" for n in range(1_001)), "has 1,001 columns"),
        (f"name,{'x' * 50_000}\n", "has 2 columns of 50,004 characters"),
    ],
)
def test_what_is_no_table_is_named(tmp_path: Path, content: str | bytes, says: str) -> None:
    with pytest.raises(Unreadable) as problem:
        read(tmp_path, content)
    assert says in str(problem.value)


def test_a_wrong_encoding_costs_only_the_rows_that_it_garbles(tmp_path: Path) -> None:
    sheet = read(tmp_path, "name,city\nJoe,Quincy\nRené,Paris\nAnn,Salem\n".encode("latin-1"))
    assert names(sheet) == [(2, "Joe"), (4, "Ann")]
    assert "0xE9" in refused(sheet)[3]
    assert "CSV UTF-8" in refused(sheet)[3]


def test_a_wrong_byte_in_a_column_that_is_not_used_does_no_harm(tmp_path: Path) -> None:
    assert names(read(tmp_path, "name,notes\nJoe,café\n".encode("latin-1"))) == [(2, "Joe")]


def test_a_nul_costs_its_row(tmp_path: Path) -> None:
    sheet = read(tmp_path, b"name,city\nJo\x00e,Quincy\nAnn,Salem\n")
    assert names(sheet) == [(3, "Ann")]
    assert "NUL" in refused(sheet)[2]


def test_a_row_of_another_width_is_refused(tmp_path: Path) -> None:
    sheet = read(tmp_path, "name,city\nSmith, Joe,Quincy\nAnn\nBob,Salem,,\n")
    assert names(sheet) == [(4, "Bob")]
    assert "has 3 cells, and the header has 2" in refused(sheet)[2]
    assert "is cut off" in refused(sheet)[3]


@pytest.mark.parametrize("row", ["Total,12,", "Summe:,,12", "TOTAL: 12,,", "Total général,12,1.234"])
def test_a_line_of_totals_is_no_partner(tmp_path: Path, row: str) -> None:
    sheet = read(tmp_path, f"name,city,phone\nJoe,Quincy,\n{row}\n")
    assert names(sheet) == [(2, "Joe")]
    assert "line of totals" in refused(sheet)[3]


@pytest.mark.parametrize("row", ["Total,Paris,0142", "Suma,,", "Total Tax 24,,", "Sommer,,12"])
def test_who_is_called_like_a_total_is_somebody(tmp_path: Path, row: str) -> None:
    assert [line for line, _ in names(read(tmp_path, f"name,city,phone\n{row}\n"))] == [2]


def test_rows_of_another_width_are_counted_as_the_file_has_them_where_names_are_put_together(tmp_path: Path) -> None:
    sheet = read(tmp_path, "id,Vorname,Name\n1,Joe\n2,Ann,Lee,x\n3,Ann,Lee\n", mapping={"name": "Vorname + Name"})
    assert names(sheet) == [(4, "Ann Lee")]
    assert refused(sheet)[2].startswith("has 2 cells, and the header has 3;")
    assert refused(sheet)[3].startswith("has 4 cells, and the header has 3;")


def test_a_quote_that_is_never_closed_costs_its_row_only(tmp_path: Path) -> None:
    sheet = read(tmp_path, 'name,city\nJoe,"Quincy\nAnn,Salem\nBob,Hull\n')
    assert names(sheet) == [(3, "Ann"), (4, "Bob")]
    assert "never closed" in refused(sheet)[2]


def test_a_quote_inside_a_quoted_cell_costs_its_row_only(tmp_path: Path) -> None:
    sheet = read(tmp_path, 'name,city\n"Joe "the roof" Smith",Quincy\n"Ann",Salem\n5" Pipes,Hull\n')
    assert names(sheet) == [(3, "Ann"), (4, '5" Pipes')]
    assert "double it" in refused(sheet)[2]


def test_a_cell_of_ten_megabytes_is_refused_and_not_kept(tmp_path: Path) -> None:
    huge = "x" * 10_000_000
    sheet = read(tmp_path, f'name,city\n"{huge}",Quincy\nAnn,Salem\n')
    assert names(sheet) == [(3, "Ann")]
    assert refused(sheet)[2] == "has 10,000,000 characters, and at most 200 can be kept; shorten it"
    assert not any(len(cell) > 200 for line in sheet.lines for cell in line.cells.values())


def test_a_huge_cell_of_many_lines_is_one_row(tmp_path: Path) -> None:
    huge = "Eve,Hull\n" * 100_000
    sheet = read(tmp_path, f'name,city\n"{huge}",Quincy\nAnn,Salem\n')
    assert names(sheet) == [(100_003, "Ann")]
    assert list(refused(sheet)) == [2]


def test_a_line_without_end_is_no_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("records.importing.files.delimited._LONGEST_LINE", 1000)
    with pytest.raises(Unreadable, match="line 2 is longer"):
        read(tmp_path, "name\n" + "x" * 5000 + "\n")


def test_the_words_of_an_answer_keep_the_spaces_around_them(tmp_path: Path) -> None:
    file = tmp_path / "clients.csv"
    file.write_text("name,came_on,answer\n Ann ,2026-01-02,  joe told me \n", encoding="utf-8")
    (line,) = read_file(file, "clients", {}, {}).lines
    assert (line["name"], line["answer"]) == ("Ann", "  joe told me ")


def workbook(file: Path, *rows: list[object], sheets: int = 1) -> Path:
    with xlsxwriter.Workbook(file, {"default_date_format": "yyyy-mm-dd"}) as book:
        for number in range(sheets):
            sheet = book.add_worksheet()
            for place, row in enumerate(rows if number == 0 else []):
                sheet.write_row(place, 0, row)
    return file


def test_a_workbook_is_read_by_its_content_whatever_it_is_called(tmp_path: Path) -> None:
    file = workbook(tmp_path / "payments.csv", ["client", "amount", "on"], ["Ann", 1250.1, date(2026, 4, 3)])
    (line,) = read_file(file, "payments", {}, {}).lines
    assert (line["client"], line["amount"], line["on"]) == ("Ann", "1250.1", "2026-04-03")


def test_numbers_of_a_workbook_are_written_as_one_types_them(tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", ["name", "phone", "id"], ["Ann", 6175551234, 0.1 + 0.2], [], ["Bob", "", True])
    lines = read_file(file, "partners", {}, {}).lines
    assert [(line.number, line["phone"], line["id"]) for line in lines] == [(2, "6175551234", "0.3"), (4, "", "True")]


def test_only_the_first_sheet_is_read_and_the_file_says_so(tmp_path: Path) -> None:
    sheet = read_file(workbook(tmp_path / "a.xlsx", ["name"], ["Ann"], sheets=2), "partners", {}, {})
    assert sheet.notices == ["Only the first sheet ('Sheet1') was read; the workbook has 2."]


def test_a_workbook_that_unpacks_to_too_much_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records.importing.files.spreadsheets, "LARGEST", 1000)
    with pytest.raises(Unreadable, match="unpacked, more than"):
        read_file(workbook(tmp_path / "a.xlsx", ["name"], ["Ann"]), "partners", {}, {})


def test_a_stray_cell_far_away_does_not_fill_the_memory(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "name")
        sheet.write(1_048_575, 16_383, "x")
    with pytest.raises(Unreadable, match="reaches down to row 1,048,576"):
        read_file(file, "partners", {}, {})


def test_a_damaged_workbook_is_named(tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", ["name"], ["Ann"])
    with zipfile.ZipFile(file) as archive:
        place = archive.getinfo("xl/worksheets/sheet1.xml").header_offset + 60
    content = bytearray(file.read_bytes())
    content[place : place + 8] = b"\xff" * 8
    file.write_bytes(content)
    with pytest.raises(Unreadable, match="damaged"):
        read_file(file, "partners", {}, {})


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-04-03", date(2026, 4, 3)),
        ("2026/4/3", date(2026, 4, 3)),
        ("2026-04-03 00:00:00", date(2026, 4, 3)),
        ("2026-04-03T16:30", date(2026, 4, 3)),
    ],
)
def test_a_day_with_the_year_first_is_read(cell: str, day: date) -> None:
    assert records.importing.files.cells.day(cell) == day


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("03/04/2026", "2026-03-04 or 2026-04-03, whichever is meant"),
        ("25.12.2026", "write the year first: 2026-12-25"),
        ("2026-02-30", "not in the calendar"),
        ("0202-01-01", "cannot be meant"),
        ("soon", "write it like 2026-04-03"),
        ("2026-04-03T23:00:00Z", "write it like 2026-04-03"),
    ],
)
def test_any_other_day_is_refused_with_what_to_write(cell: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        records.importing.files.cells.day(cell)


def test_a_number_of_a_workbook_is_never_taken_for_a_thousand(tmp_path: Path) -> None:
    file = tmp_path / "amounts.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["client", "amount", "on"])
        sheet.write_row(1, 0, ["Ann Lee", 1.234, "2026-03-04"])
    assert [line["amount"] for line in read_file(file, "payments", {}, {}).lines] == ["1.2340"]
