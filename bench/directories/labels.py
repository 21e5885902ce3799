"""What an answer is labelled with; the fields are those of labelled answers anywhere in the project."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Labelled:
    """An answer with its truth.

    ``partners`` are credited and certain, the ``decisive`` one is the main one, ``candidates`` may be suggested but
    never credited, ``also_ok`` are neither required nor wrong. ``auto_ok`` says that no person need be asked.
    """

    id: str
    family: str
    answer: str
    partners: tuple[str, ...] = ()
    decisive: str | None = None
    auto_ok: bool = False
    candidates: tuple[str, ...] = ()
    also_ok: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()
    websites_optional: tuple[str, ...] = ()
    kind: str = "partner"
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        """One line of a file of labelled answers."""
        return {
            "id": self.id,
            "answer": self.answer,
            "partners": list(self.partners),
            "decisive": self.decisive,
            "websites": list(self.websites),
            "websites_optional": list(self.websites_optional),
            "keyword": None,
            "kind": self.kind,
            "kind_alt": [],
            "auto_ok": self.auto_ok,
            "note": f"{self.family}{': ' if self.note else ''}{self.note}",
            "candidates": list(self.candidates),
            "also_ok": list(self.also_ok),
        }
