"""The one way in which totals change: what a transaction does to clients is followed, and written when it commits.

A client is counted before the first change of anything that counts (credits, stages, day of coming, office, payments,
and whether the import of a payment is finished) and again when the transaction ends; a referral given likewise before
it, or what was reported of it, changes. The difference goes into the totals in that same transaction, all of it at once
and in the order of the keys. Changes that cannot be followed are refused (``NotFollowed``).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, event, inspect, select
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction, UOWTransaction

from records.answers.credits import Credit
from records.clients import Client, StageChange
from records.db import add_up, locked_together
from records.imports import Import
from records.money.payments import Payment
from records.relations.given.outcomes import ReferralOutcome
from records.relations.given.referrals import ReferralGiven
from records.totals.contributions import add_contributions
from records.totals.given import add_given
from records.totals.meanwhile import note_days_of_clients
from records.totals.rows import Span
from records.totals.sums import Sums

LOCK = "totals"
"""Held together by all who change what counts or sum it up anew, and alone by whoever puts days off: nobody may be in
the middle of counting when much begins to count at once."""
LONGER_SPANS = "totals of years"
"""Held together by all who change totals of years and of all days, and alone by whoever sums them up; after months."""

_KEPT = "totals"
_APART = "totals apart"
_COUNTING: dict[type, tuple[str, ...]] = {
    Client: ("office_id", "office", "came_on", "stage"),
    Credit: ("client_id", "client", "role", "position", "standing", "source_id", "source", "channel", "share"),
    Payment: ("client_id", "client", "amount", "currency", "paid_on", "kind", "import_id"),
    Import: ("finished_at", "state"),
    StageChange: ("client_id", "client", "stage"),
    ReferralGiven: ("partner_id", "partner", "given_on", "outcome", "value", "currency"),
    ReferralOutcome: ("referral_id", "referral", "outcome", "undone_at"),
}
_GIVEN = {ReferralGiven.__tablename__: "id", ReferralOutcome.__tablename__: "referral_id"}
"""The tables about referrals given, and the column that says which."""
_TABLES = {mapped.__tablename__ for mapped in (Client, Credit, Payment, Import, StageChange)}


class NotFollowed(RuntimeError):
    """Something that counts was about to change in a way that the totals cannot follow: a mistake in the program."""


@dataclass(slots=True)
class _Followed:
    """The clients and the referrals given that are followed, and what they counted before, taken away."""

    numbers: set[int] = field(default_factory=set)
    given: set[int] = field(default_factory=set)
    sums: Sums = field(default_factory=Sums)


def follow(session: Session, client_ids: Iterable[int]) -> None:
    """Say before it is done that these clients will change; the totals follow when the transaction commits.

    A session notices by itself whom it changes, one flush after the other. Whoever says so beforehand has many counted
    together, and has them to itself, locked in order and after what counts, before it reads what it decides by; of
    nobody, it is only what counts that it holds.
    """
    # What was changed before is followed by its own flush, which must not happen in the middle of counting.
    session.flush()
    _follow(session, client_ids)


@contextmanager
def apart(session: Session) -> Iterator[None]:
    """Changes inside are not followed: whoever makes them names their days to ``put_off``.

    For bulk work only, whose rows are too many to be counted one by one.
    """
    session.flush()
    session.info[_APART] = True
    try:
        yield
        session.flush()
    finally:
        del session.info[_APART]


def has_unwritten(session: Session) -> bool:
    """Whether this session has changed what counts and not committed yet, so that its totals lag behind its rows."""
    return _KEPT in session.info


def _follow(session: Session, client_ids: Iterable[int]) -> None:
    followed = _followed(session)
    new = set(client_ids) - followed.numbers
    if new:
        add_contributions(session, new, followed.sums, -1)
        followed.numbers |= new


def _followed(session: Session) -> _Followed:
    followed: _Followed | None = session.info.get(_KEPT)
    if followed is None:
        # Before the first client is locked, so that what is put off begins to count before all of this or after it.
        locked_together(session, LOCK)
        followed = session.info[_KEPT] = _Followed()
    return followed


def _before_flush(session: Session, _context: UOWTransaction, _instances: object) -> None:
    if _APART in session.info:
        return
    rows = [*session.new, *session.deleted, *(row for row in session.dirty if _counts_otherwise(row))]
    changed = {number for row in rows for number in _clients_of(session, row)}
    if changed or any(isinstance(row, Client) for row in (*rows, *session.dirty)):
        # Also where nothing changes that counts: who holds a client must not wait for who is alone with what counts.
        _follow(session, changed)
        _follow_owners(session, rows)
    given = {number for row in rows for number in _given_of(row)}
    if given:
        _follow_given(session, given)


def _follow_owners(session: Session, rows: Iterable[object]) -> None:
    """Follow whose payments these are by now: somebody may have moved them since they were read."""
    if numbers := [row.id for row in rows if isinstance(row, Payment) and row.id is not None]:
        owners = select(Payment.client_id).where(Payment.id.in_(numbers))
        while not _followed(session).numbers.issuperset(found := session.scalars(owners).all()):
            _follow(session, found)


def _after_flush(session: Session, _context: UOWTransaction) -> None:
    """New clients and referrals have their numbers now; they counted nowhere before."""
    if _APART in session.info:
        return
    if new := {row.id for row in session.new if isinstance(row, Client)}:
        _followed(session).numbers |= new
    if new := {row.id for row in session.new if isinstance(row, ReferralGiven)}:
        _followed(session).given |= new


def _counts_otherwise(row: object) -> bool:
    columns = _COUNTING.get(type(row), ())
    state: Any = inspect(row)
    return any(state.attrs[name].history.has_changes() for name in columns)


def _clients_of(session: Session, row: object) -> set[int]:
    """The clients that a changed row counts for, before and after; one without a number yet counts nowhere before."""
    if isinstance(row, Client):
        return {row.id} if row.id is not None else set()
    if isinstance(row, Import):
        # With an import that is finished, or taken back, all its payments begin or cease to count.
        return set(session.scalars(_clients_of_imports(Import.id == row.id))) if row.id is not None else set()
    if not isinstance(row, Credit | Payment | StageChange):
        return set()
    state: Any = inspect(row)
    numbers = {*state.attrs["client_id"].history.sum(), state.dict.get("client_id")}
    numbers |= {client.id for client in state.attrs["client"].history.sum() if client is not None}
    return {number for number in numbers if number is not None}


def _follow_given(session: Session, numbers: Iterable[int]) -> None:
    followed = _followed(session)
    new = set(numbers) - followed.given
    if new:
        add_given(session, new, followed.sums, -1)
        followed.given |= new


def _given_of(row: object) -> set[int]:
    """The referrals given that a changed row is about."""
    if isinstance(row, ReferralGiven):
        return {row.id} if row.id is not None else set()
    if not isinstance(row, ReferralOutcome):
        return set()
    state: Any = inspect(row)
    numbers = {*state.attrs["referral_id"].history.sum(), state.dict.get("referral_id")}
    numbers |= {referral.id for referral in state.attrs["referral"].history.sum() if referral is not None}
    return {number for number in numbers if number is not None}


def _before_statement(state: ORMExecuteState) -> None:
    """Statements that change many rows at once: their clients are found by the statement's own condition."""
    if not (state.is_insert or state.is_update or state.is_delete) or _APART in state.session.info:
        return
    statement: Any = state.statement
    table = getattr(statement.table, "name", None)
    if table in _TABLES:
        state.session.flush()
        _follow(state.session, _clients_of_statement(state, statement))
    elif table in _GIVEN:
        state.session.flush()
        _follow_given(state.session, _given_of_statement(state, statement, _GIVEN[table]))


