"""The balance of give and take: per partner what was given and what was received, in four measures side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import Kind
from records.sources import Partner, Source
from reports.batches import batched
from reports.relations.given import People, given
from reports.relations.received import received
from reports.relations.sentence import sentence
from reports.relations.sides import NOTHING, Balance, Difference, Side, difference

__all__ = [
    "Balance",
    "Difference",
    "Order",
    "Place",
    "Side",
    "balance_of",
    "balances",
    "places",
    "sentence",
    "with_partners",
]


class Order(StrEnum):
    """By what balances are ordered: whom the firm owes most, or one column."""

    OWED = "owed"
    NAME = "name"
    GIVEN = "given"
    RECEIVED = "received"
    QUALIFIED = "qualified"
    WON = "won"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Place:
    """One partner's place in the list, before anything else of them is read."""

    id: int
    name_key: str
    given: Side
    received: Side

    @property
    def difference(self) -> Difference:
        """Received less given."""
        return difference(self.given, self.received)


def balances(session: Session, currency: str, start: date | None = None, end: date | None = None) -> list[Balance]:
    """Every partner's balance, whom the firm owes most first; days are inclusive, None is without end.

    The order: received less given in won, then in money of the currency, then in referrals, then the name.
    """
    return with_partners(session, places(session, currency, start, end), currency, is_dated=bool(start or end))


def balance_of(
    session: Session, source: Source, currency: str, start: date | None = None, end: date | None = None
) -> Balance | None:
    """One partner's balance, None if the source is no partner."""
    found = [place for place in places(session, currency, start, end, also=source.id) if place.id == source.id]
    return next(iter(with_partners(session, found, currency, is_dated=bool(start or end))), None)


def places(
    session: Session,
    currency: str,
    start: date | None = None,
    end: date | None = None,
    order: Order = Order.OWED,
    also: int = 0,
) -> list[Place]:
    """Every partner's two sides in order.

    Retired partners are among them as long as they have something in the period, or are the one of the number ``also``.
    """
    sent, came = given(session, start, end), received(session, currency, start, end)
    those = (
        select(Source.id, Source.name_key, Source.retired_at).join(Source.partner).where(Source.kind == Kind.PARTNER)
    )
    found = []
    for number, name_key, retired_at in session.execute(those):
        place = Place(number, name_key, _side(sent.get(number), currency), _side(came.get(number), currency))
        if retired_at is None or number == also or not (place.given.is_nothing and place.received.is_nothing):
            found.append(place)
    return sorted(found, key=lambda place: (*_measured(place, order), *_owed(place), place.name_key, place.id))


def with_partners(session: Session, found: Sequence[Place], currency: str, *, is_dated: bool) -> list[Balance]:
    """These places with what is known of their partners, in the same order."""
    rows: dict[int, tuple[Source, Partner]] = {}
    for some in batched(found):
        those = select(Source, Partner).join(Source.partner).where(Source.id.in_([place.id for place in some]))
        rows |= {source.id: (source, partner) for source, partner in session.execute(those).tuples()}
    return [Balance(*rows[each.id], each.given, each.received, currency, is_dated) for each in found]


def _side(people: People | None, currency: str) -> Side:
    if people is None:
        return NOTHING
    elsewhere = {code: amount for code, amount in people.money.items() if code != currency and amount}
    own = people.money.get(currency, 0)
    side = Side(people.referrals, people.qualified, people.won, own)
    return Side(people.referrals, people.qualified, people.won, own, elsewhere) if elsewhere else side


def _owed(place: Place) -> Iterable[int]:
    between = place.difference
    return -between.won, -between.money, -between.referrals


def _measured(place: Place, order: Order) -> Iterable[Any]:
    """What comes before the usual order."""
    if order is Order.OWED:
        return ()
    if order is Order.NAME:
        return (place.name_key, place.id)
    if order is Order.GIVEN:
        return (-place.given.referrals,)
    measured = {
        Order.RECEIVED: place.received.referrals,
        Order.QUALIFIED: place.received.qualified,
        Order.WON: place.received.won,
        Order.MONEY: place.received.money,
    }
    return (-measured[order],)
