"""Who should get this one: the fitting occupation and place, then how it went before, and the balance only for ties."""

from datetime import date
from fractions import Fraction

import pytest
from sqlalchemy.orm import Session

from records.relations.given.outcomes import log_referral, report_outcome
from records.relations.given.referrals import Outcome
from records.sources import Relation, Source
from reports.relations.given.needs import called, occupations, serving
from reports.relations.given.suitable import suitable
from tests.records.firm_of_tests import NOW, partner, told

DAY = date(2026, 3, 9)


def sent(session: Session, to: Source, *outcomes: Outcome, purpose: str = "") -> None:
    for number, outcome in enumerate(outcomes):
        given = log_referral(session, to, f"Somebody {number}", DAY, NOW, purpose=purpose)
        if outcome is not Outcome.OPEN:
            report_outcome(session, given, outcome, NOW)


def named(session: Session, need: str, city: str = "") -> list[str]:
    return [each.source.name for each in suitable(session, need, city).suited]


@pytest.mark.parametrize(
    ("need", "exactly", "broader"),
    [
        ("a divorce", {"family lawyer"}, {"lawyer"}),
        ("Divorse and custody", {"family lawyer"}, {"lawyer"}),
        ("needs help with her taxes", {"accountant"}, set()),
        ("leaking pipes", {"plumber"}, set()),
        ("wants to sell a house", {"real estate agent"}, set()),
        ("needs a mortgage for a house", {"mortgage broker"}, set()),
        ("insurance for the new car", {"insurance agent"}, set()),
        ("", set(), set()),
        ("the of a", set(), set()),
    ],
)
def test_a_need_is_served_by_the_occupations_whose_words_it_has(
    need: str, exactly: set[str], broader: set[str]
) -> None:
    assert serving(need) == (exactly, broader)
    assert not called("baker"), "one letter away from a banker"


def test_every_occupation_of_the_table_has_a_source_and_is_known_by_each_of_its_titles() -> None:
    assert len({each.name for each in occupations()}) == len(occupations()) > 25
    names = {each.name for each in occupations()}
    for each in occupations():
        assert "SOC" in each.source
        assert not each.within or each.within in names
        for title in each.titles:
            assert each.name in called(" ".join(title))


def test_few_outcomes_lean_to_the_firms_average_and_the_place_comes_first(session: Session) -> None:
    """One case of luck counts by what is usual in the firm; who is elsewhere stands behind, however good."""
    steady = partner(session, "Ann Steady", occupation="family lawyer", city="Quincy")
    lucky = partner(session, "Bo Lucky", occupation="Divorce attorney", city="quincy")
    partner(session, "Cy New", occupation="divorce lawyer", city="Quincy")
    far = partner(session, "Di Far", occupation="family law", city="Boston")
    partner(session, "Ed General", occupation="attorney", city="Quincy")
    partner(session, "Flo Painter", occupation="painter", city="Quincy")
    partner(session, "Gus Taker", occupation="family lawyer", city="Quincy", relation=Relation.SOURCE_ONLY)
    sent(session, steady, *[Outcome.WON] * 6, Outcome.LOST, Outcome.UNQUALIFIED, Outcome.OPEN)
    sent(session, lucky, Outcome.WON)
    sent(session, far, *[Outcome.WON] * 9)
    found = suitable(session, "divorce", "Quincy")
    # 16 of 18 decided were won.
    assert found.average == Fraction(17, 20)
    assert [(each.source.name, each.won, each.decided, each.in_place, each.is_general) for each in found.suited] == [
        ("Bo Lucky", 1, 1, True, False),
        ("Cy New", 0, 0, True, False),
        ("Ann Steady", 6, 8, True, False),
        ("Ed General", 0, 0, True, True),
        ("Di Far", 9, 9, False, False),
    ]
    assert found.suited[2].chance == (6 + 4 * Fraction(17, 20)) / 12
    assert found.suited[0].chance == (1 + 4 * Fraction(17, 20)) / 5
    assert found.sources_only == 1
    # Without a place nobody is nearer than another.
    assert named(session, "divorce")[0] == "Di Far"
    assert suitable(session, "divorce").suited[0].in_place is None
    sent(session, far, *[Outcome.LOST] * 20)
    # Now the firm's average is low, and one lucky case is worth less than six of eight.
    assert named(session, "divorce", "Quincy")[:2] == ["Ann Steady", "Bo Lucky"]


def test_the_balance_breaks_ties_and_nothing_else(session: Session) -> None:
    taker = partner(session, "Al Taker", occupation="plumber")
    giver = partner(session, "Zoe Giver", occupation="plumber")
    better = partner(session, "Bea Better", occupation="plumber")
    for to in (taker, giver):
        sent(session, to, Outcome.WON, Outcome.LOST)
    sent(session, better, *[Outcome.WON] * 3)
    sent(session, taker, Outcome.OPEN, Outcome.OPEN)
    for answer in ("Zoe Giver", "Zoe Giver", "Al Taker"):
        told(session, answer)
    found = suitable(session, "a leak")
    assert [(each.source.name, each.given, each.received, each.by_balance) for each in found.suited] == [
        ("Bea Better", 3, 0, False),
        ("Zoe Giver", 2, 2, True),
        ("Al Taker", 4, 1, True),
    ]


def test_who_was_sent_people_for_the_same_fits_whatever_they_call_themselves(session: Session) -> None:
    zed, falconer = partner(session, "Zed", occupation="beekeeper"), partner(session, "Fay", occupation="falconer")
    assert named(session, "swarm in the attic") == []
    sent(session, zed, Outcome.OPEN, purpose="a swarm")
    assert named(session, "swarm in the attic") == ["Zed"]
    assert named(session, "a falconer for a fair") == ["Fay"]
    assert falconer.retired_at is None
    falconer.retired_at = NOW
    assert named(session, "a falconer for a fair") == []
