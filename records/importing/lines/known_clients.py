"""Which client a row means: by ref, else e-mail, else telephone number, else name and day.

An e-mail or a number leads only to somebody of a similar name: a couple that shares one is two clients.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import same_person
from records.clients import Client
from records.importing.files.sheet import Line
from records.importing.lines.planning import Grouped, found_by
from records.joining.rows import ClientJoin

_KEYS = ("ref", "email_key", "phone_key")


@dataclass(slots=True, eq=False)
class Known:
    """A client of the database or of an earlier line; ``line`` is the one that means it.

    Of a client who was joined with another, ``client`` is that one and ``join`` says what was known of them before.
    """

    name: str
    ref: str | None
    email_key: str | None
    phone_key: str | None
    day_of_name: tuple[str, Any]
    client: Client | None = None
    line: int | None = None
    join: ClientJoin | None = None

    def says_the_same(self, row: dict[str, Any]) -> bool:
        """Whether a row has this very name and day: of two who were joined, either row means its own."""
        return self.day_of_name == (row["name_key"], row["came_on"])


class KnownClients:
    """The clients that the rows of a file may mean."""

    def __init__(self, session: Session, rows: Sequence[dict[str, Any]]) -> None:
        self.groups = {key: Grouped() for key in (*_KEYS, "day_of_name")}
        loaded: set[int] = set()
        self.joined: set[int] = set()
        clients = select(Client).order_by(Client.id)
        for key in _KEYS:
            wanted = sorted({row[key] for row in rows} - {None})
            for (client,) in found_by(session, clients, getattr(Client, key), wanted):
                self._load(client, loaded)
            for (join,) in found_by(session, select(ClientJoin), getattr(ClientJoin, key), wanted):
                self._load_joined(join)
        names, days = {row["name_key"] for row in rows}, {row["came_on"] for row in rows}
        if rows:
            came = clients.where(Client.came_on >= min(days), Client.came_on <= max(days))
            for (client,) in found_by(session, came, Client.name_key, sorted(names)):
                self._load(client, loaded)
            joined = select(ClientJoin).where(ClientJoin.came_on >= min(days), ClientJoin.came_on <= max(days))
            for (join,) in found_by(session, joined, ClientJoin.name_key, sorted(names)):
                self._load_joined(join)

    def place(self, line: Line, row: dict[str, Any]) -> tuple[Known, Known | None]:
        """Whom a row means, new if it is nobody known, and whose e-mail or number a new client shares.

        Refuses the line if an earlier one means the same client.
        """
        shared: list[Known] = []
        for found in self._fitting(row, shared):
            if found.line is None:
                found.line = line.number
                self._index(found, row)
                return found, None
            line.refuse(
                f"is the same client as line {found.line}; leave one out, or give each a ref if they are two",
                "ref" if row["ref"] and row["ref"] == found.ref else None,
            )
            return found, None
        new = Known(
            row["name"],
            row["ref"],
            row["email_key"],
            row["phone_key"],
            (row["name_key"], row["came_on"]),
            line=line.number,
        )
        self._index(new, row)
        return new, shared[0] if shared else None

    def _fitting(self, row: dict[str, Any], shared: list[Known]) -> Iterator[Known]:
        """The clients that the row may mean, the surest first; others of the same contact go to ``shared``."""
        if row["ref"]:
            yield from self.groups["ref"].get(row["ref"])
        for key in ("email_key", "phone_key"):
            for found in sorted(self.groups[key].get(row[key]), key=lambda each: not each.says_the_same(row)):
                if not same_person(found.name, row["name"]) or _contradicts(found, row, "ref"):
                    shared.append(found)
                else:
                    yield found
        for found in self.groups["day_of_name"].get((row["name_key"], row["came_on"])):
            if not _contradicts(found, row, *_KEYS):
                yield found

    def _load(self, client: Client, loaded: set[int]) -> None:
        if client.id not in loaded:
            loaded.add(client.id)
            known = Known(
                client.name,
                client.ref,
                client.email_key,
                client.phone_key,
                (client.name_key, client.came_on),
                client=client,
            )
            self._index(known, {})

    def _load_joined(self, join: ClientJoin) -> None:
        if join.id not in self.joined:
            self.joined.add(join.id)
            day_of_name = (join.name_key, join.came_on)
            known = Known(join.name, join.ref, join.email_key, join.phone_key, day_of_name, join.keep, join=join)
            self._index(known, {})

    def _index(self, known: Known, row: dict[str, Any]) -> None:
        """Let the client be found by what it has, and by what a row adds."""
        found_under = {key: {getattr(known, key), row.get(key)} for key in _KEYS}
        found_under["day_of_name"] = {known.day_of_name}
        for key, values in found_under.items():
            for value in values - {None}:
                if known not in self.groups[key].get(value):
                    self.groups[key].add(value, known)


def _contradicts(found: Known, row: dict[str, Any], *keys: str) -> bool:
    """Whether both have one of these and they differ."""
    return any(getattr(found, key) and row[key] and getattr(found, key) != row[key] for key in keys)
