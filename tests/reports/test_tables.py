"""Tables as files: no text can run, numbers stay numbers, and the cover says what is counted."""

import csv
import io
import re
import zipfile
from datetime import date
from pathlib import Path
from time import process_time
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from reports.tables.csv_file import csv_text, write_cover
from reports.tables.description import Column, Kind, Manner, Money, Row, Table
from reports.tables.harmless import file_name, harmless, sheet_name, writable
from reports.tables.workbook import workbook_bytes, write_workbook

RUNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
SEPARATORS = (",", ";", "\t", "|")

dangerous = st.sampled_from(
    [*RUNS, *SEPARATORS, "\r", "\n", '"', "'", " ", "\u200b", "\ufeff", "=1+1", "cmd|' /C calc'!A0"]
)
anything = st.lists(dangerous | st.text(max_size=5), max_size=8).map("".join)


def cells_read(text: str, separator: str) -> list[str]:
    """The cells of a file as a program takes them that splits by this separator."""
    return [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) for cell in row]


def cells_split(text: str) -> list[str]:
    """The cells of a file as a careless program takes them, to which quotes mean nothing."""
    return re.split(r"[,;\t|\r\n\"]", text)


def runs(cell: str) -> bool:
    """Whether a spreadsheet would take a cell for a formula: blanks and marks without a width are stripped first."""
    bare = re.sub(r"^[\s\x00-\x1f\u200b\ufeff]+", "", cell)
    return bare.startswith(RUNS) and not re.fullmatch(r"-\d+(\.\d+)?", bare)


@given(anything, anything, st.lists(anything, max_size=3))
@example("=1+1", "name", ["a;=1+1", "x\n=1"])
@example("\ufeff=1", "\t=1", ['a"=1', "a|@SUM(A1)", " -1+1"])
def test_no_cell_of_a_csv_runs_with_whatever_separator_it_is_read(name: str, title: str, values: list[str]) -> None:
    table = Table(
        title, [Column(title), Column("Sum", Kind.MONEY, "USD")], [Row((name, -500)), Row(("; ".join(values), 1))]
    )
    cover = io.StringIO(newline="")
    write_cover(Table(title, [], [], [(title, name)], notes=values), cover)
    for text in (csv_text(table), cover.getvalue()):
        for cell in cells_split(text):
            assert not runs(cell), (cell, text)
        for separator in SEPARATORS:
            for cell in cells_read(text, separator):
                assert not runs(cell), (separator, cell, text)


@given(anything)
def test_a_text_loses_nothing_but_gains_apostrophes(text: str) -> None:
    assert harmless(text).replace("'", "") == writable(text).replace("'", "")


def test_ordinary_words_stay_as_they_are() -> None:
    for text in ("Smith-Jones & Co.", "joe+law@mail.example", "a = b", "Joe - and Ann", "Müller, “Anna”", "3 - 4"):
        assert harmless(text) == text


def test_thousands_of_line_breaks_and_blanks_take_no_time() -> None:
    began = process_time()
    for text in ("\n" * 100_000, "\t\r\n " * 25_000, "," + " " * 100_000, "\n=" * 20_000):
        assert harmless(text).replace("'", "") == text
    assert process_time() - began < 2


def parts_of(workbook: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


@given(anything, anything, anything, anything)
@example("=1+1", "=cmd|' /C calc'!A0", "http://evil.example", "=A1")
def test_no_cell_of_a_workbook_is_a_formula_or_a_link(name: str, title: str, word: str, sheet: str) -> None:
    table = Table(title, [Column(title)], [Row((name,), Manner.TOTAL)], [(word, name)], sheet, [name])
    for part, xml in parts_of(workbook_bytes(table)).items():
        found = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(xml).iter()}  # noqa: S314 - it is ours
        assert found.isdisjoint({"f", "hyperlink", "externalReference", "oleLink", "ddeLink"}), part


@given(st.lists(anything, min_size=1, max_size=5))
def test_sheet_names_are_those_that_excel_takes(wanted: list[str]) -> None:
    names: list[str] = []
    for each in wanted:
        names.append(sheet_name(each, names))
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 0 < len(name) <= 31
        assert not re.search(r"[\[\]:*?/\\]", name)
        assert not name.startswith(("'", *RUNS))
        assert not name.endswith("'")
        assert name.casefold() != "history"


@given(anything)
@example("../../etc/passwd")
@example('a"; filename="b.exe')
@example("CON")
def test_file_names_are_safe(title: str) -> None:
    name = file_name(title, "csv")
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,90}\.csv", name)
    assert name.partition(".")[0] not in {"con", "nul", "com1"}


def test_kinds_are_written_as_what_they_are(tmp_path: Path) -> None:
    columns = [
        Column("Who"),
        Column("Came", Kind.DAY),
        Column("Clients", Kind.CLIENTS),
        Column("Revenue (JPY)", Kind.MONEY, "JPY"),
        Column("Paid", Kind.MONEY),
        Column("Share", Kind.SHARE),
    ]
    rows = [
        Row(("Joe", date(2026, 3, 4), 2_000_000, 1250, Money(-125050, "KWD"), 0.25)),
        Row(("Ann", date(1871, 1, 2), 333_333, None, Money(5, "USD"), None)),
    ]
    assert csv_text(Table("T", columns, rows)).splitlines()[1:] == [
        "Joe,2026-03-04,2,1250,-125.050,0.25",
        "Ann,1871-01-02,0.333333,,0.05,",
    ]
    file = tmp_path / "table.xlsx"
    with file.open("wb") as opened:
        write_workbook(Table("T", columns, rows, [("Firm", "Whence & Co.")], "Rows"), opened)
    book = CalamineWorkbook.from_path(file)
    assert book.sheet_names == ["Cover", "Rows"]
    assert ["Firm", "Whence & Co."] in book.get_sheet_by_name("Cover").to_python()
    assert book.get_sheet_by_name("Rows").to_python()[1:] == [
        ["Joe", date(2026, 3, 4), 2, 1250, -125.05, 0.25],
        ["Ann", "1871-01-02", 0.333333, "", 0.05, ""],
    ]
    assert {'formatCode="#,##0.000"', 'formatCode="#,##0.00"'} <= set(
        re.findall(r'formatCode="[^"]+"', parts_of(file.read_bytes())["xl/styles.xml"])
    )


def test_a_table_longer_than_a_sheet_goes_on_in_the_next() -> None:
    file = io.BytesIO()
    write_workbook(Table("T", [Column("N", Kind.NUMBER)], [Row((n,)) for n in range(7)]), file, rows_of_a_sheet=4)
    file.seek(0)
    book = CalamineWorkbook.from_filelike(file)
    read = {name: [row[0] for row in book.get_sheet_by_name(name).to_python()] for name in book.sheet_names[1:]}
    assert read == {"Table": ["N", 0, 1, 2], "Table 2": ["N", 3, 4, 5], "Table 3": ["N", 6]}


def test_a_text_too_long_for_a_cell_is_cut_and_not_left_out() -> None:
    file = io.BytesIO(workbook_bytes(Table("T", [Column("N")], [Row(("x" * 40_000,))])))
    assert len(str(CalamineWorkbook.from_filelike(file).get_sheet_by_index(1).to_python()[1][0])) == 32_767


def test_an_amount_without_a_currency_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="no amount"):
        csv_text(Table("T", [Column("N", Kind.MONEY, "USD")], [Row((0.5,))]))
