"""What partners have earned by their rules up to a day, exactly, as plain values in and out.

On each day one rule of a partner counts: the oldest that holds. Only after a merge are there several, and then nothing
is counted twice. A payment counts by the rule of its day. A refund counts by the rule of the payment that it gives back
where that is known, else by the rule of its own day, else by the last one that had ended by then. Of a client who is
shared the partner's part of each payment counts, split to the last minor unit as everywhere; a sum for each client
counts by share. Each client's sum is rounded once, half up, and is never below nothing.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor

from attribution import WHOLE
from records.money.costs import Every
from records.money.payments import PaymentKind
from records.relations.fees.reward_rules import WHOLE_PERCENT, Basis, RewardRule

_MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}

Place = tuple[int | None, str]
"""A client's number, None for what is due whoever was sent, and a currency."""


@dataclass(frozen=True, slots=True)
class Paid:
    """One payment of a client: the partner's ``part`` of its ``amount``, and the day by which its rule is found.

    ``given_back_on`` is the day of the payment that a refund gives back, None where that is not known.
    """

    client: int
    kind: PaymentKind
    currency: str
    on: date
    amount: int
    part: int
    given_back_on: date | None = None


def earned(rules: Sequence[RewardRule], paid: Sequence[Paid], shares: dict[int, int], until: date) -> dict[Place, int]:
    """By client and currency what a partner has earned up to a day, in minor units; what is nothing is left out.

    ``rules`` are those that count, ``shares`` the partner's shares of their clients in millionths. Later payments are
    left out.
    """
    rules = sorted(rules, key=lambda rule: rule.id)
    paid = [each for each in paid if each.on <= until]
    sums: dict[Place, Fraction] = defaultdict(Fraction)
    for each in paid:
        rule = _rule_of(rules, each)
        if rule and rule.basis is Basis.PERCENT and rule.counts is each.kind and rule.percent:
            sums[each.client, each.currency] += Fraction(each.part * rule.percent, WHOLE_PERCENT)
    of_client: dict[int, list[Paid]] = defaultdict(list)
    for each in paid:
        of_client[each.client].append(each)
    for client, payments in of_client.items():
        rule = _rule_that_pays_for(rules, payments)
        if rule and rule.amount and rule.currency:
            sums[client, rule.currency] += Fraction(rule.amount * shares.get(client, 0), WHOLE)
    for rule in rules:
        if rule.basis is Basis.FLAT and rule.amount and rule.currency:
            turns = sum(1 for day in _turns(rule, until) if _holding(rules, day) is rule)
            sums[None, rule.currency] += rule.amount * turns
    rounded = {place: max(floor(amount + Fraction(1, 2)), 0) for place, amount in sums.items()}
    return {place: amount for place, amount in rounded.items() if amount}


def _holding(rules: Sequence[RewardRule], day: date) -> RewardRule | None:
    return next((rule for rule in rules if rule.holds_on(day)), None)


def _rule_of(rules: Sequence[RewardRule], paid: Paid) -> RewardRule | None:
    if paid.amount >= 0:
        return _holding(rules, paid.on)
    if paid.given_back_on is not None:
        return _holding(rules, paid.given_back_on)
    over = [rule for rule in rules if rule.last_day and rule.starts_on <= rule.last_day < paid.on]
    last = max(over, key=lambda rule: (rule.last_day or date.min, -rule.id), default=None)
    return _holding(rules, paid.on) or last


def _rule_that_pays_for(rules: Sequence[RewardRule], payments: Sequence[Paid]) -> RewardRule | None:
    """The rule with a sum for this client: that of the first money of its kind, unless all of it was given back."""
    found: list[tuple[date, int, RewardRule]] = []
    for kind in PaymentKind:
        of_kind = [each for each in payments if each.kind is kind]
        first = min((each.on for each in of_kind if each.amount > 0), default=None)
        rule = _holding(rules, first) if first else None
        if first and rule and rule.basis is Basis.PER_CLIENT and rule.counts is kind and _is_left(of_kind):
            found.append((first, rule.id, rule))
    return min(found, key=lambda each: each[:2])[2] if found else None


def _is_left(payments: Sequence[Paid]) -> bool:
    sums: dict[str, int] = defaultdict(int)
    for each in payments:
        sums[each.currency] += each.amount
    return any(amount > 0 for amount in sums.values())


def _turns(rule: RewardRule, until: date) -> Iterator[date]:
    """The first days of its months, quarters or years, up to a day and to its end."""
    months, turn = _MONTHS[rule.every or Every.YEAR], 0
    while rule.holds_on(day := _months_later(rule.starts_on, turn * months)) and day <= until:
        yield day
        turn += 1


def _months_later(day: date, months: int) -> date:
    """The same day so many months later; the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
