"""Everything that can change what counts, each as one act on whatever the firm has by then."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from records.clients import Client, Stage, change_stage
from records.credits import Credit
from records.deciding import decide
from records.firm import Office, the_firm
from records.importing import read_file, take_in
from records.imports import Import, ImportState, finish
from records.payments import Payment, PaymentKind, record_payment
from records.recording import record_submission
from records.reviewing import review_answer, reviews_of
from records.sources import Source
from records.submissions import Submission
from records.undoing import undo_review
from tests.records.firm_of_tests import NOW, filled, partner, reviewer

PARTNERS = ("Joe Smithson", "Nisha Patel", "Ted Kostas", "Yolanda Fitz")
ANSWERS = (
    "Joe Smithson",
    "Nisha Patel and Ted Kostas",
    "joe smithsn i think",
    "google",
    "Yolanda Fitz, Nisha Patel and Joe Smithson",
    "",
    "my neighbour",
    "steven somebody",
)
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Asia/Beirut",
    "Africa/Casablanca",
)
"""Six zones whose clocks change: by an hour or half an hour, at night or at midnight, in spring or for Ramadan."""
CURRENCIES = ("USD", "USD", "JPY", "EUR")
FIRST = date(2025, 9, 25)


def found(session: Session) -> None:
    """Partners, two offices and somebody who reviews."""
    session.add(Office(id=2, firm_id=1, name="Harbour"))
    for name in PARTNERS:
        partner(session, name)
    reviewer(session)
    session.commit()


def happen(session: Session, what: str, one: int, other: int, folder: Path) -> None:
    """Do one act; two numbers say with whom and how. Where there is nobody to do it with, nothing happens."""
    _ACTS[what](session, one, other, folder)


def _some(session: Session, row: Any, number: int) -> Any:
    """One of the rows of a table, the newest first, or None."""
    most = session.scalar(select(func.max(row.id))) or 0
    wanted = number % most + 1 if most else 0
    return session.scalars(select(row).where(row.id >= wanted).order_by(row.id).limit(1)).unique().first()


def _day(number: int) -> date:
    return FIRST + timedelta(days=number % 500)


def _new(session: Session, one: int, other: int, folder: Path) -> None:
    at = NOW + timedelta(days=other % 400, hours=one % 24)
    record_submission(session, filled(session, answer=ANSWERS[one % len(ANSWERS)], received_at=at))


def _told_again(session: Session, one: int, other: int, folder: Path) -> None:
    client = _some(session, Client, one)
    if client:
        words = filled(session, name=client.name, email=client.email, answer=ANSWERS[other % len(ANSWERS)])
        record_submission(session, words)


def _changed(session: Session, one: int, other: int, folder: Path) -> None:
    client = _some(session, Client, one)
    if client:
        client.came_on = _day(other)
        client.office_id = 1 + other % 2


def _stage(session: Session, one: int, other: int, folder: Path) -> None:
    client = _some(session, Client, one)
    if client:
        change_stage(session, client, list(Stage)[other % len(Stage)], NOW, reviewer(session) if one % 2 else None)


def _paid(session: Session, one: int, other: int, folder: Path) -> None:
    client = _some(session, Client, one)
    if client:
        kind = PaymentKind.BILLED if other % 5 == 0 else PaymentKind.RECEIVED
        currency = CURRENCIES[other % len(CURRENCIES)]
        record_payment(session, client, 1 + other * 37 % 99_999, currency, _day(one * 7 + other), kind, NOW)


def _refunded(session: Session, one: int, other: int, folder: Path) -> None:
    paid = _some(session, Payment, one)
    if paid:
        part = max(1, abs(paid.amount) // (1 + other % 3))
        record_payment(session, paid.client, -part, paid.currency, _day(other), paid.kind, NOW)


def _corrected(session: Session, one: int, other: int, folder: Path) -> None:
    paid = _some(session, Payment, one)
    if paid:
        paid.amount, paid.paid_on = 1 + other, _day(other)
        paid.currency = CURRENCIES[other % len(CURRENCIES)]


def _moved(session: Session, one: int, other: int, folder: Path) -> None:
    paid, client = _some(session, Payment, one), _some(session, Client, other)
    if paid and client and one % 2:
        paid.client = client
    elif paid and client:
        paid.client_id = client.id


def _moved_together(session: Session, one: int, other: int, folder: Path) -> None:
    client, to = _some(session, Client, one), _some(session, Client, other)
    if client and to:
        session.execute(update(Payment).where(Payment.client_id == client.id).values(client_id=to.id))


def _deleted(session: Session, one: int, other: int, folder: Path) -> None:
    paid = _some(session, Payment, one)
    if paid and other % 2:
        session.delete(paid)
    elif paid:
        session.execute(delete(Payment).where(Payment.id == paid.id))


def _merged(session: Session, one: int, other: int, folder: Path) -> None:
    """All credits of one source become those of another, as when two were the same."""
    source, into = _some(session, Source, one), _some(session, Source, other)
    if source and into and source.id != into.id:
        session.execute(update(Credit).where(Credit.source_id == source.id).values(source_id=into.id))


def _reviewed(session: Session, one: int, other: int, folder: Path) -> None:
    """Somebody decides: none, one or several sources, which then share the client."""
    submission = _some(session, Submission, one)
    if submission:
        sources = [_some(session, Source, other + place * 3) for place in range(other % 4)]
        review_answer(session, submission, reviewer(session), sources, NOW + timedelta(seconds=other))


def _undone(session: Session, one: int, other: int, folder: Path) -> None:
    submission = _some(session, Submission, one)
    reviews = reviews_of(session, submission) if submission else []
    if reviews:
        undo_review(session, reviews[0], NOW)


def _rematched(session: Session, one: int, other: int, folder: Path) -> None:
    submission = _some(session, Submission, one)
    if submission:
        decide(session, submission, NOW)


def _imported(session: Session, one: int, other: int, folder: Path) -> None:
    clients = [each for each in (_some(session, Client, one), _some(session, Client, other)) if each]
    lines = [f"ref-{one}-{n},{each.email},{other % 900 + n + 1},{_day(other + n)}" for n, each in enumerate(clients)]
    file = folder / "payments.csv"
    file.write_text("\n".join(["ref,client,amount,on", *lines]), encoding="utf-8")
    take_in(session, read_file(file, "payments", {}, {}), NOW)


def _begins_again(session: Session, one: int, other: int, folder: Path) -> None:
    """An import ceases to count, as while it is taken back, or counts again."""
    record = _some(session, Import, one)
    if record and record.finished_at:
        record.finished_at, record.state = None, ImportState.UNDOING
    elif record:
        finish(record, NOW)


def _taken_back(session: Session, one: int, other: int, folder: Path) -> None:
    record = _some(session, Import, one)
    if record:
        session.execute(delete(Payment).where(Payment.import_id == record.id))
        record.state = ImportState.UNDONE


def _elsewhere(session: Session, one: int, other: int, folder: Path) -> None:
    """The firm moves to another time zone: days that were written down stay what they are."""
    the_firm(session).zone = ZONES[one % len(ZONES)]


def _given_up(session: Session, one: int, other: int, folder: Path) -> None:
    """Something is done and not committed."""
    _paid(session, one, other, folder)
    _reviewed(session, one, other, folder)
    session.rollback()


def _half_given_up(session: Session, one: int, other: int, folder: Path) -> None:
    """Something is done, and something more that is taken back to a savepoint."""
    _paid(session, one, other, folder)
    with session.begin_nested() as point:
        _refunded(session, other, one, folder)
        _new(session, one, other, folder)
        session.flush()
        point.rollback()
    _stage(session, one, other, folder)


Act = Callable[[Session, int, int, Path], None]
_ACTS: dict[str, Act] = {
    "new": _new,
    "told again": _told_again,
    "changed": _changed,
    "stage": _stage,
    "paid": _paid,
    "refunded": _refunded,
    "corrected": _corrected,
    "moved": _moved,
    "moved together": _moved_together,
    "deleted": _deleted,
    "merged": _merged,
    "reviewed": _reviewed,
    "undone": _undone,
    "rematched": _rematched,
    "imported": _imported,
    "import begins again": _begins_again,
    "import taken back": _taken_back,
    "elsewhere": _elsewhere,
    "given up": _given_up,
    "half given up": _half_given_up,
}
ACTS = tuple(_ACTS)
