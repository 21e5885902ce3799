"""The part of a partner's page about thanks: those given, the gifts and fees, and what still waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from admin.drilling.drill import Drill
from admin.frame import the_frame
from records.relations.thanking.drafts import ThanksDraft
from records.relations.thanking.thanks import Thanks, ThanksFor
from records.sources import Partner
from reports.relations.give_and_take.ledger_years import PartnerYear, partner_years
from reports.relations.thanking.unthanked import Unthanked, part_of_unthanked

SHOWN, NAMED = 10, 5
"""So many thanks are shown, and so many of the clients who wait are named."""


@dataclass(frozen=True, slots=True)
class ThanksPart:
    """Thanks given, the newest first (at most ``SHOWN`` and how many more), the year's sums, what waits, drafts.

    ``first_waiting`` are those of the ``waiting`` referrals that are named.
    """

    given: Sequence[Thanks]
    more: int
    years: Sequence[PartnerYear]
    waiting: int
    first_waiting: Sequence[Unthanked]
    drafts: Sequence[ThanksDraft]


def thanks_part(session: Session, partner: Partner, _page: Drill) -> ThanksPart:
    """Read it, always with as many statements."""
    of_partner = (
        select(Thanks)
        .where(Thanks.partner_id == partner.source_id)
        .options(
            joinedload(Thanks.user),
            joinedload(Thanks.mail),
            joinedload(Thanks.entry),
            selectinload(Thanks.referrals).joinedload(ThanksFor.client),
        )
        .order_by(Thanks.thanked_on.desc(), Thanks.id.desc())
    )
    given = session.scalars(of_partner).unique().all()
    waiting = part_of_unthanked(session, partner.source, 0, NAMED, with_money=False)
    today = the_frame().firm.today(datetime.now(UTC))
    drafts = select(ThanksDraft).where(ThanksDraft.partner_id == partner.source_id).order_by(ThanksDraft.id)
    return ThanksPart(
        given[:SHOWN],
        len(given) - len(given[:SHOWN]),
        partner_years(session, today.year, partner.source),
        waiting.in_all,
        waiting.shown,
        session.scalars(drafts.options(joinedload(ThanksDraft.user))).all(),
    )
