"""Whom the demo firm sent to its partners, what it hoped for, and what the partners told."""

from datetime import date, datetime, time, timedelta
from random import Random

from sqlalchemy.orm import Session

from commands.demo.stories import MONTHS, ZONE
from commands.demo.tables import key_of, table
from records.relations.given.asking import AskedHow, note_asked
from records.relations.given.outcomes import log_referral, report_outcome
from records.relations.given.referrals import Outcome, ReferralGiven
from records.sources import Source
from records.staff.users import User

_OUTCOMES = [Outcome.WON, Outcome.WON, Outcome.CONTACTED, Outcome.OPEN, Outcome.LOST, Outcome.UNQUALIFIED]
_PURPOSES = {
    "insurance agent": ("insurance for a shop", "liability for a workshop"),
    "realtor": ("selling a house", "an office to rent"),
    "mortgage broker": ("a mortgage", "refinancing"),
    "loan officer": ("a loan for a van", "a mortgage"),
    "family lawyer": ("a divorce", "custody"),
    "estate lawyer": ("a will", "probate"),
    "attorney": ("a contract", "a dispute with a landlord"),
    "financial planner": ("retirement savings", "an investment"),
    "contractor": ("a new kitchen", "an extension"),
    "payroll service": ("payroll for twelve", "payroll"),
}
"""What people are sent to partners for, by their occupation; to others in so many words as nobody wrote down."""


def send_referrals(
    session: Session, partners: dict[tuple[str, str], Source], staff: list[User], today: date, chance: Random
) -> None:
    """Most go to those who are seen most, which is not to those who send most."""
    given = table("story")["given"]
    joe = next(source for key, source in partners.items() if key[0] == given["partner"])
    rows = table("partners")["partners"]
    others = [partners[key_of(row)] for row in rows if row.get("sends")]
    receivers = [joe] * given["count"] + chance.choices(others, [1 / (1 + place) for place in range(len(others))], k=60)
    people = table("people")
    # Not for secrets: the draws must repeat, and leave those of all that comes later as they are.
    aside = Random(f"referrals {today}")  # noqa: S311
    for receiver in receivers:
        day = today - timedelta(days=1 + chance.randrange(MONTHS * 30 - 40))
        outcome = chance.choice(_OUTCOMES) if (today - day).days > 30 else Outcome.OPEN
        paid = outcome is Outcome.WON and chance.random() < 0.6
        who = f"{chance.choice(people['first'])} {chance.choice(people['last'])}"
        occupation = receiver.partner.occupation if receiver.partner else ""
        purpose = aside.choice(_PURPOSES.get(occupation, ("",)))
        hoped = round(aside.lognormvariate(7, 0.5) / 50) * 5_000 if aside.random() < 0.7 else None
        referral = log_referral(
            session,
            receiver,
            who,
            day,
            _at(day, 16),
            purpose=purpose,
            expected=hoped,
            currency="USD",
            user=aside.choice(staff),
        )
        worth = round(chance.lognormvariate(7, 0.6)) * 100 if paid else None
        _tell(session, referral, outcome, worth, today, staff, aside)


def _tell(
    session: Session,
    referral: ReferralGiven,
    outcome: Outcome,
    worth: int | None,
    today: date,
    staff: list[User],
    aside: Random,
) -> None:
    """What became of a referral, some weeks later; of some nobody has told, though they were asked."""
    day = min(referral.given_on + timedelta(days=8 + aside.randrange(40)), today - timedelta(days=1))
    if outcome is Outcome.OPEN:
        if (today - referral.given_on).days > 120:
            note_asked(session, referral, AskedHow.CALL, day, _at(day, 11), aside.choice(staff))
            referral.ask_on = today + timedelta(days=aside.randrange(-40, 20))
        return
    if outcome is not Outcome.CONTACTED and aside.random() < 0.5:
        report_outcome(session, referral, Outcome.CONTACTED, _at(day, 10), user=aside.choice(staff))
    currency = "USD" if worth is not None else None
    report_outcome(session, referral, outcome, _at(day, 15), value=worth, currency=currency, user=aside.choice(staff))
    if outcome is Outcome.CONTACTED and (today - referral.given_on).days > 150:
        referral.ask_on = None


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZONE)
