"""Answers that are nothing but a trade and what is asked of it."""

import pytest

from attribution import Directory, Entity, Entry, attribute

DIRECTORY = Directory(
    [
        Entry("brook", "Tarnbrook Dental", entity=Entity.BUSINESS, occupation="dentist", city="Salem"),
        Entry("hoa", "Windmere HOA", entity=Entity.BUSINESS, occupation="residents' association", city="Salem"),
    ]
)


@pytest.mark.parametrize(
    "answer",
    [
        "dentist sedation kids quarrington",
        "kids dentist open saturday quarrington",
        "local heating engineer vaillant accredited quarrington",
        "accountant for sole trader quarrington",
    ],
)
def test_it_is_what_was_searched(answer: str) -> None:
    result = attribute(answer, DIRECTORY)
    assert result.keyword == answer
    assert [c.source.name for c in result.credits] == ["Search engine"]


@pytest.mark.parametrize(
    "answer",
    [
        "my local heating engineer mike",
        "kids dentist retired last month",
        "local dentist doesnt do implants",
        "another local dentist suggested",
        "the emergency vet in town",
        "kids dentist saturday Tarnbrook",
        "kids dentist saturday tarnbrook",
        "windmere hoa approved plumber list",
        "windmere hoa approved plumber sheet",
        "best mate plumber dave",
    ],
)
def test_what_is_told_is_no_search(answer: str) -> None:
    assert attribute(answer, DIRECTORY).keyword is None
