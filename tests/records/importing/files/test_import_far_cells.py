"""A workbook whose cells are spread too far is refused before it is read, however its XML is written."""

import zipfile
from pathlib import Path
from time import process_time

import pytest
import xlsxwriter  # type: ignore[import-untyped] # it carries no types

from records.importing import Unreadable, read_file


def with_sheet(file: Path, sheet: str, texts: str = "") -> Path:
    """A workbook whose first sheet is this XML, and its texts if there are any."""
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet().write_string(0, 0, "name")
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        parts |= {"xl/worksheets/sheet1.xml": sheet.encode()}
        parts |= {"xl/sharedStrings.xml": texts.encode()} if texts else {}
        for name, content in parts.items():
            archive.writestr(name, content)
    return file


def cells(*far: str) -> str:
    """A sheet with the header in its first row and these cells after it."""
    kind = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    header = '<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row>'
    return f'<worksheet xmlns="{kind}" xmlns:x="{kind}"><sheetData>{header}{"".join(far)}</sheetData></worksheet>'


@pytest.mark.parametrize(
    "far",
    [
        '<row><c\tr="XFD1048576"><v>1</v></c></row>',
        '<row><c r = "XFD1048576"><v>1</v></c></row>',
        '<row><c r="xfd1048576"><v>1</v></c></row>',
        "<row><c\nr='XFD1048576'><v>1</v></c></row>",
        '<row><x:c r="XFD1048576"><v>1</v></x:c></row>',
        '<row><c s=">" r="XFD1048576"><v>1</v></c></row>',
        f'<row><c s="{"0" * 3000}" r="XFD1048576"><v>1</v></c></row>',
        '<row r="1048576"><c r="A1048576"/><c><v>1</v></c><c/><c/><c/><c><v>1</v></c></row>',
        '<row r="2"><c r="ZZZZZZ2"><v>1</v></c></row>',
    ],
)
def test_a_cell_far_away_is_seen_however_it_is_written(tmp_path: Path, far: str) -> None:
    with pytest.raises(Unreadable, match="reaches down to row"):
        read_file(with_sheet(tmp_path / "a.xlsx", cells(far)), "partners", {}, {})


@pytest.mark.parametrize(
    "sheet",
    [
        cells("<c " * 7_000_000),
        cells("<row><c r='XFD1048576' s=<><v>1</v></c></row>"),
        f"<!DOCTYPE worksheet [<!ENTITY a '\"<b'>]>{cells()}",
    ],
)
def test_a_sheet_that_is_not_well_formed_is_refused_at_once(tmp_path: Path, sheet: str) -> None:
    file = with_sheet(tmp_path / "a.xlsx", sheet)
    began = process_time()
    with pytest.raises(Unreadable, match="damaged"):
        read_file(file, "partners", {}, {})
    assert process_time() - began < 5


@pytest.mark.parametrize(
    ("before", "number", "says"),
    [
        ("", "0", "come to 400 MB of text"),
        ("", "+0", "come to 400 MB"),
        ("", "0" * 25, "come to 400 MB"),
        ("<!DOCTYPE sst>", "0", "damaged"),
    ],
)
def test_a_long_text_that_very_many_cells_name_is_not_read(tmp_path: Path, before: str, number: str, says: str) -> None:
    texts = f"{before}<sst><si><t>{'x' * 2**20}</t></si><si><t>short</t></si></sst>"
    many = [f'<row r="{n}"><c r="A{n}" t="s"><v>{number}</v></c></row>' for n in range(2, 402)]
    with pytest.raises(Unreadable, match=says):
        read_file(with_sheet(tmp_path / "a.xlsx", cells(*many), texts), "partners", {}, {})
    # The same long text beside very many that are short is no harm.
    few = [each.replace(f"<v>{number}<", "<v>1<") for each in many[1:]]
    texts = texts.removeprefix(before)
    sheet = read_file(with_sheet(tmp_path / "b.xlsx", cells(many[0], *few), texts), "partners", {}, {})
    assert [line["name"] for line in sheet.lines][1:] == ["short"] * 399


def test_a_row_without_cells_far_down_does_no_harm(tmp_path: Path) -> None:
    file = with_sheet(
        tmp_path / "a.xlsx", cells('<row r="2"><c r="A2"><v>7</v></c><c r="Z2"/></row><row r="1048576"/>')
    )
    sheet = read_file(file, "partners", {}, {})
    assert [(line.number, line["name"]) for line in sheet.lines] == [(2, "7")]
