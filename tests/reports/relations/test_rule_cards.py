"""The cards about the rules of professions keep their shape, and each firm has one."""

from datetime import date
from urllib.parse import urlsplit

import pytest

from records.firm import Profession
from reports.relations.rule_cards import card_for, rule_cards


def test_every_card_says_what_where_and_of_when() -> None:
    for card in rule_cards():
        assert card.title
        assert card.note.endswith(".")
        assert all(len(country) == 2 and country.isupper() for country in card.countries)
        assert bool(card.countries) == bool(card.rules), card.title
        for rule in card.rules:
            assert rule.says, rule.name
            # Short words of our own: a long sentence would be somebody's.
            assert all(each.endswith(".") and len(each.split()) <= 32 for each in rule.says), rule.name
            assert (urlsplit(rule.address).scheme, bool(urlsplit(rule.address).netloc)) == ("https", True)
            assert rule.source
            assert date(2012, 1, 1) <= rule.text_of <= rule.looked_at <= date(2027, 1, 1)


@pytest.mark.parametrize(
    ("profession", "country", "has"),
    [
        (Profession.LAW, "US", ["ABA Model Rule 7.2(b)", "ABA Model Rule 5.4(a)"]),
        (Profession.HEALTH, "US", ["Anti-Kickback Statute, 42 U.S.C. 1320a-7b(b)", "Stark law, 42 U.S.C. 1395nn"]),
        (Profession.LAW, "GB", ["LASPO 2012, section 56", "SRA Codes of Conduct, paragraph 5.1"]),
        (Profession.HEALTH, "DE", []),
        (Profession.TRADE, "US", []),
    ],
)
def test_a_firm_has_the_card_of_its_profession_and_country(
    profession: Profession, country: str, has: list[str]
) -> None:
    card = card_for(profession, country)
    assert [rule.name for rule in card.rules] == has
    if not has:
        assert "Check your rules" in card.note


def test_no_two_cards_are_for_the_same_firm() -> None:
    places = [(card.profession, country) for card in rule_cards() for country in card.countries or {""}]
    assert len(set(places)) == len(places)
    assert (None, "") in places
