"""A partner's referral link: whom it credits, when it contradicts the words, and how the visit is counted."""

import pytest

from attribution import WHOLE, Channel, Choice, Kind, Result, Source, Visit, attribute
from tests.attribution.people_of_quincy import quincy

FERRANTE = Source("2", "Ferrante Realty", Kind.PARTNER)
PERSON = Choice("Someone recommended you", Kind.PARTNER)
SEARCH = Choice("A search engine", Kind.SEARCH_ENGINE)
FORM = "https://whence.example/f/new-client"


def decide(answer: str = "", choice: Choice | None = None, *, landing_url: str = FORM, referrer: str = "") -> Result:
    """Decide an answer that was given on a form opened by the partner's link."""
    visit = Visit(landing_url, referrer)
    return attribute(answer, quincy(), choice=choice, visit=visit, referral=FERRANTE)


@pytest.mark.parametrize(
    ("answer", "choice"),
    [("", None), ("idk", None), ("can't remember", None), ("", PERSON), ("idk", PERSON), ("", SEARCH)],
)
def test_an_answer_that_names_nobody_is_the_partners(answer: str, choice: Choice | None) -> None:
    result = decide(answer, choice)
    assert result.decision == "auto"
    (credit,) = result.introduced_by()
    assert (credit.source, credit.rule, credit.share) == (FERRANTE, "referral_link", WHOLE)
    assert credit.channel is Channel.REFERRAL_PARTNER
    assert "referral link of Ferrante Realty" in credit.reason


def test_somebody_else_is_a_conflict_for_review() -> None:
    result = decide("Meera Patel")
    assert (result.decision, result.conflict, result.open_share) == ("review", True, WHOLE)
    assert {credit.source.id for credit in result.suggestions} == {"11", "2"}
    assert result.introduced_by() == ()
    assert [credit.source for credit in result.arrived_through()] == [FERRANTE]


def test_a_name_that_may_be_anybody_stays_open_beside_the_link() -> None:
    result = decide("somebody called Patel")
    assert result.decision == "review"


def test_the_same_partner_in_the_words_is_no_conflict() -> None:
    partner = quincy().get("2")
    assert partner is not None
    result = decide(partner.name)
    assert (result.decision, result.conflict) == ("auto", False)
    assert [credit.source.id for credit in result.introduced_by()] == ["2"]
    assert result.introduced_by()[0].rule != "referral_link"


def test_a_search_engine_in_the_words_stands_beside_the_link() -> None:
    result = decide("google")
    assert [credit.source.name for credit in result.introduced_by()] == ["Google"]
    assert [credit.source for credit in result.arrived_through()] == [FERRANTE]


@pytest.mark.parametrize(
    ("landing_url", "referrer"),
    [
        (FORM, ""),
        (FORM, "https://mail.google.com/"),
        (FORM, "https://www.google.com/search?q=lawyer"),
        (f"{FORM}?fbclid=IwAR1", "https://l.facebook.com/"),
        ("", ""),
    ],
)
def test_the_visit_is_the_partners_wherever_the_link_was_found(landing_url: str, referrer: str) -> None:
    result = decide(landing_url=landing_url, referrer=referrer)
    (credit,) = result.arrived_through()
    assert (credit.source, credit.channel, credit.rule) == (FERRANTE, Channel.REFERRAL_PARTNER, "referral_link")
    assert (result.channel, result.arrived) == (Channel.REFERRAL_PARTNER, Channel.REFERRAL_PARTNER)
    assert result.keyword is None
    assert result.paid is False


@pytest.mark.parametrize(
    ("tags", "channel"),
    [
        ("utm_source=letter&utm_medium=email", Channel.EMAIL),
        ("utm_source=facebook&utm_medium=cpc", Channel.PAID_SOCIAL),
        ("gclid=abc", Channel.PAID_SEARCH),
    ],
)
def test_tags_say_by_which_channel_the_partners_link_came(tags: str, channel: Channel) -> None:
    result = decide(landing_url=f"{FORM}?{tags}")
    (credit,) = result.arrived_through()
    assert (credit.source, credit.channel) == (FERRANTE, channel)
    (introduced,) = result.introduced_by()
    assert (introduced.source, introduced.channel) == (FERRANTE, Channel.REFERRAL_PARTNER)


def test_without_a_link_nothing_is_different() -> None:
    visit = Visit(FORM, "https://www.google.com/")
    assert attribute("idk", quincy(), visit=visit) == attribute("idk", quincy(), visit=visit, referral=None)
