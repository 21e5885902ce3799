"""``flask import``: what is written where, the exit status, and what stays when something is wrong."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped] # it carries no types
from click.testing import Result
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select

from records.clients import Client
from records.db import db
from records.importing.files.column_maps import keep_map
from records.imports import Import
from records.keywords.search_totals import SearchTotal
from records.money.payments import Payment
from records.sources import Partner

GOOD = "id,name\n1,Joe Smith\n2,Nisha Patel\n"
MIXED = "id,name,email\n1,Joe Smith,\n2,,\n3,Nisha Patel,nisha at home\n"


def run(runner: FlaskCliRunner, folder: Path, content: str | bytes, *options: str, kind: str = "partners") -> Result:
    file = folder / f"{kind}.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return runner.invoke(args=["import", kind, str(file), *options])


def outcome(result: Result) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(result.stdout)
    return read


def rows_of(app: Flask, table: type) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_good_rows_go_in_and_the_summary_is_on_stdout(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    result = run(runner, tmp_path, GOOD)
    assert result.exit_code == 0
    assert result.stdout == "2 partners added, 0 changed, 0 unchanged, 0 rows refused.\n"
    assert result.stderr == ""
    assert rows_of(app, Partner) == 2


def test_one_is_counted_in_the_singular(runner: FlaskCliRunner, tmp_path: Path) -> None:
    result = run(runner, tmp_path, "id,name\n1,Joe Smith\n2,\n")
    assert result.stdout == "1 partner added, 0 changed, 0 unchanged, 1 row refused.\n"


def test_each_bad_row_is_named_on_stderr_and_the_good_ones_are_in(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    result = run(runner, tmp_path, MIXED)
    assert result.exit_code == 1
    assert result.stdout == "1 partner added, 0 changed, 0 unchanged, 2 rows refused.\n"
    assert result.stderr.splitlines() == [
        "partners.csv, line 3, name: is blank, and every row needs it; fill it in.",
        "partners.csv, line 4, email: 'nisha at home' is not an e-mail address; correct it, or leave the cell blank.",
    ]
    assert rows_of(app, Partner) == 1


def test_strict_takes_nothing_in_if_a_row_is_refused(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    result = run(runner, tmp_path, MIXED, "--strict")
    assert result.exit_code == 1
    assert "Nothing went in" in result.stderr
    assert rows_of(app, Partner) == 0
    assert run(runner, tmp_path, GOOD, "--strict").exit_code == 0


def test_a_dry_run_says_what_would_happen_and_changes_nothing(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    result = run(runner, tmp_path, MIXED, "--dry-run")
    assert result.exit_code == 1
    assert result.stdout.startswith("Nothing was changed. It would be: 1 partner added")
    assert rows_of(app, Partner) == rows_of(app, Import) == 0


def test_the_outcome_as_json(runner: FlaskCliRunner, tmp_path: Path) -> None:
    result = run(runner, tmp_path, MIXED.replace("email", "E-Mail").replace("name", "name,Shoe"), "--json")
    assert outcome(result) == {
        "kind": "partners",
        "file": "partners.csv",
        "added": 0,
        "changed": 0,
        "unchanged": 0,
        "refused": 3,
        "problems": [
            {"line": line, "column": None, "reason": "has 3 cells, and the header has 4; the row is cut off"}
            for line in (2, 3, 4)
        ],
        "notices": ["Columns that are not used: Shoe."],
        "dry_run": False,
    }
    result = run(runner, tmp_path, MIXED, "--json")
    assert [(problem["line"], problem["column"]) for problem in outcome(result)["problems"]] == [
        (3, "name"),
        (4, "email"),
    ]


def test_running_it_twice_changes_nothing(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    run(runner, tmp_path, GOOD)
    result = run(runner, tmp_path, GOOD)
    assert result.stdout == "0 partners added, 0 changed, 2 unchanged, 0 rows refused.\n"
    assert rows_of(app, Import) == 1


def test_the_three_kinds_follow_each_other(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    clients = "ref,name,came_on,answer\nC1,Ann Lee,2026-03-04,Joe Smith told me\n"
    payments = "ref,client,amount,on\nP1,C1,100,2026-03-05\n"
    for kind, content in (("partners", GOOD), ("clients", clients), ("payments", payments)) * 2:
        assert run(runner, tmp_path, content, kind=kind).exit_code == 0
    assert (rows_of(app, Client), rows_of(app, Payment), rows_of(app, Import)) == (1, 1, 3)


def test_a_workbook_goes_in_like_a_csv(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    file = tmp_path / "partners.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["ID", "Name"])
        sheet.write_row(1, 0, [1, "Joe Smith"])
    assert runner.invoke(args=["import", "partners", str(file)]).exit_code == 0
    # The number 1 of a workbook and the text 1 of a CSV are the same id.
    assert "1 partner added, 0 changed, 1 unchanged" in run(runner, tmp_path, GOOD).stdout


def test_columns_can_be_mapped_and_defaulted(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    content = "Who = what\nJoe Smith\n"
    result = run(runner, tmp_path, content, "--map", "name=Who = what", "--default", "kind=business")
    assert result.exit_code == 0
    with app.app_context():
        partner = db.session.scalars(select(Partner)).one()
        assert (partner.source.name, partner.entity) == ("Joe Smith", "business")


@pytest.mark.parametrize(
    ("content", "options", "says"),
    [
        (GOOD, ["--map", "nmae=name"], "partners.csv: there is no field 'nmae'; the fields are id, name"),
        (GOOD, ["--map", "city=Town"], "the column 'Town' is not there; the header has 'id', 'name'"),
        (GOOD, ["--map", "name=id", "--map", "name=name"], "--map is given 2 times for 'name'; leave only one"),
        (GOOD, ["--default", "city=Hull", "--default", "city=York"], "--default is given 2 times for 'city'"),
        (GOOD, ["--map", "city"], "'city' is not FIELD=COLUMN"),
        (GOOD, ["--default", "town=Hull"], "there is no field 'town'"),
        ("id,city\n1,Hull\n", [], "the header has no column 'name'; it has 'id', 'city'. Name the column with --map"),
        (b"%PDF-1.7\n", [], "partners.csv: the file is a PDF, not a table. Save the table as CSV UTF-8"),
        (b"", [], "the file is empty"),
    ],
)
def test_a_call_that_cannot_work_ends_with_status_2(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path, content: str | bytes, options: list[str], says: str
) -> None:
    result = run(runner, tmp_path, content, *options, "--json")
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stdout == ""
    assert rows_of(app, Partner) == 0


def test_a_file_that_is_not_there_and_a_kind_that_is_none_end_with_status_2(runner: FlaskCliRunner) -> None:
    assert runner.invoke(args=["import", "partners", "nowhere.csv"]).exit_code == 2
    assert runner.invoke(args=["import", "people", "nowhere.csv"]).exit_code == 2


def test_many_problems_do_not_hide_the_summary(runner: FlaskCliRunner, tmp_path: Path) -> None:
    result = run(runner, tmp_path, "id,name\n" + "1,\n" * 200)
    assert len(result.stderr.splitlines()) == 51
    assert result.stderr.splitlines()[-1] == "… and 150 more; --json lists them all."
    assert len(outcome(run(runner, tmp_path, "id,name\n" + "1,\n" * 200, "--json"))["problems"]) == 200


def test_a_wrong_encoding_keeps_the_rows_that_are_right(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    result = run(runner, tmp_path, "name\nJoe Smith\nRené Roy\n".encode("latin-1"))
    assert result.exit_code == 1
    assert "line 3, name: is not UTF-8 (the byte 0xE9); save the file as CSV UTF-8" in result.stderr
    assert rows_of(app, Partner) == 1


def test_a_cell_of_ten_megabytes_costs_its_row(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    result = run(runner, tmp_path, f"id,name\n1,{'x' * 10_000_000}\n2,Joe Smith\n")
    assert result.exit_code == 1
    assert "line 2, name: has 10,000,000 characters" in result.stderr
    assert rows_of(app, Partner) == 1


def test_search_totals_go_in_with_their_period_and_twice_changes_nothing(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    content = "Top queries,Clicks,Impressions,CTR,Position\nwill lawyer,3,40,7.5%,2.1\nlawyer will,x,1,,\n"
    period = ["--default", "from=2026-03-01", "--default", "to=2026-03-31"]
    result = run(runner, tmp_path, content, *period, kind="keywords")
    assert result.exit_code == 1
    assert result.stdout == "1 keyword added, 0 changed, 0 unchanged, 1 row refused.\n"
    assert result.stderr == "keywords.csv, line 3, Clicks: 'x' is not a whole number; write it like 1250.\n"
    again = run(runner, tmp_path, content, *period, "--json", kind="keywords")
    assert outcome(again)["unchanged"] == 1
    assert (rows_of(app, SearchTotal), rows_of(app, Import)) == (1, 1)


def test_search_totals_without_a_period_ask_for_it(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    result = run(runner, tmp_path, "query,clicks\nwill lawyer,3\n", kind="keywords")
    assert result.exit_code == 2
    assert "--default from=VALUE" in result.stderr
    assert rows_of(app, SearchTotal) == 0


PAYMENTS = "client,amount,on\nAnn Lee,1.234,01/02/2026\n"


def test_an_unclear_file_is_refused_with_the_options_that_decide(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    run(runner, tmp_path, "name,came_on\nAnn Lee,2026-01-01\n", kind="clients")
    result = run(runner, tmp_path, PAYMENTS, kind="payments")
    assert result.exit_code == 2
    assert "--dates day-first|month-first" in result.stderr
    assert "--numbers point|comma" in result.stderr
    assert rows_of(app, Payment) == 0
    result = run(runner, tmp_path, PAYMENTS, "--dates", "day-first", "--numbers", "comma", kind="payments")
    assert (result.exit_code, result.stderr) == (0, "")
    with app.app_context():
        payment = db.session.scalars(select(Payment)).one()
        assert (payment.amount, payment.paid_on.isoformat()) == (123400, "2026-02-01")


def test_a_recognised_export_is_said_on_stderr_and_needs_no_map(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    people = "name,came_on,email\nAna Adams,2026-01-01,ana@adams.example\nBen Brown,2026-01-01,ben@brown.example\n"
    run(runner, tmp_path, people, kind="clients")
    export = Path(app.root_path) / "docs" / "examples" / "exports" / "stripe-payments.csv"
    result = run(runner, tmp_path, export.read_bytes(), kind="payments")
    assert result.exit_code == 0
    assert result.stdout == "5 payments added, 0 changed, 0 unchanged, 0 rows refused.\n"
    assert "Recognised as an export of Stripe: payments." in result.stderr
    assert "Left out: 1 row with the status Failed (line 4)." in result.stderr
    again = run(runner, tmp_path, export.read_bytes(), kind="payments")
    assert again.stdout == "0 payments added, 0 changed, 5 unchanged, 0 rows refused.\n"
    # Of a row that is a payment and its refund, what is wrong is said once.
    stranger = export.read_text("utf-8").replace("ben@brown.example", "no@body.example").replace("made_up_2", "other")
    wrong = run(runner, tmp_path, stranger.encode(), "--dry-run", kind="payments")
    assert wrong.stderr.count("there is no client") == 1


def test_what_was_said_of_a_header_is_used_and_said(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    run(runner, tmp_path, "name,came_on\nAnn Lee,2026-01-01\n", kind="clients")
    with app.app_context():
        mapping = {"client": "Kunde", "amount": "Betrag", "on": "Datum"}
        at = datetime(2026, 6, 1, tzinfo=UTC)
        keep_map(
            db.session(), "payments", list(mapping.values()), mapping, {"currency": "EUR"}, at, None, dates="day-first"
        )
        db.session.commit()
    result = run(runner, tmp_path, "Kunde;Betrag;Datum\nAnn Lee;12,50;01.02.2026\n", kind="payments")
    assert (result.exit_code, result.stdout[:15]) == (0, "1 payment added")
    assert "Read as files with this header are since 2026-06-01." in result.stderr
