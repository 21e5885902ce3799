"""The demo firm before its first client: its name and zone, its staff, its partners, and whom it sent to them."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from attribution import Entity
from commands.demo.referrals import send_referrals
from commands.demo.stories import MONTHS, ZONE, month_before
from commands.demo.tables import key_of, table
from commands.demo.visits import SITE
from records.firm import Profession, first_office, the_firm
from records.forming.forms import published_version
from records.sources import Relation, Source, add_alias, add_partner
from records.staff.users import User, UserRole, add_user


@dataclass(frozen=True, slots=True)
class Founded:
    """Who is there when the first client comes. Partners are found by ``key_of`` their row of data."""

    began: datetime
    staff: list[User]
    partners: dict[tuple[str, str], Source]


def found(session: Session, today: date, chance: Random) -> Founded:
    """Make the firm, its staff and its partners, 18 months back from a day."""
    began = datetime.combine(month_before(today, MONTHS - 1), time(9), ZONE)
    firm = the_firm(session)
    firm.name, firm.currency, firm.zone, firm.country = "Millbrook Accounting", "USD", ZONE.key, "US"
    firm.profession, firm.website, firm.is_demo = "accounting", SITE, True
    firm.profession_kind = Profession.ACCOUNTING
    first_office(session).name = "Main Street"
    version = published_version(session, "new-client")
    if version:
        version.published_at = began
    staff = [
        add_user(session, f"{name.split()[0].lower()}@{SITE}", UserRole.STAFF, secrets.token_urlsafe(16), name)
        for name in ("Maya Lindholm", "Tom Prescott")
    ]
    partners = {key_of(row): _partner(session, row, staff[0], began) for row in table("partners")["partners"]}
    send_referrals(session, partners, staff, today, chance)
    return Founded(began, staff, partners)


def _partner(session: Session, row: dict[str, Any], user: User, at: datetime) -> Source:
    source = add_partner(
        session,
        row["name"],
        at,
        entity=Entity(row.get("kind", "person")),
        relation=Relation.GIVE_AND_TAKE if row.get("sends", 5) > 2 else Relation.SOURCE_ONLY,
        organisation=row.get("organisation", ""),
        occupation=row["occupation"],
        city=row["city"],
        website=row.get("website", ""),
    )
    for alias in row.get("aliases", []):
        add_alias(session, source, alias, at, user)
    return source
