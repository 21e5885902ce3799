"""Locks that several kinds of work take are asked for in one order, or two of them could wait for each other.

Each test of the whole application looks at it on PostgreSQL: hardly ever are two at once at just the wrong moment.
"""

from typing import Any
from zlib import crc32

from sqlalchemy import Engine, event

_NAMES = ("payments of files", "lines of files", "summing totals up", "totals")
_PLACES = {crc32(name.encode()): place for place, name in enumerate(_NAMES)}


def locks_out_of_order(engine: Engine) -> list[str]:
    """What transactions of an engine ask for too late from now on; the list grows."""
    found: list[str] = []
    if engine.dialect.name != "postgresql":
        return found
    held: dict[int, set[int]] = {}

    def asked(connection: Any, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        if "pg_advisory_xact_lock" not in statement:
            return
        of_transaction = held.setdefault(id(connection), set())
        for number in parameters.get("numbers") or [parameters["number"]]:
            place = _PLACES.get(number)
            if place is None:
                continue
            later = max(of_transaction, default=place)
            if later > place and place not in of_transaction:
                found.append(f"{_NAMES[place]!r} is asked for by who holds {_NAMES[later]!r} already")
            of_transaction.add(place)

    def ended(connection: Any) -> None:
        held.pop(id(connection), None)

    event.listen(engine, "before_cursor_execute", asked)
    event.listen(engine, "commit", ended)
    event.listen(engine, "rollback", ended)
    return found
