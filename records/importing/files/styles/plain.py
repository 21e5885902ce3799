"""What every style has in common: digits of any script, spaces of any width, and marks that nobody sees."""

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=4096)
def plain(cell: str) -> str:
    """A cell with digits as 0 to 9, one kind of space, and without marks of direction.

    Raises ValueError for characters that are numbers but no digits: 12² is neither 12 nor 122.
    """
    if cell.isascii():
        return cell.strip()
    kept = []
    for character in cell:
        kind = unicodedata.category(character)
        if kind in {"No", "Nl"}:
            raise ValueError(f"{cell[:40]!r} has a number that is no digit ({character})")
        if kind == "Nd":
            kept.append(str(unicodedata.decimal(character)))
        elif kind != "Cf":
            # Full-width signs become plain ones, narrow and unbreakable spaces become spaces.
            kept.append(unicodedata.normalize("NFKC", character))
    return _SPACES.sub(" ", "".join(kept)).strip()
