"""The data files of the decision: tables in TOML and lists of words, read once, and fitted numbers in JSON."""

import hashlib
import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@cache
def table(name: str) -> dict[str, Any]:
    """The table ``data/<name>.toml``."""
    return tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))


def fitted_numbers(name: str) -> dict[str, Any]:
    """The fitted numbers ``data/<name>.json``."""
    kept: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text("utf-8"))
    return kept


@cache
def web_version() -> str:
    """What the tables that visits are read with are now: equal for equal tables, another one after any change."""
    digest = hashlib.sha256()
    for path in (*sorted((DATA / "web").glob("*.toml")), DATA / "media.toml", DATA / "plans.toml"):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


@cache
def words(name: str) -> dict[str, int]:
    """The list ``data/<name>.txt``: each word with its rank, the commonest first; lines with # are notes."""
    lines = (DATA / f"{name}.txt").read_text("utf-8").splitlines()
    listed = (word for line in lines if not line.startswith("#") for word in line.split())
    return {word: rank for rank, word in enumerate(dict.fromkeys(listed))}
