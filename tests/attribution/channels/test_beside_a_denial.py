"""A medium that is named only to deny it, or that stands in one list with a name, keeps nobody from being credited."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute

DIRECTORY = Directory([Entry("1", "Hanna Brightwell", Kind.PARTNER, Entity.PERSON, "Brightwell Estates", "realtor")])


@pytest.mark.parametrize(
    ("answer", "sources"),
    [
        ("not google - it was Hanna Brightwell", ["Hanna Brightwell"]),
        ("not facebook, Hanna Brightwell", ["Hanna Brightwell"]),
        ("Hanna Brightwell and your google reviews", ["Hanna Brightwell", "Google"]),
        ("yelp and then Hanna Brightwell", ["Hanna Brightwell", "Yelp"]),
    ],
)
def test_the_name_counts(answer: str, sources: list[str]) -> None:
    result = attribute(answer, DIRECTORY)
    assert result.decision == "auto"
    assert sorted(credit.source.name for credit in result.introduced_by()) == sorted(sources)
