"""What was worked out once of a word, kept for the next answer in which it stands, within bounds."""

from typing import TypeVar

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
MOST_KEPT = 4_096
"""Of so many words it is kept."""


def keep(known: dict[_Key, _Value], key: _Key, found: _Value, most: int = MOST_KEPT) -> _Value:
    """What was found, kept from now on; where so much is kept already, that is dropped."""
    if len(known) >= most:
        known.clear()
    known[key] = found
    return found
