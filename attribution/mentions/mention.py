"""A source that an answer names and the directory does not have as somebody of that name."""

from dataclasses import dataclass

from attribution.model import Channel, Entry, Source
from attribution.words.media import Medium


@dataclass(frozen=True, slots=True)
class Mention:
    """A source that is no entry of the directory, or an entry named by its website, at these places."""

    start: int
    end: int
    source: Source
    channel: Channel
    rule: str
    medium: Medium | None = None
    entry: Entry | None = None
    own_site: bool = False
    paid: bool | None = None
    plain: bool = False
    """Whether the words say that the engine or assistant is meant, whoever else bears its name."""
