"""Words after a name that say when or how it is spelt are no place of work; "one of them" may speak of others."""

import pytest

from attribution import Directory, Entity, Entry, attribute

DIRECTORY = Directory(
    [
        Entry("orla", "Orla Tiernan", entity=Entity.PERSON, organisation="Tiernan Cleaning", occupation="cleaner"),
        Entry("bren", "Bren Hallworth", entity=Entity.PERSON, organisation="Peak Fitness", occupation="trainer"),
        Entry("marcia", "Marcia Oduya", entity=Entity.PERSON, occupation="estate agent"),
        Entry("glass", "Sabri Glass", entity=Entity.BUSINESS, occupation="glazier"),
    ]
)


@pytest.mark.parametrize(
    ("answer", "source"),
    [
        ("Orla Tiernan cleans for us Wednesdays", "orla"),
        ("Bren Hallworth trains me at 5am", "bren"),
        ("Bren Hallworth with two l's, the trainer", "bren"),
        ("Marcia Oduya had three viewings and not one of them liked the roof, so she gave us your card", "marcia"),
        ("Sabri Glass sent round two lads and one of them gave us your number", "glass"),
    ],
)
def test_the_name_is_credited(answer: str, source: str) -> None:
    result = attribute(answer, DIRECTORY)
    assert result.decision == "auto"
    assert [credit.source.id for credit in result.credits] == [source]


@pytest.mark.parametrize(
    "answer",
    [
        "Bren Hallworth, he trains people at Gymbox",
        "Bren Hallworth or Marcia Oduya told me, not sure which one",
        "It was Marcia Oduya, or one of those",
    ],
)
def test_another_place_or_another_one_is_asked_about(answer: str) -> None:
    assert attribute(answer, DIRECTORY).decision == "review"
