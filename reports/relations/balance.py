"""The balance of give and take: per partner what was given and what was received, in four measures side by side."""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import Kind
from records.sources import Partner, Source
from reports.batches import batched
from reports.relations.people import NOBODY, Passed, passed
from reports.relations.sentence import sentence
from reports.relations.sides import Balance, Difference, Side

__all__ = ["Balance", "Balances", "Difference", "Order", "Side", "balance_of", "balances", "sentence"]


class Order(StrEnum):
    """By what balances are ordered: whom the firm owes most, or one column."""

    OWED = "owed"
    NAME = "name"
    GIVEN = "given"
    RECEIVED = "received"
    QUALIFIED = "qualified"
    WON = "won"
    MONEY = "money"


def balances(session: Session, currency: str, start: date | None = None, end: date | None = None) -> list[Balance]:
    """Every partner's balance, whom the firm owes most first; days are inclusive, None is without end.

    The order: received less given in won, then in money of the currency, then in referrals, then the name. Retired
    partners are among them as long as they have something in the period.
    """
    return Balances(session, currency, start, end).of()


def balance_of(
    session: Session, source: Source, currency: str, start: date | None = None, end: date | None = None
) -> Balance | None:
    """One partner's balance, None if the source is no partner."""
    if source.partner is None:
        return None
    found = passed(session, currency, start, end, only=source.id)
    return _balance(source, source.partner, found, currency, is_dated=bool(start or end))


class Balances:
    """All balances in an order, of which only those that are shown are read in full."""

    def __init__(
        self,
        session: Session,
        currency: str,
        start: date | None = None,
        end: date | None = None,
        order: Order = Order.OWED,
    ) -> None:
        self._session, self._currency, self._is_dated = session, currency, bool(start or end)
        self._passed = passed(session, currency, start, end)
        self.numbers = self._in_order(order)
        """The partners' sources."""

    def of(self, first: int = 0, last: int | None = None) -> list[Balance]:
        """The balances from one place of the order to before another, all of them unless it is said."""
        shown = self.numbers[first:last]
        rows: dict[int, tuple[Source, Partner]] = {}
        for some in batched(shown):
            those = select(Source, Partner).join(Source.partner).where(Source.id.in_(some))
            rows |= {source.id: (source, partner) for source, partner in self._session.execute(those).tuples()}
        return [_balance(*rows[each], self._passed, self._currency, is_dated=self._is_dated) for each in shown]

    def _in_order(self, order: Order) -> list[int]:
        found, currency = self._passed, self._currency
        came_in, made = found.came_in.get(currency, {}), found.made.get(currency, {})
        with_money = {source for each in (*found.came_in.values(), *found.made.values()) for source in each}
        those = (
            select(Source.id, Source.name_key, Source.retired_at)
            .join(Source.partner)
            .where(Source.kind == Kind.PARTNER)
        )
        places: list[tuple[Any, ...]] = []
        for number, name_key, retired_at in self._session.execute(those):
            received, given = found.received.get(number, NOBODY), found.given.get(number, NOBODY)
            if retired_at and received is NOBODY and given is NOBODY and number not in with_money:
                continue
            money = came_in.get(number, 0)
            first: Any = {
                Order.OWED: 0,
                Order.NAME: name_key,
                Order.GIVEN: -given[0],
                Order.RECEIVED: -received[0],
                Order.QUALIFIED: -received[1],
                Order.WON: -received[2],
                Order.MONEY: -money,
            }[order]
            owed = (given[2] - received[2], made.get(number, 0) - money, given[0] - received[0])
            places.append((first, *owed, name_key, number))
        places.sort()
        return [place[-1] for place in places]


def _balance(source: Source, partner: Partner, found: Passed, currency: str, *, is_dated: bool) -> Balance:
    return Balance(
        source,
        partner,
        _side(source.id, found.given, found.made, currency),
        _side(source.id, found.received, found.came_in, currency),
        currency,
        is_dated,
    )


def _side(
    source: int, people: dict[int, tuple[int, int, int]], money: dict[str, dict[int, int]], currency: str
) -> Side:
    elsewhere = {code: of[source] for code, of in money.items() if code != currency and of.get(source)}
    return Side(*people.get(source, NOBODY), money.get(currency, {}).get(source, 0), elsewhere)
