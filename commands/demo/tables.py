"""What the demo firm is written from: the files in ``data/``."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "data"


@cache
def table(name: str) -> dict[str, Any]:
    """One file of data."""
    with (_FOLDER / f"{name}.toml").open("rb") as opened:
        return tomllib.load(opened)


def key_of(row: dict[str, Any]) -> tuple[str, str]:
    """What tells the partners of the data apart."""
    return row["name"], row.get("organisation", "")
