"""Who changed something of a closed month, when and why, as far as the records say; else it says that none does."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from records.clients import Client, StageChange
from records.closed_months import Closure
from records.credits import Credit, Decision, Review
from records.imports import Import, ImportUndo
from records.keywords import KeywordMove, KeywordMovePart
from records.payments import Payment
from records.submissions import Submission
from records.users import User
from reports.batches import batched
from reports.closed.months import HeldClient, HeldPayment

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Cause:
    """When, by whom and why; blank where the records do not say."""

    at: datetime | None = None
    who: str = ""
    why: str = "not recorded"


NOT_RECORDED = Cause()


class Causes:
    """The records that can explain the changes of some clients and payments, read once."""

    def __init__(
        self, session: Session, closure: Closure, rows: Iterable[tuple[HeldClient, HeldPayment | None]]
    ) -> None:
        self._session = session
        self._closed_at = closure.at
        pairs = list(rows)
        self._clients = _found(session, Client, {client.number for client, _ in pairs})
        self._payments = _found(session, Payment, {payment.number for _, payment in pairs if payment})
        imports = {payment.import_number for _, payment in pairs if payment and payment.import_number}
        imports |= {payment.import_id for payment in self._payments.values() if payment.import_id}
        imports |= {client.import_id for client in self._clients.values() if client.import_id}
        self._imports: dict[int, Import] = _found(session, Import, imports)
        self._users = {user.id: user.name for user in session.scalars(select(User))}
        self._undos = self._undone(imports)
        numbers = {client.number for client, _ in pairs}
        self._stages = self._latest_stages(numbers)
        self._credits = self._latest_judgements(numbers)

    def of_client(self, was: HeldClient | None, now: HeldClient | None) -> tuple[str, Cause]:
        """What happened to a client who counts otherwise, with its cause."""
        either = now or was
        live = self._clients.get(either.number) if either else None
        if either is None or live is None or _whole(live.created_at) != either.made_at:
            return "Client erased or removed", NOT_RECORDED
        if was is None:
            if live.created_at > self._closed_at:
                return "Client added", self._brought(
                    live.import_id, None, live.created_at, "added by staff or the form"
                )
            return "Client counts now", NOT_RECORDED
        if now is None:
            return "Client counts no more: day of coming, office or filter", NOT_RECORDED
        if was.won != now.won:
            said = "Client is won now" if now.won else "Client is not won any more"
            return said, self._stages.get(was.number, NOT_RECORDED)
        return "Credited otherwise", self._credits.get(was.number, NOT_RECORDED)

    def of_payment(
        self, was: HeldPayment | None, now: HeldPayment | None, before: HeldClient | None, after: HeldClient | None
    ) -> tuple[str, Cause]:
        """What happened to a payment that counts otherwise; ``before`` and ``after`` are its client."""
        either = now or was
        if either is None:
            raise ValueError("a change is of something")
        live = self._payments.get(either.number)
        if live is None or _whole(live.created_at) != either.made_at:
            undone = self._undos.get(either.import_number or 0)
            return "Payment removed", undone or NOT_RECORDED
        if was is None:
            if live.created_at > self._closed_at:
                by_hand = self._users.get(live.user_id or 0)
                return "Payment added", self._brought(live.import_id, by_hand, live.created_at, "added")
            return self._moved_in(before, after)
        if now is None:
            return "Payment moved: another day, client, kind or currency", NOT_RECORDED
        said = []
        if was.amount != now.amount:
            said.append("Amount changed")
        if was.client != now.client:
            said.append("Moved to another client")
        if said:
            return " and ".join(said).capitalize(), self._brought_again(live)
        return "Credited otherwise", self._credits.get(now.client, NOT_RECORDED)

    def _moved_in(self, before: HeldClient | None, after: HeldClient | None) -> tuple[str, Cause]:
        if before and after and before.came_on != after.came_on:
            return "Payment counts now: the client's day of coming was changed", NOT_RECORDED
        return "Payment moved here: another day, client, kind or currency before", NOT_RECORDED

    def _brought(self, import_number: int | None, who: str | None, at: datetime, why: str) -> Cause:
        record = self._imports.get(import_number or 0)
        if record:
            return Cause(at, self._users.get(record.user_id or 0, ""), f"import of {record.filename}")
        return Cause(at, who or "", f"{why} by hand" if who else why)

    def _brought_again(self, payment: Payment) -> Cause:
        """A change of a payment that an import made; what people change has no record of its own here."""
        record = self._imports.get(payment.import_id or 0)
        if record and record.at > self._closed_at:
            return self._brought(record.id, None, record.at, "")
        return NOT_RECORDED

    def _undone(self, imports: set[int]) -> dict[int, Cause]:
        found: dict[int, Cause] = {}
        for some in batched(sorted(imports)):
            undos = (
                select(ImportUndo)
                .where(ImportUndo.import_id.in_(some), ImportUndo.at > self._closed_at)
                .order_by(ImportUndo.at)
                .options(joinedload(ImportUndo.user), joinedload(ImportUndo.record))
            )
            for undo in self._session.scalars(undos):
                why = f"import of {undo.record.filename} undone"
                found[undo.import_id] = Cause(undo.at, undo.user.name if undo.user else "", why)
        return found

    def _latest_stages(self, clients: set[int]) -> dict[int, Cause]:
        found: dict[int, Cause] = {}
        for some in batched(sorted(clients)):
            changes = (
                select(StageChange)
                .where(StageChange.client_id.in_(some), StageChange.at > self._closed_at)
                .order_by(StageChange.at, StageChange.id)
            )
            for change in self._session.scalars(changes):
                who = self._users.get(change.user_id or 0, "")
                why = f"stage set to {change.stage}" if who else f"stage became {change.stage} by a payment or import"
                found[change.client_id] = Cause(change.at, who, why)
        return found

    def _latest_judgements(self, clients: set[int]) -> dict[int, Cause]:
        """The latest of decisions made again, moves of keywords and reviews of each client since closing."""
        found: dict[int, list[Cause]] = defaultdict(list)
        for some in batched(sorted(clients)):
            of_clients = Submission.client_id.in_(some)
            again = (
                select(Submission.client_id, Decision.at)
                .join(Decision, Decision.submission_id == Submission.id)
                .where(of_clients, Decision.at > self._closed_at)
            )
            for client, at in self._session.execute(again):
                found[client].append(Cause(at, "", "answer decided again, or a further answer"))
            reviews = (
                select(Submission.client_id, Review)
                .join(Review, Review.submission_id == Submission.id)
                .where(of_clients, Review.at > self._closed_at)
                .order_by(Review.at)
            )
            for client, review in self._session.execute(reviews):
                found[client].append(Cause(review.at, self._users.get(review.user_id, ""), "answer reviewed"))
            moves = (
                select(Credit.client_id, KeywordMove)
                .join(KeywordMovePart, KeywordMovePart.keyword_id == Credit.keyword_id)
                .join(KeywordMove, KeywordMove.id == KeywordMovePart.move_id)
                .where(Credit.client_id.in_(some), KeywordMove.at > self._closed_at)
            )
            for client, move in self._session.execute(moves):
                found[client].append(
                    Cause(move.at, self._users.get(move.user_id, ""), "keywords put together or apart")
                )
        return {client: max(causes, key=lambda cause: cause.at or _EPOCH) for client, causes in found.items()}


def _found(session: Session, table: Any, numbers: set[int]) -> dict[int, Any]:
    found: dict[int, Any] = {}
    for some in batched(sorted(numbers)):
        found |= {row.id: row for row in session.scalars(select(table).where(table.id.in_(some)))}
    return found


def _whole(at: datetime) -> int:
    """An instant as the database keeps it, in microseconds since 1970."""
    return (at - _EPOCH) // timedelta(microseconds=1)
