"""Whether a source that is named pointed here: negation, complaints, chains, landmarks, several sources."""

import pytest

from attribution import WHOLE, attribute
from tests.attribution.people_of_quincy import quincy


def names(answer: str) -> list[str]:
    """The names that are credited, the decisive one first."""
    return [credit.source.name for credit in attribute(answer, quincy()).introduced_by()]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("not from google, my accountant Meera Patel sent me", ["Meera Patel"]),
        ("Not google. Not yelp. Joe Ferrante.", ["Joe Ferrante"]),
        ("Hudson Title messed up my closing; found you on google", ["Google"]),
        ("Joe Mahoney had nothing to do with it, saw the billboard", ["Billboard"]),
        ("my old realtor Joe Ferrante never called back. Found you on Yelp", ["Yelp"]),
        ("your sign next to Ferrante Realty", ["Walk-by"]),
        ("Joe Mahoney told me to call Meera Patel and she sent me to you", ["Meera Patel"]),
        ("my sister, Meera Patel's client, she told her", ["Meera Patel"]),
        ("Joe Mahoney doesn't do boilers so he sent me over", ["Joe Mahoney"]),
    ],
)
def test_only_what_pointed_here_is_credited(answer: str, expected: list[str]) -> None:
    assert names(answer) == expected


def test_the_decisive_source_comes_first() -> None:
    assert names("saw your bus ad but it was Meera Patel who made me call") == ["Meera Patel", "Transit ad"]


def test_two_in_one_list_are_both_credited_in_their_order() -> None:
    assert names("Meera Patel and Joe Ferrante both told me to call") == ["Meera Patel", "Joe Ferrante"]


@pytest.mark.parametrize(
    "answer",
    ["google and facebook", "google, facebook and yelp", "Meera Patel and Maria Santos", "facebook or Joe", "idk", ""],
)
def test_sure_and_open_parts_are_one_client(answer: str) -> None:
    result = attribute(answer, quincy())
    total = sum(credit.share for credit in result.introduced_by()) + result.open_share
    assert total == (0 if result.decision == "none" else WHOLE)


def test_one_open_source_beside_a_sure_one_is_reviewed_with_its_share() -> None:
    result = attribute("Meera Patel and Maria Santos", quincy())
    assert result.decision == "review"
    assert [credit.source.name for credit in result.introduced_by()] == ["Meera Patel"]
    assert result.open_share == WHOLE // 2
    assert not result.open_first
