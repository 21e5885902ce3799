"""How a form is asked for: in light or dark, and in which language. The address says it, so no script is needed."""

from dataclasses import dataclass
from typing import Any

from flask import Request

from intake.wording import Spoken, catalogues

THEMES = frozenset({"light", "dark"})


@dataclass(frozen=True, slots=True)
class Look:
    """A theme and a language that were asked for; "" where the visitor's own or the form's own is meant."""

    theme: str = ""
    language: str = ""

    def words(self) -> dict[str, Any]:
        """The look as parameters of an address."""
        said = {"theme": self.theme, "language": self.language}
        return {name: word for name, word in said.items() if word}

    def spoken(self, own: str = "en") -> Spoken:
        """The language of the page: the one that was asked for, else the form's ``own``."""
        return catalogues().spoken(self.language or own)

    def besides(self, own: str) -> str:
        """The language that was asked for, where it is another than the form's ``own``; else ""."""
        return "" if self.language == own else self.language


PLAIN = Look()


def look_of(request: Request) -> Look:
    """The look that an address asks for; words that mean nothing ask for nothing."""
    if not request.environ.get("QUERY_STRING"):
        return PLAIN
    theme, language = request.args.get("theme", ""), request.args.get("language", "").lower().partition("-")[0]
    return Look(theme if theme in THEMES else "", language if language in catalogues().languages else "")
