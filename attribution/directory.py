"""The firm's directory of sources, held in memory and asked by every decision."""

from collections.abc import Iterable, Iterator

from attribution.hosts import chain_of, host_of
from attribution.model import Entry, Kind
from attribution.text import fold


class Directory:
    """All sources that the firm knows; the order in which they were added never matters.

    ``own_hosts`` are the firm's own websites: visits from them say nothing of where a client came from.
    """

    def __init__(self, entries: Iterable[Entry] = (), own_hosts: Iterable[str] = ()) -> None:
        self.own_hosts = frozenset(host for host in map(host_of, own_hosts) if host)
        self._entries: dict[str, Entry] = {}
        self._by_host: dict[str, set[str]] = {}
        for entry in entries:
            self.add(entry)

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def add(self, entry: Entry) -> None:
        """Add an entry; one with the same id is replaced."""
        self.remove(entry.id)
        self._entries[entry.id] = entry
        if host := host_of(entry.website):
            self._by_host.setdefault(host, set()).add(entry.id)

    def remove(self, id: str) -> None:
        """Take an entry out; nothing happens if it is not there."""
        entry = self._entries.pop(id, None)
        if entry is not None and (host := host_of(entry.website)):
            self._by_host[host].discard(id)

    def get(self, id: str) -> Entry | None:
        """The entry with this id."""
        return self._entries.get(id)

    def partner_at(self, host: str) -> Entry | None:
        """The partner whose website this is; where a firm and its people share one, the firm."""
        for part in chain_of(host) if host else ():
            ids = self._by_host.get(part)
            if ids:
                found = [self._entries[id] for id in ids if self._entries[id].kind is Kind.PARTNER]
                firms = [entry for entry in found if entry.entity != "person"]
                chosen = firms if firms else found
                return chosen[0] if len(chosen) == 1 else None
        return None

    def named(self, folded: str) -> list[Entry]:
        """Every entry whose name or alias is exactly these folded words."""
        return [e for e in self if folded in {fold(e.name), *map(fold, e.aliases), *map(fold, e.confirmed)}]
