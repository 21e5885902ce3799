"""The part of a partner's page about thanks: those given, the gifts and fees, and what still waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from admin.drilling.drill import Drill
from admin.frame import the_frame
from records.clients import Client
from records.engine.prepared import prepared
from records.relations.thanking.drafts import ThanksDraft
from records.relations.thanking.thanks import Thanks, ThanksFor
from records.sources import Partner
from reports.relations.give_and_take.ledger_years import PartnerYear, partner_years
from reports.relations.thanking.unthanked import Named, first_unthanked

SHOWN, NAMED = 10, 5
"""So many thanks are shown, and so many of the clients who wait are named."""


class ForWhom(NamedTuple):
    """A client whom a thanks was for, and for how many it was."""

    client: int
    name: str
    many: int


@dataclass(frozen=True, slots=True)
class ThanksPart:
    """Thanks given, the newest first (at most ``SHOWN`` and how many more), the year's sums, what waits, drafts.

    ``for_whom`` are by thanks the first ``NAMED`` clients whom it was for.
    ``first_waiting`` are those of the ``waiting`` referrals that are named.
    """

    given: Sequence[Thanks]
    for_whom: Mapping[int, Sequence[ForWhom]]
    more: int
    years: Sequence[PartnerYear]
    waiting: int
    first_waiting: Sequence[Named]
    drafts: Sequence[ThanksDraft]


def thanks_part(session: Session, partner: Partner, _page: Drill) -> ThanksPart:
    """Read it, always with as many statements."""
    given = session.execute(*_given(partner.source_id)).unique().all()
    waiting = first_unthanked(session, partner.source, NAMED)
    today = the_frame().firm.today(datetime.now(UTC))
    return ThanksPart(
        [thanks for thanks, _ in given],
        _for_whom(session, [thanks.id for thanks, _ in given]) if given else {},
        given[0][1] - len(given) if given else 0,
        partner_years(session, today.year, partner.source),
        waiting[0].in_all if waiting else 0,
        waiting,
        session.scalars(*_drafts(partner.source_id)).all(),
    )


@prepared
def _given(partner: int) -> Select[tuple[Thanks, int]]:
    of_partner = select(Thanks, func.count().over()).where(Thanks.partner_id == partner).limit(SHOWN)
    of_partner = of_partner.order_by(Thanks.thanked_on.desc(), Thanks.id.desc())
    return of_partner.options(joinedload(Thanks.user), joinedload(Thanks.mail), joinedload(Thanks.entry))


@prepared
def _drafts(partner: int) -> Select[tuple[ThanksDraft]]:
    drafts = select(ThanksDraft).where(ThanksDraft.partner_id == partner).order_by(ThanksDraft.id)
    return drafts.options(joinedload(ThanksDraft.user))


def _for_whom(session: Session, numbers: Sequence[int]) -> dict[int, list[ForWhom]]:
    """By thanks the first whom it was for; one thanks may be for tens of thousands."""
    found: dict[int, list[ForWhom]] = {}
    for thanks, client, name, of in session.execute(*_first_of_each(numbers)).tuples():
        found.setdefault(thanks, []).append(ForWhom(client, name, of))
    return found


@prepared
def _first_of_each(numbers: Sequence[int]) -> Select[tuple[int, int, str, int]]:
    place = func.row_number().over(partition_by=ThanksFor.thanks_id, order_by=ThanksFor.id).label("place")
    many = func.count().over(partition_by=ThanksFor.thanks_id).label("many")
    each = select(ThanksFor.thanks_id, ThanksFor.client_id, place, many).where(ThanksFor.thanks_id.in_(numbers))
    every = each.subquery().c
    first = select(every.thanks_id, Client.id, Client.name, every.many).join(Client, Client.id == every.client_id)
    return first.where(every.place <= NAMED).order_by(every.thanks_id, every.place)
