"""Answers with the phrase that they tell, to fit and measure with: as they were written, and varied."""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from attribution.searches.clues import Clues
from attribution.words.reading import is_a_word
from attribution.words.text import fold, fold_keyword

UNMARKED = "media"
"""The file of marked answers in which searches have no marks."""
_MARK = re.compile(r"\[([A-Z])(?::[^\[\]|]+)?\|([^\[\]|]+)\]")


@dataclass(frozen=True, slots=True)
class Told:
    """One answer, the phrase that it tells (folded), if any, and the file that it is from."""

    files: frozenset[str]
    answer: str
    phrase: str
    place: tuple[int, int] = (0, 0)
    """Where the phrase stands in the answer."""

    @property
    def file(self) -> str:
        """The file of an answer as it was written."""
        return min(self.files)


def marked(folder: Path) -> Iterator[Told]:
    """The marked answers: the first ``[K|...]`` is the phrase, the other marks are taken off."""
    for path in sorted(folder.glob("*.txt")):
        if path.stem == UNMARKED:
            continue
        for line in path.read_text("utf-8").splitlines():
            if line[:2] in {". ", "? "}:
                text = line[2:].replace("\\n", "\n")
                first = next((m for m in _MARK.finditer(text) if m.group(1) == "K"), None)
                phrase = first.group(2) if first else ""
                start = len(_MARK.sub(r"\2", text[: first.start()])) if first else 0
                answer = _MARK.sub(r"\2", text)
                yield Told(frozenset({path.stem}), answer, fold_keyword(phrase), (start, start + len(phrase)))


def labelled(folder: Path) -> Iterator[Told]:
    """The labelled answers of firms."""
    for path in sorted(folder.glob("*_answers.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            phrase = row["keyword"] or ""
            start = max(0, row["answer"].find(phrase))
            file = path.stem.removesuffix("_answers")
            yield Told(frozenset({file}), row["answer"], fold_keyword(phrase), (start, start + len(phrase)))


def varied(told: list[Told], times: int, seed: int = 20) -> list[Told]:
    """Further answers: the way in which one tells it with the phrase of another, and now and then beside a third.

    What is told around a phrase does not depend on what was searched for, so that this shows the weights which of the
    two a word belongs to. Every answer made so belongs to the files of all its parts and is left out with any of them.
    """
    chance = random.Random(seed)
    phrases = [(each.answer[slice(*each.place)], each) for each in told if each.phrase]
    pools: dict[tuple[bool, bool], list[tuple[str, Told]]] = {}
    for phrase, each in phrases:
        pools.setdefault(_sort_of(phrase), []).append((phrase, each))
    others = [each for each in told if not each.phrase and len(each.answer) < 120]
    made = []
    for phrase, each in phrases * times:
        start, end = each.place
        before, after = each.answer[:start], each.answer[end:]
        new, giver = chance.choice(pools[_sort_of(phrase)])
        new = new.lower() if not any(c.isupper() for c in each.answer) else new
        new = new.upper() if phrase.isupper() and len(phrase) > 8 else new
        files = each.files | giver.files
        if chance.random() < 0.25:
            beside = chance.choice(others)
            files |= beside.files
            if chance.random() < 0.5:
                before = beside.answer.rstrip(" .") + chance.choice([". ", ", ", "\n", "... ", " and "]) + before
            else:
                after = after.rstrip(" .") + chance.choice([". ", ", ", "\n", "... ", " but "]) + beside.answer
        if chance.random() < 0.2:
            before, after = before.replace('"', ""), after.replace('"', "")
        if chance.random() < 0.2:
            before, new, after = before.lower(), new.lower(), after.lower()
        if chance.random() < 0.1:
            before, after = before.upper(), after.upper()
        text = before + new + after
        made.append(Told(files, text, fold_keyword(new), (len(before), len(before) + len(new))))
    for each in others:
        # As many more answers without a phrase: two answers that tell none tell none together.
        beside = chance.choice(others)
        text = each.answer.rstrip(" .") + chance.choice([". ", ", ", "\n", "... ", " and ", " but "]) + beside.answer
        made.append(Told(each.files | beside.files, text.lower() if chance.random() < 0.2 else text, ""))
    return made


def _sort_of(phrase: str) -> tuple[bool, bool]:
    """Phrases of one sort can stand for each other: questions, and those that are not English."""
    plain = fold(phrase).split()
    classes = Clues(phrase, None).classes
    foreign = not phrase.isascii() or sum(is_a_word(word) for word in plain) < len(plain) / 2
    return classes[:1] == ["question"] and plain[0] != "best", foreign
