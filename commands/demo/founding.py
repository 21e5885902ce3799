"""The demo firm before its first client: its name and zone, its staff, its partners, and whom it sent to them."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from attribution import Entity
from commands.demo.stories import MONTHS, ZONE, month_before
from commands.demo.tables import table
from commands.demo.visits import SITE
from records.firm import Profession, first_office, the_firm
from records.referrals import Outcome, ReferralGiven
from records.sources import Relation, Source, add_alias, add_partner
from records.users import User, UserRole, add_user

_OUTCOMES = [Outcome.WON, Outcome.WON, Outcome.CONTACTED, Outcome.OPEN, Outcome.LOST, Outcome.UNQUALIFIED]


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
    staff = [
        add_user(session, f"{name.split()[0].lower()}@{SITE}", UserRole.STAFF, secrets.token_urlsafe(16), name)
        for name in ("Maya Lindholm", "Tom Prescott")
    ]
    partners = {key_of(row): _partner(session, row, staff[0], began) for row in table("partners")["partners"]}
    _send_referrals(session, partners, staff, today, chance)
    return Founded(began, staff, partners)


def key_of(row: dict[str, Any]) -> tuple[str, str]:
    """What tells the partners of the data apart."""
    return row["name"], row.get("organisation", "")


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


def _send_referrals(
    session: Session, partners: dict[tuple[str, str], Source], staff: list[User], today: date, chance: Random
) -> None:
    """Most go to those who are seen most, which is not to those who send most."""
    given = table("story")["given"]
    joe = next(source for key, source in partners.items() if key[0] == given["partner"])
    rows = table("partners")["partners"]
    others = [partners[key_of(row)] for row in rows if row.get("sends")]
    receivers = [joe] * given["count"] + chance.choices(others, [1 / (1 + place) for place in range(len(others))], k=60)
    people = table("people")
    for receiver in receivers:
        day = today - timedelta(days=1 + chance.randrange(MONTHS * 30 - 40))
        outcome = chance.choice(_OUTCOMES) if (today - day).days > 30 else Outcome.OPEN
        paid = outcome is Outcome.WON and chance.random() < 0.6
        session.add(
            ReferralGiven(
                partner=receiver,
                who=f"{chance.choice(people['first'])} {chance.choice(people['last'])}",
                given_on=day,
                purpose=chance.choice(["insurance for a shop", "a will", "a mortgage", "a house", "payroll", ""]),
                outcome=outcome,
                value=round(chance.lognormvariate(7, 0.6)) * 100 if paid else None,
                currency="USD" if paid else None,
                user=chance.choice(staff),
                created_at=datetime.combine(day, time(16), ZONE),
            )
        )
    session.flush()