def _given_of_statement(state: ORMExecuteState, statement: Any, name: str) -> set[int]:
    """The referrals given that a statement is about: those that its condition finds, and those it names."""
    if state.is_insert or state.parameters:
        raise NotFollowed(f"rows of {statement.table.name} are written past the totals; add or change the objects")
    to = {value for key, value in statement.compile().params.items() if key == "referral_id"}
    those = select(statement.table.c[name]).distinct()
    if statement.whereclause is not None:
        those = those.where(statement.whereclause)
    return to | set(state.session.scalars(those))


def _clients_of_statement(state: ORMExecuteState, statement: Any) -> set[int]:
    table = statement.table
    parameters: Any = state.parameters or {}
    given = [row for row in (parameters if isinstance(parameters, list) else [parameters]) if row]
    if table.name == Import.__tablename__:
        # A new one has no payments yet; of others, all payments may begin or cease to count.
        return set() if state.is_insert else set(state.session.scalars(_clients_of_imports(statement.whereclause)))
    to = {row["client_id"] for row in given if "client_id" in row}
    if state.is_insert:
        return _put_in(state.session, statement, table.name, given, to)
    if state.is_update and given:
        return to | _changed_one_by_one(state.session, table, given)
    if given:
        raise NotFollowed(f"rows of {table.name} are deleted one by one past the totals; delete the objects")
    if state.is_update:
        to |= {value for name, value in statement.compile().params.items() if name == "client_id"}
    number = table.c.id if table.name == Client.__tablename__ else table.c.client_id
    those = select(number).distinct()
    if statement.whereclause is not None:
        those = those.where(statement.whereclause)
    return to | set(state.session.scalars(those))


