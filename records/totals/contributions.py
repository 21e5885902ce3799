"""What single clients add to the totals: their credits, and each of their payments, split where several share it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import WHOLE, Channel, Role
from records.answers.credits import Credit, Standing
from records.clients import Client, Stage, was_qualified
from records.money.payments import Payment, PaymentKind, payments_that_count
from records.money.splitting import split
from records.totals.rows import Dated, Place
from records.totals.sums import ClientKey, MoneyKey, PeopleKey, Sums

_AT_ONCE = 500
_PLACES = {
    Standing.UNKNOWN: Place.UNKNOWN,
    Standing.IN_REVIEW: Place.IN_REVIEW,
    Standing.CONFLICT: Place.CONFLICT,
}

# Position, share, and where it counts: the source or place, and the channel.
_Part = tuple[int, int, int, Channel]
_Paid = tuple[PaymentKind, str, date, int]


def place_of(standing: Standing, source_id: int | None) -> int:
    """What a credit counts for: the number of its source, or a ``Place``."""
    return int(_PLACES.get(standing, source_id or Place.NO_SOURCE))


def add_contributions(session: Session, numbers: Iterable[int], into: Sums, sign: int) -> None:
    """Add what these clients contribute now (or take it away, with the sign -1).

    The clients stay locked until the transaction ends, so that what two people change of one client adds up.
    """
    rest = iter(sorted(numbers))
    while chunk := list(islice(rest, _AT_ONCE)):
        _add(session, chunk, into, sign)


def _add(session: Session, chunk: Sequence[int], into: Sums, sign: int) -> None:
    clients = (
        select(Client.id, Client.office_id, Client.came_on, Client.stage)
        .where(Client.id.in_(chunk))
        .order_by(Client.id)
        # Not for the key, which rows that point to the client hold; SQLite's writers queue up anyway.
        .with_for_update(key_share=True)
    )
    found = session.execute(clients).all()
    credits: dict[int, dict[Role, list[_Part]]] = defaultdict(lambda: defaultdict(list))
    of_clients = (
        select(
            Credit.client_id,
            Credit.role,
            Credit.position,
            Credit.share,
            Credit.standing,
            Credit.source_id,
            Credit.channel,
        )
        .where(Credit.client_id.in_(chunk))
        .order_by(Credit.client_id, Credit.role, Credit.position)
    )
    for number, role, position, share, standing, source_id, channel in session.execute(of_clients):
        credits[number][role].append((position, share, place_of(standing, source_id), channel))
    payments: dict[int, list[_Paid]] = defaultdict(list)
    paid = select(Payment.client_id, Payment.kind, Payment.currency, Payment.paid_on, Payment.amount).where(
        Payment.client_id.in_(chunk), payments_that_count()
    )
    for number, kind, currency, paid_on, amount in session.execute(paid):
        payments[number].append((kind, currency, paid_on, amount))
    qualified = set(session.scalars(select(Client.id).where(Client.id.in_(chunk), was_qualified())))
    for number, office, came_on, stage in found:
        _add_person(into, sign, came_on, number in qualified, stage is Stage.WON, credits[number][Role.INTRODUCED_BY])
        for role, parts in credits[number].items():
            _add_client(into, sign, role, office, came_on, stage is Stage.WON, parts)
            for payment in payments[number]:
                _add_payment(into, sign, role, office, came_on, payment, parts)


def _add_person(into: Sums, sign: int, came_on: date, is_qualified: bool, is_won: bool, parts: Sequence[_Part]) -> None:
    """Each source that is named has the whole person."""
    for source in {place for _, _, place, _ in parts if place > 0}:
        row = into.people[PeopleKey(came_on, source)]
        row[0] += sign
        row[1] += sign * is_qualified
        row[2] += sign * is_won


def _add_client(
    into: Sums, sign: int, role: Role, office: int, came_on: date, is_won: bool, parts: Sequence[_Part]
) -> None:
    for position, share, place, channel in parts:
        row = into.clients[ClientKey(role, came_on, office, place, channel)]
        first = WHOLE if position == 0 else 0
        row[0] += sign * first
        row[1] += sign * share
        row[2] += sign * first * is_won
        row[3] += sign * share * is_won


def _add_payment(
    into: Sums, sign: int, role: Role, office: int, came_on: date, payment: _Paid, parts: Sequence[_Part]
) -> None:
    kind, currency, paid_on, amount = payment
    amounts = split(amount, [part[1] for part in parts])
    for (position, _, place, channel), shared in zip(parts, amounts, strict=True):
        first = amount if position == 0 else 0
        for dated, day in ((Dated.PAID, paid_on), (Dated.CAME, came_on)):
            row = into.money[MoneyKey(dated, role, kind, currency, day, office, place, channel)]
            row[0] += sign * first
            row[1] += sign * shared
