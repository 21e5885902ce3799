"""Which answers tell of the first place, and where in the list the chosen choice stood.

The first answer from each page counts: what corrects it, or comes from the same page once more, was given in the same
order. Choices that stay at the end, lists that are not shuffled and lists of one choice are left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from json import loads
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, Text, and_, cast, exists, func, not_, or_, select, true
from sqlalchemy.orm import Session, aliased, joinedload

from records.answers.submissions import Submission
from records.clients import Client
from records.forming.forms import FormVersion
from reports.first_place.chance import chance_of_as_many, expected_first

Chosen = TypeVar("Chosen", bound=tuple[Any, ...])


class Which(StrEnum):
    """What the answers of a number have in common."""

    COUNTED = "counted"
    FIXED = "fixed"
    UNSHUFFLED = "not-shuffled"
    UNCHOSEN = "no-choice"


@dataclass
class Counted:
    """Answers of one form or of all: how many were given with so many choices, and at which place the choice stood.

    ``at_place`` counts places from 1; ``left_out`` has the answers that tell nothing, by why.
    """

    by_choices: dict[int, int] = field(default_factory=dict)
    at_place: dict[int, int] = field(default_factory=dict)
    left_out: dict[Which, int] = field(default_factory=dict)

    @property
    def answers(self) -> int:
        """How many answers count."""
        return sum(self.by_choices.values())

    @property
    def first(self) -> int:
        """How many of them chose what stood first."""
        return self.at_place.get(1, 0)

    @property
    def expected(self) -> Fraction:
        """How many of them would by chance."""
        return expected_first(self.by_choices)

    @cached_property
    def chance(self) -> Fraction:
        """The probability that chance alone puts as many or more first."""
        return chance_of_as_many(self.by_choices, self.first)

    @property
    def places(self) -> list[tuple[int, int, Fraction]]:
        """For each place the answers that chose what stood there, and how many would by chance."""
        return [
            (
                place,
                self.at_place.get(place, 0),
                expected_first({choices: count for choices, count in self.by_choices.items() if choices >= place}),
            )
            for place in range(1, max(self.by_choices, default=0) + 1)
        ]

    def add(self, choices: int, place: int, count: int) -> None:
        """So many answers more, with so many choices that move."""
        self.by_choices[choices] = self.by_choices.get(choices, 0) + count
        self.at_place[place] = self.at_place.get(place, 0) + count

    def leave_out(self, why: Which, count: int) -> None:
        """So many answers that tell nothing."""
        self.left_out[why] = self.left_out.get(why, 0) + count


@dataclass(frozen=True, slots=True)
class Form:
    """One form with all its versions."""

    slug: str
    name: str
    counted: Counted


@dataclass(frozen=True, slots=True)
class FirstPlace:
    """The forms that were answered in a period, the one with most answers first, and all of them together."""

    total: Counted
    forms: Sequence[Form]


def first_place(session: Session, start: date | None, end: date | None, office: int | None = None) -> FirstPlace:
    """What those who came in a period (both ends inclusive, None is open) chose, and where it stood."""
    order = cast(Submission.order_shown, Text)
    given = select(Submission.form_version_id, Submission.choice, order, func.count())
    found = session.execute(
        _of_answers(given, start, end, office).group_by(Submission.form_version_id, Submission.choice, order)
    ).all()
    versions = _versions(session)
    total = Counted()
    forms: dict[int, Form] = {}
    for number, choice, shown, count in found:
        version = versions[number]
        form = forms.setdefault(version.form_id, Form(version.form.slug, version.form.name, Counted()))
        moving, order_shown = moving_choices(version.definition), loads(shown)
        for counted in (total, form.counted):
            why = _why_left_out(version, moving, choice)
            if why is None:
                counted.add(len(moving), order_shown.index(choice) + 1, count)
            else:
                counted.leave_out(why, count)
    return FirstPlace(total, sorted(forms.values(), key=lambda form: (-form.counted.answers, form.name, form.slug)))


def answers_counted(
    session: Session,
    which: Which,
    start: date | None,
    end: date | None,
    *,
    place: int | None = None,
    slug: str = "",
    office: int | None = None,
) -> Select[tuple[Submission]]:
    """The answers behind a number, the newest first; ``place`` is where the chosen choice stood, counted from 1."""
    conditions = [_is(which, version) for version in _versions(session).values() if slug in {"", version.form.slug}]
    those = _of_answers(select(Submission), start, end, office).where(or_(*conditions) if conditions else not_(true()))
    if place is not None:
        those = those.where(Submission.order_shown[place - 1].as_string() == Submission.choice)
    return those.order_by(Submission.received_at.desc(), Submission.id.desc())


def moving_choices(definition: Mapping[str, object]) -> list[str]:
    """The keys of the choices whose place changes, in the order of the definition."""
    choices: list[Mapping[str, object]] = definition["choices"]  # type: ignore[assignment]  # JSON has no types
    return [str(choice["key"]) for choice in choices if not choice.get("last")]


def _versions(session: Session) -> dict[int, FormVersion]:
    return {
        version.id: version for version in session.scalars(select(FormVersion).options(joinedload(FormVersion.form)))
    }


def _is_shuffled(version: FormVersion, moving: Sequence[str]) -> bool:
    return bool(version.definition.get("shuffle", True)) and len(moving) > 1


def _why_left_out(version: FormVersion, moving: Sequence[str], choice: str) -> Which | None:
    if not choice:
        return Which.UNCHOSEN
    if choice not in moving:
        return Which.FIXED
    return None if _is_shuffled(version, moving) else Which.UNSHUFFLED


def _is(which: Which, version: FormVersion) -> ColumnElement[bool]:
    moving = moving_choices(version.definition)
    of_version = Submission.form_version_id == version.id
    if which is Which.UNCHOSEN:
        return and_(of_version, Submission.choice == "")
    if which is Which.FIXED:
        return and_(of_version, Submission.choice != "", Submission.choice.not_in(moving))
    wanted = _is_shuffled(version, moving) is (which is Which.COUNTED)
    return and_(of_version, Submission.choice.in_(moving) if wanted else not_(true()))


def _of_answers(chosen: Select[Chosen], start: date | None, end: date | None, office: int | None) -> Select[Chosen]:
    """The first answer of each page that showed choices, of those who came in the period."""
    before = aliased(Submission)
    earlier = exists().where(before.identity == Submission.identity, before.id < Submission.id)
    return chosen.join(Client, Client.id == Submission.client_id).where(
        Submission.form_version_id.is_not(None),
        cast(Submission.order_shown, Text) != "[]",
        not_(earlier),
        Client.came_on >= start if start else true(),
        Client.came_on <= end if end else true(),
        Client.office_id == office if office else true(),
    )
