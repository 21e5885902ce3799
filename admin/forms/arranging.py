"""What the buttons of the editor do to a definition: add, take out, move up and down."""

import secrets
from dataclasses import dataclass
from typing import Any

from reports.forming.changes import TYPES

NAMES = {"choice": "choice", "own": "question", "option": "option"}
SAVED = "The draft is saved."


@dataclass(frozen=True, slots=True)
class Arranged:
    """What was done, in words, and the field that is to have the focus next, by its id."""

    message: str
    focus: str = ""


def arrange(definition: dict[str, Any], button: str, new_type: str = "") -> Arranged:
    """Do to the definition what a pressed button says; a button that means nothing (any more) only saves.

    ``choice.add``, ``own.add``, ``own.<key>.option.add``; for an entry ``choice.<key>.up``, ``.down``, ``.remove``.
    """
    place, _, deed = button.rpartition(".")
    if deed == "add":
        return _add(definition, place, new_type)
    of, _, key = place.rpartition(".")
    entries = _entries(definition, of)
    at = next((at for at, each in enumerate(entries or ()) if each["key"] == key), None)
    if entries is None or at is None or deed not in {"up", "down", "remove"}:
        return Arranged(SAVED)
    what = NAMES[of.rpartition(".")[2]]
    name = f"“{entries[at]['label']}”" if entries[at]["label"] else f"The {what}"
    if deed == "remove":
        del entries[at]
        beside = entries[min(at, len(entries) - 1)]["key"] if entries else ""
        return Arranged(f"{name} is taken out of the draft.", _field(of, beside) if beside else f"{of}.add")
    to = at + (1 if deed == "down" else -1)
    if not 0 <= to < len(entries):
        return Arranged(SAVED, f"{place}.{deed}")
    entries[at], entries[to] = entries[to], entries[at]
    # At an end of the list the button that was pressed cannot be pressed any more.
    ends = {0: "down", len(entries) - 1: "up"}
    return Arranged(f"{name} is now number {to + 1} of {len(entries)}.", f"{place}.{ends.get(to, deed)}")


def _add(definition: dict[str, Any], of: str, new_type: str) -> Arranged:
    entries = _entries(definition, of)
    if entries is None:
        return Arranged(SAVED)
    what = of.rpartition(".")[2]
    key = f"{what[0]}_{secrets.token_hex(4)}"
    entry: dict[str, Any] = {"key": key, "label": ""}
    if what == "choice":
        entry |= {"kind": None, "follow_up": "", "last": False}
        # Those that stay at the end stay behind it.
        at = next((at for at, each in enumerate(entries) if each.get("last")), len(entries))
    else:
        at = len(entries)
    if what == "own":
        kind = new_type if new_type in TYPES else "text"
        entry |= {"type": kind, "help": "", "required": kind == "consent"}
        if kind in {"choice", "several"}:
            entry["options"] = [{"key": f"o_{secrets.token_hex(4)}", "label": ""} for _ in range(2)]
    entries.insert(at, entry)
    return Arranged(f"A {NAMES[what]} is added: number {at + 1} of {len(entries)}.", _field(of, key))


def _field(of: str, key: str) -> str:
    """The id of the field with an entry's words."""
    return f"{of}.{key}" if of.endswith(".option") else f"{of}.{key}.label"


def _entries(definition: dict[str, Any], of: str) -> list[dict[str, Any]] | None:
    """The list that a name stands for; None if there is none."""
    if of in {"choice", "own"}:
        entries: list[dict[str, Any]] = definition.setdefault({"choice": "choices", "own": "own"}[of], [])
        return entries
    first, _, rest = of.partition(".")
    key, _, last = rest.partition(".")
    own = next((each for each in definition.get("own", []) if each["key"] == key), None)
    if first != "own" or last != "option" or own is None:
        return None
    options: list[dict[str, Any]] = own.setdefault("options", [])
    return options
