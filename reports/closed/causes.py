"""Who changed something of a closed month, when and why, as far as the records say; else it says that none does."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from records.clients import Client, StageChange
from records.clients.correcting import ClientChange, Corrected
from records.closed.closed_months import Closure
from records.money.payments import Payment
from records.staff.users import User
from reports.batches import batched
from reports.closed.cause import NOT_RECORDED, Cause, called, found, latest, whole
from reports.closed.credit_causes import causes_of_credits
from reports.closed.joined_clients import causes_of_joining
from reports.closed.months import HeldClient, HeldPayment, Month
from reports.closed.payment_causes import ImportCauses, PaymentCauses


class Causes:
    """The records that can explain the changes of some clients and payments, read once."""

    def __init__(
        self,
        session: Session,
        closure: Closure,
        rows: Iterable[tuple[HeldClient, HeldPayment | None]],
        kept: Month,
        present: Month,
    ) -> None:
        self._session, self._closed_at = session, closure.at
        pairs = list(rows)
        numbers = {client.number for client, _ in pairs}
        self._clients: dict[int, Client] = found(session, Client, numbers)
        imports = {row.import_number for pair in pairs for row in pair if row and row.import_number}
        # A client's stage may follow from payments that are gone.
        imports |= {p.import_number for p in kept.payments if p.client in numbers and p.import_number}
        self._imports = ImportCauses(session, closure, imports)
        every = [payment for _, payment in pairs if payment]
        every += [payment for month in (kept, present) for payment in month.payments if payment.client in numbers]
        self._payments = PaymentCauses(session, closure, every, self._imports)
        self._gone_payments: dict[int, list[HeldPayment]] = {}
        for payment in kept.payments:
            if payment.client in numbers and payment.number not in self._payments.live:
                self._gone_payments.setdefault(payment.client, []).append(payment)
        self._changed = self._imports.changed(Client.__tablename__, numbers)
        self._corrected = self._corrected_days(numbers)
        self._stages = self._latest_stages(numbers)
        self._joined = causes_of_joining(session, closure.at, numbers)
        self._credits = causes_of_credits(session, closure, numbers, kept, present)

    def of_client(self, was: HeldClient | None, now: HeldClient | None) -> tuple[str, Cause]:
        """What happened to a client who counts otherwise, with its cause."""
        either = now or was
        live = self._clients.get(either.number) if either else None
        if either is None or live is None or whole(live.created_at) != either.made_at:
            return self._of_gone(either)
        if was is None:
            if live.created_at > self._closed_at:
                brought = self._imports.brought(live.import_id)
                return "Client added", brought or Cause(live.created_at, "", "added by staff or the form")
            return "Client counts now: day of coming, office or filter", self._of_fields(live.id)
        if now is None:
            return "Client counts no more: day of coming, office or filter", self._of_fields(live.id)
        if was.won != now.won:
            return ("Client is won now" if now.won else "Client is not won any more"), self._of_stage(was.number)
        return "Credited otherwise", self._credits.get(was.number) or self._joined.get(was.number, NOT_RECORDED)

    def _of_gone(self, either: HeldClient | None) -> tuple[str, Cause]:
        joined = self._joined.get(either.number) if either else None
        if joined:
            return "Client joined with another, who is the same person", joined
        undone = self._imports.undone(either.import_number) if either else None
        return ("Client removed", undone) if undone else ("Client erased or removed", NOT_RECORDED)

    def of_payment(
        self, was: HeldPayment | None, now: HeldPayment | None, before: HeldClient | None, after: HeldClient | None
    ) -> tuple[str, Cause]:
        """What happened to a payment that counts otherwise; ``before`` and ``after`` are its client."""
        either = now or was
        if either is None:
            raise ValueError("a change is of something")
        live = self._payments.live.get(either.number)
        if live is None or whole(live.created_at) != either.made_at:
            return "Payment removed", self._payments.removed(either)
        if was is None:
            return self._counts_now(live, before, after)
        if now is None:
            return "Payment moved: another day, client, kind or currency", self._payments.changed(live.id)
        said_of = []
        if was.amount != now.amount:
            said_of.append("amount changed")
        if was.client != now.client:
            said_of.append("moved to another client")
        if said_of:
            cause = self._payments.changed(live.id)
            if cause == NOT_RECORDED:
                cause = self._joined.get(now.client) or self._credits.get(now.client, NOT_RECORDED)
            return " and ".join(said_of).capitalize(), cause
        return "Credited otherwise", self._credits.get(now.client) or self._joined.get(now.client, NOT_RECORDED)

    def _counts_now(self, live: Payment, before: HeldClient | None, after: HeldClient | None) -> tuple[str, Cause]:
        if live.created_at > self._closed_at:
            return "Payment added", self._payments.added(live)
        if before and after and before.came_on != after.came_on:
            said = "Payment counts now: the client's day of coming was changed"
            return said, self._of_fields(live.client_id)
        return "Payment counts now: another day, client, kind or currency before", self._payments.changed(live.id)

    def _of_fields(self, client: int) -> Cause:
        found = self._corrected.get(client) or self._changed.get(client) or self._joined.get(client)
        return found or self._credits.get(client, NOT_RECORDED)

    def _of_stage(self, client: int) -> Cause:
        """Why a stage is another: it was set, or payments from which it followed are there no more."""
        stage = self._joined.get(client) or self._stages.get(client)
        if stage:
            return stage
        gone = [self._payments.removed(payment) for payment in self._gone_payments.get(client, ())]
        return latest([*gone, self._payments.of_client(client)])

    def _latest_stages(self, clients: set[int]) -> dict[int, Cause]:
        causes: dict[int, Cause] = {}
        for some in batched(sorted(clients)):
            changes = (
                select(StageChange, User)
                .outerjoin(User, User.id == StageChange.user_id)
                .where(StageChange.client_id.in_(some), StageChange.at > self._closed_at)
                .order_by(StageChange.at, StageChange.id)
            )
            for change, user in self._session.execute(changes):
                why = f"stage set to {change.stage}" if user else f"stage became {change.stage} by a payment or import"
                causes[change.client_id] = Cause(change.at, called(user), why)
        return causes

    def _corrected_days(self, clients: set[int]) -> dict[int, Cause]:
        """Who has given clients another day of coming since the month was closed."""
        causes: dict[int, Cause] = {}
        for some in batched(sorted(clients)):
            changes = (
                select(ClientChange)
                .options(joinedload(ClientChange.user))
                .where(
                    ClientChange.client_id.in_(some),
                    ClientChange.what == Corrected.DAY,
                    ClientChange.at > self._closed_at,
                )
                .order_by(ClientChange.at, ClientChange.id)
            )
            for change in self._session.scalars(changes):
                why = f"day of coming corrected from {change.before} to {change.after}"
                causes[change.client_id] = Cause(change.at, called(change.user), why)
        return causes
