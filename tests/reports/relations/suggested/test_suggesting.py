"""What is suggested about a partner, rule by rule, and in which order."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from records.firm import Profession
from records.relations.known.suggestion_answers import Suggests
from records.sources import Relation
from reports.relations.suggested.facts import Came, Facts, Gave
from reports.relations.suggested.rhythm import rhythm
from reports.relations.suggested.suggesting import (
    Suggestion,
    Usual,
    chosen,
    in_turns,
    possible,
    strength,
    suggested_in,
)

TODAY = date(2026, 6, 30)
USUAL = Usual(10, 5)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def came(*days: int, won: int = 0, money: int = 0, waits: bool = False) -> list[Came]:
    """Clients who came so many days ago, the first ones won and paying."""
    return [
        Came(place + 1, ago(each), place < won, money=money if place < won else 0, waits=waits)
        for place, each in enumerate(days)
    ]


def gave(*days: int, won: int = 0) -> list[Gave]:
    return [Gave(place + 1, ago(each), place < won) for place, each in enumerate(days)]


def of(clients: Sequence[Came] = (), given: Sequence[Gave] = (), number: int = 1, **more: Relation) -> Facts:
    return Facts(number, f"Partner {number}", f"partner {number}", came=clients, gave=given, **more)


def kinds(facts: Facts) -> list[str]:
    return [one.suggests.value for one in possible(facts, TODAY, USUAL)]


def test_the_first_client_is_welcome_for_ninety_days() -> None:
    assert kinds(of(came(90))) == ["welcome"]
    assert kinds(of(came(91))) == []
    assert kinds(of(came(300, 3))) == []


def test_thanks_wait_and_those_for_nothing_come_last() -> None:
    paid = of(came(200, 100, won=2, money=500, waits=True))
    assert kinds(paid) == ["thank", "give-back"]
    assert possible(paid, TODAY, USUAL)[0].money == 1_000
    unpaid = of(came(200, 100, waits=True), gave(40, 30, 20, 10))
    assert kinds(unpaid) == ["rethink", "thank"]


def test_a_debt_is_two_won_clients_more_than_they_won_from_us() -> None:
    assert kinds(of(came(300, 200, won=2))) == ["give-back"]
    assert kinds(of(came(300, 200, won=2), gave(400, won=1))) == []
    assert kinds(of(came(300, 200, won=2), gave(400, 300))) == []
    assert kinds(of(came(300, 200, won=2), relation=Relation.SOURCE_ONLY)) == []


def test_sending_without_return_is_thought_over_for_a_year() -> None:
    assert kinds(of(given=gave(40, 30, 20, 10))) == ["rethink"]
    assert kinds(of(given=gave(40, 30, 20))) == []
    assert kinds(of(given=gave(400, 390, 380, 366))) == []
    assert kinds(of(came(600, won=1), gave(40, 30, 20, 10))) == []


def test_rising_and_good_is_nurtured() -> None:
    assert kinds(of(came(300, 100, 50, 10, won=2), gave(500, won=1))) == ["nurture"]
    assert kinds(of(came(300, 100, 50, 10, won=1))) == []
    assert kinds(of(came(300, 290, 100, 50, 10, won=3), gave(500, 400, won=2))) == []
    assert kinds(of(came(100, 50, won=1))) == []


def test_a_silence_is_measured_by_their_own_rhythm() -> None:
    assert kinds(of(came(180, 160, 140, 120), gave(1, 1, 1))) == ["rescue"]
    assert kinds(of(came(400, 300, 200, 100), gave(1, 1, 1))) == []
    # Two gaps of ten days, and (20 / (20 + x)) ** 2 is one in twenty from 69.4 days on.
    for silence, is_quiet in ((69, False), (70, True)):
        found = rhythm([ago(silence + 20), ago(silence + 10), ago(silence)], TODAY)
        assert found is not None and (found.is_quiet, found.usual, found.longest) == (is_quiet, 10, 10)


@pytest.mark.parametrize(
    ("days", "is_quiet"),
    [
        ((31, 30, 29), False),  # A month is the least.
        ((32, 31, 30), True),
        ((300, 299, 298, 100), False),  # They have been silent longer before.
        ((740, 735, 731), False),  # It is long over.
        ((740, 735, 730), True),
    ],
)
def test_a_silence_is_neither_short_nor_over_nor_usual(days: tuple[int, ...], is_quiet: bool) -> None:
    found = rhythm([ago(each) for each in days], TODAY)
    assert found is not None and found.is_quiet is is_quiet


def test_two_clients_or_one_day_make_no_rhythm() -> None:
    assert rhythm([ago(200), ago(190)], TODAY) is None
    assert rhythm([ago(200)] * 5, TODAY) is None


def listed(*facts: Facts, hidden: Sequence[Suggests] = (), expected: int = 1) -> list[Suggestion]:
    found = chosen(facts, TODAY, USUAL, frozenset(Suggests), lambda one: one.suggests in hidden)
    return in_turns(found, lambda one: strength(one, lambda each: expected * each.partner))


def test_a_partner_is_on_the_list_once_with_the_strongest_and_the_others_named() -> None:
    steve = of(came(200, 100, won=2, money=500, waits=True))
    (one,) = listed(steve)
    assert (one.suggests, one.others) == (Suggests.THANK, [Suggests.GIVE_BACK])
    (one,) = listed(steve, hidden=[Suggests.THANK])
    assert (one.suggests, one.others) == (Suggests.GIVE_BACK, [])


def test_the_list_takes_turns_and_each_kind_has_its_own_order() -> None:
    rich = of(came(200, won=1, money=900, waits=True), number=1)
    poor = of(came(300, won=1, money=100, waits=True), number=2)
    older = of(came(400, won=1, money=100, waits=True), number=3)
    few, many = of(given=gave(9, 8, 7, 6), number=4), of(given=gave(9, 8, 7, 6, 5), number=5)
    quiet = [of(came(*(each + 130 for each in (60, 40, 20, 0))), gave(1, 1, 1), number=6 + turn) for turn in (0, 1)]
    order = [one.facts.partner for one in listed(rich, poor, older, few, many, *quiet)]
    # Thank 1, rescue 7 (worth more by the estimate), rethink 5; thank 3 (waits longer than 2), rescue 6, rethink 4; 2.
    assert order == [1, 7, 5, 3, 6, 4, 2]
    assert [one.facts.partner for one in listed(few, many, poor, older, rich, *reversed(quiet))] == order


def test_without_value_only_days_count() -> None:
    rich, older = of(came(200, won=1, money=900, waits=True)), of(came(400, waits=True), number=2)
    found = chosen([rich, older], TODAY, USUAL, suggested_in(Profession.HEALTH, True), lambda one: False)
    order = in_turns(found, lambda one: strength(one, lambda each: 1 // 0, by_value=False))
    assert [one.facts.partner for one in order] == [2, 1]


def test_what_ties_a_favour_to_referrals_is_left_out_where_rules_forbid_it() -> None:
    assert suggested_in(Profession.HEALTH, True) == {Suggests.THANK, Suggests.WELCOME}
    assert frozenset(Suggests) - suggested_in(Profession.LAW, False) == {Suggests.GIVE_BACK, Suggests.RETHINK}
    assert suggested_in(Profession.LAW, True) == frozenset(Suggests)
