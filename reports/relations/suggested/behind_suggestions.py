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
class Behind:
    """The clients that are counted, those that they are compared with, all that the partner sent, and those given."""

    came: Sequence[ClientRow]
    before: Sequence[ClientRow]
    all: Sequence[ClientRow]
    gave: Sequence[ReferralGiven]


def behind(session: Session, one: Suggestion) -> Behind:
    """The records of a suggestion, the newest first."""
    numbers = [each.client for each in one.facts.came]
    clients: dict[int, Client] = {}
    for some in batched(numbers):
        clients |= {each.id: each for each in session.scalars(select(Client).where(Client.id.in_(some)))}
    given: dict[int, ReferralGiven] = {}
    for some in batched([each.referral for each in one.gave]):
        rows = select(ReferralGiven).where(ReferralGiven.id.in_(some))
        given |= {each.id: each for each in session.scalars(rows)}

    def listed(came: Sequence[Came]) -> list[ClientRow]:
        return [ClientRow(clients[each.client], each) for each in reversed(came)]

    gave = [given[each.referral] for each in reversed(one.gave)]
    return Behind(listed(one.came), listed(one.before), listed(one.facts.came), gave)
