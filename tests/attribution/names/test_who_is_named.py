"""Which entry of the directory the words mean, and when it is a question."""

import pytest

from attribution import Directory, Entry, Kind, attribute
from tests.attribution.people_of_quincy import ENTRIES, quincy


def credited(answer: str, directory: Directory | None = None) -> list[str]:
    """The ids that are credited without a person."""
    result = attribute(answer, directory or quincy())
    return [credit.source.id for credit in result.introduced_by()] if result.decision == "auto" else []


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("Joe Ferrante", "1"),
        ("JOE FERRANTE", "1"),
        ("Ferrante, Joe", "1"),
        ("joe ferante told me", "1"),
        ("Joseph Ferrante", "1"),
        ("joe from ferrante realty", "1"),
        ("Joe the plumber from Weymouth", "3"),
        ("ferrante realty", "2"),
        ("dr kim my dentist", "5"),
        ("Shawn Murphy who does our yard", "7"),
        ("Hudson Title", "8"),
        ("Grace who cuts my hair", "10"),
        ("Meera does our books", "11"),
        ("Colin Hayes who laid our floor", "12"),
        ("Svetlana Kuznetsova", "13"),
        ("посоветовала Светлана Кузнецова", "13"),
        ("Father Declan", "18"),
        ("GBEB", "19"),
        ("Wilma Okafor", "20"),
        ("Joe Ferrante's office", "1"),
    ],
)
def test_one_entry_that_alone_fits_is_credited(answer: str, id: str) -> None:
    assert credited(answer) == [id]


@pytest.mark.parametrize(
    "answer",
    [
        "Joe",
        "Kim",
        "Dr. Kim",
        "Maria Santos",
        "Maria Santos told me about you",
        "sean murphy",
        "colin hayes",
        "summit",
        "grace",
        "Quincy Family Law",
        "Karen Osterhaus",
        "my dentist",
        "my cousin Yesenia",
        "Joe Ferrante's wife",
        "Joe Ferrante or Meera Patel",
        "Mikey Mahony at Planet Fitness",
        "maybe Joe Ferrante?",
    ],
)
def test_what_is_not_certain_is_a_question(answer: str) -> None:
    result = attribute(answer, quincy())
    assert result.decision == "review"
    assert not result.introduced_by()
    assert result.open_first
    assert result.question


def test_all_who_fit_equally_are_suggested_with_what_would_settle_it() -> None:
    result = attribute("Maria Santos", quincy())
    assert {credit.source.id for credit in result.suggestions} == {"16", "17"}
    assert all("settle" in credit.reason for credit in result.suggestions)


def test_a_role_is_answered_with_entries_of_the_trade() -> None:
    result = attribute("my dentist sent me", quincy())
    assert "5" in {credit.source.id for credit in result.suggestions}


def test_the_firm_is_credited_when_only_the_firm_is_named() -> None:
    assert credited("the people at ferrante realty") == ["2"]


def test_a_confirmed_alias_decides_what_was_a_question() -> None:
    answer = "the tall fellow from the gym"
    assert not credited(answer)
    taught = [*ENTRIES, Entry("21", "Gus Long", confirmed=("the tall fellow from the gym",))]
    assert credited(answer, Directory(taught)) == ["21"]


def test_a_confirmed_alias_that_two_share_is_a_question() -> None:
    shared = [Entry("1", "Ann Bell", confirmed=("the boss",)), Entry("2", "Bob Cole", confirmed=("the boss",))]
    assert attribute("the boss", Directory(shared)).decision == "review"


def test_every_credit_names_its_words_its_rule_and_its_reason() -> None:
    answer = "Hi! it was joe ferrante, thanks"
    (credit,) = attribute(answer, quincy()).introduced_by()
    assert credit.span is not None
    assert answer[slice(*credit.span)] == "joe ferrante"
    assert credit.rule == "full_name"
    assert "joe ferrante" in credit.reason
    assert 0.8 < credit.confidence < 1


def test_an_entry_of_another_kind_is_credited_under_its_own_kind() -> None:
    (credit,) = attribute("Wilma Okafor", quincy()).introduced_by()
    assert credit.source.kind is Kind.EXISTING_CLIENT
    assert credit.channel == "Existing client"
