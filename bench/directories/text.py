"""Words as the generator compares them, and the tables it reads."""

import re
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_NOT_TELLING = frozenset({"llc", "inc", "pc", "co", "ltd", "and", "the"})


@lru_cache(maxsize=200_000)
def plain(name: str) -> str:
    """A name in lower case without accents and apostrophes, its words apart by one space."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(_NOT_LETTERS.sub(" ", bare.lower().replace("'", "").replace(".", "")).split())


def glued(name: str) -> str:
    """A plain name without the spaces between its words."""
    return plain(name).replace(" ", "")


@lru_cache(maxsize=200_000)
def firm_words(name: str) -> frozenset[str]:
    """The words by which a firm is known: without legal endings and "and"."""
    return frozenset(plain(name).split()) - _NOT_TELLING


def parse_toml(path: Path) -> dict[str, Any]:
    """A table of the generator."""
    return tomllib.loads(path.read_text(encoding="utf-8"))
