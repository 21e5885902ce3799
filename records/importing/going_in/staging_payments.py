"""Payments into the staging table: checked line by line, and against each other and the records by SQL.

Nothing here grows with the file but a few bytes for each row that is not simply new.
"""

from array import array
from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, and_, func, select, update
from sqlalchemy.orm import Session

from records.engine.bulk import insert_many
from records.engine.statistics import look_over
from records.firm import the_firm
from records.importing.files.sheet import Line, Sheet
from records.importing.going_in.refunds_of_files import (
    as_said,
    clients_of_charges,
    reckon_single,
    rest_of,
    told_besides,
)
from records.importing.going_in.staging import RowState, StagedRow
from records.importing.lines.payments import PaymentRow, read_payment
from records.importing.lines.payments_at_sight import AtSight
from records.importing.lines.planning import values_found_by
from records.importing.lines.who_paid import Meant, WhoPaid
from records.importing.trouble import Problem
from records.importing.turns import Turns
from records.imports import Import
from records.money.payments import Payment, PaymentKind
from records.money.told_refunds import may_be_single, single_refund

_AT_ONCE = 1_000
"""So many lines are staged in one transaction: a few hundredths of a second."""

_STREAMED = {"yield_per": 5_000}


class _Staged(NamedTuple):
    """What is put into the staging table, named like its columns."""

    import_id: int
    line: int
    state: RowState
    column: str | None = None
    reason: str | None = None
    ref: str | None = None
    who: str | None = None
    client_id: int | None = None
    amount: int | None = None
    currency: str | None = None
    paid_on: date | None = None
    kind: PaymentKind | None = None
    nth: int | None = None
    payment_id: int | None = None
    candidates: list[dict[str, Any]] | None = None
    cells: dict[str, str] | None = None


def stage_payments(session: Session, record: Import, sheet: Sheet, asks: bool, turns: Turns) -> None:
    """Check every row and keep what is to become of it; where nobody can be asked, what is asked is refused."""
    with turns.looking():
        firm = the_firm(session)
        usual, who = firm.currency, WhoPaid(session, firm.country)
    has_single = False
    rest = sheet.lines.or_at_sight(AtSight(sheet.lines, sheet.styles, usual))
    title = sheet.lines.columns.headers.get("client", "client")
    # What is right is kept as a payment, what is wrong as a line.
    while chunk := [
        read_payment(row, usual) or row if isinstance(row, Line) else row for row in islice(rest, _AT_ONCE)
    ]:
        with turns.looking():
            rows = _staged(session, record, chunk, who, title, asks)
        has_single = has_single or any(row.ref and may_be_single(row.ref) for row in rows)
        insert_many(session, StagedRow, _Staged._fields, rows)
        turns.done_for_now()
    look_over(session, StagedRow)
    _refuse_repeated(session, record, turns)
    _number_equal(session, record, turns)
    if has_single:
        reckon_single(session, record, turns)


def _staged(
    session: Session, record: Import, chunk: Sequence[PaymentRow | Line], who: WhoPaid, title: str, asks: bool
) -> list[_Staged]:
    named = [row["client"] if isinstance(row, Line) else row.who for row in chunk]
    meant = who.meant_by(filter(None, named))
    refs = {row.ref for row in chunk if not isinstance(row, Line) and row.ref}
    there = {each.ref: each for each in values_found_by(session, _known(), Payment.ref, sorted(refs))}
    besides, owners = told_besides(session, refs), clients_of_charges(session, filter(may_be_single, refs))
    number = record.id
    staged: list[_Staged] = []
    for row, cell in zip(chunk, named, strict=True):
        if isinstance(row, Line):
            if cell and meant[cell].client_id is None and not asks:
                row.refuse(meant[cell].refusal(cell), "client")
            staged += [_refused(number, problem, row) for problem in row.problems]
            continue
        whom, known, told = meant[cell], there.get(row.ref or ""), besides.get(row.ref or "")
        if owner := owners.get(row.ref or ""):
            whom = Meant(client_id=owner)
        if whom.client_id is None and known is None and not asks:
            staged.append(_refused(number, Problem(row.line, title, whom.refusal(cell))))
        elif known is None and told is None and whom.client_id is not None:
            staged.append(_new(number, row, whom.client_id))
        else:
            staged.append(_placed(number, row, whom, known, told, title))
    return staged


def _known() -> Any:
    """The payments of a ref, as plain columns."""
    return select(
        Payment.id, Payment.ref, Payment.client_id, Payment.amount, Payment.currency, Payment.paid_on, Payment.kind
    )


def _refused(number: int, problem: Problem, line: Line | None = None) -> _Staged:
    cells = line.to_correct() if line and problem is line.problems[0] else None
    return _Staged(number, problem.line, RowState.REFUSED, problem.column, problem.reason, cells=cells)


