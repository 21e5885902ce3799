"""``flask rank``: the figures of the page in every format, and the words that it refuses."""

import csv
import io
import itertools
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from python_calamine import CalamineWorkbook

from attribution import Role
from records.clients import Client
from records.db import db
from records.money.payments import PaymentKind, record_payment
from records.reviews.reviewing import review_answer
from records.sources import Source, add_partner
from reports.counting.questions import CreditRule, Of, read_question
from reports.counting.rankings import rank
from tests.records.firm_of_tests import reviewer, told

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def client_of(name: str, *sources: Source, amount: int = 0) -> Client:
    """A client whom a person credited to sources, or left open without any, and who paid so much."""
    session = db.session()
    submission = told(session, "somebody I met", name=name)
    if sources:
        review_answer(session, submission, reviewer(session), sources, NOW)
    if amount:
        record_payment(session, submission.client, amount, "USD", date(2026, 3, 10), PaymentKind.RECEIVED, NOW)
    return submission.client


@pytest.fixture
def firm(app: Flask) -> None:
    """Two partners, three clients of theirs, one shared, and a client nobody can tell anything about."""
    with app.app_context():
        joe = add_partner(db.session(), "Joe Smith", NOW)
        evil = add_partner(db.session(), '=HYPERLINK("http://evil.example")', NOW)
        client_of("one", joe, amount=100000)
        client_of("two", joe, evil, amount=30001)
        client_of("three", evil)
        client_of("four", amount=5000)
        db.session.commit()


def ranked(runner: FlaskCliRunner, *options: str) -> dict[str, Any]:
    result = runner.invoke(args=["rank", "--format", "json", *options])
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    read: dict[str, Any] = json.loads(result.stdout)
    return read


def test_the_json_has_exactly_the_agreed_shape(firm: None, runner: FlaskCliRunner) -> None:
    found = ranked(runner)
    assert list(found) == [
        "of", "by", "from", "to", "currency", "rule", "rows", "elsewhere", "unknown", "in_review", "total",
    ]  # fmt: skip
    assert found["rule"] == {"money": "received", "count": "period", "credit": "first", "role": "introduced_by"}
    assert (found["of"], found["by"], found["from"], found["to"], found["currency"]) == (
        "partners",
        "revenue",
        None,
        None,
        "USD",
    )
    first = found["rows"][0]
    assert list(first) == ["rank", "id", "name", "kind", "clients", "won", "revenue", "share"]
    assert first == first | {"rank": 1, "name": "Joe Smith", "kind": "partner", "clients": 2, "won": 2}
    assert (first["id"].isdecimal(), first["revenue"]) == (True, 130001)
    assert first["share"] == pytest.approx(130001 / 135001)
    assert list(found["in_review"]) == ["clients", "won", "revenue", "conflict"]
    assert found["total"] == {"clients": 4, "won": 3, "revenue": 135001}


def test_rows_and_what_has_no_row_add_up_to_the_total(firm: None, runner: FlaskCliRunner) -> None:
    for of, credit, role in itertools.product(Of, CreditRule, Role):
        found = ranked(runner, "--of", of.value, "--credit", credit.value, "--role", role.value)
        parts = [*found["rows"], found["elsewhere"], found["unknown"], found["in_review"]]
        for measure in ("clients", "won", "revenue"):
            assert sum(part[measure] for part in parts) == pytest.approx(found["total"][measure]), (of, credit, role)


def test_shared_credits_make_fractions_of_clients_and_whole_minor_units(firm: None, runner: FlaskCliRunner) -> None:
    rows = ranked(runner, "--credit", "shared")["rows"]
    assert [(row["clients"], row["revenue"]) for row in rows] == [(1.5, 115001), (1.5, 15000)]


def test_a_period_counts_both_its_days(firm: None, runner: FlaskCliRunner) -> None:
    assert ranked(runner, "--from", "2026-03-10", "--to", "2026-03-10")["total"]["clients"] == 4
    found = ranked(runner, "--from", "2026-03-11")
    assert (found["from"], found["to"], found["total"]["clients"]) == ("2026-03-11", None, 0)


def test_the_figures_are_those_of_the_page(app: Flask, firm: None, runner: FlaskCliRunner) -> None:
    with app.app_context():
        page = rank(db.session(), read_question({"by": "won"}, "USD"))
    found = ranked(runner, "--by", "won")
    assert [(row["id"], row["revenue"]) for row in found["rows"]] == [
        (row.id, row.figures.revenue) for row in page.rows
    ]


def test_csv_holds_every_row_and_nothing_that_a_spreadsheet_would_run(firm: None, runner: FlaskCliRunner) -> None:
    result = runner.invoke(args=["rank", "--format", "csv", "--by", "clients"])
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["name"] for row in rows[:2]] == ["Joe Smith", """'=HYPERLINK("http://evil.example")"""]
    assert (rows[0]["revenue"], rows[0]["currency"], rows[0]["share"]) == ("1300.01", "USD", "0.5")
    assert [row["id"] for row in rows[2:]] == ["elsewhere", "unknown", "in_review", "conflict", "total"]


def test_a_workbook_holds_numbers_as_numbers_and_names_as_text(
    firm: None, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    file = tmp_path / "ranking.xlsx"
    assert runner.invoke(args=["rank", "--format", "xlsx", "-o", str(file), "--by", "clients"]).exit_code == 0
    rows = CalamineWorkbook.from_path(file).get_sheet_by_name("Ranking").to_python()
    assert rows[0][:4] == ["rank", "id", "name", "kind"]
    assert rows[1][:1] + rows[1][2:7] == [1, "Joe Smith", "partner", 2, 2, 1300.01]
    assert rows[2][2] == '=HYPERLINK("http://evil.example")'


def test_a_table_for_people_says_how_it_counts(firm: None, runner: FlaskCliRunner) -> None:
    table = runner.invoke(args=["rank"]).stdout
    assert "1  Joe Smith" in table
    assert "In review" in table
    assert "Counted by what clients said" in table


def test_a_name_cannot_move_the_cursor(app: Flask, runner: FlaskCliRunner) -> None:
    with app.app_context():
        client_of("one", add_partner(db.session(), "Joe\x1b[2J\nSmith", NOW))
        db.session.commit()
    assert "Joe [2J Smith" in runner.invoke(args=["rank"]).stdout


def test_any_format_can_go_to_a_file(firm: None, runner: FlaskCliRunner, tmp_path: Path) -> None:
    result = runner.invoke(args=["rank", "--format", "json", "-o", str(tmp_path / "ranking.json")])
    assert result.stdout == ""
    assert json.loads((tmp_path / "ranking.json").read_text(encoding="utf-8"))["of"] == "partners"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--of", "people"], "'people' is not one of"),
        (["--from", "1st of May"], "write a day like 2026-03-31"),
        (["--from", "2026-05-01", "--to", "2026-04-01"], "ends (2026-04-01) before it begins"),
        (["--currency", "XYZ"], "'XYZ' is not a currency"),
        (["--format", "xlsx"], "name a file with -o FILE"),
        (["-o", "/nowhere/at/all.txt"], "cannot be written"),
    ],
)
def test_what_cannot_be_is_refused_with_status_2(runner: FlaskCliRunner, options: list[str], says: str) -> None:
    result = runner.invoke(args=["rank", *options])
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stdout == ""
