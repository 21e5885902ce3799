"""Imports run one way: ask -> decide -> keep -> rank -> act, as the table of rooms in docs/design.md says."""

import sys
from itertools import pairwise

import pytest

from tests.house.tree import ROOMS, Import, imports, modules

MODULES = modules()

MAY_IMPORT = {
    "attribution": set[str](),
    "records": {"attribution"},
    "reports": {"records", "attribution"},
    "intake": {"reports", "records", "attribution", "pace"},
    "admin": {"reports", "records", "attribution", "pace"},
    "commands": {"reports", "records", "attribution", "outgoing"},
    "settings": {"outgoing"},
    "outgoing": set[str](),
    "pace": set[str](),
    "app": {*ROOMS, "settings"},
    "wsgi": {"app"},
}

LIBRARIES_OF_ATTRIBUTION = {
    "rapidfuzz",
    "jellyfish",
    "nicknames",
    "publicsuffixlist",
    "crawlerdetect",
    "yaml",
}

# Of the standard library, what would make the decision depend on more than the words put into it.
NOT_FOR_ATTRIBUTION = {
    "socket",
    "ssl",
    "http",
    "urllib.request",
    "sqlite3",
    "subprocess",
    "time",
    "random",
    "secrets",
}

# The folders of each room in their order, in attribution from what words are to which source decided: each knows only
# those before it.
FOLDERS = {
    "attribution": (
        "words",
        "entries",
        "same",
        "web",
        "names",
        "mentions",
        "said",
        "who",
        "evidence",
        "findings",
        "channels",
        "searches",
        "sources",
    ),
    "records": (
        "engine",
        "staff",
        "firm",
        "clients",
        "mail",
        "keywords",
        "sources",
        "forming",
        "answers",
        "consents",
        "money",
        "closed",
        "relations",
        "reviews",
        "totals",
        "coverage",
        "importing",
        "delivered",
        "spam",
        "joining",
        "erasing",
        "first_steps",
    ),
    "reports": (
        "counting",
        "clients",
        "behind",
        "costs",
        "since_coming",
        "keywords",
        "tables",
        "ranked",
        "first_place",
        "reviews",
        "coverage",
        "closed",
        "monthly",
        "mail",
        "forming",
        "importing",
        "relations",
        "finding",
        "today",
    ),
}
# What stands beside the folders and is known to all of them, and rows of a later folder that all have to heed.
GROUND = {
    "attribution.model",
    "attribution.tables",
    "records.db",
    "records.imports",
    "records.progress",
    "records.sealing",
    "records.signed_numbers",
    "records.joining.rows",
    "reports.batches",
    "reports.money_kept",
    "reports.namesakes",
    "reports.typed_words",
    "reports.written",
}
# A change by hand stands beside what it changes, and what follows from it is further on; and the directory has the
# firm's own websites from its forms. Whether everybody needs a second factor to sign in, the firm says.
KNOW_MORE = {
    "records.clients.correcting": {"mail", "sources", "answers", "totals"},
    "records.money.by_hand": {"totals"},
    "records.money.payment_changes": {"totals"},
    "records.sources.directory": {"forming"},
    "records.sources.editing": {"relations", "reviews"},
    "records.sources.merging": {"answers", "relations", "reviews", "totals"},
    "records.staff.second_factors": {"firm"},
}

# The rooms without pages know nothing of requests; `flask_sqlalchemy` is their way to the engine.
PAGES = {"flask", "wtforms", "flask_wtf", "jinja2", "werkzeug", "click"}
WITHOUT_PAGES = ("records", "reports")
# It reads a setting of the application, nothing of a request.
READS_A_SETTING = "records.sources.referrer_lists"


def room(module: str) -> str:
    return module.partition(".")[0]


OURS = {room(module) for module in MODULES}


