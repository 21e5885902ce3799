"""Which medium a turn of phrase tells in the end: "ad on KSAT" is television, "the church bulletin" a list of members,
"your postcard in the mail" a mailer, "full page in Devon Life" a magazine.
"""

from collections.abc import Sequence

from attribution.mentions.stations import has_television
from attribution.tables import table
from attribution.words.media import Medium, medium_called

_COMMUNITIES = frozenset(table("mentions")["communities"])


def told_by(medium: Medium, said: Sequence[str]) -> Medium:
    """The medium of a turn of phrase by the words that it was said in, where they tell another than it does."""
    other = _told_by(medium, said)
    return medium if other is None else medium_called(other) or medium


def _told_by(medium: Medium, said: Sequence[str]) -> str | None:
    if medium.name == "Radio ad" and has_television(list(said)):
        return "tv ad"
    if medium.name != "Newspaper ad":
        return None
    if _COMMUNITIES.intersection(said):
        return "mailing list"
    if said[-1] in {"mail", "post"} and any(_is_called(word, "Mailer") for word in said):
        return "mailer"
    runs = (said[first : first + size] for size in (2, 3) for first in range(len(said) - size + 1))
    return "magazine ad" if any(_is_called(" ".join(run), "Magazine ad") for run in runs) else None


def _is_called(words: str, name: str) -> bool:
    medium = medium_called(words)
    return medium is not None and medium.name == name