def _new(number: int, row: PaymentRow, client_id: int | None) -> _Staged:
    line, ref, who, amount, currency, paid_on, kind = row
    return _Staged(number, line, RowState.NEW, None, None, ref, who, client_id, amount, currency, paid_on, kind, nth=1)


def _placed(number: int, row: PaymentRow, whom: Meant, known: Row[Any] | None, told: int | None, title: str) -> _Staged:
    # A payment that is there already is of whom it is: perhaps a person has said so when its file came before.
    client_id = whom.client_id or (known.client_id if known else None)
    said, is_told, cells = row.amount, False, None
    if told is not None and said <= 0:
        rest = rest_of(said, told, known.amount if known else 0)
        row, is_told = row._replace(amount=rest or said), rest == 0
        cells = as_said(said)
    placed = _new(number, row, client_id)._replace(cells=cells)
    if is_told:
        # All of this refund was told by the webhook already.
        return placed._replace(state=RowState.THERE)
    if known:
        # What is kept of a single refund may be less than it: the rest was told of its charge before.
        same = (client_id, *row[3:]) == tuple(known)[2:] or single_refund(row.ref) is not None
        return placed._replace(payment_id=known.id, state=RowState.THERE if same else RowState.CHANGED)
    if client_id is None:
        return placed._replace(
            state=RowState.ASKED,
            column=title,
            reason=whom.question(row.who),
            candidates=[{"id": each.id, "why": each.why} for each in whom.candidates],
        )
    return placed


def _refuse_repeated(session: Session, record: Import, turns: Turns) -> None:
    """A ref may stand in one row of a file; the first one has it."""
    first = (
        select(StagedRow.ref, func.min(StagedRow.line).label("line"))
        .where(StagedRow.import_id == record.id, StagedRow.ref.is_not(None))
        .group_by(StagedRow.ref)
        .having(func.count() > 1)
        .subquery()
    )
    repeated = (
        select(StagedRow.line, first.c.line)
        .join(first, first.c.ref == StagedRow.ref)
        .where(StagedRow.import_id == record.id, StagedRow.line > first.c.line)
    )
    lines, firsts = array("q"), array("q")
    with turns.looking():
        for line, of in session.execute(repeated, execution_options=_STREAMED):
            lines.append(line)
            firsts.append(of)
    found = zip(lines, firsts, strict=True)
    while chunk := dict(islice(found, _AT_ONCE)):
        rows = session.execute(
            select(StagedRow.id, StagedRow.line, StagedRow.ref).where(
                StagedRow.import_id == record.id, StagedRow.state.in_(_TAKEN), StagedRow.line.in_(chunk)
            )
        )
        session.execute(
            update(StagedRow),
            [
                {"id": number, "state": RowState.REFUSED, "column": "ref", "reason": _repeated(chunk[line], ref)}
                for number, line, ref in rows.all()
            ],
        )
        turns()


_TAKEN = (RowState.NEW, RowState.CHANGED, RowState.THERE, RowState.ASKED)


def _repeated(line: int, ref: str) -> str:
    return f"line {line} has the ref {ref!r} already; leave one of them out"


def equal_payments(row: Any) -> ColumnElement[bool]:
    """The payments without a ref that say the same as a row of the staging table."""
    return and_(
        Payment.client_id == row.client_id,
        Payment.kind == row.kind,
        Payment.currency == row.currency,
        Payment.paid_on == row.paid_on,
        Payment.amount == row.amount,
        # Written so that no index answers it: SQLite would take that of the refs, where all blank ones stand together.
        func.coalesce(Payment.ref, "") == "",
    )


def _number_equal(session: Session, record: Import, turns: Turns) -> None:
    """Of equal payments without a ref, as many are new as the file has more of them than the records."""
    equal = (StagedRow.client_id, StagedRow.kind, StagedRow.currency, StagedRow.paid_on, StagedRow.amount)
    numbered = (
        select(
            StagedRow.id,
            *equal,
            func.row_number().over(partition_by=equal, order_by=StagedRow.line).label("nth"),
        )
        .where(StagedRow.import_id == record.id, StagedRow.state == RowState.NEW, StagedRow.ref.is_(None))
        .subquery()
    )
    there = select(func.count()).where(equal_payments(numbered.c)).correlate(numbered).scalar_subquery()
    counted = select(numbered.c.id, numbered.c.nth, there.label("there")).subquery()
    told = select(counted).where((counted.c.nth > 1) | (counted.c.there > 0))
    ids, nths, known = array("q"), array("q"), array("b")
    with turns.looking():
        for number, nth, kept in session.execute(told, execution_options=_STREAMED):
            ids.append(number)
            nths.append(nth)
            known.append(nth <= kept)
    found = zip(ids, nths, known, strict=True)
    while chunk := list(islice(found, _AT_ONCE)):
        states = (RowState.NEW, RowState.THERE)
        session.execute(
            update(StagedRow),
            [{"id": number, "nth": nth, "state": states[is_there]} for number, nth, is_there in chunk],
        )
        turns()
