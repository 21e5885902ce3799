"""Answers with the media that the tables find in them and those that are right, to fit and measure with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from attribution import Directory, Kind
from attribution.mentions.mention import Mention
from attribution.sources.seen import Seen
from attribution.sources.weighing import findings_in
from attribution.words.media import medium_called
from attribution.words.reading import read
from attribution.words.text import fold
from bench.answers import read_answers, read_partners
from bench.cases import HERE, OF_MEDIA
from bench.labelled_firms import files_to_fit
from bench.marked_answers import Marked, read_marked

SEARCHED = frozenset({Kind.SEARCH_ENGINE, Kind.AI_ASSISTANT})
FIFTHS = 5
"""The marked answers about media are also left out by so many parts."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A medium that the tables find: its facts, whether it brought the client, None where either is right."""

    name: str
    facts: tuple[str, ...]
    kept: bool
    own: bool
    true: bool | None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: the media that the tables find, what is seen of the whole, and the media that are right."""

    group: str
    shown: tuple[Shown, ...]
    telling: tuple[str, ...]
    required: frozenset[str]
    allowed: frozenset[str]
    text: str

    @property
    def file(self) -> str:
        """The file that the answer is from."""
        return self.group.split()[0]


def gather() -> list[Answer]:
    """All answers of the training files."""
    answers: list[Answer] = []
    for firm in files_to_fit():
        directory = read_partners(firm.partners)
        for label in read_answers(firm.answers):
            required = frozenset(map(_as_the_table_calls_it, label["websites"]))
            allowed = required | {*map(_as_the_table_calls_it, label.get("websites_optional", ()))}
            answers.append(_seen(firm.group, label["answer"], directory, required, allowed, {}))
    for path in sorted((HERE / "marked").glob("*.txt")):
        for number, marked in enumerate(read_marked(path)):
            group = f"{path.stem} {number % FIFTHS}" if path.stem == OF_MEDIA else path.stem
            answers += _of_marked(group, marked)
    return answers


def _as_the_table_calls_it(name: str) -> str:
    medium = medium_called(fold(name))
    return medium.name if medium is not None else name


def _of_marked(group: str, marked: Marked) -> Iterator[Answer]:
    """The answer, unless it has a medium that counts and whose name neither its mark nor a table gives."""
    directory = Directory(marked.entries())
    seen = Seen()
    findings_in(marked.text, directory, seen)
    reading = read(marked.text)
    searched = any(kind == "K" for kind, _, _ in marked.marks)
    labels: dict[int, bool | None] = {}
    if searched:
        # Where only the phrase is marked, the verb that leads to it ("googled ...") has no mark of its own.
        engines = (k for k, (m, _) in enumerate(seen.media.mentions) if m.source.kind in SEARCHED)
        labels.update(dict.fromkeys(engines))
    required = set()
    for (kind, low, high), name in zip(marked.marks, marked.called, strict=True):
        if kind not in "CX":
            continue
        found = [
            (k, mention)
            for k, (mention, _) in enumerate(seen.media.mentions)
            if (span := reading.span(mention.start, mention.end))[0] < high and low < span[1]
        ]
        labels.update(dict.fromkeys((k for k, _ in found), kind == "C"))
        if kind == "C":
            names = {_as_the_table_calls_it(name)} if name else {mention.source.name for _, mention in found}
            if not names:
                return
            required |= names
    yield _seen(group, marked.text, directory, frozenset(required), frozenset(required), labels, seen)


def _seen(
    group: str,
    text: str,
    directory: Directory,
    required: frozenset[str],
    allowed: frozenset[str],
    labels: Mapping[int, bool | None],
    seen: Seen | None = None,
) -> Answer:
    if seen is None:
        seen = Seen()
        findings_in(text, directory, seen)
    shown = []
    for k, (mention, facts) in enumerate(seen.media.mentions):
        name = mention.source.name
        optional = name in allowed - required or (allowed and not required)
        true = labels.get(k, None if optional else name in required)
        # A walk-by and other kinds of source without a name are neither asked for nor wrong where labels have media.
        if _is_beside(mention):
            true = labels.get(k)
        shown.append(Shown(name, facts, "refusal=False" in facts, mention.own_site, true))
    return Answer(group, tuple(shown), seen.media.telling, required, allowed, text)


def _is_beside(mention: Mention) -> bool:
    return mention.rule == "walk_by" or (mention.medium is not None and mention.medium.optional)
