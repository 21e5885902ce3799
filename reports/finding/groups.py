"""What is found of one kind: the first few, and how many there are, as far as that is counted."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sqlalchemy import Select
from sqlalchemy.orm import Session

COUNTED = 100
"""Of more than so many it is only said that they are more, and no more are listed."""
SHOWN = 8
"""So many of each kind stand on the page of everything."""

Hit = TypeVar("Hit")


class Part(StrEnum):
    """The kinds of what is looked for."""

    CLIENTS = "clients"
    PARTNERS = "partners"
    SOURCES = "sources"
    ANSWERS = "answers"
    REFERRALS = "referrals"
    PAYMENTS = "payments"


@dataclass(frozen=True, slots=True)
class Group(Generic[Hit]):
    """The first of what was found, and how many were; ``is_more`` says that there are more than were counted."""

    hits: Sequence[Hit] = field(default_factory=list)
    count: int = 0
    is_more: bool = False


def first_numbers(session: Session, those: Select[Any], shown: int) -> tuple[list[int], int, bool]:
    """Of a choice of numbers in its order the first few, how many there are up to ``COUNTED``, and whether more."""
    numbers = list(session.connection().execute(those.limit(COUNTED + 1)).scalars())
    return numbers[:shown], min(len(numbers), COUNTED), len(numbers) > COUNTED
