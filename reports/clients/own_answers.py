"""What a client answered to the firm's own questions, in the words in which they were asked.

The words come from the version that the client saw, so a question or an option that later versions do not have, or word
otherwise, keeps what it meant.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from records.answers.submissions import Submission
from records.forming.forms import FormVersion
from records.forming.own_questions import RESERVED

GIVEN, NOT_GIVEN = "Yes", "No"
"""Whether a consent was given."""


@dataclass(frozen=True, slots=True)
class Told:
    """One question as it was asked, and its answer; ``help`` is what stood beside a consent, as it is a part of it."""

    label: str
    words: str
    help: str = ""


def own_answers(submission: Submission) -> list[Told]:
    """What was answered to the questions of the version that a submission was sent from, in their order."""
    return told_of(submission.own_answers, submission.form_version)


def told_of(answers: Mapping[str, Any], version: FormVersion | None) -> list[Told]:
    """The same of answers that are in no submission yet."""
    return list(_told(answers, version))


def _told(answers: Mapping[str, Any], version: FormVersion | None) -> Iterator[Told]:
    questions = (version.definition.get("own") or []) if version else []
    for question in questions:
        value = answers.get(question["key"])
        if value is not None:
            is_consent = question["type"] == "consent"
            yield Told(question["label"], _words(value, question), question.get("help", "") if is_consent else "")
    known = {question["key"] for question in questions} | RESERVED
    # Nothing that was said is left out, even where nobody knows any more what was asked.
    yield from (Told(key, _words(value, {})) for key, value in answers.items() if key not in known)


def _words(value: Any, question: Mapping[str, Any]) -> str:
    if isinstance(value, bool):
        return GIVEN if value else NOT_GIVEN
    labels: dict[Any, str] = {option["key"]: option["label"] for option in question.get("options") or []}
    if isinstance(value, list):
        return ", ".join(labels.get(each, str(each)) for each in value)
    return labels.get(value, str(value))
