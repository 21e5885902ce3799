"""The judgement: how many points a submission has, and why. Pure: the same words and circumstances, the same score."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from attribution import fold
from intake.spam.signs import Signs, signs
from records.answers.recording import Filled

_LINK = re.compile(r"https?://|(?<![/\w])www\.[a-z0-9-]", re.IGNORECASE)
_MARKUP = re.compile(r"<a\s[^>]*href|\[(?:url|link)\b[^\]]*[=\]]", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://|\bwww\.|\S@\S+\.\w", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+")
_TURN = re.compile(r"[a-z][A-Z]")
_IN_ORDER = ("01234567890123456789", "98765432109876543210")
_A_NUMBER = 7
_A_TEXT = 10
_PASTED = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """How a submission came, as far as the server knows.

    ``seconds`` are those since the page was opened. ``trap`` is what stands in the field that people do not see.
    ``others`` are the other people who sent the same words of late; ``is_marked`` says that staff called them spam.
    """

    seconds: float
    trap: str = ""
    is_program: bool = False
    is_flooded: bool = False
    is_often: bool = False
    others: int = 0
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """One sign that was found: what it weighs, and the sentence that says it."""

    sign: str
    points: int
    why: str


@dataclass(frozen=True, slots=True)
class Judged:
    """The reasons that were found, the weightiest first, and from which score on a submission is held back."""

    reasons: tuple[Reason, ...]
    hold_at: int

    @property
    def score(self) -> int:
        """All points together."""
        return sum(reason.points for reason in self.reasons)

    @property
    def is_held(self) -> bool:
        """Whether staff should look before it counts."""
        return self.score >= self.hold_at


def judge(filled: Filled, how: Circumstances, table: Signs | None = None) -> Judged:
    """The score of a submission with its reasons."""
    table = table or signs()
    found = [
        Reason(name, table.signs[name].points, table.signs[name].why.format(**values))
        for part in (_sending(filled, how, table.limits), _person(filled, table.limits), _words(filled, table.limits))
        for name, values in part
    ]
    found += _offers(filled, table)
    return Judged(tuple(sorted(found, key=lambda reason: -reason.points)), table.hold_at)


_Found = Iterator[tuple[str, dict[str, Any]]]


def _sending(filled: Filled, how: Circumstances, limits: dict[str, int]) -> _Found:
    trap = how.trap.strip()
    if trap:
        elsewhere = {filled.name.strip(), filled.email.strip(), filled.phone.strip()}
        yield ("trap_autofill" if trap in elsewhere else "trap"), {}
    letters = sum(len(each) for each in _texts(filled))
    seconds = max(0, int(how.seconds))
    if how.seconds < limits["fast_seconds"]:
        yield "too_fast", {"seconds": seconds}
    elif letters > _PASTED and letters / how.seconds > limits["letters_per_second"]:
        yield "typed_too_fast", {"letters": letters, "seconds": seconds}
    if how.is_program:
        yield "program", {}
    if how.is_flooded:
        yield "form_flooded", {}
    if how.is_often:
        yield "address_often", {}
    if how.is_marked:
        yield "marked_before", {}
    if how.others >= limits["same_many"]:
        yield "same_words_many", {"others": how.others}
    elif how.others >= limits["same_some"]:
        yield "same_words_some", {"others": how.others}


def _person(filled: Filled, limits: dict[str, int]) -> _Found:
    """Nonsense in the place of a name or a contact, whoever it is said to be: no list of names is asked."""
    if _ADDRESS.search(filled.name):
        yield "address_as_name", {}
    if any("\n" in each.strip() for each in (filled.name, filled.email, filled.phone, filled.searched)):
        yield "lines_in_name", {}
    if any(_is_random(word, limits) for word in _WORDS.findall(filled.name)):
        yield "random_name", {}
    if any(_is_random(text.strip(), limits) for text in (filled.need, filled.answer) if len(text.split()) == 1):
        yield "random_words", {}
    pieces = filled.email.partition("@")[0].split(".")
    if len(pieces) > limits["address_pieces"] and max(map(len, pieces)) <= 2:
        yield "scattered_address", {}
    digits = "".join(each for each in filled.phone if each.isdigit())
    if len(digits) >= _A_NUMBER and (len(set(digits)) == 1 or any(digits in row for row in _IN_ORDER)):
        yield "no_number", {}


def _is_random(word: str, limits: dict[str, int]) -> bool:
    return len(_TURN.findall(word)) >= limits["turns_in_a_word"]


def _words(filled: Filled, limits: dict[str, int]) -> _Found:
    texts = [filled.need, *_own(filled)]
    # Asked which website it was, people write its address.
    links = sum(len(_LINK.findall(text)) for text in texts)
    links += max(0, sum(len(_LINK.findall(text)) for text in (filled.answer, filled.searched)) - 1)
    if links >= limits["many_links"]:
        yield "many_links", {"links": links}
    elif links >= limits["some_links"]:
        yield "some_links", {"links": links}
    elif links:
        yield "one_link", {}
    if any(_MARKUP.search(text) for text in _texts(filled)):
        yield "markup", {}
    written = [each.strip() for each in _texts(filled) if len(each.strip()) >= _A_TEXT]
    most = max((written.count(each) for each in written), default=0)
    if most > 1:
        yield "one_text_everywhere", {"fields": most}


def _offers(filled: Filled, table: Signs) -> Iterator[Reason]:
    message = [filled.answer] if len(filled.answer) >= table.limits["message"] else []
    words = f" {fold(' '.join((filled.need, *message, *_own(filled))))} "
    for offer in table.offers:
        phrase = next((each for each in offer.phrases if f" {each} " in words), None)
        if phrase:
            yield Reason(offer.sign.name, offer.sign.points, offer.sign.why.format(phrase=phrase))


def _texts(filled: Filled) -> tuple[str, ...]:
    return (filled.name, filled.need, filled.answer, filled.searched, *_own(filled))


def _own(filled: Filled) -> Iterable[str]:
    """What was typed for the firm's own questions."""
    return [each for each in filled.own_answers.values() if isinstance(each, str)]
