"""Reads what suggestions rest on, with as many questions to the database however many partners there are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select, true
from sqlalchemy.orm import Session

from attribution import WHOLE, Kind, Role
from records.clients import Client, Stage
from records.credits import Credit, Standing
from records.erasures import Erasure
from records.payments import Payment, PaymentKind, payments_that_count
from records.referrals import Outcome, ReferralGiven
from records.relations.thanks import Thanks, ThanksFor, stands
from records.relations.thanks_start import thanks_start
from records.sources import Partner, Source
from records.splitting import split
from reports.relations.facts import Came, Facts, Gave
from reports.relations.suggesting import Usual

_GONE = (Stage.LOST, Stage.UNQUALIFIED)


def read_facts(session: Session, currency: str, today: date, only: Iterable[int] | None = None) -> list[Facts]:
    """The facts of every partner who is not retired, or of those of these numbers, as of a day; by their number.

    Money is received money of the currency in minor units, by share where several sources brought a client.
    """
    chosen = true() if only is None else Source.id.in_(sorted(set(only)))
    those = and_(Source.kind == Kind.PARTNER, Source.retired_at.is_(None), chosen)
    came = _came(session, currency, today, those, is_all=only is None)
    gave = _gave(session, today, those)
    partners = (
        select(Source.id, Source.name, Source.name_key, Partner.relation)
        .join(Partner, Partner.source_id == Source.id)
        .where(those)
    )
    return [
        Facts(number, name, name_key, relation, came.get(number, ()), gave.get(number, ()))
        for number, name, name_key, relation in session.execute(partners.order_by(Source.id))
    ]


def read_usual(session: Session, today: date) -> Usual:
    """What the clients of all partners come to as of a day; one whom two partners sent counts with each."""
    those = and_(Source.kind == Kind.PARTNER, Source.retired_at.is_(None))
    each = credits_of(those, today, Credit.source_id, Client.id, Client.stage).distinct().subquery()
    came, won = session.execute(
        select(func.count(), func.sum(case((each.c.stage == Stage.WON, 1), else_=0))).select_from(each)
    ).one()
    return Usual(came, won or 0)


def credits_of(those: ColumnElement[bool], today: date, *columns: Any) -> Select[Any]:
    """A selection over the clients whom these partners sent until a day."""
    return (
        select(*columns)
        .select_from(Credit)
        .join(Client, Client.id == Credit.client_id)
        .where(
            Credit.role == Role.INTRODUCED_BY,
            Credit.standing == Standing.CREDITED,
            Credit.source_id.in_(select(Source.id).join(Partner, Partner.source_id == Source.id).where(those)),
            Client.came_on <= today,
        )
    )


def _came(
    session: Session, currency: str, today: date, those: ColumnElement[bool], *, is_all: bool
) -> dict[int, Sequence[Came]]:
    columns = (Credit.source_id, Client.id, Credit.share, Client.came_on, Client.stage)
    # Each client once for a partner, whatever their answer says twice.
    rows: dict[tuple[int, int], tuple[date, Stage]] = {}
    divided = set()
    for source, client, share, on, stage in session.execute(credits_of(those, today, *columns)):
        rows[source, client] = on, stage
        if share != WHOLE:
            divided.add(client)
    clients = credits_of(those, today, Client.id)
    # Of all partners it is quicker to go through all payments once than to look up whose they are.
    paid = _paid(session, currency, today, true() if is_all else Payment.client_id.in_(clients))
    parts = _parts(session, currency, today, clients) if divided else {}
    start = thanks_start(session)
    first_day = start.first_day if start else None
    thanked = _thanked(session, those)
    erased = set(session.scalars(select(Erasure.client_id)))
    found: dict[int, list[Came]] = defaultdict(list)
    for (source, client), (on, stage) in rows.items():
        money, first_paid, has_own = paid.get(client, (0, None, False))
        waits = (source, client) not in thanked and client not in erased and (first_day is None or on >= first_day)
        found[source].append(
            Came(
                client,
                on,
                stage is Stage.WON,
                stage in _GONE,
                parts.get((client, source), 0) if client in divided else money,
                first_paid is not None and not has_own,
                first_paid,
                waits,
            )
        )
    return {source: sorted(some, key=lambda each: (each.on, each.client)) for source, some in found.items()}


def _counted(today: date) -> ColumnElement[bool]:
    return and_(Payment.kind == PaymentKind.RECEIVED, Payment.paid_on <= today, payments_that_count())


def _paid(
    session: Session, currency: str, today: date, whose: ColumnElement[bool]
) -> dict[int, tuple[int, date | None, bool]]:
    """Per client the money of the currency, the day of the first payment, and whether any was of the currency."""
    own = Payment.currency == currency
    sums = (
        select(
            Payment.client_id,
            func.sum(case((own, Payment.amount), else_=0)),
            func.min(case((Payment.amount > 0, Payment.paid_on))),
            func.sum(case((own, 1), else_=0)),
        )
        .where(_counted(today), whose)
        .group_by(Payment.client_id)
    )
    return {client: (int(money), first, bool(number)) for client, money, first, number in session.execute(sums)}


def _parts(session: Session, currency: str, today: date, clients: Select[Any]) -> dict[tuple[int, int], int]:
    """By client and source the money of clients whom several sources share, each payment split for itself."""
    those = clients.where(Credit.share != WHOLE)
    shares: dict[int, list[tuple[int | None, int]]] = defaultdict(list)
    credits = (
        select(Credit.client_id, Credit.source_id, Credit.share)
        .where(Credit.role == Role.INTRODUCED_BY, Credit.client_id.in_(those))
        .order_by(Credit.client_id, Credit.position)
    )
    for client, source, share in session.execute(credits):
        shares[client].append((source, share))
    paid = select(Payment.client_id, Payment.amount).where(
        _counted(today), Payment.currency == currency, Payment.client_id.in_(those)
    )
    found: dict[tuple[int, int], int] = defaultdict(int)
    for client, amount in session.execute(paid):
        for (source, _), part in zip(
            shares[client], split(amount, [share for _, share in shares[client]]), strict=True
        ):
            if source is not None:
                found[client, source] += part
    return found


def _thanked(session: Session, those: ColumnElement[bool]) -> set[tuple[int, int]]:
    """The partners and clients for whom somebody has said thank you."""
    done = select(Thanks.partner_id, ThanksFor.client_id).join(ThanksFor, ThanksFor.thanks_id == Thanks.id)
    return set(session.execute(done.where(stands(), Thanks.partner_id.in_(select(Source.id).where(those)))).tuples())


def _gave(session: Session, today: date, those: ColumnElement[bool]) -> dict[int, Sequence[Gave]]:
    given = (
        select(ReferralGiven.partner_id, ReferralGiven.id, ReferralGiven.given_on, ReferralGiven.outcome)
        .where(ReferralGiven.given_on <= today, ReferralGiven.partner_id.in_(select(Source.id).where(those)))
        .order_by(ReferralGiven.given_on, ReferralGiven.id)
    )
    found: dict[int, list[Gave]] = defaultdict(list)
    for partner, number, on, outcome in session.execute(given):
        found[partner].append(Gave(number, on, outcome is Outcome.WON))
    return dict(found)
