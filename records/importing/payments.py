"""Payments from a file: the same one again by its ref, else as the n-th equal one of the file."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from attribution import fold
from records.clients import Client, Stage, StageChange, change_stage
from records.contacts import email_key
from records.currencies import currency_called, minor_units
from records.firm import the_firm
from records.importing import cells
from records.importing.fields import Field
from records.importing.planning import Counts, Done, Grouped, chunks, found_by
from records.importing.sheet import Line
from records.imports import Import
from records.payments import Payment, PaymentKind

FIELDS = (
    Field("ref", most=100),
    Field("client", required=True, most=254),
    Field("amount", required=True, most=60),
    Field("currency", most=40),
    Field("on", required=True, most=60),
    Field("kind", most=40),
)


class _Equal(NamedTuple):
    """What makes two payments without a ref equal."""

    client_id: int
    amount: int
    currency: str
    paid_on: date
    kind: PaymentKind


@dataclass(slots=True)
class _Row:
    """A payment as a line has it; ``payment`` is the one that is there already."""

    ref: str | None
    values: _Equal
    nth: int = 1
    payment: Payment | None = None


@dataclass(slots=True)
class PaymentPlan:
    """The payments that a file adds or changes."""

    new: list[_Row] = field(default_factory=list)
    changed: list[_Row] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)
    notices: list[str] = field(default_factory=list)

    def steps(self) -> int:
        """One for each payment that is written."""
        return len(self.new) + len(self.changed)

    def apply(self, session: Session, record: Import, at: datetime, done: Done) -> None:
        """Write them; clients whose first positive payment is among them are won."""
        for rows in chunks(self.new):
            session.execute(
                insert(Payment),
                [
                    row.values._asdict()
                    | {"ref": row.ref, "nth": row.nth, "import_id": record.id, "created_at": at, "user_id": None}
                    for row in rows
                ],
            )
            for _ in rows:
                done()
        for row in self.changed:
            for name, value in _changes(row).items():
                setattr(row.payment, name, value)
            done()
        session.flush()
        paid = {row.values.client_id for row in (*self.new, *self.changed) if row.values.amount > 0}
        _won(session, sorted(paid), at)


def plan(session: Session, lines: Sequence[Line]) -> PaymentPlan:
    """What the lines do to the payments that are there; a line that cannot be taken in is refused."""
    usual = the_firm(session).currency
    clients = _Clients(session, {line["client"] for line in lines})
    read = [(line, row) for line in lines if (row := _read(line, clients, usual))]
    rows = [row for line, row in read if not line.problems]
    made = PaymentPlan()
    _by_ref(session, made, [(line, row) for line, row in read if row.ref])
    _by_number(session, made, [row for row in rows if not row.ref])
    made.counts.added, made.counts.changed = len(made.new), len(made.changed)
    return made


def _read(line: Line, clients: "_Clients", usual: str) -> _Row | None:
    client = line.read("client", clients.number_of)
    currency = line.read("currency", currency_called) if line["currency"] else usual
    amount = line.read("amount", lambda cell: _amount(cell, currency)) if currency else None
    paid_on = line.read("on", cells.day)
    kind = line.read("kind", cells.one_of(PaymentKind, "kind of payment")) or PaymentKind.RECEIVED
    if line.problems or client is None or amount is None or currency is None or paid_on is None:
        return None
    return _Row(line["ref"] or None, _Equal(client, amount, currency, paid_on, kind))


def _amount(cell: str, currency: str) -> int:
    amount = minor_units(cell, currency)
    if amount == 0:
        raise ValueError("a payment of nothing changes nothing; leave the row out, or correct the amount")
    return amount


class _Clients:
    """The clients that a file names, by ref, else by e-mail, else by name."""

    def __init__(self, session: Session, named: set[str]) -> None:
        self.by_ref, self.by_email, self.by_name = Grouped(), Grouped(), Grouped()
        clients = select(Client.id, Client.ref, Client.email_key, Client.name_key, Client.name).order_by(Client.id)
        for client in found_by(session, clients, Client.ref, sorted(named)):
            self.by_ref.add(client.ref, client)
        for client in found_by(session, clients, Client.email_key, sorted({email_key(each) or "" for each in named})):
            self.by_email.add(client.email_key, client)
        for client in found_by(session, clients, Client.name_key, sorted({fold(each) for each in named} - {""})):
            self.by_name.add(client.name_key, client)

    def number_of(self, cell: str) -> int:
        """The number of the one client that a cell names. Raises ValueError for none and for several."""
        found = self.by_ref.get(cell) or self.by_email.get(email_key(cell)) or self.by_name.get(fold(cell))
        if not found:
            raise ValueError(
                f"there is no client with the ref, e-mail or name {cell[:80]!r}; correct it, or import the client first"
            )
        if len(found) > 1:
            named = ", ".join(
                f"{each.name} ({each.ref or each.email_key or 'no ref, no e-mail'})" for each in found[:5]
            )
            raise ValueError(
                f"{cell[:80]!r} fits {len(found)} clients: {named}; write the ref or e-mail that only one of them has"
            )
        return int(found[0].id)


def _by_ref(session: Session, made: PaymentPlan, rows: Iterable[tuple[Line, _Row]]) -> None:
    rows = list(rows)
    refs = sorted({row.ref for _, row in rows if row.ref})
    there = {payment.ref: payment for (payment,) in found_by(session, select(Payment), Payment.ref, refs)}
    first: dict[str | None, int] = {}
    for line, row in rows:
        if row.ref in first:
            line.refuse(f"line {first[row.ref]} has the ref {row.ref!r} already; leave one of them out", "ref")
            continue
        first[row.ref] = line.number
        row.payment = there.get(row.ref)
        if row.payment is None:
            made.new.append(row)
        elif _changes(row):
            made.changed.append(row)
        else:
            made.counts.unchanged += 1


def _by_number(session: Session, made: PaymentPlan, rows: Sequence[_Row]) -> None:
    """Of equal payments without a ref, as many are new as the file has more of them than the records."""
    kept = select(Payment.client_id, Payment.amount, Payment.currency, Payment.paid_on, Payment.kind)
    of_clients = sorted({row.values.client_id for row in rows})
    there = Counter(
        _Equal(*payment)
        for payment in found_by(session, kept.where(Payment.ref.is_(None)), Payment.client_id, of_clients)
    )
    in_file: Counter[_Equal] = Counter()
    for row in rows:
        in_file[row.values] += 1
        row.nth = in_file[row.values]
        if row.nth > there[row.values]:
            made.new.append(row)
        else:
            made.counts.unchanged += 1


def _changes(row: _Row) -> dict[str, Any]:
    """The columns of the payment that the row changes."""
    return {name: value for name, value in row.values._asdict().items() if getattr(row.payment, name) != value}


def _won(session: Session, client_ids: Sequence[int], at: datetime) -> None:
    """The first positive payment makes a client won, unless a person has set the stage."""
    by_person = select(StageChange.client_id).where(StageChange.user_id.is_not(None))
    not_won = select(Client).where(Client.stage != Stage.WON, Client.id.not_in(by_person))
    for (client,) in found_by(session, not_won, Client.id, client_ids):
        change_stage(session, client, Stage.WON, at, None)
    session.flush()
