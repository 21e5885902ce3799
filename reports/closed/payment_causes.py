"""Why payments count otherwise since a month was closed: changed by hand, imported, taken back, told by a webhook."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import chain

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from records.closed.closed_months import Closure
from records.delivered.deliveries import Delivery
from records.imports import Import, ImportChange, ImportUndo
from records.money.payment_changes import PaymentChange, PaymentDid
from records.money.payments import Payment
from records.staff.users import User
from reports.batches import batched
from reports.closed.cause import Cause, called, found, latest, whole
from reports.closed.months import HeldPayment

_DONE = {
    PaymentDid.CHANGED: "changed by hand",
    PaymentDid.MOVED: "moved by hand to another client",
    PaymentDid.REFUNDED: "refunded by hand",
    PaymentDid.REMOVED: "removed by hand",
}


class ImportCauses:
    """Imports and their undoing, as causes."""

    def __init__(self, session: Session, closure: Closure, imports: Iterable[int]) -> None:
        self._session, self._closed_at = session, closure.at
        self._imports: dict[int, Import] = found(session, Import, imports)
        self._undone: dict[int, Cause] = {}
        for some in batched(sorted(self._imports)):
            undos = (
                select(ImportUndo)
                .where(ImportUndo.import_id.in_(some), ImportUndo.at > closure.at)
                .order_by(ImportUndo.at)
                .options(joinedload(ImportUndo.user), joinedload(ImportUndo.record))
            )
            for undo in session.scalars(undos):
                why = f"import of {undo.record.filename} undone"
                self._undone[undo.import_id] = Cause(undo.at, called(undo.user), why)

    def brought(self, number: int | None) -> Cause | None:
        """The import by which something came."""
        record = self._imports.get(number or 0)
        return _of_import(record) if record else None

    def undone(self, number: int | None) -> Cause | None:
        """The undoing since closing of the import by which something had come."""
        return self._undone.get(number or 0)

    def changed(self, table: str, numbers: Iterable[int]) -> Mapping[int, Cause]:
        """For rows of a table the latest import since closing that changed them."""
        causes: dict[int, Cause] = {}
        for some in batched(sorted(set(numbers))):
            changes = (
                select(ImportChange.row_id, Import)
                .join(Import, Import.id == ImportChange.import_id)
                .where(ImportChange.of == table, ImportChange.row_id.in_(some), ImportChange.before.is_not(None))
                .options(joinedload(Import.user), joinedload(Import.confirmed_by))
                .order_by(Import.id)
            )
            for row, record in self._session.execute(changes):
                cause = _of_import(record)
                if cause.at and cause.at > self._closed_at:
                    causes[row] = cause
        return causes


def _of_import(record: Import) -> Cause:
    who = called(record.confirmed_by or record.user)
    return Cause(record.finished_at or record.confirmed_at or record.at, who, f"import of {record.filename}")


class PaymentCauses:
    """What explains the changes of some payments, read once."""

    def __init__(
        self, session: Session, closure: Closure, payments: Iterable[HeldPayment], imports: ImportCauses
    ) -> None:
        held = list(payments)
        numbers = {payment.number for payment in held}
        self._closed_at, self._imports = closure.at, imports
        self.live: dict[int, Payment] = {
            number: payment
            for number, payment in found(session, Payment, numbers).items()
            if (number, whole(payment.created_at)) in {(each.number, each.made_at) for each in held}
        }
        self._users: dict[int, User] = found(session, User, {p.user_id for p in self.live.values() if p.user_id})
        self._changes: dict[int, list[PaymentChange]] = defaultdict(list)
        self._gone: dict[tuple[int, int], list[PaymentChange]] = defaultdict(list)
        self._of_clients: dict[int, list[PaymentChange]] = defaultdict(list)
        self._read(session, {payment.client for payment in held})
        self._changed_by_imports = imports.changed(Payment.__tablename__, numbers)
        self._told: dict[int, Delivery] = {}
        for some in batched(sorted(self.live)):
            told = select(Delivery).where(Delivery.payment_id.in_(some)).options(joinedload(Delivery.settled_by))
            self._told |= {each.payment_id or 0: each for each in session.scalars(told.order_by(Delivery.id.desc()))}

    def added(self, payment: Payment) -> Cause:
        """By whom a payment came that is new since closing."""
        cause = self.changed(payment.id) if payment.id in self._changes else None
        if cause and cause.at and cause.at >= payment.created_at:
            return cause
        told = self._told.get(payment.id)
        if told:
            return Cause(payment.created_at, called(told.settled_by), f"told by the webhook ({told.origin.value})")
        brought = self._imports.brought(payment.import_id)
        if brought:
            return brought
        user = self._users.get(payment.user_id or 0)
        return Cause(payment.created_at, called(user), "added by hand" if user else "added")

    def changed(self, number: int) -> Cause:
        """The latest that was done since closing to a payment that is there."""
        by_import = self._changed_by_imports.get(number)
        return latest(chain([by_import] if by_import else [], self._acts(self._changes.get(number, ()))))

    def removed(self, payment: HeldPayment) -> Cause:
        """Why a payment is not there any more."""
        undone = self._imports.undone(payment.import_number)
        acts = self._acts(self._gone.get((payment.client, payment.made_at), ()))
        return latest(chain(acts, [undone] if undone else []))

    def of_client(self, number: int) -> Cause:
        """The latest that was done by hand since closing to any payment that is or was a client's."""
        return latest(self._acts(self._of_clients.get(number, ())))

    def _read(self, session: Session, clients: set[int]) -> None:
        for some in batched(sorted(clients)):
            those = (
                select(PaymentChange)
                .where(
                    or_(PaymentChange.client_id.in_(some), PaymentChange.to_client_id.in_(some)),
                    or_(PaymentChange.at > self._closed_at, PaymentChange.undone_at > self._closed_at),
                )
                .order_by(PaymentChange.id)
                .options(joinedload(PaymentChange.user), joinedload(PaymentChange.undone_by))
            )
            for change in session.scalars(those):
                self._changes[change.payment_id].append(change)
                if change.made_id:
                    self._changes[change.made_id].append(change)
                for client in {change.client_id, change.to_client_id} - {None}:
                    self._of_clients[client or 0].append(change)
                    # A payment that is gone is known by when it was made; a refund was made when it was given.
                    made = whole(change.at)
                    if change.did is not PaymentDid.REFUNDED:
                        made = whole(datetime.fromisoformat(change.before["created_at"]))
                    self._gone[client or 0, made].append(change)

    def _acts(self, changes: Iterable[PaymentChange]) -> Iterable[Cause]:
        for change in changes:
            done = _DONE[change.did] + (f": {change.why}" if change.why else "")
            if change.at > self._closed_at:
                yield Cause(change.at, called(change.user), done)
            if change.undone_at and change.undone_at > self._closed_at:
                yield Cause(change.undone_at, called(change.undone_by), f"undone: {done}")
