"""What can happen between a firm and its partners, each as one act on whatever there is by then."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from records.answers.recording import record_submission
from records.answers.submissions import Submission
from records.clients import Client, Stage, change_stage
from records.money.payments import Payment, PaymentKind, record_payment
from records.relations.given.outcomes import log_referral, report_outcome, reports_of, undo_outcome
from records.relations.given.referrals import Outcome, ReferralGiven
from records.reviews.reviewing import review_answer, reviews_of
from records.reviews.undoing import undo_review
from records.sources import Source
from records.sources.merged import Merge
from records.sources.merging import CannotMerge, merge_sources, undo_merge
from tests.records.firm_of_tests import NOW, filled, partner, reviewer

PARTNERS = ("Joe Smithson", "Nisha Patel", "Ted Kostas")
ANSWERS = (
    "Joe Smithson",
    "Nisha Patel and Ted Kostas",
    "google",
    "Ted Kostas, Nisha Patel and Joe Smithson",
    "a ted k",
)


def found(session: Session) -> None:
    """Three partners and somebody who reviews."""
    for name in PARTNERS:
        partner(session, name)
    reviewer(session)
    session.commit()


def happen(session: Session, what: str, one: int, other: int) -> None:
    """Do one act; two numbers say with whom and how. Where there is nobody to do it with, nothing happens."""
    _ACTS[what](session, one, other)


def _some(session: Session, row: Any, number: int) -> Any:
    most = session.scalar(select(func.max(row.id))) or 0
    wanted = number % most + 1 if most else 0
    return session.scalars(select(row).where(row.id >= wanted).order_by(row.id).limit(1)).unique().first()


def _partner(session: Session, number: int) -> Source:
    every = session.scalars(select(Source).join(Source.partner).order_by(Source.id)).unique().all()
    return every[number % len(every)]


def _new(session: Session, one: int, other: int) -> None:
    at = NOW + timedelta(days=other % 400)
    record_submission(session, filled(session, answer=ANSWERS[one % len(ANSWERS)], received_at=at))


def _stage(session: Session, one: int, other: int) -> None:
    client = _some(session, Client, one)
    if client:
        change_stage(session, client, list(Stage)[other % len(Stage)], NOW, reviewer(session))


def _paid(session: Session, one: int, other: int) -> None:
    client = _some(session, Client, one)
    if client:
        currency = "EUR" if other % 3 == 0 else "USD"
        day = date(2026, 1, 1) + timedelta(days=(one + other) % 400)
        record_payment(session, client, 1 + other * 37 % 9_999, currency, day, PaymentKind.RECEIVED, NOW)


def _refunded(session: Session, one: int, other: int) -> None:
    paid = _some(session, Payment, one)
    if paid:
        part = max(1, abs(paid.amount) // (1 + other % 3))
        record_payment(session, paid.client, -part, paid.currency, NOW.date(), paid.kind, NOW)


def _reviewed(session: Session, one: int, other: int) -> None:
    submission = _some(session, Submission, one)
    if submission:
        sources = [_partner(session, other + place) for place in range(other % 4)]
        review_answer(session, submission, reviewer(session), sources, NOW + timedelta(seconds=other))


def _review_undone(session: Session, one: int, other: int) -> None:
    submission = _some(session, Submission, one)
    reviews = reviews_of(session, submission) if submission else []
    if reviews:
        undo_review(session, reviews[0], NOW)


def _merged(session: Session, one: int, other: int) -> None:
    try:
        merge_sources(session, _partner(session, one), _partner(session, other), reviewer(session), NOW)
    except CannotMerge:
        session.rollback()


def _merge_undone(session: Session, one: int, other: int) -> None:
    merge = session.scalars(select(Merge).order_by(Merge.id.desc())).first()
    if merge:
        undo_merge(session, merge, NOW)


def _given(session: Session, one: int, other: int) -> None:
    on = date(2026, 1, 1) + timedelta(days=other % 400)
    log_referral(session, _partner(session, one), f"Somebody {one}", on, NOW, expected=100, currency="USD")


def _reported(session: Session, one: int, other: int) -> None:
    referral = _some(session, ReferralGiven, one)
    if referral:
        outcome = list(Outcome)[other % len(Outcome)]
        value = other if outcome is Outcome.WON else None
        currency = "EUR" if other % 3 == 0 else "USD"
        report_outcome(session, referral, outcome, NOW, value=value, currency=currency if value is not None else None)


def _report_undone(session: Session, one: int, other: int) -> None:
    referral = _some(session, ReferralGiven, one)
    standing = reports_of(session, referral, only_standing=True) if referral else []
    if standing:
        undo_outcome(session, standing[0], NOW, None)


_ACTS: dict[str, Callable[[Session, int, int], None]] = {
    "new": _new,
    "stage": _stage,
    "paid": _paid,
    "refunded": _refunded,
    "reviewed": _reviewed,
    "review undone": _review_undone,
    "merged": _merged,
    "merge undone": _merge_undone,
    "given": _given,
    "reported": _reported,
    "report undone": _report_undone,
}
ACTS = tuple(_ACTS)
