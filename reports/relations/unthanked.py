"""Referrals received that nobody has acknowledged yet: who sent whom, how long ago, and what came of it so far."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, exists, select, true
from sqlalchemy.orm import Session

from attribution import WHOLE, Kind, Role
from records.clients import Client
from records.credits import Credit, Standing
from records.erasures import Erasure
from records.payments import Payment, PaymentKind, payments_that_count
from records.relations.thanks import Thanks, ThanksFor, stands
from records.relations.thanks_start import thanks_start
from records.sources import Partner, Source
from records.splitting import split
from reports.batches import batched


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


class Waits(NamedTuple):
    """The same by the numbers of the partner and the client, for what reads of very many."""

    partner: int
    client: int
    came_on: date
    money: dict[str, int]


def unthanked(session: Session, partner: Source | None = None, *, with_money: bool = True) -> list[Unthanked]:
    """Every referral that waits for thanks, of one partner if it is given; the clients who came first are first.

    Retired partners and erased clients are left out, and what lies before the day that the firm has set.
    """
    of = Source.id == partner.id if partner is not None else true()
    return in_full(session, who_waits(session, of, with_money=with_money))


def who_waits(session: Session, of: ColumnElement[bool] | None = None, *, with_money: bool = True) -> list[Waits]:
    """The same by numbers, of all partners or of the sources ``of`` whom it is asked."""
    waiting = waiting_of(session, true() if of is None else of)
    found = session.execute(waiting).tuples().all()
    money = money_by_client(session, {client for _, client, _ in found}) if with_money else {}
    return [Waits(source, client, on, money.get((client, source), {})) for source, client, on in found]


def in_full(session: Session, waits: Sequence[Waits]) -> list[Unthanked]:
    """The partners and the clients themselves of what waits, in its order."""
    partners: dict[int, Source] = {}
    clients: dict[int, Client] = {}
    for some in batched({each.partner for each in waits}):
        partners |= {each.id: each for each in session.scalars(select(Source).where(Source.id.in_(some))).unique()}
    for some in batched({each.client for each in waits}):
        clients |= {each.id: each for each in session.scalars(select(Client).where(Client.id.in_(some))).unique()}
    return [Unthanked(partners[each.partner], clients[each.client], each.came_on, each.money) for each in waits]


def waiting_of(session: Session, of: ColumnElement[bool]) -> Select[tuple[int, int, date]]:
    """The partner, the client and the day of coming of what waits, each once; ``of`` says of which sources."""
    start = thanks_start(session)
    thanked = exists().where(
        ThanksFor.client_id == Client.id, ThanksFor.thanks_id == Thanks.id, Thanks.partner_id == Source.id, stands()
    )
    return (
        select(Source.id, Client.id, Client.came_on)
        .select_from(Client)
        .join(Credit, Credit.client_id == Client.id)
        .join(Source, Source.id == Credit.source_id)
        .join(Partner, Partner.source_id == Source.id)
        .where(
            Credit.role == Role.INTRODUCED_BY,
            Credit.standing == Standing.CREDITED,
            Source.kind == Kind.PARTNER,
            Source.retired_at.is_(None),
            of,
            Client.came_on >= start.first_day if start and start.first_day else true(),
            Client.id.not_in(select(Erasure.client_id)),
            ~thanked,
        )
        .distinct()
        .order_by(Client.came_on, Client.id, Source.id)
    )


def divided() -> Select[tuple[int]]:
    """The clients whom several sources share."""
    return select(Credit.client_id).where(Credit.role == Role.INTRODUCED_BY, Credit.share != WHOLE)


def money_by_client(session: Session, clients: Collection[int]) -> dict[tuple[int, int], dict[str, int]]:
    """By client and source what was received in minor units, by currency; each payment is split."""
    found: dict[tuple[int, int], dict[str, int]] = {}
    for some in batched(sorted(clients)):
        shares: dict[int, list[tuple[int | None, int]]] = defaultdict(list)
        credits = (
            select(Credit.client_id, Credit.source_id, Credit.share)
            .where(Credit.role == Role.INTRODUCED_BY, Credit.client_id.in_(some))
            .order_by(Credit.client_id, Credit.position)
        )
        for client, source, share in session.execute(credits).tuples():
            shares[client].append((source, share))
        payments = select(Payment.client_id, Payment.currency, Payment.amount).where(
            Payment.kind == PaymentKind.RECEIVED, payments_that_count(), Payment.client_id.in_(some)
        )
        for client, currency, amount in session.execute(payments).tuples():
            for source, part in _parts(amount, shares[client]):
                sums = found.setdefault((client, source), {})
                sums[currency] = sums.get(currency, 0) + part
    return found


def _parts(amount: int, shares: Sequence[tuple[int | None, int]]) -> list[tuple[int, int]]:
    parts = split(amount, [share for _, share in shares])
    return [(source, part) for (source, _), part in zip(shares, parts, strict=True) if source is not None]