def _put_in(session: Session, statement: Any, table: str, given: list[Any], to: set[int]) -> set[int]:
    """The clients of new rows: as they are given, or as the statement selects them."""
    if table != Client.__tablename__ and statement.select is not None:
        rows = statement.select.subquery()
        found = dict(zip(statement._select_names, rows.c, strict=True))
        return set(session.scalars(select(found["client_id"]).distinct()))
    if table == Client.__tablename__ or not given or not all("client_id" in row for row in given):
        raise NotFollowed(f"rows of {table} are put in past the totals; use the verbs, or `totals.apart`")
    return to


def _changed_one_by_one(session: Session, table: Any, given: list[Any]) -> set[int]:
    """The clients of rows that are changed by their numbers."""
    if not all("id" in row for row in given):
        raise NotFollowed(f"rows of {table.name} are changed past the totals; change the objects")
    numbers, found = [row["id"] for row in given], set[int]()
    for start in range(0, len(numbers), 500):
        column = table.c.id if table.name == Client.__tablename__ else table.c.client_id
        found |= set(session.scalars(select(column).where(table.c.id.in_(numbers[start : start + 500]))))
    return found


def _clients_of_imports(condition: Any) -> Select[tuple[int]]:
    imports = select(Import.id) if condition is None else select(Import.id).where(condition)
    return select(Payment.client_id).where(Payment.import_id.in_(imports)).distinct()


def write_difference(session: Session) -> None:
    """Count everybody who was followed again, and write the difference; a commit does this by itself."""
    if session.in_nested_transaction():
        # It may still be rolled back for itself; the transaction around it writes.
        return
    session.flush()
    followed: _Followed | None = session.info.get(_KEPT)
    if followed is not None:
        add_contributions(session, followed.numbers, followed.sums, 1)
        add_given(session, followed.given, followed.sums, 1)
        note_days_of_clients(session, followed.numbers)
        changed = list(followed.sums.rows())
        days = {row["starts_on"] for _, rows in changed for row in rows if row["span"] is Span.DAY}
        if days:
            months = sorted({Span.MONTH.start(day) for day in days})
            locked_together(session, *map(lock_of, months), LONGER_SPANS)
        for table, rows in changed:
            add_up(session, table, rows)
        del session.info[_KEPT]


def lock_of(month: date) -> str:
    """The lock on the totals of a month and of its days, held together by all who change them, and alone by whoever
    sums them up anew; earlier months first."""
    return f"totals of {month:%Y-%m}"


def _forget(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(_KEPT, None)


event.listen(Session, "before_flush", _before_flush)
event.listen(Session, "after_flush", _after_flush)
event.listen(Session, "do_orm_execute", _before_statement)
event.listen(Session, "before_commit", write_difference)
event.listen(Session, "after_transaction_end", _forget)
