"""A line of a file of payments as values; who the client is, is asked of the records afterwards."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from records.importing.files import cells
from records.importing.files.fields import Field
from records.importing.files.sheet import Line
from records.money.currencies import currency_called, minor_units
from records.money.payments import PaymentKind

FIELDS = (
    Field("ref", most=100),
    Field("client", required=True, most=254),
    Field("amount", required=True, most=60),
    Field("currency", most=40),
    Field("on", required=True, most=60),
    Field("kind", most=40),
)


class PaymentRow(NamedTuple):
    """A payment as a line has it; ``who`` is the cell that names the client."""

    line: int
    ref: str | None
    who: str
    amount: int
    currency: str
    paid_on: date
    kind: PaymentKind


def read_payment(line: Line, usual: str) -> PaymentRow | None:
    """The payment of a line, in the usual currency where it says none; None if the line is refused.

    Everything that is wrong with it is said, each for itself.
    """
    currency = line.read("currency", currency_of) if line["currency"] else usual
    amount = line.read("amount", lambda cell: amount_of(cell, currency)) if currency else None
    paid_on = line.read("on", day_of)
    kind = line.read("kind", kind_of) or PaymentKind.RECEIVED
    if line.problems or currency is None or amount is None or paid_on is None:
        return None
    return PaymentRow(line.number, line["ref"] or None, line["client"], amount, currency, paid_on, kind)


# A file says the same few days, currencies and amounts again and again.
currency_of = lru_cache(1_000)(currency_called)
day_of = lru_cache(10_000)(cells.day)
kind_of = lru_cache(100)(cells.one_of(PaymentKind, "kind of payment"))


def amount_of(cell: str, currency: str) -> int:
    """An amount in minor units of its currency. Raises ValueError for what is none, and for nothing at all."""
    amount = minor_units(cell, currency)
    if amount == 0:
        raise ValueError("a payment of nothing changes nothing; leave the row out, or correct the amount")
    return amount
