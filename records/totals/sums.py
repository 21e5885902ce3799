"""Sums of clients and money per day while they are made, before they are rows of totals."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Table

from attribution import Role
from records.money.payments import PaymentKind
from records.totals.rows import EVERY_CHANNEL, EVERY_OFFICE, TOTALS, Dated, Place, Span


class ClientKey(NamedTuple):
    """What tells the sums of clients of one day apart, named like the columns."""

    role: Role
    starts_on: date
    office_id: int
    source_id: int
    channel: str


class MoneyKey(NamedTuple):
    """What tells the sums of money of one day apart, named like the columns."""

    dated: Dated
    role: Role
    kind: PaymentKind
    currency: str
    starts_on: date
    office_id: int
    source_id: int
    channel: str


class PeopleKey(NamedTuple):
    """What tells the sums of people who passed between the firm and a source on one day apart."""

    starts_on: date
    source_id: int


class GivenKey(NamedTuple):
    """What tells the sums of money that partners report apart."""

    starts_on: date
    source_id: int
    currency: str


CLIENT_NUMBERS = ("clients_first", "clients_shared", "won_first", "won_shared")
MONEY_NUMBERS = ("first", "shared")
PEOPLE_NUMBERS = (
    "received",
    "received_qualified",
    "received_won",
    "given",
    "given_qualified",
    "given_won",
)
GIVEN_NUMBERS = ("money",)

Key = ClientKey | MoneyKey | PeopleKey | GivenKey


def _zeros(width: int) -> Callable[[], list[int]]:
    return lambda: [0] * width


@dataclass(slots=True)
class Sums:
    """Per key of a day the numbers of its row; what is taken away counts with the sign turned."""

    clients: dict[ClientKey, list[int]] = field(default_factory=lambda: defaultdict(_zeros(len(CLIENT_NUMBERS))))
    money: dict[MoneyKey, list[int]] = field(default_factory=lambda: defaultdict(_zeros(len(MONEY_NUMBERS))))

    people: dict[PeopleKey, list[int]] = field(default_factory=lambda: defaultdict(_zeros(len(PEOPLE_NUMBERS))))
    given: dict[GivenKey, list[int]] = field(default_factory=lambda: defaultdict(_zeros(len(GIVEN_NUMBERS))))

    def rows(self) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
        """For each table the rows that these sums make or change, in the order of their keys."""
        sums: tuple[tuple[Any, tuple[str, ...]], ...] = (
            (self.clients, CLIENT_NUMBERS),
            (self.money, MONEY_NUMBERS),
            (self.people, PEOPLE_NUMBERS),
            (self.given, GIVEN_NUMBERS),
        )
        for table, (found, numbers) in zip(TOTALS, sums, strict=True):
            yield table, list(_rows(found, numbers))


def kept_as(span: Span, key: Key) -> Iterator[Key]:
    """The keys under which the numbers of a day's key are kept in the span that it belongs to."""
    start = span.start(key.starts_on)
    if span is Span.DAY or not isinstance(key, ClientKey | MoneyKey):
        yield key._replace(starts_on=start)
        return
    yield key._replace(starts_on=start, office_id=EVERY_OFFICE, channel=EVERY_CHANNEL)
    yield key._replace(starts_on=start, channel=EVERY_CHANNEL)
    yield key._replace(starts_on=start, source_id=min(key.source_id, Place.NO_SOURCE))


def _rows(sums: Any, numbers: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """One row per span, in the order of the keys: everybody changes rows in this order, so nobody waits in a ring."""
    spans: dict[tuple[Span, Key], list[int]] = defaultdict(_zeros(len(numbers)))
    for key, values in sums.items():
        if not any(values):
            continue
        for span in Span:
            for kept in kept_as(span, key):
                row = spans[span, kept]
                for place, value in enumerate(values):
                    row[place] += value
    for (span, key), values in sorted(spans.items()):
        if any(values):
            yield {"span": span} | key._asdict() | dict(zip(numbers, values, strict=True))