@pytest.mark.parametrize("name", MAY_IMPORT)
def test_no_arrow_runs_the_wrong_way(name: str) -> None:
    allowed = MAY_IMPORT[name] | {name}
    wrong = [str(found) for found in imports() if room(found.module) == name and room(found.target) in OURS - allowed]
    assert not wrong, f"{name} may import {sorted(allowed)}:\n" + "\n".join(wrong)


def test_every_room_has_its_rule() -> None:
    # tests, bench and migrations stand beside the rooms: they may look everywhere, and nobody at them.
    assert OURS - {"tests", "bench", "migrations"} <= MAY_IMPORT.keys()


def test_attribution_is_pure() -> None:
    allowed = LIBRARIES_OF_ATTRIBUTION | {"attribution"} | sys.stdlib_module_names
    wrong = [
        str(found)
        for found in imports()
        if room(found.module) == "attribution"
        and (room(found.target) not in allowed or is_one_of(found.target, NOT_FOR_ATTRIBUTION))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("name", "folder"), [(name, each) for name, all_of_it in FOLDERS.items() for each in all_of_it]
)
def test_folders_know_only_those_before_them(name: str, folder: str) -> None:
    before = FOLDERS[name][: FOLDERS[name].index(folder) + 1]
    wrong = [
        str(found)
        for found in imports()
        if is_one_of(found.module, {f"{name}.{folder}"})
        and room(found.target) == name
        and not is_one_of(found.target, GROUND)
        and not is_one_of(found.target, {f"{name}.{each}" for each in {*before, *KNOW_MORE.get(found.module, ())}})
    ]
    assert not wrong, f"{name}/{folder} may import {', '.join(before)}:\n" + "\n".join(wrong)


@pytest.mark.parametrize("name", FOLDERS)
def test_every_folder_has_its_place(name: str) -> None:
    folders = {path.parts[1] for path in MODULES.values() if path.parts[0] == name and len(path.parts) > 2}
    assert folders == set(FOLDERS[name])


def test_no_module_may_know_more_than_it_has_to() -> None:
    more = {f"{name}: {folder}" for name, folders in KNOW_MORE.items() for folder in folders}
    used = {f"{found.module}: {found.target.split('.')[1]}" for found in imports() if found.target.count(".")}
    assert more <= used


@pytest.mark.parametrize("name", WITHOUT_PAGES)
def test_a_room_without_pages_knows_no_requests(name: str) -> None:
    wrong = [
        str(found)
        for found in imports()
        if room(found.module) == name and room(found.target) in PAGES and found.module != READS_A_SETTING
    ]
    assert not wrong, "\n".join(wrong)


def test_no_circle_of_imports() -> None:
    # What only the type checker reads is never run, so it cannot fail by its order.
    arrows: dict[str, list[str]] = {}
    for found in imports():
        if found.target in MODULES and found.target != found.module and not found.for_types_only:
            arrows.setdefault(found.module, []).append(found.target)
    circle = find_circle(arrows)
    assert not circle, "a circle: " + " -> ".join(circle)


def find_circle(arrows: dict[str, list[str]]) -> list[str]:
    """The first circle found, its first module repeated at the end, or an empty list."""
    done: set[str] = set()

    def visit(module: str, path: list[str]) -> list[str]:
        if module in path:
            return [*path[path.index(module) :], module]
        if module in done:
            return []
        for target in arrows.get(module, []):
            if circle := visit(target, [*path, module]):
                return circle
        done.add(module)
        return []

    for module in arrows:
        if circle := visit(module, []):
            return circle
    return []


def test_a_circle_would_be_found() -> None:
    circle = find_circle({"a": ["b"], "b": ["c"], "c": ["d", "b"]})
    assert list(pairwise(circle)) == [("b", "c"), ("c", "b")]


def is_one_of(target: str, names: set[str]) -> bool:
    return any(target == name or target.startswith(f"{name}.") for name in names)


def test_imports_inside_functions_are_seen() -> None:
    assert any(isinstance(found, Import) and found.target == "playwright.sync_api" for found in imports())
