"""What was seen of an answer while its sources were weighed, for those who fit the weights."""

from dataclasses import dataclass, field

from attribution.channels.channels import SeenMedia
from attribution.evidence.sentence import Around
from attribution.who.named import Named


@dataclass(slots=True)
class Seen:
    """What was seen of an answer, for fitting: names, media, and the whole if all is open, with their facts."""

    names: list[tuple[Named, tuple[str, ...]]] = field(default_factory=list)
    around: list[Around] = field(default_factory=list)
    answer: tuple[str, ...] | None = None
    media: SeenMedia = field(default_factory=SeenMedia)
