"""Reads what suggestions rest on, with as many questions to the database however many partners there are."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select, true
from sqlalchemy.orm import Session

from attribution import WHOLE, Kind
from records.answers.credits import Credit, introduced
from records.answers.erasures import Erasure
from records.clients import Client, Stage
from records.engine.many_values import among
from records.money.payments import Payment, PaymentKind, payments_that_count
from records.relations.given.referrals import Outcome, ReferralGiven
from records.relations.thanking.thanks import Thanks, ThanksFor, stands
from records.relations.thanking.thanks_start import thanks_start
from records.sources import Partner, Source
from records.totals import PEOPLE_TOTALS, Span
from reports.relations.dividing import dividing
from reports.relations.reading_many import are_most, plain_rows
from reports.relations.suggested.facts import Came, Facts, Gave
from reports.relations.suggested.suggesting import Usual

_GONE = (Stage.LOST, Stage.UNQUALIFIED)
_NOTHING = (0, None, False)


def read_facts(session: Session, currency: str, today: date, only: Iterable[int] | None = None) -> list[Facts]:
    """The facts of every partner who is not retired, or of those of these numbers, as of a day; by their number.

    Money is received money of the currency in minor units, by share where several sources brought a client.
    """
    chosen = true() if only is None else Source.id.in_(sorted(set(only)))
    those = and_(Source.kind == Kind.PARTNER, Source.retired_at.is_(None), chosen)
    of_partners = (
        select(Source.id, Source.name, Source.name_key, Partner.relation)
        .join(Partner, Partner.source_id == Source.id)
        .where(those)
    )
    partners = session.execute(of_partners.order_by(Source.id)).tuples().all()
    came = _came(session, currency, today, those, {number for number, *_ in partners})
    gave = _gave(session, today, those)
    return [
        Facts(number, name, name_key, relation, came[number], gave.get(number, ()))
        for number, name, name_key, relation in partners
    ]


def read_usual(session: Session, today: date) -> Usual:
    """What the clients of all partners come to as of a day; one whom two partners sent counts with each."""
    those = and_(Source.kind == Kind.PARTNER, Source.retired_at.is_(None))
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
    return are_most(session, session.scalar(select(func.sum(PEOPLE_TOTALS.c.received)).where(*ever)) or 0)


def _came(
    session: Session, currency: str, today: date, those: ColumnElement[bool], partners: Collection[int]
) -> dict[int, list[Came]]:
    is_won, is_gone = Client.stage == Stage.WON, Client.stage.in_(_GONE)
    columns = (Credit.source_id, Client.id, Credit.share, Client.came_on, is_won, is_gone)
    through_all = _sent_most(session, those)
    sent = _sent(today, None if through_all else those, *columns)
    whose = true() if through_all else Payment.client_id.in_(_sent(today, those, Client.id))
    paid = _paid(session, currency, today, whose)
    waits = _waiting(session, those)
    found: dict[int, list[Came]] = {number: [] for number in partners}
    divided: list[tuple[int, int]] = []
    for source, client, share, on, won, gone in plain_rows(session, sent.order_by(Client.id)):
        came = found.get(source)
        # Each client once for a partner, whatever their answer says twice.
        if came is None or (came and came[-1].client == client):
            continue
        if share != WHOLE:
            divided.append((source, len(came)))
        money, first_paid, has_own = paid.get(client, _NOTHING)
        is_elsewhere = first_paid is not None and not has_own
        came.append(Came(client, on, won, gone, money, is_elsewhere, first_paid, waits(source, client, on)))
    parts = _parts(session, currency, today, {found[source][place].client for source, place in divided})
    for source, place in divided:
        one = found[source][place]
        found[source][place] = one._replace(money=parts.get((one.client, source), 0))
    for some in found.values():
        # Those of one day stay in the order of the clients.
        some.sort(key=attrgetter("on"))
    return found


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
    return {client: (int(money), first, bool(number)) for client, money, first, number in plain_rows(session, sums)}


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


def _waiting(session: Session, those: ColumnElement[bool]) -> Callable[[int, int, date], bool]:
    """Whether nobody has said thank you to a partner for a client who came on a day."""
    start = thanks_start(session)
    first_day = start.first_day if start and start.first_day else date.min
    done = select(Thanks.partner_id, ThanksFor.client_id).join(ThanksFor, ThanksFor.thanks_id == Thanks.id)
    done = done.where(stands(), Thanks.partner_id.in_(select(Source.id).where(those)))
    thanked = set(session.execute(done).tuples())
    erased = set(session.scalars(select(Erasure.client_id)))

    def waits(partner: int, client: int, on: date) -> bool:
        return on >= first_day and client not in erased and (partner, client) not in thanked

    return waits


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
