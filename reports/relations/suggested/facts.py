"""What a suggestion rests on: per partner every client they sent and everyone they were sent, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from records.sources import Relation

Sent = tuple[int, date, bool, bool, int, bool, date | None]
"""A client as ``Came`` has them but for ``waits``, plain: a large firm's estimate looks at a hundred thousand."""


class Came(NamedTuple):
    """One client whom a partner sent. ``money`` is what was received of them by the partner's share, in minor units.

    It is of the firm's currency; ``is_elsewhere`` says that they paid, but nothing in it. ``first_paid`` is the day of
    the first payment in any currency. ``is_gone`` says that they are lost or unqualified, and ``waits`` that nobody has
    said thank you for them.
    """

    client: int
    on: date
    is_won: bool
    is_gone: bool = False
    money: int = 0
    is_elsewhere: bool = False
    first_paid: date | None = None
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Gave:
    """One referral given to a partner."""

    referral: int
    on: date
    is_won: bool


@dataclass(frozen=True)
class Facts:
    """One partner: the clients they sent and the referrals they were given, the oldest first."""

    partner: int
    name: str
    name_key: str
    relation: Relation = Relation.GIVE_AND_TAKE
    came: Sequence[Came] = ()
    gave: Sequence[Gave] = ()

    @cached_property
    def sent(self) -> Sequence[Sent]:
        """The clients they sent, as an estimate asks for them."""
        return [each[:-1] for each in self.came]

    @cached_property
    def won(self) -> int:
        """How many of the clients they sent are won."""
        return sum(each.is_won for each in self.came)

    @cached_property
    def won_by_them(self) -> int:
        """How many of the referrals they were given they have won."""
        return sum(each.is_won for each in self.gave)

    @cached_property
    def money(self) -> int:
        """What all clients they sent have brought, in minor units of the firm's currency."""
        return sum(each.money for each in self.came)

    @cached_property
    def waiting(self) -> Sequence[Came]:
        """The clients for whom nobody has thanked them."""
        return [each for each in self.came if each.waits]
