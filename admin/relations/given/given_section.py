"""The part of a partner's page that has the referrals given to them."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from admin.drilling.drill import Drill
from admin.frame import the_frame
from admin.relations.sections import SECTIONS, Section
from records.relations.given.referrals import ReferralGiven
from records.sources import Partner
from reports.relations.given.referrals_listed import Given, Wanted, Which, count_of, given_in_all, referrals_found

SHOWN = 10


@dataclass(frozen=True, slots=True)
class GivenThem:
    """The newest referrals to a partner, what all come to, and how many there are to ask about."""

    partner: Partner
    newest: list[ReferralGiven]
    given: Given
    to_ask: int


def given_them(session: Session, partner: Partner, page: Drill) -> GivenThem:
    """All that were given to a partner, whatever the period of the page."""
    today = the_frame().firm.today(datetime.now(UTC))
    wanted = Wanted(partner=partner.source_id)
    given = given_in_all(session, wanted, today)
    newest = list(referrals_found(session, wanted, today, 1, SHOWN))
    return GivenThem(partner, newest, given, count_of(given, Which.UNDECIDED))


SECTIONS.append(Section("admin/relations/given/_given.html", given_them, ("referrals",)))
