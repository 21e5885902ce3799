"""A directory as it would be: some entries are other ones, and nothing is copied."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from attribution.entries.directory import Directory
from attribution.model import Entry, Kind


class Supposed(Directory):
    """A standing directory in which some entries are exchanged while it is in use, and put back afterwards.

    That costs a fraction of a millisecond for each entry, where a copy of a large directory would take seconds.
    Whoever else reads the standing one waits meanwhile, and never sees what is only supposed.
    """

    def __init__(self, real: Directory, changes: Mapping[str, Entry | None]) -> None:
        self.own_hosts = real.own_hosts
        self._real = real
        self._changes = dict(changes)
        self._exchanged = False

    @contextmanager
    def in_use(self) -> Iterator[Directory]:
        """The standing directory with the entries exchanged. It may be asked for again inside."""
        with self._real.in_use() as directory:
            if self._exchanged:
                yield directory
                return
            before = {id: directory.get(id) for id in self._changes}
            self._exchanged = True
            try:
                directory.change(self._changes)
                yield directory
            finally:
                directory.change(before)
                self._exchanged = False

    def __len__(self) -> int:
        with self.in_use() as directory:
            return len(directory)

    def __iter__(self) -> Iterator[Entry]:
        with self.in_use() as directory:
            return iter(list(directory))

    def get(self, id: str) -> Entry | None:
        """The entry with this id."""
        with self.in_use() as directory:
            return directory.get(id)

    def partner_at(self, host: str) -> Entry | None:
        """The partner whose website this is."""
        with self.in_use() as directory:
            return directory.partner_at(host)

    def called(self, name: str, kind: Kind) -> Entry | None:
        """An entry of another kind than partner that has exactly this name."""
        with self.in_use() as directory:
            return directory.called(name, kind)
