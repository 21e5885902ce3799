"""Rankings as files: digits of the currency, names as text, and the same figures everywhere."""

import csv
import io
import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from records.money.currencies import plain_amount
from reports.counting.questions import Question
from reports.counting.rankings import Figures, Ranking, Row
from reports.ranked.exports import as_json, as_table
from reports.tables.csv_file import csv_text
from reports.tables.figures import in_clients
from reports.tables.workbook import workbook_bytes


def ranking(currency: str = "USD", name: str = "Joe Smith") -> Ranking:
    """A ranking of one row."""
    found = Ranking(Question(currency))
    found.rows = [Row("7", name, "partner", Figures(2_000_000, 1_500_000, 125050), rank=1, share=0.25)]
    found.total = Figures(8_000_000, 3_000_000, 500200)
    return found


@pytest.mark.parametrize(("currency", "revenue"), [("USD", "1250.50"), ("JPY", "125050"), ("KWD", "125.050")])
def test_revenue_has_the_digits_of_its_currency(tmp_path: Path, currency: str, revenue: str) -> None:
    found = ranking(currency)
    assert next(csv.DictReader(io.StringIO(csv_text(as_table(found)))))["revenue"] == revenue
    assert json.loads(as_json(found))["rows"][0]["revenue"] == 125050
    (tmp_path / "ranking.xlsx").write_bytes(workbook_bytes(as_table(found)))
    cell = CalamineWorkbook.from_path(tmp_path / "ranking.xlsx").get_sheet_by_name("Ranking").to_python()[1][6]
    assert cell == float(revenue)


def test_clients_are_whole_numbers_unless_they_are_shared() -> None:
    row = json.loads(as_json(ranking()))["rows"][0]
    assert (row["clients"], row["won"]) == (2, 1.5)
    assert isinstance(in_clients(2_000_000), int)


@pytest.mark.parametrize("name", ["=1+1", "+49 30 1234", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_name_is_run_by_a_spreadsheet(tmp_path: Path, name: str) -> None:
    found = ranking(name=name)
    written = next(csv.DictReader(io.StringIO(csv_text(as_table(found)), newline="")))["name"]
    assert written.startswith("'")
    assert written.replace("'", "") == name
    (tmp_path / "ranking.xlsx").write_bytes(workbook_bytes(as_table(found)))
    sheet = CalamineWorkbook.from_path(tmp_path / "ranking.xlsx").get_sheet_by_name("Ranking").to_python()
    assert str(sheet[1][2]).strip() == name.strip()


def test_a_refund_stays_a_number() -> None:
    found = ranking()
    found.rows[0].figures.revenue = -500
    assert (
        next(csv.DictReader(io.StringIO(csv_text(as_table(found)))))["revenue"] == plain_amount(-500, "USD") == "-5.00"
    )
