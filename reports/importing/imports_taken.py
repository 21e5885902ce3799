"""What pages say of imports: their list, the rows of one by what became of them, and the money in each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload

from records.clients import Client
from records.importing.going_in.staging import RowState, StagedRow
from records.imports import Import
from records.money.currencies import plain_amount
from records.money.payments import Payment, PaymentKind
from reports.batches import batched


@dataclass(frozen=True, slots=True)
class Taken:
    """An import in the list; ``asked`` of its rows still wait for a person."""

    record: Import
    asked: int


@dataclass(frozen=True, slots=True)
class Sum:
    """Money of rows of one currency and kind."""

    kind: PaymentKind
    currency: str
    amount: int
    rows: int


def imports_taken(session: Session, page: int, size: int) -> tuple[Sequence[Taken], int]:
    """The imports, the newest first, and how many there are in all; those of search totals have a page of their own."""
    those = select(Import).where(Import.kind != "keywords")
    in_all = session.scalar(select(func.count()).select_from(those.subquery())) or 0
    chosen = those.options(joinedload(Import.user), joinedload(Import.confirmed_by)).order_by(Import.id.desc())
    records = session.scalars(chosen.limit(size).offset((page - 1) * size)).all()
    asked = _asked(session, [record.id for record in records])
    return [Taken(record, asked.get(record.id, 0)) for record in records], in_all


def every_import_taken(session: Session) -> Iterator[Taken]:
    """All of them in the same order, read a few hundred at a time."""
    numbers = session.scalars(select(Import.id).where(Import.kind != "keywords").order_by(Import.id.desc())).all()
    for some in batched(numbers):
        those = select(Import).where(Import.id.in_(some)).order_by(Import.id.desc())
        records = session.scalars(those.options(joinedload(Import.user))).all()
        asked = _asked(session, some)
        yield from (Taken(record, asked.get(record.id, 0)) for record in records)


def _asked(session: Session, numbers: Sequence[int]) -> dict[int, int]:
    counted = (
        select(StagedRow.import_id, func.count())
        .where(StagedRow.import_id.in_(numbers), StagedRow.state == RowState.ASKED)
        .group_by(StagedRow.import_id)
    )
    return {row.import_id: row[1] for row in session.execute(counted)}


def staged_rows(session: Session, record: Import, state: RowState, page: int, size: int) -> Sequence[StagedRow]:
    """One page of the rows of a state, in the order of the file."""
    those = select(StagedRow).where(_of(record, state)).order_by(StagedRow.line, StagedRow.id)
    these = those.options(joinedload(StagedRow.client), joinedload(StagedRow.payment))
    return session.scalars(these.limit(size).offset((page - 1) * size)).unique().all()


def faults_in_all(session: Session, record: Import) -> int:
    """How many faults the wrong rows of a file have; a row may have several."""
    return session.scalar(select(func.count()).where(_of(record, RowState.REFUSED))) or 0


@dataclass(slots=True)
class WrongRow:
    """A row that cannot be taken in: its cells by their fields, as far as they could be told apart, and why."""

    line: int
    cells: dict[str, str]
    reasons: list[str]


def wrong_rows(session: Session, record: Import) -> Sequence[WrongRow]:
    """The wrong rows of a file that still waits, in its order, each once with all its faults."""
    found: dict[int, WrongRow] = {}
    faults = select(StagedRow).where(_of(record, RowState.REFUSED)).order_by(StagedRow.line, StagedRow.id)
    for row in session.scalars(faults):
        wrong = found.setdefault(row.line, WrongRow(row.line, row.cells or _as_payment(row), []))
        wrong.reasons.append(f"{row.column}: {row.reason}" if row.column else row.reason or "")
    return list(found.values())


def _as_payment(row: StagedRow) -> dict[str, str]:
    """The cells of a payment that was right by itself, and whose number another row has already."""
    if row.amount is None or not row.currency:
        return {}
    cells = {
        "ref": row.ref,
        "client": row.who,
        "amount": plain_amount(row.amount, row.currency),
        "currency": row.currency,
        "on": row.paid_on.isoformat() if row.paid_on else "",
        "kind": row.kind.value if row.kind else "",
    }
    return {name: cell for name, cell in cells.items() if cell}


def staged_sums(session: Session, record: Import, state: RowState) -> Sequence[Sum]:
    """The money of the rows of a state, by kind and currency; the two are never added."""
    summed = (
        select(StagedRow.kind, StagedRow.currency, func.sum(StagedRow.amount), func.count())
        .where(_of(record, state), StagedRow.amount.is_not(None))
        .group_by(StagedRow.kind, StagedRow.currency)
        .order_by(StagedRow.kind, StagedRow.currency)
    )
    return [Sum(kind, currency, int(amount), rows) for kind, currency, amount, rows in session.execute(summed)]


def brought_payments(session: Session, record: Import, page: int, size: int) -> tuple[Sequence[Payment], int]:
    """The payments that an import has brought and that are there, and how many there are in all."""
    those = select(Payment).where(Payment.import_id == record.id)
    in_all = session.scalar(select(func.count()).select_from(those.subquery())) or 0
    chosen = those.options(joinedload(Payment.client)).order_by(Payment.id)
    return session.scalars(chosen.limit(size).offset((page - 1) * size)).all(), in_all


def brought_sums(session: Session, record: Import) -> Sequence[Sum]:
    """The money that an import has brought, by kind and currency."""
    summed = (
        select(Payment.kind, Payment.currency, func.sum(Payment.amount), func.count())
        .where(Payment.import_id == record.id)
        .group_by(Payment.kind, Payment.currency)
        .order_by(Payment.kind, Payment.currency)
    )
    return [Sum(kind, currency, int(amount), rows) for kind, currency, amount, rows in session.execute(summed)]


def brought_clients(session: Session, record: Import, page: int, size: int) -> tuple[Sequence[Client], int]:
    """The clients whom an import has brought and who are there, and how many there are in all."""
    those = select(Client).where(Client.import_id == record.id)
    in_all = session.scalar(select(func.count()).select_from(those.subquery())) or 0
    return session.scalars(those.order_by(Client.id).limit(size).offset((page - 1) * size)).all(), in_all


def same_question(session: Session, row: StagedRow) -> int:
    """How many other rows of the same file ask about the same words."""
    return session.scalar(select(func.count()).where(same_words(row), StagedRow.id != row.id)) or 0


def same_words(row: StagedRow) -> ColumnElement[bool]:
    """The rows that ask who is meant by the words of this one."""
    return _of_number(row.import_id, RowState.ASKED) & (StagedRow.who == row.who)


def _of(record: Import, state: RowState) -> ColumnElement[bool]:
    return _of_number(record.id, state)


def _of_number(number: int, state: RowState) -> ColumnElement[bool]:
    return (StagedRow.import_id == number) & (StagedRow.state == state)
