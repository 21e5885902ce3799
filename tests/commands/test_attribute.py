"""``flask attribute --partners``: answers in, decisions out, without database or settings."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

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


@pytest.mark.parametrize(
    "arguments", [["--partners", "none.csv"], ["--format", "xml"], ["--lists", "nowhere"], ["--no"]]
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
