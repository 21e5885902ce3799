"""What is offered to a person where the few words of an answer name nobody."""

import pytest

from attribution import Directory, Entity, Entry, attribute


def _firm(id: str, name: str, occupation: str) -> Entry:
    return Entry(id, name, entity=Entity.BUSINESS, occupation=occupation, city="Hobscombe")


DIRECTORY = Directory(
    [
        _firm("residents", "Hobscombe Residents Association", "residents' group"),
        _firm("rowing", "Hobscombe Rowing Club", "rowing club"),
        _firm("chamber", "Tarlow Chamber of Commerce", "chamber of commerce"),
        _firm("trade", "Nether Chamber of Commerce", "chamber of commerce"),
        Entry(
            "drywall", "Lou Pascarelli", entity=Entity.PERSON, organisation="Pascarelli & Sons", occupation="drywall"
        ),
    ]
)


@pytest.mark.parametrize(
    ("answer", "ids"),
    [
        ("hobscombe??", {"residents", "rowing"}),
        ("chamber of commerce", {"chamber", "trade"}),
        ("the guy who hung our drywall", {"drywall"}),
    ],
)
def test_what_may_be_meant_is_offered(answer: str, ids: set[str]) -> None:
    result = attribute(answer, DIRECTORY)
    assert result.decision == "review"
    assert not result.introduced_by()
    assert ids == {credit.source.id for credit in result.suggestions}


def test_many_words_offer_nothing_by_chance() -> None:
    answer = "somebody waved over the hedge in hobscombe while gardeners trimmed roses beside ancient stone walls"
    assert not attribute(answer, DIRECTORY).suggestions
