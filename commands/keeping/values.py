"""Whether a row of a backup can be kept in its table: a file may hold anything that is JSON."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from commands.keeping.manifest import BadBackup, TableKept

# What eight bytes hold: both engines refuse more.
_LARGEST = 2**63


def checked(kept: TableKept, rows: Iterable[Any]) -> Iterator[list[Any]]:
    """The same rows. Raises BadBackup at the first that has not one value of the right kind for each column."""
    checks = [_CHECKS[kind] for kind in kept.columns.values()]
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, list) or len(row) != len(checks):
            raise BadBackup(f"row {number} of its table {kept.name} does not have the columns of that table")
        for name, value, is_good in zip(kept.columns, row, checks, strict=True):
            if value is not None and not is_good(value):
                raise BadBackup(f"row {number} of its table {kept.name} has no {kept.columns[name]} in {name}")
        yield row


def _is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and -_LARGEST <= value < _LARGEST


def _is_float(value: Any) -> bool:
    return isinstance(value, float) or _is_integer(value)


def _is_date(value: Any) -> bool:
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True


def _is_text(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        # Half of a surrogate pair is no character, and no database keeps it.
        return False
    return True


_CHECKS: dict[str, Callable[[Any], bool]] = {
    "boolean": lambda value: isinstance(value, bool),
    "integer": _is_integer,
    "float": _is_float,
    "date": _is_date,
    "json": lambda _: True,
    "text": _is_text,
}
