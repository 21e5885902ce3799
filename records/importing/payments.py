"""A line of a file of payments as values; who the client is, is asked of the records afterwards."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from records.currencies import currency_called, minor_units
from records.importing import cells
from records.importing.fields import Field
from records.importing.sheet import Line
from records.payments import PaymentKind

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
    """The payment of a line, in the usual currency where it says none; None if the line is refused."""
    if not line.problems:
        defaults = line.columns.defaults
        cell = ({**defaults, **line.cells} if defaults else line.cells).get
        said, kind = cell("currency"), cell("kind")
        try:
            currency = _currency(said) if said else usual
            return PaymentRow(
                line.number,
                cell("ref") or None,
                cell("client", ""),
                _amount(cell("amount", ""), currency),
                currency,
                _day(cell("on", "")),
                _kind(kind) if kind else PaymentKind.RECEIVED,
            )
        except ValueError:
            # Nearly every line is good; what is wrong with another is found out once more, and all of it.
            pass
    _refuse(line, usual)
    return None


def _refuse(line: Line, usual: str) -> None:
    """Say everything that is wrong with a line, each for itself."""
    currency = line.read("currency", _currency) if line["currency"] else usual
    if currency:
        line.read("amount", lambda cell: _amount(cell, currency))
    line.read("on", _day)
    line.read("kind", _kind)


# A file says the same few days, currencies and amounts again and again.
_currency = lru_cache(1_000)(currency_called)
_day = lru_cache(10_000)(cells.day)
_kind = lru_cache(100)(cells.one_of(PaymentKind, "kind of payment"))


@lru_cache(50_000)
def _amount(cell: str, currency: str) -> int:
    amount = minor_units(cell, currency)
    if amount == 0:
        raise ValueError("a payment of nothing changes nothing; leave the row out, or correct the amount")
    return amount
