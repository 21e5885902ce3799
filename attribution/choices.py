"""The choices that a form offers, and what a ticked label says about the source."""

from dataclasses import dataclass
from functools import cache

from attribution.model import Choice, Kind
from attribution.tables import table
from attribution.words.media import medium_called
from attribution.words.text import fold


@dataclass(frozen=True, slots=True)
class DefaultChoice:
    """One choice of a new firm's form: a stable key, its label, what it means and what is asked next."""

    key: str
    label: str
    kind: Kind | None
    question: str
    last: bool = False


def choice_for(label: str) -> Choice | None:
    """What a label says: a kind of source, or a source for a name such as "Google".

    None for a label that carries no weight: "Other", "I don't remember", and whatever is not known.
    """
    folded = fold(label)
    kind = _known().get(folded)
    if kind is not None:
        return Choice(label, kind)
    medium = medium_called(folded)
    if medium is not None:
        return Choice(label, medium.kind, medium.source)
    return None


@cache
def _known() -> dict[str, Kind]:
    known = {fold(word): Kind(kind) for kind, labels in table("choices")["known"].items() for word in labels}
    return known | {fold(c.label): c.kind for c in DEFAULT_CHOICES if c.kind is not None}


def _default_choices() -> tuple[DefaultChoice, ...]:
    return tuple(
        DefaultChoice(
            key=row["key"],
            label=row["label"],
            kind=Kind(row["kind"]) if "kind" in row else None,
            question=row["ask"],
            last=row.get("last", False),
        )
        for row in table("choices")["choices"]
    )


DEFAULT_CHOICES = _default_choices()
