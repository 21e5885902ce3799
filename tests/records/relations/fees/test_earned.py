"""What a partner has earned equals a reckoning payment by payment that knows no shortcut, to the last minor unit."""

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from records.money.costs import Every
from records.money.payments import PaymentKind
from records.relations.fees.earned import Paid, Place, earned
from records.relations.fees.reward_rules import Basis, RewardRule

FIRST = date(2026, 1, 31)
DAYS = st.integers(0, 420).map(lambda number: FIRST + timedelta(days=number))
KINDS = st.sampled_from(PaymentKind)
MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}


@st.composite
def rules(draw: st.DrawFn) -> list[RewardRule]:
    found = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        basis, begins = draw(st.sampled_from(Basis)), draw(DAYS)
        flat, part = basis is Basis.FLAT, basis is Basis.PERCENT
        found.append(
            RewardRule(
                id=number,
                basis=basis,
                counts=None if flat else draw(KINDS),
                percent=draw(st.integers(1, 10_000)) if part else None,
                amount=None if part else draw(st.integers(1, 99_999)),
                currency=None if part else draw(st.sampled_from(("USD", "EUR"))),
                every=draw(st.sampled_from((Every.MONTH, Every.QUARTER, Every.YEAR))) if flat else None,
                starts_on=begins,
                ends_on=draw(st.none() | st.integers(0, 200).map(lambda days: begins + timedelta(days=days))),  # noqa: B023
                ends=[],
            )
        )
    return found


@st.composite
def payments(draw: st.DrawFn) -> list[Paid]:
    def one() -> Paid:
        amount = draw(st.integers(-50_000, 100_000).filter(bool))
        part = draw(st.sampled_from((amount, amount // 2, amount // 3)))
        given_back = draw(st.none() | DAYS) if amount < 0 else None
        return Paid(
            draw(st.integers(1, 3)),
            draw(KINDS),
            draw(st.sampled_from(("USD", "EUR"))),
            draw(DAYS),
            amount,
            part,
            given_back,
        )

    return [one() for _ in range(draw(st.integers(0, 9)))]


def holds(rule: RewardRule, day: date) -> bool:
    return rule.starts_on <= day <= (rule.ends_on or date.max)


def by_hand(rules: list[RewardRule], paid: list[Paid], shares: dict[int, int], until: date) -> dict[Place, int]:
    """Day after day: what was paid, what began, what came first."""
    sums: dict[Place, Fraction] = defaultdict(Fraction)
    given_for: set[int] = set()
    seen: set[tuple[int, PaymentKind]] = set()
    day = FIRST
    while day <= until:
        in_force = next((rule for rule in rules if holds(rule, day)), None)
        for each in (one for one in paid if one.on == day):
            rule = in_force
            if each.amount < 0 and each.given_back_on:
                rule = next((one for one in rules if holds(one, each.given_back_on)), None)
            elif each.amount < 0 and rule is None:
                before = [one for one in rules if one.ends_on and one.ends_on < day]
                before.sort(key=lambda one: (one.ends_on or FIRST, -one.id))
                rule = before[-1] if before else None
            if rule and rule.percent and rule.counts is each.kind:
                sums[each.client, each.currency] += Fraction(each.part, 100) * Fraction(rule.percent, 100)
        fresh = {(one.client, one.kind) for one in paid if one.on == day and one.amount > 0} - seen
        seen |= fresh
        for client, kind in fresh:
            if in_force and in_force.basis is Basis.PER_CLIENT and in_force.counts is kind and client not in given_for:
                all_of_it: dict[str, int] = defaultdict(int)
                for one in paid:
                    if (one.client, one.kind) == (client, kind) and one.on <= until:
                        all_of_it[one.currency] += one.amount
                if max(all_of_it.values()) > 0:
                    given_for.add(client)
                    sums[client, in_force.currency or ""] += Fraction(in_force.amount or 0) * shares[client] / 1_000_000
        if in_force and in_force.every and begins_a_turn(in_force, day):
            sums[None, in_force.currency or ""] += in_force.amount or 0
        day += timedelta(days=1)
    rounded = {place: int((2 * amount + 1) // 2) for place, amount in sums.items()}
    return {place: amount for place, amount in rounded.items() if amount > 0}


def begins_a_turn(rule: RewardRule, day: date) -> bool:
    months = (day.year - rule.starts_on.year) * 12 + day.month - rule.starts_on.month
    last_of_month = (day + timedelta(days=1)).day == 1
    same_day = day.day == rule.starts_on.day or (last_of_month and day.day < rule.starts_on.day)
    return same_day and months % MONTHS[rule.every or Every.YEAR] == 0


@settings(max_examples=150)
@given(rules(), payments(), st.tuples(*[st.integers(1, 1_000_000)] * 3), DAYS)
def test_it_equals_a_reckoning_day_by_day(
    rules: list[RewardRule], paid: list[Paid], some: tuple[int, int, int], until: date
) -> None:
    shares = dict(enumerate(some, start=1))
    assert earned(rules, paid, shares, until) == by_hand(rules, paid, shares, until)
