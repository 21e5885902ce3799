"""What waits for thanks of each partner: how many referrals, what these have brought, and since when.

Of a partner whom nobody has thanked yet every client waits, and of one who was thanked for all of them nobody does, so
that the kept totals say it. Of the others the clients are read.
"""

from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, distinct, func, select, true, union
from sqlalchemy.orm import Session

from attribution import Kind, Role
from records.answers.credits import Credit, introduced
from records.answers.erasures import Erasure
from records.clients import Client
from records.money.payments import PaymentKind
from records.relations.thanking.thanks import Thanks, ThanksFor, stands
from records.relations.thanking.thanks_start import thanks_start
from records.sources import Partner, Source
from records.totals import MONEY_TOTALS, PEOPLE_TOTALS, Dated, Span, behind, has_unwritten, look_up
from reports.batches import batched
from reports.counting.kept import grouped, kept_in, pieces, signed
from reports.relations.reading_many import plain_rows
from reports.relations.thanking.unthanked import money_of, waiting_of

_AT_ONCE = 10_000
"""So many partners are read together: their clients are what takes the time, and not their number."""


class WaitingSum(NamedTuple):
    """The referrals of a partner that wait, what was received of them in minor units of one currency by the partner's
    share, and the day, as its ordinal, on which the first of them came.
    """

    referrals: int
    money: int
    since: int


def waiting_sums(session: Session, currency: str) -> dict[int, WaitingSum]:
    """By partner what waits, of every partner of whom anything does; retired ones are left out."""
    if not has_unwritten(session) and not behind(session):
        start = thanks_start(session)
        first_day = start.first_day if start else None
        received, settled = _received(session, first_day), _settled(session, first_day)
        of_all = [number for number in received if not settled.get(number)]
        amounts = _came_in(session, currency, first_day) if of_all else {}
        found = {
            number: WaitingSum(received[number][0], amounts.get(number, 0), received[number][1]) for number in of_all
        }
        some = [number for number, done in settled.items() if done < received.get(number, (0, 0))[0]]
        for those in batched(some, _AT_ONCE):
            found |= _from_rows(session, currency, Source.id.in_(those))
        # What began to be summed up anew while the totals were read may have changed between two of them.
        if not behind(session):
            return found
    return _from_rows(session, currency, true())


def _received(session: Session, first_day: date | None) -> dict[int, tuple[int, int]]:
    """By partner in use how many clients came since that day, and the ordinal of the day of the first of them."""
    sources, partners, people = Source.__table__, Partner.__table__, PEOPLE_TOTALS.c
    living = (
        select(sources.c.id)
        .join_from(sources, partners, partners.c.source_id == sources.c.id)
        .where(sources.c.kind == Kind.PARTNER, sources.c.retired_at.is_(None))
    )
    days = (
        select(people.source_id, func.sum(people.received), func.min(people.starts_on))
        .where(
            people.span == Span.DAY,
            people.received > 0,
            people.starts_on >= first_day if first_day else true(),
            people.source_id.in_(living),
        )
        .group_by(people.source_id)
    )
    return {number: (int(clients), since.toordinal()) for number, clients, since in session.execute(days).tuples()}


def _settled(session: Session, first_day: date | None) -> dict[int, int]:
    """By partner for how many of these clients they were thanked, or who are erased: they wait no more."""
    thanked = select(Thanks.partner_id, ThanksFor.client_id).join(ThanksFor, ThanksFor.thanks_id == Thanks.id)
    erased = select(Credit.source_id, Credit.client_id).where(Credit.client_id.in_(select(Erasure.client_id)))
    pairs = union(thanked.where(stands()), erased.where(introduced())).subquery()
    partner, client = pairs.c
    # What was decided otherwise since then is none of theirs any more.
    counted = (
        select(partner, func.count(distinct(client)))
        .join_from(pairs, Credit, and_(Credit.client_id == client, Credit.source_id == partner))
        .where(introduced())
    )
    if first_day:
        counted = counted.join(Client, Client.id == client).where(Client.came_on >= first_day)
    return dict(session.execute(counted.group_by(partner)).tuples().all())


def _came_in(session: Session, currency: str, first_day: date | None) -> dict[int, int]:
    """By source the money of the clients who came since that day, from the kept totals."""
    money = MONEY_TOTALS.c
    those = [money.dated == Dated.CAME, money.role == Role.INTRODUCED_BY]
    those += [money.kind == PaymentKind.RECEIVED, money.currency == currency]
    parts = [
        select(money.source_id, *signed([money.shared], piece)).where(*those, *kept_in(MONEY_TOTALS, piece))
        for piece in pieces(first_day, None)
    ]
    return dict(look_up(session, grouped(parts, 1)))


def _from_rows(session: Session, currency: str, of: ColumnElement[bool]) -> dict[int, WaitingSum]:
    """The same from the clients themselves, each once for a partner."""
    waiting = {(partner, client): on for partner, client, on in plain_rows(session, waiting_of(session, of))}
    received = money_of(session, {client for _, client in waiting})
    sums: dict[int, tuple[int, int, date]] = {}
    for (partner, client), on in waiting.items():
        money = received.of(client, partner).get(currency, 0)
        referrals, before, since = sums.get(partner, (0, 0, on))
        sums[partner] = referrals + 1, before + money, min(since, on)
    return {partner: WaitingSum(*found[:2], found[2].toordinal()) for partner, found in sums.items()}
