"""A name is credited only where it stands as a source does, with nothing unexplained beside it."""

import pytest

from attribution import Kind, attribute
from tests.attribution.people_of_salem import salem


def partners(answer: str) -> list[str]:
    """The ids of the partners that are credited without a person."""
    return [c.source.id for c in attribute(answer, salem()).introduced_by() if c.source.kind is Kind.PARTNER]


@pytest.mark.parametrize(
    "answer",
    [
        "Marcus Bell represented my ex",
        "Rosalind Achterberg is suing me and I need help",
        "my landlord is Stan Fisher and he is evicting me",
        "I tried Gus Petrakis first, still waiting for a call back",
        "I rang Oakley Mortgages twice",
        "heard Marcus Bell was too expensive",
        "was going to hire Marcus Bell but you were cheaper",
        "I used Oakley Mortgages before and they charged me double",
    ],
)
def test_opponents_and_former_providers_are_no_sources(answer: str) -> None:
    assert partners(answer) == []


@pytest.mark.parametrize(
    "answer",
    [
        "we live on Maple Street",
        "walk the dog down Maple Street every day",
        "next door to Harbor Dental",
        "parked outside Moon Realty and saw your sign",
        "the same building as Bell & Howe",
        "Rose Field Park is right by you",
        "rose field park is near you",
        "google maps when I was at Cobalt Fitness",
    ],
)
def test_streets_parks_and_landmarks_are_no_sources(answer: str) -> None:
    assert partners(answer) == []


@pytest.mark.parametrize(
    "answer",
    [
        "my name is Nadia Haddad",
        "this is Bill Hanley, you did my taxes",
        "I work at Harbor Dental",
        "my neighbor works at Harbor Dental",
        "I teach at Cobalt Fitness",
        "is Nadia Haddad still a client of yours?",
        "a different Marcus Bell",
        "don't tell Martin Oakley I came to you",
        "my husband saw Patricia Moon's ad",
    ],
)
def test_who_is_only_mentioned_is_no_source(answer: str) -> None:
    assert partners(answer) == []


@pytest.mark.parametrize(
    "answer",
    [
        "Stan Fisher told me to use his cousin, but I looked on Yelp and picked you",
        "Teresa Kowalczyk gave me the number of some accountant who never picked up",
        "Dr Menon told me to see Nadia Haddad",
        "my cousin Philippa who had it from Nadia Haddad",
    ],
)
def test_who_pointed_to_somebody_else_is_no_source(answer: str) -> None:
    assert partners(answer) == []


@pytest.mark.parametrize(
    "answer",
    [
        "Gus or maybe Stan",
        "Stan does training. or is it Gus",
        "Nadia Haddad?",
        "I think Nadia Haddad",
        "Marcus or Martin Bell",
        "Erik Larsen",
        "Wei Liang",
        "Ned Garvey",
        "Ned Garvey, he helped us out",
    ],
)
def test_what_the_client_leaves_open_is_asked(answer: str) -> None:
    result = attribute(answer, salem())
    assert result.decision == "review"
    assert result.suggestions


@pytest.mark.parametrize(
    "answer",
    [
        "Lucy Brightwater told me",
        "kyla petrakis",
        "Julie Kowalczyk put me onto you",
        "Harbor Freight",
        "kowalczyk animal hospital",
        "cobalt ribbon landscaping",
        "Nadia at the Haddad bakery",
        "Mike from the gym in Boston",
        "Gus at planet fitness",
    ],
)
def test_a_word_that_is_not_explained_keeps_a_name_open(answer: str) -> None:
    assert partners(answer) == []


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("Nadia Haddad, she swears by you", "nadia"),
        ("my friend bill hanley", "bill"),
        ("Gus Petrakis told my wife about you", "gus"),
        ("Gus Petrakis told my sister and my sister told me", "gus"),
        ("not Stan this time, it was Nadia Haddad", "nadia"),
        ("they couldn't fix it, in the end it was Nadia Haddad over in Beverly", "nadia"),
        ("Eric Larsen fixed my car and told me to call you", "eric"),
        ("I was talking to Patricia Moon about the closing and she gave me your card", "moon"),
        ("Moon Realty had your flyer", "realty"),
        ("the front desk at Harbor Dental", "harbor"),
        ("My wife got your number from Gus Petrakis", "gus"),
    ],
)
def test_a_source_that_is_said_to_have_pointed_here_is_credited(answer: str, id: str) -> None:
    assert partners(answer) == [id]
    assert attribute(answer, salem()).decision == "auto"


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("gus the roofer", "gus"),
        ("Mr. Petrakis", "gus"),
        ("attorney bell", "marcus"),
        ("the kowalczyk bakery people", "bakery"),
        ("fr tom mentioned you after mass", "tom"),
        ("grawnya who teaches the riding", "grainne"),
        ("Grainne Kelly from the stables", "grainne"),
        ("pam at chcu", "pam"),
        ("stan my trainer", "stan"),
        ("patty moon my realtor", "moon"),
        ("gus wi the roof", "gus"),
    ],
)
def test_what_stands_beside_a_name_makes_it_certain(answer: str, id: str) -> None:
    assert partners(answer) == [id]
    assert attribute(answer, salem()).decision == "auto"
