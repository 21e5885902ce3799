"""Partners who wait for thanks and whom nobody has thanked yet, found from the kept totals.

Of such a partner every client waits, so that their number and their money are sums that are kept. In a large firm these
are the most of those on the list of who deserves time, and reading each of their clients would take seconds.
"""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import exists, func, or_, select, true
from sqlalchemy.orm import Session

from attribution import Kind, Role
from records.clients import Client
from records.credits import Credit
from records.erasures import Erasure
from records.payments import Payment, PaymentKind
from records.relations.thanks import Thanks, ThanksFor, stands
from records.relations.thanks_start import thanks_start
from records.sources import Partner, Source
from records.totals import MONEY_TOTALS, PEOPLE_TOTALS, Dated, Span, behind, has_unwritten
from reports.kept import grouped, in_piece, pieces, signed
from reports.relations.suggesting import Usual

_ALONE = 1


class Unthanked(NamedTuple):
    """A partner none of whose clients was acknowledged: what these have brought, and the day of the first of them."""

    partner: int
    name_key: str
    money: int
    since: date


class PlainlyUnthanked(NamedTuple):
    """All such partners by their number, and what the clients of all partners of the firm come to."""

    partners: dict[int, Unthanked]
    usual: Usual


def plainly_unthanked(
    session: Session, currency: str, today: date, besides: Collection[int]
) -> PlainlyUnthanked | None:
    """Those whose clients have brought money, as of a day; None where the totals do not say it.

    Left out are partners ``besides`` them, those who sent a single client, who may be news, and those of whom a client
    was thanked for or is erased. The totals are of all days, so that they say nothing while anything lies ahead.
    """
    if has_unwritten(session) or behind(session) or _lies_ahead(session, currency, today):
        return None
    start = thanks_start(session)
    first_day = start.first_day if start else None
    sent = _sent(session)
    money, since = _money(session, currency, first_day), _since(session, first_day)
    left_out = {*besides, *_touched(session)}
    living = (
        select(Source.id, Source.name_key)
        .join(Partner, Partner.source_id == Source.id)
        .where(Source.kind == Kind.PARTNER, Source.retired_at.is_(None))
    )
    found, came, won = {}, 0, 0
    for number, name_key in session.execute(living).all():
        people, of_them = sent.get(number, (0, 0))
        came, won = came + people, won + of_them
        amount = money.get(number, 0)
        if people > _ALONE and amount > 0 and number not in left_out and number in since:
            found[number] = Unthanked(number, name_key, amount, since[number])
    # What began to be summed up anew while the totals were read may have changed between two of them.
    return None if behind(session) else PlainlyUnthanked(found, Usual(came, won))


def _lies_ahead(session: Session, currency: str, today: date) -> bool:
    """Whether a client or money that was received in the currency is of a day to come."""
    clients = exists().where(Client.came_on > today)
    paid = exists().where(Payment.kind == PaymentKind.RECEIVED, Payment.currency == currency, Payment.paid_on > today)
    return bool(session.scalar(select(or_(clients, paid))))


def _sent(session: Session) -> dict[int, tuple[int, int]]:
    columns = PEOPLE_TOTALS.c
    ever = select(columns.source_id, columns.received, columns.received_won).where(columns.span == Span.EVER)
    return {source: (people, won) for source, people, won in session.execute(ever).all()}


def _money(session: Session, currency: str, first_day: date | None) -> dict[int, int]:
    columns = MONEY_TOTALS.c
    those: list[Any] = [columns.dated == Dated.CAME, columns.role == Role.INTRODUCED_BY]
    those += [columns.kind == PaymentKind.RECEIVED, columns.currency == currency]
    parts = [
        select(columns.source_id, *signed([columns.shared], piece)).where(*those, *in_piece(MONEY_TOTALS, piece))
        for piece in pieces(first_day, None)
    ]
    return {source: int(amount) for source, amount in session.execute(grouped(parts, 1)).all()}


def _since(session: Session, first_day: date | None) -> dict[int, date]:
    columns = PEOPLE_TOTALS.c
    days = select(columns.source_id, func.min(columns.starts_on)).where(
        columns.span == Span.DAY,
        columns.received > 0,
        columns.starts_on >= first_day if first_day else true(),
    )
    return dict(session.execute(days.group_by(columns.source_id)).tuples().all())


def _touched(session: Session) -> set[int]:
    thanked = select(Thanks.partner_id).join(ThanksFor, ThanksFor.thanks_id == Thanks.id).where(stands())
    erased = select(Credit.source_id).where(Credit.client_id.in_(select(Erasure.client_id)))
    return {*session.scalars(thanked.distinct()), *(each for each in session.scalars(erased.distinct()) if each)}
