"""What stands around the names of an answer: its other sources, the classes and senses of its words, and the place of a
name among them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from attribution.entries.directory import Directory
from attribution.mentions.mention import Mention
from attribution.mentions.spellings import begins_a_medium
from attribution.names.match import Match
from attribution.names.roles import Unknown
from attribution.names.senses import size, word_classes, word_senses
from attribution.said.acting import Act, acts_in, listed
from attribution.said.standing import Standing
from attribution.who.named import Named
from attribution.words.reading import Reading, stop_words

_SILENT = frozenset({"fillers", "pronouns"})
_WAYS = frozenset({"events", "ads", "searches", "other_site", "social", "assistants"})
"""Roles of cues that speak of another way by which the client came."""
_STATES = frozenset({"returning", "existing_client_words", "needs", "refuses", "forgot"})

_CASTS_DOUBT = frozenset({"negates", "unsure", "unsure_all", "spoils", "former", "landmarks"})
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
    unknown: Sequence[Unknown]
    """Words that look like names of somebody whom the directory does not know."""
    decisive: Mapping[int, int] = field(default_factory=dict)
    """The starts of the names and media that are said to have decided, with how plainly."""
    facts: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    ways: list[str] = field(default_factory=list)
    senses: list[str] = field(default_factory=list)
    bare: bool = False
    """Whether the answer is nothing but its sources and what belongs to them ("Joe Smith and your Google reviews")."""
    acts: list[Act] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.classes = word_classes(self.reading, self.directory)
        self.senses = word_senses(self.reading)
        self.ways = sorted(self._ways())
        self.acts = acts_in(
            self.reading,
            self.senses,
            [named.best for named in self.named],
            [(m.start, m.end) for m in self.media],
            [(cue.start, cue.end) for cue in self.reading.of("relations")],
        )
        self.facts = list(self._facts())
        self.bare = self._is_bare()

    def _is_bare(self) -> bool:
        if self.phrase is not None or any(cue.role in _CASTS_DOUBT for cue in self.reading.cues):
            return False
        joins, beside = listed("joins"), listed("beside")
        rest = [p for p, word in enumerate(self.reading.words) if word not in joins and word not in beside]
        told = {p for n in self.named for p in n.best.explained}
        told.update(p for m in self.media for p in range(m.start, m.end))
        told.update(p for low, high, _ in self.reading.trades for p in range(low, high))
        if not told.issuperset(rest):
            return False
        # "Gemini" may be the assistant as well.
        return not any(len(n.best.name) == 1 and begins_a_medium(self.reading.words[n.best.start]) for n in self.named)

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
        if self.unknown:
            yield "unknown"
        if any(each.attached for each in self.unknown):
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
    silent = stop_words()
    told = sum(reading.words[p] not in silent for p in match.explained.union(range(match.start, match.end)))
    yield f"rest={size(2 * (reading.telling - told))}"


def facts_of_others(named: Named, standing: Standing, scene: Scene) -> Iterator[str]:
    """How the name stands to the other sources of the answer."""
    match, reading = named.best, scene.reading
    others = [each for each in scene.named if each is not named]
    yield f"others={min(len(others), 3)}"
    plain = f"points={standing.points}{'!' if standing.decides else ''}"
    if others:
        if any(each.certain for each in others):
            yield "others=certain"
        if any(_is_joined(match, other.best, reading) for other in others):
            yield "joined"
            yield f"joined&{plain}"
    yield f"{plain}&{'alone' if not others and not scene.ways else 'not alone'}"
    for way in scene.ways:
        yield f"way={way}&{plain}"
    yield from _of_the_decision(match, scene)
    if scene.bare:
        beside = "medium" if scene.media else "name" if others else "alone"
        yield f"nothing but sources&{beside}"
        yield f"nothing but sources&{match.rule}"
        yield f"nothing but sources&{match.rule}&{beside}&support={min(match.support.count, 2)}"
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


def _of_the_decision(match: Match, scene: Scene) -> Iterator[str]:
    """Whether the words say which of several sources decided, and what that is to this name."""
    if not scene.decisive:
        return
    if match.start in scene.decisive:
        yield "said to decide"
        yield f"said to decide={scene.decisive[match.start]}"
        yield f"said to decide&{match.rule}"
        yield f"said to decide&{'medium beside' if scene.media else 'names alone'}"
        return
    medium = any(mention.start in scene.decisive for mention in scene.media)
    yield f"another decided={'medium' if medium else 'name'}"
    side = "before" if min(scene.decisive) > match.start else "after"
    yield f"another decided={'medium' if medium else 'name'}&{side}"
    yield f"another decided={max(scene.decisive.values())}"


def _is_joined(match: Match, other: Match, reading: Reading) -> bool:
    """Whether two names stand in one list, with nothing but "and" between them."""
    first, second = (match, other) if match.start < other.start else (other, match)
    between = reading.words[first.end : second.start]
    return 0 < len(between) <= 2 and listed("joins").issuperset(between)
