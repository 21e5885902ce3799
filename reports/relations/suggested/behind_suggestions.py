"""The records behind a suggestion: each client and each referral given that its sentence counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.clients import Client
from records.relations.given.referrals import ReferralGiven
from reports.batches import batched
from reports.relations.suggested.facts import Came
from reports.relations.suggested.suggesting import Suggestion


@dataclass(frozen=True, slots=True)
class ClientRow:
    """One client with what a partner's part of their money is."""

    client: Client
    came: Came


@dataclass(frozen=True, slots=True)
class Clients:
    """Some clients behind a suggestion, the newest first; ``rows`` may be the first of them only, ``came`` are all."""

    rows: Sequence[ClientRow]
    came: Sequence[Came]

    @property
    def many(self) -> int:
        """How many they are."""
        return len(self.came)

    @property
    def won(self) -> int:
        """How many of them are won."""
        return sum(each.is_won for each in self.came)

    @property
    def money(self) -> int:
        """What they brought, in minor units of the firm's currency."""
        return sum(each.money for each in self.came)


@dataclass(frozen=True, slots=True)
class Behind:
    """The clients that are counted, those that they are compared with, all that the partner sent, and those given.

    ``gave`` may be the newest of them only, of ``given`` in all.
    """

    came: Clients
    before: Clients
    all: Clients
    gave: Sequence[ReferralGiven]
    given: int


def behind(session: Session, one: Suggestion, most: int | None = None) -> Behind:
    """The records of a suggestion, the newest first; at ``most`` so many of each kind, all unless it is said."""
    parts = [list(reversed(came))[:most] for came in (one.came, one.before, one.facts.came)]
    clients: dict[int, Client] = {}
    for some in batched({each.client for part in parts for each in part}):
        clients |= {each.id: each for each in session.scalars(select(Client).where(Client.id.in_(some)))}
    gave = list(reversed(one.gave))[:most]
    given: dict[int, ReferralGiven] = {}
    for some in batched([each.referral for each in gave]):
        rows = select(ReferralGiven).where(ReferralGiven.id.in_(some))
        given |= {each.id: each for each in session.scalars(rows)}
    listed = [[ClientRow(clients[each.client], each) for each in part] for part in parts]
    return Behind(
        Clients(listed[0], one.came),
        Clients(listed[1], one.before),
        Clients(listed[2], one.facts.came),
        [given[each.referral] for each in gave],
        len(one.gave),
    )
