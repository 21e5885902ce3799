"""What is found of all kinds by a few typed words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from records.importing.lines.likely_clients import Candidate, likely_clients
from reports.finding.answers import answers_hit
from reports.finding.groups import COUNTED, SHOWN, Group, Part
from reports.finding.people import clients_hit, partners_hit, sources_hit
from reports.finding.sent_and_paid import payments_hit, referrals_hit
from reports.typed_words import Typed

_FIND: dict[Part, Callable[[Session, Typed, int], Group[Any]]] = {
    Part.CLIENTS: clients_hit,
    Part.PARTNERS: partners_hit,
    Part.SOURCES: sources_hit,
    Part.ANSWERS: answers_hit,
    Part.REFERRALS: referrals_hit,
    Part.PAYMENTS: payments_hit,
}


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of each kind that was looked for; ``alike`` are clients of a similar name, where none has it."""

    groups: Mapping[Part, Group[Any]]
    alike: Sequence[Candidate] = ()

    @property
    def count(self) -> int:
        """How many hits there are, as far as they are counted."""
        return sum(group.count for group in self.groups.values())

    @property
    def is_more(self) -> bool:
        """Whether there are more than that."""
        return any(group.is_more for group in self.groups.values())


def everything_found(session: Session, typed: Typed, only: Part | None = None) -> Found:
    """The best few of each kind; of ``only`` one kind all that are counted, and nothing else."""
    if not typed.is_enough:
        return Found({})
    if only is not None:
        return Found({only: _FIND[only](session, typed, COUNTED)})
    groups = {part: find(session, typed, SHOWN) for part, find in _FIND.items()}
    is_name = not any(each.isdecimal() for each in typed.words)
    nobody = not groups[Part.CLIENTS].count
    return Found(groups, likely_clients(session, typed.words) if nobody and is_name else ())
