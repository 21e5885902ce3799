"""Reads whom partners sent and what these clients paid, with as many statements however many partners there are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from math import inf
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select, true
from sqlalchemy.orm import Session

from attribution import WHOLE, Kind
from records.answers.credits import Credit, introduced
from records.clients import Client, Stage
from records.engine.many_values import among
from records.money.payments import Payment, PaymentKind, payments_that_count
from records.sources import Partner, Source
from records.totals import PEOPLE_TOTALS, Span
from reports.relations.dividing import dividing
from reports.relations.reading_many import newest_client, plain_rows
from reports.relations.suggested.facts import Sent
from reports.relations.suggested.suggesting import Usual

_GONE = (Stage.LOST, Stage.UNQUALIFIED)
_NOBODY = (inf, 0, None, False)


def in_use(session: Session, only: Iterable[int] | None = None) -> ColumnElement[bool]:
    """The condition that a source is a partner who is not retired, and one of these numbers if they are given."""
    chosen = true() if only is None else among(session, Source.id, sorted(set(only)))
    return and_(Source.kind == Kind.PARTNER, Source.retired_at.is_(None), chosen)


def read_sent(session: Session, currency: str, today: date, only: Iterable[int] | None = None) -> dict[int, list[Sent]]:
    """By partner the clients whom they sent until a day, the one who came first at first; see ``read_facts``."""
    those = in_use(session, only)
    is_won, is_gone = Client.stage == Stage.WON, Client.stage.in_(_GONE)
    columns = (Credit.source_id, Client.id, Credit.share, Client.came_on, is_won, is_gone)
    through_all = _sent_most(session, those)
    sent = _sent(today, None if through_all else those, *columns)
    whose = true() if through_all else Payment.client_id.in_(_sent(today, those, Client.id))
    paid = _paid(session, currency, today, whose)
    payer, money, first_paid, has_own = next(paid, _NOBODY)
    numbers = session.scalars(_numbers(those)) if only is None else sorted(set(only))
    found: dict[int, list[Sent]] = {number: [] for number in numbers}
    divided: list[tuple[int, int]] = []
    for source, client, share, on, won, gone in plain_rows(session, sent.order_by(Client.id)):
        came = found.get(source)
        # Each client once for a partner, whatever their answer says twice.
        if came is None or (came and came[-1][0] == client):
            continue
        if share != WHOLE:
            divided.append((source, len(came)))
        # Both come in the order of the clients.
        while payer < client:
            payer, money, first_paid, has_own = next(paid, _NOBODY)
        if payer == client:
            came.append((client, on, won, gone, int(money), first_paid is not None and not has_own, first_paid))
        else:
            came.append((client, on, won, gone, 0, False, None))
    parts = _parts(session, currency, today, {found[source][place][0] for source, place in divided})
    for source, place in divided:
        client, on, won, gone, _, is_elsewhere, first = found[source][place]
        found[source][place] = (client, on, won, gone, parts.get((client, source), 0), is_elsewhere, first)
    for some in found.values():
        # Those of one day stay in the order of the clients.
        some.sort(key=itemgetter(1))
    return found


def read_usual(session: Session, today: date) -> Usual:
    """What the clients of all partners come to as of a day; one whom two partners sent counts with each."""
    those = in_use(session)
    each = _sent(today, those, Credit.source_id, Client.id, Client.stage).distinct().subquery()
    came, won = session.execute(
        select(func.count(), func.sum(case((each.c.stage == Stage.WON, 1), else_=0))).select_from(each)
    ).one()
    return Usual(came, won or 0)


def _sent(today: date, those: ColumnElement[bool] | None, *columns: Any) -> Select[Any]:
    """A selection over the clients whom these partners sent until a day, or whom anybody sent."""
    sent = select(*columns).select_from(Credit).join(Client, Client.id == Credit.client_id)
    sent = sent.where(introduced(), Client.came_on <= today)
    return sent if those is None else sent.where(Credit.source_id.in_(_numbers(those)))


def _numbers(those: ColumnElement[bool]) -> Select[tuple[int]]:
    return select(Source.id).join(Partner, Partner.source_id == Source.id).where(those)


def _sent_most(session: Session, those: ColumnElement[bool]) -> bool:
    """Whether these partners sent most clients of the firm."""
    ever = PEOPLE_TOTALS.c.span == Span.EVER, PEOPLE_TOTALS.c.source_id.in_(_numbers(those))
    received = select(func.sum(PEOPLE_TOTALS.c.received)).where(*ever).scalar_subquery()
    sent, clients = session.execute(select(received, newest_client())).one()
    return 2 * (sent or 0) > (clients or 0)


def _counted(today: date) -> ColumnElement[bool]:
    return and_(Payment.kind == PaymentKind.RECEIVED, Payment.paid_on <= today, payments_that_count())


def _paid(session: Session, currency: str, today: date, whose: ColumnElement[bool]) -> Iterator[Any]:
    """Per client, in their order, the money of the currency, the day of the first payment, and how many were of it."""
    own = Payment.currency == currency
    sums = select(
        Payment.client_id,
        func.sum(case((own, Payment.amount), else_=0)),
        func.min(case((Payment.amount > 0, Payment.paid_on))),
        func.sum(case((own, 1), else_=0)),
    )
    of_each = sums.where(_counted(today), whose).group_by(Payment.client_id).order_by(Payment.client_id)
    return plain_rows(session, of_each)


def _parts(session: Session, currency: str, today: date, clients: Collection[int]) -> dict[tuple[int, int], int]:
    """By client and source the money of clients whom several sources share, each payment split for itself."""
    if not clients:
        return {}
    divide = dividing(session, clients)
    paid = select(Payment.client_id, Payment.amount).where(
        _counted(today), Payment.currency == currency, among(session, Payment.client_id, clients)
    )
    found: dict[tuple[int, int], int] = defaultdict(int)
    for client, amount in plain_rows(session, paid):
        for source, part in divide(client, amount):
            found[client, source] += part
    return found
