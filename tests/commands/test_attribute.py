"""``flask attribute --partners``: answers in, decisions out, without database or settings."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskCliRunner
from xlsxwriter import Workbook  # type: ignore[import-untyped] # it carries no types

from commands.attribute import attribute_command

PARTNERS = "id,name,kind,organisation,occupation,city,aliases,website\n1,Joe Ferrante,person,,realtor,Quincy,,\n"


@pytest.fixture
def partners(tmp_path: Path) -> Path:
    file = tmp_path / "partners.csv"
    file.write_text(PARTNERS, "utf-8")
    return file


def run(*arguments: object, lines: str = "") -> Result:
    """Run the command as from the shell."""
    return CliRunner().invoke(attribute_command, [str(argument) for argument in arguments], input=lines)


def answers(result: Result) -> list[dict[str, Any]]:
    """What was written, line for line."""
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_every_line_is_decided_in_order(partners: Path) -> None:
    lines = '{"id": "b", "answer": "joe ferrante"}\n{"id": 5, "answer": "google"}\n{"answer": "idk"}\n'
    result = run("--partners", partners, lines=lines)
    assert result.exit_code == 0
    assert [(line["id"], line["decision"]) for line in answers(result)] == [("b", "auto"), ("5", "auto"), ("3", "none")]


def test_a_bad_line_is_answered_in_its_place_and_the_rest_decided(partners: Path) -> None:
    lines = 'nonsense\n{"id": "a", "answer": 7}\n[]\n{"id": "z", "answer": "fb"}\n'
    result = run("--partners", partners, lines=lines)
    assert result.exit_code == 1
    written = answers(result)
    assert [set(line) for line in written[:3]] == [{"id", "error"}] * 3
    assert [line["id"] for line in written] == [None, "a", None, "z"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("", "line 2: is blank"),
        ("  ", "line 2: is blank"),
        ('{"id": {"x": 1}, "answer": "google"}', "line 2: `id` is neither text nor a number"),
        ('{"id": [1], "answer": "google"}', "line 2: `id` is neither text nor a number"),
        ('{"id": true, "answer": "google"}', "line 2: `id` is neither text nor a number"),
    ],
)
def test_every_line_that_is_read_is_answered(partners: Path, line: str, problem: str) -> None:
    result = run("--partners", partners, lines=f'{{"answer": "fb"}}\n{line}\n{{"answer": "fb"}}\n')
    assert result.exit_code == 1
    first, bad, last = answers(result)
    assert (first["id"], last["id"]) == ("1", "3")
    assert bad == {"id": None, "error": problem}


HALF = "\ud83d"


@pytest.mark.parametrize(
    "odd",
    [
        {"id": HALF, "answer": "joe ferrante"},
        {"id": f"a{HALF}\\", "answer": f"{HALF} joe ferrante"},
        {"answer": f"joe ferrante {HALF}", "choice": HALF},
        {"answer": "google", "searched": f"{HALF} lawyer"},
        {"answer": f'I searched "divorce {HALF} lawyer" on google'},
        {"answer": f"{HALF}{HALF}"},
        {"landing_url": f"https://firm.example/?utm_source={HALF}&utm_term={HALF}", "referrer": f"https://{HALF}.com/"},
        {"id": f"b{HALF}", "answer": 7},
        {HALF: HALF},
    ],
)
@pytest.mark.parametrize("form", ["jsonl", "table"])
def test_half_of_a_character_costs_no_line(partners: Path, odd: dict[str, object], form: str) -> None:
    lines = [{"answer": "joe ferrante"}, odd, {"answer": "joe ferrante"}]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    result = run("--partners", partners, "--format", form, lines=text)
    assert result.exit_code == (1 if odd.get("answer") == 7 else 0)
    assert len(result.stdout.splitlines()) == 3
    if form == "jsonl":
        before, decided, after = answers(result)
        assert (before["decision"], after["decision"]) == ("auto", "auto")
        assert decided["id"] == odd.get("id", "2")


def test_words_with_half_a_character_are_read_back_as_they_were(partners: Path) -> None:
    phrase, answer = f"{HALF} lawyer", f"😀{HALF} é, joe ferrante"
    lines = [{"answer": "google", "searched": phrase}, {"answer": answer}]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    searched, named = answers(run("--partners", partners, lines=text))
    assert searched["keyword"] == phrase
    (credit,) = named["credits"]
    assert answer[slice(*credit["span"])] == "joe ferrante"


def test_a_refused_row_is_told_with_its_line(partners: Path) -> None:
    partners.write_text(PARTNERS + "1,Ann Bell,person,,,,,\n", "utf-8")
    result = run("--partners", partners, lines='{"id": "a", "answer": "joe ferrante"}\n')
    assert result.exit_code == 1
    assert "line 3" in result.stderr
    assert answers(result)[0]["decision"] == "auto"


def test_a_quote_that_is_not_closed_credits_nobody_else(partners: Path) -> None:
    partners.write_text('id,name\n1,Al Stone\n2,"Joe Smith\n3,Bob Roy\n4,Cy Young\n', "utf-8")
    result = run("--partners", partners, lines='{"answer": "Bob Roy"}\n')
    assert result.exit_code == 1
    assert "partners.csv, line 3: a quote opens a cell and is never closed" in result.stderr
    assert [credit["source"]["id"] for credit in answers(result)[0]["credits"]] == ["3"]


def test_two_columns_of_names_are_refused_with_what_to_do(partners: Path) -> None:
    partners.write_text("id,name,name\n1,Joe Smith,Al\n", "utf-8")
    result = run("--partners", partners, lines='{"answer": "Joe Smith"}\n')
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "Error: partners.csv: the header has 2 columns 'name'; rename one\n"


AS_SAVED = {
    "semicolons": b"id;name\n1;Joe Smith\n2;Bob Roy;\n3;,\n",
    "tabs in UTF-16": "id\tname\n1\tJoe Smith\n".encode("utf-16"),
    "blank lines": b"\n,\nid,name\n\n1,Joe Smith\n,\n",
    "quotes": b'id,name\n1,"Joe Smith"\n2,"Bob\n3,"Cy" Young\n4,"Di ""D"" Frost"\n',
    "bytes": b"id,name,city\n1,Joe Smith,M\xfcnchen\n2,Ren\xe9e,\n3,Bob Roy,Quincy\n",
    "cells": b"id,name,email,phone,kind\n1,Joe Smith,joe,,\n2,...,,,\n3,Bob,,12,\n4,Cy,,,firm\n5,Di,,,Business\n6\n",
    "too long": b"id,name\n1," + b"x" * 201 + b"\n" + b"2" * 101 + b",Joe Smith\n3,Bob Roy\n",
    "a repeated id": b"id,name\n1,Joe Smith\n1,Bob Roy\n",
    "two columns": b"id,name,city,City\n1,Joe Smith,Quincy,Salem\n",
    "no names": b"id;who\n1;Joe Smith\n",
    "nothing": b"",
    "no table": b"%PDF-1.7\n",
}


@pytest.mark.parametrize("content", AS_SAVED.values(), ids=AS_SAVED)
def test_a_file_is_read_as_an_import_reads_it(runner: FlaskCliRunner, partners: Path, content: bytes) -> None:
    partners.write_bytes(content)
    imported = runner.invoke(args=["import", "partners", str(partners), "--dry-run"])
    read = run("--partners", partners)
    assert (read.exit_code, read.stdout) == (imported.exit_code, "")
    refused = [said.split(":")[0] for said in imported.stderr.splitlines()]
    assert [said.split(":")[0] for said in read.stderr.splitlines()] == refused


def test_a_workbook_is_read(partners: Path) -> None:
    with Workbook(partners) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["id", "name"])
        sheet.write_row(1, 0, ["17", "Joe Smith"])
    (decided,) = answers(run("--partners", partners, lines='{"answer": "Joe Smith"}\n'))
    assert decided["credits"][0]["source"] == {"id": "17", "name": "Joe Smith", "kind": "partner"}


@pytest.mark.parametrize(
    "arguments",
    [["--partners", "none.csv"], ["--partners", "."], ["--format", "xml"], ["--lists", "nowhere"], ["--no"]],
)
def test_a_bad_call_ends_with_two(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*arguments).exit_code == 2


def test_choice_search_and_visit_are_read(partners: Path) -> None:
    line = {
        "id": "a",
        "answer": "",
        "choice": "A search engine (Google, Bing …)",
        "searched": "realtor quincy",
        "landing_url": "https://firm.example/?gclid=1",
        "referrer": "",
    }
    (decided,) = answers(run("--partners", partners, lines=json.dumps(line)))
    assert decided["keyword"] == "realtor quincy"
    assert decided["channel"] == "Paid Search"
    assert decided["paid"] is True


def test_lists_add_referrers(partners: Path, tmp_path: Path) -> None:
    (tmp_path / "Socials.yml").write_text("Klatsch:\n  - klatsch.example\n", "utf-8")
    line = '{"id": "a", "answer": "", "referrer": "https://klatsch.example/"}'
    (decided,) = answers(run("--partners", partners, "--lists", tmp_path, lines=line))
    assert decided["channel"] == "Organic Social"


def test_a_table_is_for_people(partners: Path) -> None:
    result = run("--partners", partners, "--format", "table", lines='{"id": "a", "answer": "joe ferrante"}')
    assert result.stdout.split() == ["a", "auto", "Joe", "Ferrante"]
