"""Rows of payments as nearly all are, read in one go: plain text of which every cell is what its column should have.

Each cell is read by the functions that read a line (``payments``, ``manner``); of what is not quickly seen to be right
nothing is said here, and the row is read as a line, cell by cell, which also finds out what is wrong with it.
"""

from collections.abc import Callable
from operator import itemgetter
from typing import Any, TypeVar

from records.importing.files.manner import is_plain_number, plain_day, plain_number
from records.importing.files.sheet import Lines
from records.importing.files.styles import Styles
from records.importing.lines.payments import FIELDS, PaymentRow, amount_of, currency_of, day_of, kind_of
from records.money.payments import PaymentKind

Value = TypeVar("Value")

_MOST = {field.name: field.most for field in FIELDS}
_MOST_REF, _MOST_CLIENT, _MOST_AMOUNT = _MOST["ref"], _MOST["client"], _MOST["amount"]
_REMEMBERED = 10_000
"""So many different cells of a column are remembered with what they mean."""


class AtSight:
    """Called with the number and the cells of a row: its payment, or None if it needs a closer look."""

    def __init__(self, lines: Lines, styles: Styles, usual: str) -> None:
        places, self._defaults, self._width = lines.columns.places, lines.columns.defaults, lines.width
        # A column that is not there is read from a blank cell behind the others.
        self._lacks = any(field.name not in places for field in FIELDS)
        self._pick: Callable[[list[str]], tuple[str, ...]] = itemgetter(
            *(places.get(field.name, lines.width) for field in FIELDS)
        )
        self._style = styles.get("amount")
        self._ref = self._defaults.get("ref", "")
        # An amount and a client are seldom the same for all rows.
        self._sees = not {"amount", "client"} & self._defaults.keys()
        day_style = styles.get("on")
        self._currencies = _Remembered("currency", self._default("currency", currency_of, usual), currency_of)
        self._days = _Remembered(
            "on", self._default("on", day_of, None), lambda cell: day_of(plain_day(cell, day_style))
        )
        self._kinds = _Remembered("kind", self._default("kind", kind_of, PaymentKind.RECEIVED), kind_of)

    def __call__(self, number: int, cells: list[str]) -> PaymentRow | None:
        """The payment of a row."""
        if (len(cells) != self._width and (len(cells) < self._width or any(cells[self._width :]))) or not self._sees:
            return None
        picked = self._pick([*cells, ""] if self._lacks else cells)
        ref, client, amount, currency, on, kind = picked
        ref, client, amount = ref.strip() or self._ref, client.strip(), amount.strip()
        code, paid_on, of_kind = self._currencies[currency], self._days[on], self._kinds[kind]
        if not (client and code and paid_on and of_kind and _is_kept_as_it_is(picked)):
            return None
        if len(ref) > _MOST_REF or len(client) > _MOST_CLIENT or len(amount) > _MOST_AMOUNT:
            return None
        try:
            if not is_plain_number(amount, self._style):
                amount, sign = plain_number(amount, self._style)
                if sign:
                    return None
            return PaymentRow(number, ref or None, client, amount_of(amount, code), code, paid_on, of_kind)
        except ValueError:
            return None

    def _default(self, name: str, reader: Callable[[str], Value], usual: Value) -> Value | None:
        """What a blank cell of a column means; None if that is wrong."""
        told = self._defaults.get(name)
        return _read(reader, told) if told else usual


class _Remembered(dict[str, Any]):
    """What the cells of a column mean that has the same few again and again; None for those that are not right."""

    def __init__(self, name: str, blank: Any, reader: Callable[[str], Any]) -> None:
        super().__init__()
        self._most = _MOST[name]
        self._blank = blank
        self._reader = reader

    def __missing__(self, cell: str) -> Any:
        text = cell.strip()
        found = self._blank if not text else _read(self._reader, text) if len(text) <= self._most else None
        if len(self) < _REMEMBERED and len(cell) <= self._most:
            self[cell] = found
        return found


def _read(reader: Callable[[str], Value], cell: str) -> Value | None:
    try:
        return reader(cell)
    except ValueError:
        return None


def _is_kept_as_it_is(cells: tuple[str, ...]) -> bool:
    """Whether all of these can be kept without a change: no NUL, and nothing that is not of the file's encoding."""
    together = "".join(cells)
    if "\x00" in together:
        return False
    try:
        return together.isascii() or bool(together.encode())
    except UnicodeEncodeError:
        return False
