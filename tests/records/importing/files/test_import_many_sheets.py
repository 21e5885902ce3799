"""A workbook of many sheets fills the memory with none of them."""

import tracemalloc
import zipfile
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest
import xlsxwriter  # type: ignore[import-untyped] # it carries no types

from records.importing import Unreadable, read_file
from records.importing.files import spreadsheets
from tests.records.importing.files.test_import_far_cells import cells, with_sheet

MARCH = {"from": "2026-03-01", "to": "2026-03-31"}


def book_of(file: Path, *sheets: Sequence[Sequence[object]]) -> Path:
    """A workbook with these rows, sheet by sheet."""
    with xlsxwriter.Workbook(file) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return file


@pytest.mark.parametrize("kind", ["keywords", "partners"])
def test_thirty_sheets_that_reach_just_as_far_as_one_may_are_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    file = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(file) as book:
        for _ in range(30):
            sheet = book.add_worksheet()
            sheet.write(0, 0, "name")
            sheet.write(304, 16_383, "x")
    # The library that reads cells keeps them where no Python counts, so it must not even be asked.
    asked: list[Path] = []
    monkeypatch.setattr(spreadsheets, "CalamineWorkbook", SimpleNamespace(from_path=asked.append))
    tracemalloc.start()
    try:
        with pytest.raises(Unreadable, match=r"reaches down to row 305 .* together with the sheets before it"):
            read_file(file, kind, {}, MARCH if kind == "keywords" else {})
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()
    assert not asked


def test_no_more_than_one_sheet_is_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table: list[list[object]] = [
        ["https://firm.example", 1, 2],
        *[[f"https://firm.example/{n}", 1, 2] for n in range(9)],
    ]
    queries: list[list[object]] = [["Top queries", "Clicks", "Impressions"], ["probate", 1, 2]]
    file = book_of(tmp_path / "a.xlsx", table, table, table, queries)
    open_now, most = 0, 0
    read = spreadsheets._rows

    def counted(*wanted: object):  # type: ignore[no-untyped-def]  # it passes on whatever it gets
        nonlocal open_now, most
        open_now += 1
        most = max(most, open_now)
        try:
            yield from read(*wanted)  # type: ignore[arg-type]
        finally:
            open_now -= 1

    monkeypatch.setattr(spreadsheets, "_rows", counted)
    assert [line["query"] for line in read_file(file, "keywords", {}, MARCH).lines] == ["probate"]
    assert most == 1


def test_more_sheets_than_anybody_looks_through_are_refused(tmp_path: Path) -> None:
    file = book_of(tmp_path / "a.xlsx", *([[["name"]]] * 101))
    with pytest.raises(Unreadable, match="has 101 sheets, more than 100"):
        read_file(file, "keywords", {}, MARCH)


def test_sheets_that_are_one_part_of_the_workbook_are_not_read_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = book_of(tmp_path / "a.xlsx", *[[["name", 1, 2], ["https://a.example", 1, 2]]] * 20)
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    related = "xl/_rels/workbook.xml.rels"
    for number in range(2, 21):
        parts[related] = parts[related].replace(b"worksheets/sheet%d.xml" % number, b"worksheets/sheet1.xml")
        del parts[f"xl/worksheets/sheet{number}.xml"]
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    monkeypatch.setattr(spreadsheets, "MOST_CELLS", 30)
    with pytest.raises(Unreadable, match="the sheets of the workbook are too large"):
        read_file(file, "keywords", {}, MARCH)


def test_what_is_to_be_calculated_counts_as_no_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = with_sheet(tmp_path / "a.xlsx", cells('<row r="2"><c r="A2"><v>7</v></c></row>'))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/calcChain.xml", "<calcChain><c r='A1'/><c r='A2'/></calcChain>")
    monkeypatch.setattr(spreadsheets, "MOST_CELLS", 2)
    assert [line["name"] for line in read_file(file, "partners", {}, {}).lines] == ["7"]
