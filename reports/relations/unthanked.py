"""Referrals received that nobody has acknowledged yet: who sent whom, how long ago, and what came of it so far."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, exists, select, true
from sqlalchemy.orm import Session

from attribution import Kind, Role
from records.clients import Client
from records.credits import Credit, Standing
from records.erasures import Erasure
from records.payments import Payment, PaymentKind, payments_that_count
from records.relations.thanks import Thanks, ThanksFor, stands
from records.relations.thanks_start import thanks_start
from records.sources import Partner, Source
from records.splitting import split


@dataclass(frozen=True, slots=True)
class Unthanked:
    """A client with an introduced-by credit to a partner, not acknowledged yet.

    ``money`` is what was received of the client so far, by share where several partners sent them, in minor units by
    currency.
    """

    partner: Source
    client: Client
    came_on: date
    money: dict[str, int]


def unthanked(session: Session, partner: Source | None = None, *, with_money: bool = True) -> list[Unthanked]:
    """Every referral that waits for thanks, of one partner if it is given; the clients who came first are first.

    Retired partners and erased clients are left out, and what lies before the day that the firm has set.
    """
    waiting = _waiting(session, partner)
    found = session.execute(waiting).unique().all()
    money = _money(session, waiting.with_only_columns(Client.id)) if with_money else {}
    return [
        Unthanked(source, client, client.came_on, money.get((client.id, source.id), {})) for client, source in found
    ]


def _waiting(session: Session, partner: Source | None) -> Select[tuple[Client, Source]]:
    start = thanks_start(session)
    thanked = exists().where(
        ThanksFor.client_id == Client.id, ThanksFor.thanks_id == Thanks.id, Thanks.partner_id == Source.id, stands()
    )
    return (
        select(Client, Source)
        .join(Credit, Credit.client_id == Client.id)
        .join(Source, Source.id == Credit.source_id)
        .join(Partner, Partner.source_id == Source.id)
        .where(
            Credit.role == Role.INTRODUCED_BY,
            Credit.standing == Standing.CREDITED,
            Source.kind == Kind.PARTNER,
            Source.retired_at.is_(None),
            Source.id == partner.id if partner is not None else true(),
            Client.came_on >= start.first_day if start and start.first_day else true(),
            Client.id.not_in(select(Erasure.client_id)),
            ~thanked,
        )
        .order_by(Client.came_on, Client.id, Source.id)
    )


def _money(session: Session, clients: Select[tuple[int]]) -> dict[tuple[int, int], dict[str, int]]:
    """By client and source what was received, each payment split over all who share the client."""
    those = clients.order_by(None).distinct()
    shares: dict[int, list[tuple[int | None, int]]] = defaultdict(list)
    credits = (
        select(Credit.client_id, Credit.source_id, Credit.share)
        .where(Credit.role == Role.INTRODUCED_BY, Credit.client_id.in_(those))
        .order_by(Credit.client_id, Credit.position)
    )
    for client, source, share in session.execute(credits):
        shares[client].append((source, share))
    paid = select(Payment.client_id, Payment.currency, Payment.amount).where(
        Payment.kind == PaymentKind.RECEIVED, Payment.client_id.in_(those), payments_that_count()
    )
    sums: dict[tuple[int, int], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for client, currency, amount in session.execute(paid):
        for source, part in _parts(amount, shares[client]):
            sums[client, source][currency] += part
    return {place: dict(amounts) for place, amounts in sums.items()}


def _parts(amount: int, shares: Sequence[tuple[int | None, int]]) -> list[tuple[int, int]]:
    parts = split(amount, [share for _, share in shares])
    return [(source, part) for (source, _), part in zip(shares, parts, strict=True) if source is not None]
