"""The balance of give and take: per partner what was given and what was received, in four measures side by side."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import Kind
from records.firm import the_firm
from records.sources import Partner, Source
from reports.batches import batched
from reports.relations.give_and_take.people import NOBODY, Passed, passed, sums_by_source
from reports.relations.give_and_take.sentence import sentence, sentence_below_name
from reports.relations.give_and_take.sides import Balance, Difference, Side

__all__ = [
    "Balance",
    "Balances",
    "Difference",
    "Order",
    "Side",
    "balance_of",
    "balances",
    "sentence",
    "sentence_below_name",
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


_NONE = (0,) * 8
_COLUMNS = {Order.RECEIVED: 0, Order.QUALIFIED: 1, Order.WON: 2, Order.GIVEN: 3, Order.MONEY: 6}
_FEW = 200


def balances(session: Session, currency: str, start: date | None = None, end: date | None = None) -> list[Balance]:
    """Every partner's balance, whom the firm owes most first; days are inclusive, None is without end.

    The order: received less given in won, then in money of the firm's currency, then in referrals, then the name.
    Retired partners are among them as long as they have something in the period.
    """
    return Balances(session, currency, start, end).of()


def balance_of(
    session: Session, source: Source, currency: str, start: date | None = None, end: date | None = None
) -> Balance | None:
    """One partner's balance, None if the source is no partner."""
    if source.partner is None:
        return None
    found = passed(session, currency, start, end, only=[source.id])
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
        self._session, self._currency, self._start, self._end = session, currency, start, end
        self._own = the_firm(session).currency
        self.numbers = self._in_order(order)
        """The partners' sources."""

    def of(self, first: int = 0, last: int | None = None) -> list[Balance]:
        """The balances from one place of the order to before another, all of them unless it is said."""
        shown = self.numbers[first:last]
        # What passed with a page of them is a small part of everything, and with all of them it is everything.
        few = shown if len(shown) <= _FEW else None
        found = passed(self._session, self._currency, self._start, self._end, few)
        rows: dict[int, tuple[Source, Partner]] = {}
        for some in batched(shown):
            those = select(Source, Partner).join(Source.partner).where(Source.id.in_(some))
            rows |= {source.id: (source, partner) for source, partner in self._session.execute(those).tuples()}
        is_dated = bool(self._start or self._end)
        return [_balance(*rows[each], found, self._currency, is_dated=is_dated) for each in shown]

    def _in_order(self, order: Order) -> list[int]:
        sums = sums_by_source(self._session, self._currency, self._start, self._end)
        # Columns of the tables and not of the classes: of thousands of rows the detour takes as long as the reading.
        sources, partners = Source.__table__, Partner.__table__
        those = (
            select(sources.c.id, sources.c.name_key, sources.c.retired_at.is_not(None))
            .join_from(sources, partners, partners.c.source_id == sources.c.id)
            .where(sources.c.kind == Kind.PARTNER)
        )
        # Who is owed is measured in the firm's own money, whichever is shown.
        own = sums if self._currency == self._own else sums_by_source(self._session, self._own, self._start, self._end)
        column = _COLUMNS.get(order)
        places: list[tuple[Any, ...]] = []
        without: list[tuple[Any, ...]] = []
        for number, name_key, is_retired in self._session.execute(those).all():
            each = sums.get(number, _NONE)
            ours = each if own is sums else own.get(number, _NONE)
            first: Any = -each[column] if column is not None else name_key if order is Order.NAME else 0
            # Whom the firm owes most: won clients, then money, then people, each received less given.
            place = (first, each[5] - each[2], ours[7] - ours[6], each[3] - each[0], name_key, number)
            # A retired partner with nothing of this currency may have had money of another.
            (without if is_retired and not any(each) else places).append(place)
        return [place[-1] for place in sorted([*places, *self._with_other_money(without)])]

    def _with_other_money(self, places: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        for some in batched(places):
            found = passed(self._session, self._currency, self._start, self._end, [place[-1] for place in some])
            paid = {source for each in (*found.came_in.values(), *found.made.values()) for source in each}
            yield from (place for place in some if place[-1] in paid)


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
