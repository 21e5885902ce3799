"""SQLite's full-text index of trigrams for candidates, rapidfuzz to rank them."""

import sqlite3

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from bench.peers.listed import Listed, Nearest, Peer

CANDIDATES = 60


class Trigrams(Peer):
    """The best of the candidates that share most trigrams, by the mean of set ratio and partial ratio."""

    def __init__(self, listed: Listed) -> None:
        super().__init__(listed)
        self._database = sqlite3.connect(":memory:")
        self._database.execute("CREATE VIRTUAL TABLE names USING fts5(name, tokenize='trigram')")
        rows = enumerate(listed.keys)
        self._database.executemany("INSERT INTO names (rowid, name) VALUES (?, ?)", rows)

    def nearest(self, answers: list[str]) -> list[Nearest]:
        """The best candidate of each answer."""
        return [self._nearest(default_process(answer)) for answer in answers]

    def _nearest(self, answer: str) -> Nearest:
        wanted = {answer[k : k + 3] for k in range(len(answer) - 2)}
        if not wanted:
            return Nearest(None, 0.0, 0.0)
        match = " OR ".join(f'"{each}"' for each in sorted(wanted))
        query = "SELECT rowid FROM names WHERE names MATCH ? ORDER BY rank LIMIT ?"
        found = [int(place) for (place,) in self._database.execute(query, (match, CANDIDATES))]
        return self.listed.nearest((place, self._score(answer, self.listed.keys[place])) for place in found)

    def _score(self, answer: str, key: str) -> float:
        return (fuzz.token_set_ratio(answer, key) + fuzz.partial_ratio(answer, key)) / 2
