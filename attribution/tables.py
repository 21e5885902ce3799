"""The data files of the decision, read once: TOML for tables, text files for long lists of words."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "data"


@cache
def table(name: str) -> dict[str, Any]:
    """The table ``data/<name>.toml``."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))


@cache
def words(name: str) -> dict[str, int]:
    """The list ``data/<name>.txt``: each word with its rank, the commonest first; lines with # are notes."""
    lines = (_FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    listed = (word for line in lines if not line.startswith("#") for word in line.split())
    return {word: rank for rank, word in enumerate(dict.fromkeys(listed))}
