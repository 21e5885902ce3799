"""Whoever advised against the firm, or only says that they sent somebody, is not credited; whoever praised it is."""

import pytest

from attribution import attribute
from tests.attribution.people_of_quincy import quincy


def credited(answer: str) -> list[str]:
    return sorted(credit.source.name for credit in attribute(answer, quincy()).introduced_by())


@pytest.mark.parametrize(
    "answer",
    [
        "Joe Ferrante told me don't, I looked at Google",
        "Joe Ferrante said don't bother, but I saw you on Google",
        "Joe Ferrante warned us not to use you. Google had good reviews",
        "Joe Ferrante said to steer clear, went with google reviews",
        "Google. Joe Ferrante told me to run a mile",
        "Google. Joe Ferrante claims he told me, he didn't",
    ],
)
def test_advice_against_the_firm_is_no_source(answer: str) -> None:
    assert credited(answer) == ["Google"]


def test_where_nothing_else_is_said_it_is_asked() -> None:
    assert attribute("Joe Ferrante told me not to", quincy()).decision == "review"


@pytest.mark.parametrize(
    "answer",
    [
        "Joe Ferrante told me not to bother with anyone else",
        "Joe Ferrante said don't hesitate to call you",
        "Joe Ferrante told me not to worry, you'd sort it",
        "Joe Ferrante told me to steer clear of the big firms and come to you",
        "Joe Ferrante told me to avoid the others and use you",
        "Joe Ferrante says he always tells people he never uses anybody else",
    ],
)
def test_advice_against_others_is_one(answer: str) -> None:
    assert credited(answer) == ["Joe Ferrante"]
