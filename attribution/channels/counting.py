"""Whether a medium that an answer names brought the client or is only mentioned: "duckduckgo because I don't want
google knowing", "my sister works on the radio and she sent me".

As for names (``attribution.evidence.facts``), which facts count how much is fitted from labelled answers
(``bench.fitting_media``); the weights are plain numbers in ``data/counts.toml``.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from attribution.channels.media_words import senses_of_media
from attribution.entries.directory import Directory
from attribution.evidence.judging import Weights
from attribution.mentions.mention import Mention
from attribution.model import Kind
from attribution.names.senses import size, word_classes, word_senses
from attribution.said.standing import Standing
from attribution.words.reading import Reading

_NEAR = 3
"""So many words on each side count by their place."""
_CLAUSE = 12
"""So many words of the clause on each side are looked at."""


def counts(facts: Sequence[str]) -> float:
    """The probability that the medium of which these facts were seen brought the client, between 0 and 1."""
    return _weights().probability(facts)


@cache
def _weights() -> Weights:
    return Weights.of("counts")


class Surroundings:
    """What all media of one answer have around them, worked out once: a class and two senses for each word."""

    def __init__(self, media: Sequence[Mention], reading: Reading, directory: Directory, *, named: bool, phrase: bool):
        self.media, self.reading = media, reading
        self.named, self.phrase = named, phrase
        self.classes = word_classes(reading, directory)
        self.senses = word_senses(reading)
        spoken = senses_of_media(reading)
        self.of_media = spoken + [""] * (len(self.classes) - len(spoken))

    def facts_of(self, mention: Mention, standing: Standing, refused: bool) -> list[str]:
        """Everything that is seen of one medium, each fact once."""
        return list(dict.fromkeys(self._facts(mention, standing, refused)))

    def _facts(self, mention: Mention, standing: Standing, refused: bool) -> Iterator[str]:
        reading, kind = self.reading, str(mention.source.kind)
        if mention.medium is not None:
            yield f"medium={mention.medium.name}"
        yield f"kind={kind}"
        yield f"rule={mention.rule}"
        yield f"named={self.named}&{kind}"
        yield f"phrase={self.phrase}&{kind}"
        yield f"words={size(len(reading.words))}"
        yield f"refused={standing.refused}" if standing.refused else "unrefused"
        yield f"refusal={refused}"
        yield f"points={standing.points}{'!' if standing.decides else ''}"
        yield f"points={standing.points}&named={self.named}"
        if standing.unsure:
            yield "unsure"
        yield from self._of_place(mention)
        yield from self._of_words(mention, kind)
        yield from self._of_others(mention)

    def _of_place(self, mention: Mention) -> Iterator[str]:
        reading = self.reading
        sentence = reading.sentence[mention.start]
        if mention.start == 0:
            yield f"first&named={self.named}"
        if mention.end == len(reading.words):
            yield f"last&named={self.named}"
        low, high = reading.bounds(mention.start)
        if (low, high) == (mention.start, mention.end):
            yield "alone in its sentence"
        yield f"sentence={min(sentence, 2)}of{min(len(reading.bounds_of), 3)}"

    def _of_words(self, mention: Mention, kind: str) -> Iterator[str]:
        reading = self.reading
        own = reading.sentence[mention.start]
        clause = reading.clause[mention.start]
        for step in range(1, _NEAR + 1):
            for place, away in ((mention.start - step, -step), (mention.end - 1 + step, step)):
                if not 0 <= place < len(reading.words) or reading.sentence[place] != own:
                    yield f"{away}=(edge)"
                    continue
                inside = "" if reading.clause[place] == clause else ","
                yield f"{away}={self.classes[place]}{inside}"
                yield f"side {'before' if away < 0 else 'after'}={self.classes[place]}"
                for sense in {self.senses[place], self.of_media[place]} - {""}:
                    yield f"{away}=sense {sense}{inside}"
                    yield f"near={sense}&{kind}"
        for place in range(max(0, mention.start - _CLAUSE), min(len(reading.words), mention.end + _CLAUSE)):
            if mention.start <= place < mention.end or reading.sentence[place] != own:
                continue
            side = "before" if place < mention.start else "after"
            here = "clause" if reading.clause[place] == clause else "sentence"
            yield f"{here} {side}={self.classes[place]}"
            for sense in {self.senses[place], self.of_media[place]} - {""}:
                yield f"{here} {side}=sense {sense}"
        for word in self.classes[:_NEAR]:
            yield f"begins={word}"
        for cue in reading.cues:
            if reading.sentence[cue.start] == own:
                side = "before" if cue.end <= mention.start else "after"
                yield f"cue {side}={cue.role}"
                if reading.clause[cue.start] == clause:
                    yield f"cue here {side}={cue.role}"

    def _of_others(self, mention: Mention) -> Iterator[str]:
        others = [m for m in self.media if m is not mention]
        yield f"others={min(len(others), 3)}"
        for other in others[:4]:
            side = "before" if other.start < mention.start else "after"
            yield f"other {side}={other.source.kind}"
            if other.source.kind is mention.source.kind or Kind.SEARCH_ENGINE in {
                other.source.kind,
                mention.source.kind,
            }:
                yield f"other {side}&{mention.source.kind}={other.source.kind}"
