"""The estimate of a partner's next referral: where it lies, how sure it is, and that its interval keeps its word."""

import random
from collections import Counter
from datetime import date, timedelta
from math import lgamma

import pytest

from bench.estimate import FAMILIES, earned, estimated, firm, held
from reports.relations.expected.estimate import FEWEST, Brought, all_partners
from reports.relations.expected.expecting import brought
from reports.relations.expected.gamma import digamma, of_trigamma, trigamma
from reports.relations.expected.maturing import A_YEAR, maturing
from reports.relations.suggested.facts import Came, Facts

USUAL = tuple(
    Brought(paid, not_paid, tuple(100_000 + 9_000 * place for place in range(paid)))
    for paid, not_paid in [(4, 3.0), (2, 2.0), (6, 4.0), (1, 2.0), (3, 3.0), (0, 1.0), (5, 6.0), (2, 1.0)]
)


def test_the_interval_holds_the_truth_nine_times_in_ten_and_picking_by_the_estimate_earns_more() -> None:
    chance = random.Random("a small calibration")  # noqa: S311
    inside = whole = 0
    sums = {"estimate": 0.0, "raw average": 0.0, "raw count": 0.0, "last contact": 0.0}
    for family in FAMILIES.values():
        for _ in range(4):
            made = firm(chance, family, 40)
            estimates = estimated(made)
            inside, whole = inside + held(made, estimates), whole + len(made)
            earnings = earned(made, estimates, 4)
            sums = {way: sums[way] + earnings[way] for way in sums}
    assert 0.87 <= inside / whole <= 0.93
    assert sums["estimate"] == max(sums.values())
    assert sums["estimate"] > 1.5 * max(sums["raw count"], sums["last contact"])


def test_a_partner_of_whom_nothing_is_known_is_taken_for_one_as_they_usually_are() -> None:
    known = all_partners(USUAL)
    assert known is not None
    everything = sum(sum(each.values) for each in USUAL) / sum(each.paid + each.not_paid for each in USUAL)
    nobody = known.estimate(Brought())
    assert nobody.value == pytest.approx(everything, rel=0.1)
    assert nobody.low < nobody.value < nobody.high


def test_the_more_is_known_the_less_it_leans_and_the_narrower_it_is() -> None:
    rich = [Brought(sent, 0.0, (400_000,) * sent) for sent in (1, 4, 60)]
    # Among themselves they would say that whose clients all pay is worth as much as they are, however few they sent.
    known = all_partners(USUAL)
    assert known is not None
    one, some, many = (known.estimate(each) for each in rich)
    assert one.value < some.value < many.value < 400_000
    assert many.value == pytest.approx(400_000, rel=0.1)
    assert many.high - many.low < some.high - some.low
    # Who has sent one client of nothing is not worth nothing.
    assert 0 < known.estimate(Brought(0, 1.0)).value < known.estimate(Brought()).value


def test_who_has_not_paid_counts_by_how_long_that_has_lasted() -> None:
    known = all_partners(USUAL)
    assert known is not None
    estimates = [known.estimate(Brought(1, waiting, (120_000,))).value for waiting in (0.0, 0.1, 1.0, 3.0)]
    assert estimates == sorted(estimates, reverse=True)


def test_the_unit_of_the_money_does_not_matter() -> None:
    coins = all_partners(USUAL)
    notes = all_partners(
        tuple(Brought(each.paid, each.not_paid, tuple(v * 100 for v in each.values)) for each in USUAL)
    )
    assert coins is not None and notes is not None
    small, large = coins.estimate(USUAL[2]), notes.estimate(Brought(6, 4.0, tuple(v * 100 for v in USUAL[2].values)))
    for name in ("value", "low", "high"):
        assert getattr(large, name) == pytest.approx(100 * getattr(small, name), rel=0.005)


def test_nothing_is_estimated_from_too_little() -> None:
    assert all_partners(()) is None
    assert all_partners((Brought(FEWEST - 1, 0.0, (100,) * (FEWEST - 1)), Brought(0, 9.0))) is None
    assert all_partners((Brought(FEWEST, 0.0, (100,) * FEWEST),)) is not None


def test_very_many_partners_are_known_from_some_of_them() -> None:
    chance = random.Random("very many")  # noqa: S311
    many = firm(chance, FAMILIES["its own family"], 2_000)
    some = all_partners(tuple(each.brought for each in many))
    assert some is not None
    truth = sum(each.truth for each in many) / len(many)
    assert some.estimate(Brought()).value == pytest.approx(truth, rel=0.15)


@pytest.mark.parametrize("x", [0.05, 0.7, 1.0, 3.3, 40.0])
def test_the_derivatives_of_the_gamma_function_are_right(x: float) -> None:
    step = x * 1e-4
    assert digamma(x) == pytest.approx((lgamma(x + step) - lgamma(x - step)) / (2 * step), rel=1e-5)
    assert trigamma(x) == pytest.approx((digamma(x + step) - digamma(x - step)) / (2 * step), rel=1e-5)
    assert of_trigamma(trigamma(x)) == pytest.approx(x, rel=1e-5)


def test_clients_who_came_lately_make_no_partner_worse_or_better() -> None:
    """Half of all pay, a third of the money at each of three times; of every age as many have come."""
    today, came, money = date(2026, 6, 30), [], Counter[int]()
    for number in range(4_000):
        age, after = number // 2 % 800, 20 + number % 90
        paid = [day for day in (after, after + 60, after + 120) if number % 2 and day <= age]
        first = today - timedelta(days=age - paid[0]) if paid else None
        came.append(Came(number, today - timedelta(days=age), bool(paid), money=100 * len(paid), first_paid=first))
        if age >= A_YEAR:
            money.update(dict.fromkeys(paid, 100))
    usually = maturing(Facts(1, "Ann", "ann", came=came).sent, money, today)
    lately = [each for each in came if (today - each.on).days < 150]
    found = brought(Facts(1, "Ann", "ann", came=lately).sent, today, usually)
    newest = brought(
        Facts(1, "Ann", "ann", came=[one for one in came if (today - one.on).days < 70]).sent, today, usually
    )
    for some in (found, newest):
        assert some.paid / (some.paid + some.not_paid) == pytest.approx(0.5, abs=0.05)
    assert found.values == ()
    assert found.young_total / found.young == pytest.approx(300, rel=0.06)
    # Taken as they stand they would seem to pay more seldom, and less.
    assert found.paid / len(lately) < 0.35
    assert found.young_total / found.paid < 200
