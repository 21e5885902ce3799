"""Questions of the firm's own: their nine types, and what a publication refuses about them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NotRequired, TypedDict

Type = Literal["text", "long_text", "choice", "several", "date", "phone", "email", "number", "consent"]
TYPES: tuple[Type, ...] = ("text", "long_text", "choice", "several", "date", "phone", "email", "number", "consent")
WITH_OPTIONS = frozenset({"choice", "several"})
KEY = re.compile(r"[a-z0-9_]{1,40}")
"""What the key of a choice, a question or an option may be."""
RESERVED = frozenset({"asked_by"})
"""Keys that mean something else beside the answers of a submission: an import notes there who asked."""
LONGEST_LABEL = 300
LONGEST_HELP = 1_000
MOST = 60
"""So many questions, choices or options are enough for anybody, and more would not be answered."""


class Option(TypedDict):
    """One option of a question with several to choose from."""

    key: str
    label: str


class OwnQuestion(TypedDict):
    """A question that the firm asks besides. Its key never changes, whatever becomes of its words."""

    key: str
    type: Type
    label: str
    help: NotRequired[str]
    required: NotRequired[bool]
    options: NotRequired[list[Option]]


@dataclass(frozen=True, slots=True)
class Problem:
    """What a publication refuses: ``where`` names the place, the message says what to do.

    Places are named as they stand in the definition, what is in lists by its key: ``question``, ``thanks.address``,
    ``choice.search.label``, ``own.budget.option.low``; ``choice`` is the list of choices as a whole.
    """

    where: str
    message: str


def problems_of_own(questions: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    """Everything that is wrong with the questions of a definition."""
    if len(questions) > MOST:
        yield Problem("own", f"Ask at most {MOST} questions of your own.")
    yield from repeated("own", questions)
    for question in questions:
        where = f"own.{question.get('key')}"
        if str(question.get("key")) in RESERVED:
            yield Problem(where, "This question cannot have the key “asked_by”. Remove it and add it anew.")
        if question.get("type") not in TYPES:
            yield Problem(f"{where}.type", "Choose what kind of answer this question asks for.")
        yield from problems_of_label(f"{where}.label", question.get("label"), "Write the question, or remove it.")
        yield from too_long(f"{where}.help", question.get("help"), LONGEST_HELP)
        if question.get("type") in WITH_OPTIONS:
            yield from _problems_of_options(where, question)


def _problems_of_options(where: str, question: Mapping[str, Any]) -> Iterator[Problem]:
    options = question.get("options") or []
    fewest = 2 if question.get("type") == "choice" else 1
    if len(options) < fewest:
        message = "Give at least two options." if fewest > 1 else "Give at least one option."
        yield Problem(f"{where}.options", message)
    if len(options) > MOST:
        yield Problem(f"{where}.options", f"Give at most {MOST} options.")
    yield from repeated(f"{where}.option", options)
    for option in options:
        place = f"{where}.option.{option.get('key')}"
        yield from problems_of_label(place, option.get("label"), "Write this option, or remove it.")


def repeated(where: str, rows: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    """Keys that are none or stand twice, and labels that two rows have: nobody could tell their answers apart."""
    keys: set[str] = set()
    labels: set[str] = set()
    for row in rows:
        key, label = str(row.get("key")), " ".join(str(row.get("label") or "").split()).casefold()
        place = f"{where}.{key}"
        if not KEY.fullmatch(key) or key in keys:
            yield Problem(place, "This has no key of its own. Remove it and add it anew.")
        if label and label in labels:
            yield Problem(
                place if where.endswith("option") else f"{place}.label",
                "Two are worded the same. Word them so that they can be told apart.",
            )
        keys.add(key)
        labels.add(label)


def problems_of_label(where: str, label: object, blank: str) -> Iterator[Problem]:
    """A label that is blank or too long."""
    if not str(label or "").strip():
        yield Problem(where, blank)
    yield from too_long(where, label, LONGEST_LABEL)


def too_long(where: str, text: object, longest: int) -> Iterator[Problem]:
    """A text that is longer than so many characters."""
    length = len(str(text or ""))
    if length > longest:
        yield Problem(where, f"This has {length:,} characters; shorten it to {longest:,}.")
