"""The rows of a recognised export as rows of our own fields.

Types and statuses say what counts, refunds become payments of their own, lines of one document one row.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from records.importing.files.delimited import Row
from records.importing.files.exports.known import Back, Export, Meaning, folded
from records.importing.files.styles.amounts import Numbers, number
from records.money.told_refunds import Refund, single_ref, single_refund

OUR_HEADER = ["ref", "client", "amount", "currency", "on", "kind"]
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?")
_LINES_NAMED = 5


@dataclass(frozen=True, slots=True)
class _Document:
    """What one row of an export says."""

    line: int
    ref: str
    client: str
    amount: str
    currency: str
    on: str
    kinds: tuple[str, ...]
    number: str = ""
    adds: bool = False

    def same_as(self, other: "_Document") -> bool:
        """Whether both are lines of one document."""
        return bool(self.number) and (self.number, self.kinds, self.on) == (other.number, other.kinds, other.on)


@dataclass(slots=True)
class Translation:
    """Reads the rows below an export's header; afterwards ``notices`` say what was left out.

    ``zone`` is the firm's: an instant that the export gives in another zone becomes the day that it was in the firm.
    ``numbers`` is the style of its amounts, which adding needs; where it is still to be found out from them,
    ``adds`` is False and the lines of a document stay apart.
    """

    export: Export
    header: Sequence[str]
    zone: ZoneInfo | None = None
    numbers: Numbers | None = None
    adds: bool = True
    left_out: Counter[str] = field(default_factory=Counter)
    lines: dict[str, list[int]] = field(default_factory=dict)
    _places: dict[str, int] = field(default_factory=dict)
    _group: str = ""

    def __post_init__(self) -> None:
        for place, title in enumerate(self.header):
            if folded(title):
                self._places.setdefault(folded(title), place)

    @property
    def notices(self) -> list[str]:
        """What was recognised and what was left out, with the first lines."""
        said = [f"Recognised as an export of {self.export.title}."]
        for why, number_ in sorted(self.left_out.items()):
            named = ", ".join(map(str, self.lines[why]))
            more = ", …" if number_ > len(self.lines[why]) else ""
            said.append(f"Left out: {number_:,} {'row' if number_ == 1 else 'rows'} {why} (line {named}{more}).")
        return said

    def rows(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows in our columns. A row that cannot be read stays what it is."""
        held: _Document | None = None
        for line, cells in rows:
            if isinstance(cells, str):
                yield line, cells
                continue
            document = self._document(line, cells)
            if document is None:
                continue
            if self.adds and held and document.same_as(held):
                held = _joined(held, document, self.numbers)
                continue
            if held:
                yield from _written(held)
            held = document if document.number else None
            if held is None:
                yield from _written(document)
            if refund := self._refund(document, cells):
                yield from _written(refund)
        if held:
            yield from _written(held)

    def _document(self, line: int, cells: Sequence[str]) -> _Document | None:
        filled = [cell.strip() for cell in cells if cell.strip()]
        if not filled:
            return None
        if len(filled) == 1 and cells[0].strip() and not self._first(cells, "on"):
            if self.export.grouped:
                self._group = filled[0]
            else:
                self._leave_out(line, "of titles")
            return None
        if filled[0].casefold().startswith(("total", "grand total", "subtotal")) and not self._is_dated(cells):
            self._leave_out(line, "of totals")
            return None
        said = self._meaning(line, cells)
        if said is None:
            return None
        meaning, type_ = said
        number_ = self._first_of(cells, self.export.once.by) if self.export.once else ""
        if self.export.once and type_ in self.export.once.unless:
            number_ = ""
        ref = self._first(cells, "ref")
        if self.export.once and not number_:
            # Such a number names a cheque or nothing, and may come again.
            ref = ""
        client = self._first(cells, "client") or self._group
        if self.export.back and type_ in self.export.back.types:
            refund = self._given_back(self.export.back, cells, type_)
            if refund is None:
                self._leave_out(line, f"of the type {type_} that do not say of which payment")
                return None
            # Whose payment it was is known by then, even if the row itself names nobody.
            ref, client = single_ref(refund), client or refund.charge
        return _Document(
            line=line,
            ref=self._ref(ref, type_),
            client=client,
            amount=self._amount(cells, meaning.sign),
            currency=self._first(cells, "currency").upper(),
            on=self._day(self._first(cells, "on")),
            kinds=meaning.kinds,
            number=f"{type_} {number_}" if number_ else "",
            adds=bool(self.export.once and self.export.once.adds),
        )

    def _meaning(self, line: int, cells: Sequence[str]) -> tuple[Meaning, str] | None:
        """What a row is; None if it is of a type or status that is no money of a client."""
        counts, types = self.export.counts, self.export.types
        if counts and self._has(counts.column):
            status = self._first_of(cells, counts.column)
            if status.casefold() not in counts.words:
                self._leave_out(line, f"with the status {status or '(blank)'}")
                return None
        type_ = self._first_of(cells, types.column) if types else ""
        if types and self._has(types.column):
            meaning = types.words.get(type_.casefold())
        else:
            meaning = (types.usual if types else None) or self.export.usual
        if meaning is None:
            self._leave_out(line, f"of the type {type_ or '(blank)'}")
            return None
        type_ = type_.casefold()
        return meaning, types.called.get(type_, type_) if types else type_

    def _amount(self, cells: Sequence[str], sign: int) -> str:
        """The amount as it was written, with a minus before it where money went back."""
        amount = self._first(cells, "amount")
        minus = self._first(cells, "minus")
        if minus and (not amount or _is_nothing(amount)):
            return _negative(minus)
        if sign < 0:
            return _negative(amount)
        return _positive(amount) if sign > 0 else amount

    def _refund(self, document: _Document, cells: Sequence[str]) -> _Document | None:
        refund = self.export.refund
        if refund is None:
            return None
        amount = self._first_of(cells, refund.amount)
        if not amount or _is_nothing(amount):
            return None
        on = self._day(self._first_of(cells, refund.on)) or document.on
        ref = f"{document.ref}{refund.ref}" if document.ref else ""
        return replace(document, amount=_negative(amount), on=on, ref=ref, number="")

    def _given_back(self, back: Back, cells: Sequence[str], type_: str) -> Refund | None:
        charge, number_ = self._first_of(cells, back.charge), self._first_of(cells, back.number)
        refund = Refund(charge, number_, back.types[type_])
        return refund if charge and number_ and single_refund(single_ref(refund)) == refund else None

    def _ref(self, given: str, type_: str) -> str:
        if not given or self.export.vendor == "Stripe":
            # Stripe's numbers are its own in the whole world, and come by its messages too.
            return given
        return " ".join(filter(None, (self.export.vendor, type_, given)))

    def _day(self, cell: str) -> str:
        if self.export.zone is None or self.zone is None or not _INSTANT.match(cell):
            return cell
        try:
            instant = datetime.fromisoformat(_INSTANT.match(cell)[0])  # type: ignore[index]  # matched above
        except ValueError:
            return cell
        return instant.replace(tzinfo=self.export.zone or UTC).astimezone(self.zone).date().isoformat()

    def _first(self, cells: Sequence[str], name: str) -> str:
        return self._first_of(cells, self.export.fields.get(name, ()))

    def _first_of(self, cells: Sequence[str], titles: Sequence[str]) -> str:
        for title in titles:
            place = self._places.get(folded(title))
            if place is not None and place < len(cells) and cells[place].strip():
                return cells[place].strip()
        return ""

    def _has(self, titles: Sequence[str]) -> bool:
        return any(folded(title) in self._places for title in titles)

    def _is_dated(self, cells: Sequence[str]) -> bool:
        day = self._first(cells, "on")
        return any(map(str.isdecimal, day)) and not day.casefold().startswith("total")

    def _leave_out(self, line: int, why: str) -> None:
        self.left_out[why] += 1
        named = self.lines.setdefault(why, [])
        if len(named) < _LINES_NAMED:
            named.append(line)


def _written(document: _Document) -> Iterator[Row]:
    for kind in document.kinds:
        ref = document.ref if len(document.kinds) == 1 or not document.ref else f"{document.ref} {kind}"
        yield (
            document.line,
            [ref, document.client, document.amount, document.currency, document.on, kind],
        )


def _joined(first: _Document, more: _Document, style: Numbers | None) -> _Document:
    if not first.adds:
        return first
    try:
        sum_ = number(first.amount, style)[0] + number(more.amount, style)[0]
    except ValueError:
        # No reader takes this for an amount, so that the document is refused and shows why.
        return replace(first, amount=f"{first.amount} + {more.amount}")
    written = format(sum_, "f")
    return replace(first, amount=written.replace(".", ",") if style is Numbers.COMMA else written)


def _is_nothing(amount: str) -> bool:
    try:
        return number(amount)[0] == 0
    except ValueError:
        return False


def _negative(amount: str) -> str:
    return f"-{_positive(amount)}" if amount else ""


def _positive(amount: str) -> str:
    """An amount without its minus, whichever way that is written."""
    return re.sub(r"^\((.*)\)$", r"\1", amount).strip("-\u2212\u2010\u2011\u2013+ ") if amount else ""
