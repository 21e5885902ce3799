"""Answers in which every source is marked, as training for how an answer is read.

A line begins with ``.`` or, if a careful person would have to ask, ``?``. In it ``[S|words]`` marks a person or firm
that brought the client, ``D`` the decisive one of several, ``M`` one that is only mentioned, ``U`` one about whom the
client is not sure, ``C`` a medium that counts and ``X`` one that does not, ``K`` what was searched for, ``F`` an
unnamed relation, ``R`` a role alone, ``E`` a return or an event, ``N`` nothing usable. A letter may be followed by a
name, ``[C:Radio ad|words]``: the medium that the words mean, as ``data/media.toml`` calls it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from attribution import Entity, Entry
from attribution.tables import words
from attribution.words.trades import generic_firm_words, titles

MARK = re.compile(r"\[([SDMUCXKFREN])(?::([^\[\]|]+))?\|([^\[\]|]+)\]")
NAMES = frozenset("SDMU")
"""The marks of people and firms that a directory may hold."""
SOURCES = frozenset("SD")
OPEN = frozenset("SDUR")
"""The marks of whoever would have to be found."""
_NEAR = 12
"""So many characters after a person may the firm that is theirs begin."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One answer: its raw text, whether it has to be asked about, and its marks with their half-open places."""

    id: str
    text: str
    asked: bool
    marks: tuple[tuple[str, int, int], ...]
    called: tuple[str, ...]
    """For each mark the name of the medium that it gives, or ""."""

    def entries(self) -> list[Entry]:
        """A directory of all people and firms that are marked, each once."""
        found: dict[str, Entry] = {}
        for number, (kind, start, end) in enumerate(self.marks):
            name = re.sub(r"['’]s?$", "", self.text[start:end])
            if kind in NAMES and name.casefold() not in found:
                person = looks_like_a_person(name)
                found[name.casefold()] = Entry(
                    f"{self.id}-{number}",
                    name,
                    entity=Entity.PERSON if person else Entity.BUSINESS,
                    organisation=self._firm_beside(kind, end) if person else "",
                )
        return list(found.values())

    def label_at(self, start: int, end: int) -> str:
        """The mark of the person or firm at a place, or ""."""
        return next((kind for kind, low, high in self.marks if kind in NAMES and low < end and start < high), "")

    def _firm_beside(self, kind: str, end: int) -> str:
        for other, low, high in self.marks:
            if other == kind and 0 < low - end < _NEAR and not looks_like_a_person(self.text[low:high]):
                return self.text[low:high]
        return ""


def read_marked(path: Path) -> Iterator[Marked]:
    """The answers of a file, one a line; lines with # are notes."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if line.startswith("#") or not line.strip():
            continue
        text, at = "", 0
        marks: list[tuple[str, int, int]] = []
        called: list[str] = []
        rest = line[2:].replace("\\n", "\n")
        for mark in MARK.finditer(rest):
            text += rest[at : mark.start()]
            marks.append((mark[1], len(text), len(text) + len(mark[3])))
            called.append(mark[2] or "")
            text, at = text + mark[3], mark.end()
        yield Marked(f"{path.stem}-{number}", text + rest[at:], line[0] == "?", tuple(marks), tuple(called))


def looks_like_a_person(name: str) -> bool:
    """Whether a marked name is a person's: begun by a title or first name, or two words none of which is a firm's."""
    parts = [part.strip(".'’,").casefold() for part in name.split()]
    if not 0 < len(parts) <= 4 or any(part in generic_firm_words() for part in parts):
        return False
    return parts[0] in titles() or parts[0] in words("first_names") or len(parts) == 2
