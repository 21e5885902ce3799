"""One idea per file: no file grows long unseen, and none has a name under which everything fits."""

from collections import Counter
from pathlib import Path

from tests.house.tree import ROOT, files

LONGEST = 300

# A longer file needs a reason why it is one idea all the same.
LONGER_WITH_REASON = {
    "migrations/versions/0001_first_tables.py": "makes every table in one transaction, and is never edited again",
}

MOST_IN_A_FOLDER = 20
# A fuller folder needs a reason why it is one level all the same.
FULLER_WITH_REASON = {
    "migrations/versions": "Alembic looks for them in one folder",
    "bench": "each is a command, and is called by its name",
}

NAMES_FOR_ANYTHING = {
    "utils",
    "util",
    "helpers",
    "helper",
    "services",
    "service",
    "manager",
    "managers",
    "misc",
    "common",
}

# Put together here, so that this file does not hold what it looks for.
FORBIDDEN = ("/" + "work/", "TO" + "DO", "FIX" + "ME", "XX" + "X:")
TEXT = (
    ".py",
    ".html",
    ".txt",
    ".js",
    ".css",
    ".md",
    ".toml",
    ".json",
    ".yml",
    ".ini",
    ".mako",
    ".csv",
    ".svg",
)


def lines(path: Path) -> list[str]:
    return (ROOT / path).read_text(encoding="utf-8").splitlines()


def test_no_file_is_long_without_a_reason() -> None:
    long = {str(path): len(lines(path)) for path in files(".py", ".html", ".js", ".css") if len(lines(path)) > LONGEST}
    assert long.keys() == LONGER_WITH_REASON.keys(), (
        f"over {LONGEST} lines: {long}; with a reason: {LONGER_WITH_REASON}"
    )


def test_no_folder_is_full_without_a_reason() -> None:
    held = Counter(str(path.parent) for path in files(".py", ".html") if path.name != "__init__.py")
    full = {folder: count for folder, count in held.items() if count > MOST_IN_A_FOLDER}
    assert full.keys() == FULLER_WITH_REASON.keys(), (
        f"over {MOST_IN_A_FOLDER} files: {full}; with a reason: {FULLER_WITH_REASON}"
    )


def test_every_name_says_the_idea() -> None:
    wrong = [str(path) for path in files(".py") if {*path.with_suffix("").parts} & NAMES_FOR_ANYTHING]
    assert not wrong, f"name these for what they do: {wrong}"


def test_nothing_is_left_to_be_done_in_a_comment() -> None:
    found = [
        f"{path}:{number}: {line.strip()}"
        for path in files(*TEXT)
        for number, line in enumerate(lines(path), start=1)
        if any(word in line for word in FORBIDDEN)
    ]
    assert not found, "\n".join(found)
