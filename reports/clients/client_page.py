"""Everything that is known of one client."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from attribution import Role
from records.answers.credits import Credit, Decision, Review, ReviewPart
from records.answers.submissions import Submission
from records.clients import Client, StageChange, stage_changes
from records.clients.correcting import ClientChange, changes_of_client, share_contact, with_same_contact
from records.consents import Consent, Word, consents_of, words_of
from records.joining.rows import ClientJoin, joins_of
from records.money.payment_changes import PaymentChange, changes_of_payments
from records.money.payments import Payment, PaymentKind, payments_that_count


class Agreement(StrEnum):
    """How what the client said stands to what the visit shows."""

    AGREE = "agree"
    PARTLY = "partly"
    DIFFER = "differ"
    ONLY_SAID = "only said"
    ONLY_CLICKED = "only clicked"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Told:
    """One submission with the spans of its words that a credit rests on, and its reviews, the newest first."""

    submission: Submission
    spans: Sequence[tuple[int, int]]
    reviews: Sequence[Review]
    is_open: bool


@dataclass(frozen=True, slots=True)
class ClientPage:
    """A client with what they said, what that counts for, their stages and their money.

    ``sums`` are payments in minor units by kind and currency.
    """

    client: Client
    told: Sequence[Told]
    said: Sequence[Credit]
    clicked: Sequence[Credit]
    agreement: Agreement
    stages: Sequence[StageChange]
    payments: Sequence[Payment]
    sums: dict[tuple[PaymentKind, str], int]
    payment_changes: Sequence[PaymentChange]
    changes: Sequence[ClientChange]
    """What staff have corrected of the client, the newest first."""
    joins: Sequence[ClientJoin]
    """Who was joined with the client as the same person, the newest first."""
    same_contact: Sequence[Client]
    may_tell: bool
    """Whether the client's latest word allows telling whoever sent them that they came."""
    outcome_may_be_shown: bool
    """Whether it also allows telling what became of them."""
    consents: Sequence[Consent]

    def shares_contact(self, other: Client) -> bool:
        """Whether another client has the same e-mail or phone by now, and did not only give it once."""
        return share_contact(self.client, other)


def client_page(session: Session, client: Client) -> ClientPage:
    """Read one client's page."""
    credits = list(
        session.scalars(
            select(Credit)
            .where(Credit.client_id == client.id)
            .options(joinedload(Credit.source), joinedload(Credit.keyword))
            .order_by(Credit.position)
        ).unique()
    )
    said = [credit for credit in credits if credit.role is Role.INTRODUCED_BY]
    clicked = [credit for credit in credits if credit.role is Role.ARRIVED_THROUGH]
    payments = list(
        session.scalars(
            select(Payment)
            .where(Payment.client_id == client.id, payments_that_count())
            .options(joinedload(Payment.user))
            .order_by(Payment.paid_on.desc(), Payment.id.desc())
        )
    )
    sums: dict[tuple[PaymentKind, str], int] = {}
    for payment in payments:
        key = (payment.kind, payment.currency)
        sums[key] = sums.get(key, 0) + payment.amount
    word = words_of(session, [client.id]).get(client.id, Word())
    return ClientPage(
        client=client,
        told=_told(session, client, said),
        said=said,
        clicked=clicked,
        agreement=_agreement(said, clicked),
        stages=stage_changes(session, client),
        payments=payments,
        sums=dict(sorted(sums.items())),
        payment_changes=changes_of_payments(session, client),
        changes=changes_of_client(session, client),
        joins=joins_of(session, client),
        same_contact=_same_contact(session, client),
        may_tell=word.name,
        outcome_may_be_shown=word.outcome,
        consents=consents_of(session, client),
    )


def _told(session: Session, client: Client, said: Sequence[Credit]) -> list[Told]:
    submissions = session.scalars(
        select(Submission)
        .where(Submission.client_id == client.id)
        .options(selectinload(Submission.touches), joinedload(Submission.form_version))
        .order_by(Submission.received_at, Submission.id)
    ).all()
    numbers = [submission.id for submission in submissions]
    reviews = session.scalars(
        select(Review)
        .where(Review.submission_id.in_(numbers))
        .options(joinedload(Review.user), selectinload(Review.parts).joinedload(ReviewPart.source))
        .order_by(Review.at.desc(), Review.id.desc())
    ).all()
    waiting = set(
        session.scalars(select(Decision.submission_id).where(Decision.submission_id.in_(numbers), Decision.is_open))
    )
    return [
        Told(
            submission,
            [
                (credit.span_start, credit.span_end)
                for credit in said
                if credit.submission_id == submission.id and credit.span_start is not None and credit.span_end
            ],
            [review for review in reviews if review.submission_id == submission.id],
            submission.id in waiting,
        )
        for submission in submissions
    ]


def _agreement(said: Sequence[Credit], clicked: Sequence[Credit]) -> Agreement:
    # A credit without a source (a direct visit) names nothing that could agree or differ.
    said_by = [credit.source_id for credit in said if credit.source_id]
    clicked_on = {credit.source_id for credit in clicked if credit.source_id}
    if said_by and clicked_on:
        if clicked_on.isdisjoint(said_by):
            return Agreement.DIFFER
        return Agreement.AGREE if clicked_on.issuperset(said_by) else Agreement.PARTLY
    if said_by:
        return Agreement.ONLY_SAID
    return Agreement.ONLY_CLICKED if clicked_on else Agreement.NEITHER


def _same_contact(session: Session, client: Client) -> list[Client]:
    """Other clients who have the same e-mail or phone, and those who gave it with another name."""
    later = session.scalars(select(Client).where(Client.same_contact_as_id == client.id).order_by(Client.id))
    flagged = [client.same_contact_as] if client.same_contact_as else []
    return list(dict.fromkeys([*flagged, *later, *with_same_contact(session, client)]))
