"""The list of names that every peer searches, and what it answers."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.utils import default_process

from attribution import Entry


@dataclass(frozen=True, slots=True)
class Nearest:
    """The row nearest to an answer, how near (0 to 100), and how near the next row is."""

    id: str | None
    score: float
    next_score: float


class Listed:
    """Names as a peer searches them: ``keys`` in lower case without punctuation, and whose row each one is."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.keys: list[str] = []
        self.ids: list[str] = []
        for entry in sorted(entries, key=lambda entry: entry.id):
            names = [entry.name, *entry.aliases]
            if entry.organisation:
                names.append(f"{entry.name} {entry.organisation}")
            for name in names:
                self.keys.append(default_process(name))
                self.ids.append(entry.id)

    def nearest(self, scored: Iterable[tuple[int, float]]) -> Nearest:
        """The best row and the best other one of some scored keys; the first listed of equal ones."""
        best: dict[str, float] = {}
        for place, score in scored:
            id = self.ids[place]
            best[id] = max(score, best.get(id, score))
        ranked = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))[:2]
        if not ranked:
            return Nearest(None, 0.0, 0.0)
        return Nearest(ranked[0][0], ranked[0][1], ranked[1][1] if len(ranked) > 1 else 0.0)


class Peer(ABC):
    """A way of finding the nearest row."""

    def __init__(self, listed: Listed) -> None:
        self.listed = listed

    @abstractmethod
    def nearest(self, answers: list[str]) -> list[Nearest]:
        """The nearest row to each answer."""
