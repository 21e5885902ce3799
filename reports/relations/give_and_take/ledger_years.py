"""The ledger by partner and year: gifts, fees, what they come to, and how that stands to the limit of the firm."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import extract, func, select
from sqlalchemy.orm import Session, joinedload

from records.relations.fees.ledger import Given, LedgerEntry
from records.relations.fees.limits import limits
from records.relations.fees.rewards import RewardStep
from records.sources import Source

_NEAR = (4, 5)
"""From four fifths of the limit on somebody is told that it is near."""


class Nearness(StrEnum):
    """How a sum stands to its limit."""

    FREE = "no limit"
    WITHIN = "within the limit"
    NEAR = "near the limit"
    AT = "at the limit"
    OVER = "over the limit"


@dataclass(frozen=True, slots=True)
class PartnerYear:
    """What a partner was given in a calendar year, in minor units of one currency; ``limit`` is None without one."""

    partner: Source
    year: int
    currency: str
    gifts: int
    fees: int
    limit: int | None

    @property
    def total(self) -> int:
        """Gifts and fees together: that is what the limit is for."""
        return self.gifts + self.fees

    @property
    def left(self) -> int | None:
        """What may still be given without a reason; below 0 if it is beyond already, None without a limit."""
        return None if self.limit is None else self.limit - self.total

    @property
    def nearness(self) -> Nearness:
        """How the sum stands to the limit."""
        return nearness(self.total, self.limit)


def nearness(total: int, limit: int | None) -> Nearness:
    """How a sum stands to a limit, both in minor units."""
    if limit is None:
        return Nearness.FREE
    if total >= limit:
        return Nearness.OVER if total > limit else Nearness.AT
    return Nearness.NEAR if total * _NEAR[1] >= limit * _NEAR[0] else Nearness.WITHIN


def partner_years(session: Session, year: int, partner: Source | None = None) -> list[PartnerYear]:
    """The ledger of a year, whoever is nearest to the limit or beyond it first, then by name; of one partner if given.

    A partner with gifts in two currencies has two rows: currencies are never added.
    """
    sums = (
        select(LedgerEntry.partner_id, LedgerEntry.currency, LedgerEntry.what, func.sum(LedgerEntry.amount))
        .where(LedgerEntry.undone_at.is_(None), extract("year", LedgerEntry.given_on) == year)
        .group_by(LedgerEntry.partner_id, LedgerEntry.currency, LedgerEntry.what)
    )
    if partner is not None:
        sums = sums.where(LedgerEntry.partner_id == partner.id)
    amounts: dict[tuple[int, str], dict[Given, int]] = defaultdict(dict)
    for number, currency, what, amount in session.execute(sums):
        amounts[number, currency][what] = int(amount)
    if not amounts:
        return []
    if partner is not None:
        named = {partner.id: partner}
    else:
        those = select(Source).where(Source.id.in_({number for number, _ in amounts}))
        named = {each.id: each for each in session.scalars(those).unique()}
    set_by_firm = limits(session)
    rows = [
        PartnerYear(
            named[number],
            year,
            currency,
            of.get(Given.GIFT, 0),
            of.get(Given.FEE, 0),
            set_by_firm[currency].amount if currency in set_by_firm else None,
        )
        for (number, currency), of in amounts.items()
    ]
    return sorted(rows, key=_by_nearness)


def ledger_entries(
    session: Session, year: int | None = None, partner: Source | None = None, currency: str | None = None
) -> Sequence[LedgerEntry]:
    """The entries behind these sums, the newest first, with those that were taken back."""
    entries = select(LedgerEntry).options(joinedload(LedgerEntry.partner), joinedload(LedgerEntry.user))
    if year is not None:
        entries = entries.where(extract("year", LedgerEntry.given_on) == year)
    if partner is not None:
        entries = entries.where(LedgerEntry.partner_id == partner.id)
    if currency:
        entries = entries.where(LedgerEntry.currency == currency)
    return session.scalars(entries.order_by(LedgerEntry.given_on.desc(), LedgerEntry.id.desc())).unique().all()


def paid_by_rule(session: Session, entries: Sequence[int]) -> set[int]:
    """Those of these entries, by their numbers, that a rule's payment stands for."""
    steps = select(RewardStep.entry_id).where(RewardStep.entry_id.in_(entries), RewardStep.undone_at.is_(None))
    return {number for number in session.scalars(steps) if number is not None}


def years_with_entries(session: Session, today: date) -> list[int]:
    """The years that have entries, and the present one, the newest first."""
    first, last = session.execute(select(func.min(LedgerEntry.given_on), func.max(LedgerEntry.given_on))).one()
    return list(range(max(today.year, last.year), first.year - 1, -1)) if first else [today.year]


def _by_nearness(row: PartnerYear) -> tuple[bool, float, str, int, str]:
    part = row.total / row.limit if row.limit else float(row.total)
    return row.limit is None, -part, row.partner.name_key, row.partner.id, row.currency
