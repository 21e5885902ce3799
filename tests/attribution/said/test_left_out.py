"""Somebody who is named because all others pointed here, or who said not to come; and a common first name misspelt."""

import pytest

from attribution import Directory, Entity, Entry, attribute

DIRECTORY = Directory(
    [
        Entry("mike", "Mike Halvorsby", entity=Entity.PERSON, organisation="Halvorsby Gas", occupation="plumber"),
        Entry("joan", "Joan Delamere", entity=Entity.PERSON, occupation="baker"),
    ]
)


def _credited(answer: str) -> set[str]:
    return {credit.source.id for credit in attribute(answer, DIRECTORY).introduced_by()}


@pytest.mark.parametrize(
    "answer",
    [
        "Joan Delamere told me not to call you",
        "Joan Delamere told us never to use you",
        "Joan Delamere said not to go to you",
        "Joan Delamere told me to avoid you",
        "everyone but Joan Delamere recommended you",
        "Everybody recommended you except Joan Delamere",
        "all my friends but Joan Delamere told me to call you",
        "anyone but Joan Delamere would have told me to call you",
    ],
)
def test_who_is_left_out_or_said_not_to_is_not_credited(answer: str) -> None:
    assert _credited(answer) == set()


@pytest.mark.parametrize(
    "answer",
    [
        "Joan Delamere told me not to worry and to call you",
        "Joan Delamere told me not to call anyone but you",
        "nobody but Joan Delamere recommended you",
        "everyone talks but Joan Delamere told me to call you",
        "Joan Delamere told me to use you and not to wait",
    ],
)
def test_who_says_not_to_go_elsewhere_is_credited(answer: str) -> None:
    assert _credited(answer) == {"joan"}


@pytest.mark.parametrize("answer", ["Mike gave me your card", "Miek gave me your card", "MIEK gave me your card"])
def test_a_common_first_name_alone_is_asked_about_however_it_is_spelt(answer: str) -> None:
    result = attribute(answer, DIRECTORY)
    assert result.decision == "review"
    assert [credit.source.id for credit in result.suggestions] == ["mike"]
