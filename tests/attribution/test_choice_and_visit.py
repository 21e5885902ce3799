"""What the ticked choice and the visit add to the words, and when two facts contradict each other."""

import pytest

from attribution import WHOLE, Channel, Choice, Kind, Result, Visit, attribute, choice_for
from tests.attribution.people_of_quincy import quincy

SEARCH = Choice("A search engine", Kind.SEARCH_ENGINE)
LISTING = choice_for("A review site or directory")
PERSON = Choice("Someone recommended you", Kind.PARTNER)


def decide(answer: str = "", choice: Choice | None = None, **visit: str) -> Result:
    """Decide on the small directory."""
    return attribute(answer, quincy(), choice=choice, visit=Visit(**visit) if visit else None)


def test_a_choice_alone_credits_its_kind() -> None:
    result = decide(choice=SEARCH)
    assert [credit.source.name for credit in result.introduced_by()] == ["Search engine"]
    assert result.introduced_by()[0].span is None


def test_a_choice_alone_credits_its_source_if_it_has_one() -> None:
    assert decide(choice=choice_for("Google")).introduced_by()[0].source.name == "Google"


def test_words_of_the_same_kind_refine_the_choice() -> None:
    assert decide("bing", SEARCH).introduced_by()[0].source.name == "Bing"
    assert decide("my neighbour", PERSON).decision == "auto"


def test_after_a_search_engine_was_chosen_the_words_are_the_phrase() -> None:
    result = decide("divorce lawyer quincy", SEARCH)
    assert result.decision == "auto"
    assert result.keyword == "divorce lawyer quincy"


@pytest.mark.parametrize("answer", ["google reviews", "Google Maps", "apple maps", "yelp"])
def test_reviews_and_maps_of_a_search_engine_agree_with_a_review_site(answer: str) -> None:
    result = decide(answer, LISTING)
    assert (result.decision, result.conflict) == ("auto", False)
    assert len(result.introduced_by()) == 1


def test_a_partner_who_was_chosen_and_not_named_is_an_unnamed_partner() -> None:
    (credit,) = decide(choice=PERSON).introduced_by()
    assert (credit.source.name, credit.source.kind) == ("Unnamed partner", Kind.PARTNER)


def test_words_of_another_kind_win_if_they_say_so() -> None:
    result = decide("but it was Meera Patel who sent me", SEARCH)
    assert result.decision == "auto"
    assert [credit.source.name for credit in result.introduced_by()] == ["Meera Patel"]


def test_words_of_another_kind_are_else_a_conflict_with_both() -> None:
    result = decide("Meera Patel", SEARCH)
    assert result.conflict
    assert result.decision == "review"
    assert result.open_share == WHOLE
    assert {credit.source.name for credit in result.suggestions} == {"Meera Patel", "Search engine"}


def test_an_unknown_label_carries_no_weight() -> None:
    assert choice_for("Other") is None
    assert choice_for("I don't remember") is None
    assert decide("", None).decision == "none"


def test_a_partners_website_speaks_for_the_partner_when_the_words_name_nobody() -> None:
    result = decide("idk", landing_url="https://firm.example/", referrer="https://www.ferrante.example/links")
    assert result.decision == "auto"
    assert [(c.source.id, c.rule) for c in result.introduced_by()] == [("2", "partner_site")]
    assert [c.source.id for c in result.arrived_through()] == ["2"]


def test_a_partners_website_against_another_name_is_a_conflict() -> None:
    result = decide("Meera Patel", landing_url="https://firm.example/", referrer="https://ferrante.example/")
    assert result.conflict
    assert {credit.source.id for credit in result.suggestions} == {"11", "2"}


def test_said_and_clicked_stand_side_by_side() -> None:
    result = decide("Meera Patel", landing_url="https://firm.example/?gclid=1", referrer="https://www.google.com/")
    assert [c.source.name for c in result.introduced_by()] == ["Meera Patel"]
    assert [c.source.name for c in result.arrived_through()] == ["Google"]
    assert result.channel is Channel.PAID_SEARCH
    assert result.paid is True


def test_the_phrase_of_the_visit_is_known_and_goes_first() -> None:
    result = decide("googled plumbers", referrer="https://duckduckgo.com/?q=gas+engineer")
    assert (result.keyword, result.keyword_kind) == ("gas engineer", "known")
