"""What stands around the names of an answer: its other sources, the classes and senses of its words, and the place of a
name among them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from attribution.directory import Directory
from attribution.match import Match
from attribution.mentions import Mention
from attribution.reading import Reading, stop_words
from attribution.resolve import Named
from attribution.roles import unknown_names
from attribution.senses import size, word_classes, word_senses
from attribution.standing import Standing

_SILENT = frozenset({"fillers", "pronouns"})
_WAYS = frozenset({"events", "ads", "searches", "other_site", "social", "assistants"})
"""Roles of cues that speak of another way by which the client came."""
_STATES = frozenset({"returning", "existing_client_words", "needs", "refuses", "forgot"})

Places = tuple[int, int]


@dataclass(slots=True)
class Scene:
    """What all names of one answer have around them, worked out once: the other sources, and a class for each word."""

    reading: Reading
    directory: Directory
    named: Sequence[Named]
    media: Sequence[Mention]
    phrase: Places | None
    kin: Sequence[Places]
    facts: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    ways: list[str] = field(default_factory=list)
    senses: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.classes = word_classes(self.reading, self.directory)
        self.senses = word_senses(self.reading)
        self.ways = sorted(self._ways())
        self.facts = list(self._facts())

    def _ways(self) -> set[str]:
        """Other ways than a partner by which the client may have come."""
        denied = self.reading.of("negates")
        found = {str(m.source.kind) for m in self.media if not any(0 <= m.start - cue.end <= 1 for cue in denied)}
        if self.phrase is not None:
            found.add("phrase")
        for cue in self.reading.cues:
            if cue.role in _STATES or (cue.role in _WAYS and cue.start not in self.reading.taken):
                found.add(cue.role)
        return found

    def _facts(self) -> Iterator[str]:
        reading = self.reading
        total = len(reading.words)
        yield f"words={size(total)}"
        yield f"sentences={min(len(reading.bounds_of), 4)}"
        for way in self.ways:
            yield f"way={way}"
        yield f"ways={min(len(self.ways), 3)}"
        if self.kin:
            yield "kin"
        used = {p for n in self.named for p in n.best.explained} | {
            p for m in self.media for p in range(m.start, m.end)
        }
        unknown = unknown_names(reading, used, self.directory)
        if unknown:
            yield "unknown"
        if any(each.attached for each in unknown):
            yield "unknown=attached"
        for role in {cue.role for cue in reading.cues} - _SILENT:
            yield f"cue={role}"


def facts_of_place(match: Match, scene: Scene) -> Iterator[str]:
    reading = scene.reading
    total, sentence = len(reading.words), reading.sentence[match.start]
    if match.start == 0:
        yield "first"
    if match.end == total:
        yield "last"
    if sentence == 0:
        yield "sentence=first"
    if sentence == len(reading.bounds_of) - 1:
        yield "sentence=last"
    explained = match.explained | set(range(match.start, match.end))
    rest = sum(p not in explained and reading.words[p] not in stop_words() for p in range(total))
    yield f"rest={size(2 * rest)}"


def facts_of_others(named: Named, standing: Standing, scene: Scene) -> Iterator[str]:
    """How the name stands to the other sources of the answer."""
    match, reading = named.best, scene.reading
    others = [each for each in scene.named if each is not named]
    yield f"others={min(len(others), 3)}"
    if any(each.certain for each in others):
        yield "others=certain"
    plain = f"points={standing.points}{'!' if standing.decides else ''}"
    yield f"{plain}&{'alone' if not others and not scene.ways else 'not alone'}"
    for way in scene.ways:
        yield f"way={way}&{plain}"
    here = reading.sentence[match.start]
    for mention in scene.media:
        side = "before" if mention.end <= match.start else "after"
        yield f"medium={side}{'&here' if reading.sentence[mention.start] == here else ''}"
    for start, end in scene.kin:
        if reading.sentence[start] != here:
            continue
        if end == match.start:
            yield "kin=beside"
        yield f"kin={'before' if end <= match.start else 'after'}"
