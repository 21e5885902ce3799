"""Imports run one way: ask -> decide -> keep -> rank -> act, as the table of rooms in docs/design.md says."""

import sys
from itertools import pairwise

import pytest

from tests.house.tree import ROOMS, Import, imports, modules

MODULES = modules()
IMPORTS = imports(MODULES)

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

# The folders of attribution, from what words are to which source decided: each knows only those before it.
FOLDERS_OF_ATTRIBUTION = (
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
)
# What stands beside the folders and is known to all of them.
GROUND_OF_ATTRIBUTION = {"attribution.model", "attribution.tables"}

# The rooms without pages know nothing of requests; `flask_sqlalchemy` is their way to the engine.
PAGES = {"flask", "wtforms", "flask_wtf", "jinja2", "werkzeug", "click"}
WITHOUT_PAGES = ("records", "reports")
# It reads a setting of the application, nothing of a request.
READS_A_SETTING = "records.referrer_lists"


def room(module: str) -> str:
    return module.partition(".")[0]


OURS = {room(module) for module in MODULES}


@pytest.mark.parametrize("name", MAY_IMPORT)
def test_no_arrow_runs_the_wrong_way(name: str) -> None:
    allowed = MAY_IMPORT[name] | {name}
    wrong = [str(found) for found in IMPORTS if room(found.module) == name and room(found.target) in OURS - allowed]
    assert not wrong, f"{name} may import {sorted(allowed)}:\n" + "\n".join(wrong)


def test_every_room_has_its_rule() -> None:
    # tests, bench and migrations stand beside the rooms: they may look everywhere, and nobody at them.
    assert OURS - {"tests", "bench", "migrations"} <= MAY_IMPORT.keys()


def test_attribution_is_pure() -> None:
    allowed = LIBRARIES_OF_ATTRIBUTION | {"attribution"} | sys.stdlib_module_names
    wrong = [
        str(found)
        for found in IMPORTS
        if room(found.module) == "attribution"
        and (room(found.target) not in allowed or is_one_of(found.target, NOT_FOR_ATTRIBUTION))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", FOLDERS_OF_ATTRIBUTION)
def test_folders_of_attribution_know_only_those_before_them(name: str) -> None:
    before = FOLDERS_OF_ATTRIBUTION[: FOLDERS_OF_ATTRIBUTION.index(name) + 1]
    allowed = {f"attribution.{each}" for each in before} | GROUND_OF_ATTRIBUTION
    wrong = [
        str(found)
        for found in IMPORTS
        if is_one_of(found.module, {f"attribution.{name}"})
        and room(found.target) == "attribution"
        and not is_one_of(found.target, allowed)
    ]
    assert not wrong, f"attribution/{name} may import {', '.join(before)}:\n" + "\n".join(wrong)


def test_every_folder_of_attribution_has_its_place() -> None:
    folders = {
        module.split(".")[1]
        for module, path in MODULES.items()
        if path.parts[0] == "attribution" and len(path.parts) > 2
    }
    assert folders == set(FOLDERS_OF_ATTRIBUTION)


@pytest.mark.parametrize("name", WITHOUT_PAGES)
def test_a_room_without_pages_knows_no_requests(name: str) -> None:
    wrong = [
        str(found)
        for found in IMPORTS
        if room(found.module) == name and room(found.target) in PAGES and found.module != READS_A_SETTING
    ]
    assert not wrong, "\n".join(wrong)


def test_no_circle_of_imports() -> None:
    # What only the type checker reads is never run, so it cannot fail by its order.
    arrows: dict[str, list[str]] = {}
    for found in IMPORTS:
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
    assert any(isinstance(found, Import) and found.target == "playwright.sync_api" for found in IMPORTS)
