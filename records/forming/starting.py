"""What a new form can start from: sensible questions for common services, in each language that has them."""

import copy
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

SERVICES = {
    "law": "Lawyers",
    "accountant": "Accountants and tax advisers",
    "clinic": "Clinics and practices",
    "trade": "Trades and crafts",
    "any": "Any other service",
}
_FALLBACK = "en"


def start_for(service: str, language: str) -> dict[str, Any]:
    """The definition to begin with; a language without one gets the English words, to be written anew.

    Raises KeyError for a service that is none of ``SERVICES``.
    """
    starts = _starts()
    return copy.deepcopy(starts.get((service, language)) or starts[service, _FALLBACK])


def languages_of_starts() -> set[str]:
    """The languages in which there is something to begin with."""
    return {language for _, language in _starts()}


@cache
def _starts() -> dict[tuple[str, str], dict[str, Any]]:
    with Path(__file__).with_name("starting.toml").open("rb") as file:
        rows = tomllib.load(file)["starts"]
    return {(row["service"], row["language"]): _definition(row) for row in rows}


def _definition(row: dict[str, Any]) -> dict[str, Any]:
    choices = [
        {
            "key": choice["key"],
            "label": choice["label"],
            "kind": choice.get("kind"),
            "follow_up": choice["ask"],
            "last": choice.get("last", False),
        }
        for choice in row["choices"]
    ]
    return {
        "title": row["title"],
        "introduction": row["introduction"],
        "question": row["question"],
        "choices": choices,
        "own": row["own"],
        "thanks": {"text": row["thanks"], "address": ""},
    }
