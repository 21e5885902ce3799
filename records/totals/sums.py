"""Sums of clients and money per day while they are made, before they are rows of totals."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from attribution import Channel, Role
from records.payments import PaymentKind
from records.totals.rows import Dated, Span


class ClientKey(NamedTuple):
    """What tells the sums of clients of one day apart, named like the columns."""

    role: Role
    starts_on: date
    office_id: int
    source_id: int
    channel: Channel


class MoneyKey(NamedTuple):
    """What tells the sums of money of one day apart, named like the columns."""

    dated: Dated
    role: Role
    kind: PaymentKind
    currency: str
    starts_on: date
    office_id: int
    source_id: int
    channel: Channel


CLIENT_NUMBERS = ("clients_first", "clients_shared", "won_first", "won_shared")
MONEY_NUMBERS = ("first", "shared")

Key = ClientKey | MoneyKey


def _zeros(width: int) -> Callable[[], list[int]]:
    return lambda: [0] * width


@dataclass(slots=True)
class Sums:
    """Per key of a day the numbers of its row; what is taken away counts with the sign turned."""

    clients: dict[ClientKey, list[int]] = field(default_factory=lambda: defaultdict(_zeros(len(CLIENT_NUMBERS))))
    money: dict[MoneyKey, list[int]] = field(default_factory=lambda: defaultdict(_zeros(len(MONEY_NUMBERS))))

    def client_rows(self) -> list[dict[str, Any]]:
        """The rows of ``ClientTotal`` that these sums make or change, in the order of their keys."""
        return list(_rows(self.clients, CLIENT_NUMBERS))

    def money_rows(self) -> list[dict[str, Any]]:
        """The rows of ``MoneyTotal`` that these sums make or change, in the order of their keys."""
        return list(_rows(self.money, MONEY_NUMBERS))


def _rows(sums: Any, numbers: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """One row per span, in the order of the keys: everybody changes rows in this order, so nobody waits in a ring."""
    spans: dict[tuple[Span, Key], list[int]] = defaultdict(_zeros(len(numbers)))
    for key, values in sums.items():
        if not any(values):
            continue
        for span in Span:
            row = spans[span, key._replace(starts_on=span.start(key.starts_on))]
            for place, value in enumerate(values):
                row[place] += value
    for (span, key), values in sorted(spans.items()):
        if any(values):
            yield {"span": span} | key._asdict() | dict(zip(numbers, values, strict=True))
