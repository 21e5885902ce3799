"""Somebody who is told of before it is said that it was another; a business that is only where something happened."""

import pytest

from attribution import Directory, Entity, Entry, attribute

DIRECTORY = Directory(
    [
        Entry("joan", "Joan Delamere", entity=Entity.PERSON, organisation="Delamere Bakery", occupation="baker"),
        Entry("rory", "Rory Tansley", entity=Entity.PERSON, organisation="Tansley Motors", occupation="mechanic"),
        Entry("fun", "Ottershaw Funerals", entity=Entity.BUSINESS, occupation="funeral directors"),
        Entry("quay", "Quayside Surgery", entity=Entity.BUSINESS, occupation="doctors' surgery"),
        Entry("swan", "The Speckled Swan", entity=Entity.BUSINESS, occupation="pub"),
        Entry("grill", "Harbour Lane Grill", entity=Entity.BUSINESS, occupation="restaurant"),
    ]
)


def _sources(answer: str) -> set[str]:
    return {credit.source.id or credit.source.name for credit in attribute(answer, DIRECTORY).introduced_by()}


@pytest.mark.parametrize(
    "answer",
    [
        "Joan Delamere bakes our bread but it was a girl at the next table who told me",
        "Rory Tansley serviced my car. It was the porter that said about yous",
        "Rory Tansley fixed the car, but it was my sister who gave me your name",
        "Rory Tansley was fixing my truck, what a day. anyways it was a facebook group",
        "Ottershaw Funerals buried my dad but your name came from my brother",
        "a lady in line at Quayside Surgery told me",
        "Harbour Lane Grill, 2am, bloke behind me in the queue",
        "a bloke who drinks in the Speckled Swan told me",
        "Came in for directions to Harbour Lane Grill and saw what you do",
        "I was looking for Harbour Lane Grill and ended up at your door",
        "you're where the Speckled Swan used to be",
        "saw you when I was parking for Quayside Surgery",
    ],
)
def test_who_or_what_is_only_told_of_is_neither_credited_nor_asked_about(answer: str) -> None:
    assert attribute(answer, DIRECTORY).decision != "review"
    assert _sources(answer).isdisjoint({entry.id for entry in DIRECTORY})


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("Joan Delamere told me. It was the first thing she told me", "joan"),
        ("Joan Delamere. It was the baker who told me", "joan"),
        ("Joan Delamere baked our cake and it was her who told me about you", "joan"),
        ("Joan Delamere recommended you and it was the best thing I did", "joan"),
        ("Joan Delamere gave me your card when it was my turn at the till", "joan"),
        ("Joan Delamere worked out it was the oven and wrote your number down", "joan"),
        ("Quayside Surgery, well it was the receptionist there who gave me your card", "quay"),
        ("me brother in law drinks in the Speckled Swan and they had your card behind the bar", "swan"),
        ("the landlord at the Speckled Swan told me", "swan"),
        ("Ottershaw Funerals buried my dad and gave me your number", "fun"),
        ("Ottershaw Funerals, it was the girl on the counter who gave me your card", "fun"),
        ("Quayside Surgery. it was one of their nurses who told me", "quay"),
        ("Rory Tansley fixed my car, it was his wife who gave me your number", "rory"),
    ],
)
def test_whoever_pointed_here_stays_credited(answer: str, id: str) -> None:
    assert id in _sources(answer)


@pytest.mark.parametrize(
    ("answer", "ids"),
    [
        (
            "Joan Delamere who runs the stall is a menace, and it was her OWN mechanic, Rory Tansley, who told me",
            {"rory"},
        ),
        ("Joan Delamere filled mine out wrong. It was the mechanic, Rory Tansley, who slid me your card", {"rory"}),
        ("Joan Delamere recommended you and it was Rory Tansley who gave me the number", {"joan", "rory"}),
    ],
)
def test_of_two_who_are_named_the_one_who_did_it_counts(answer: str, ids: set[str]) -> None:
    assert _sources(answer) == ids


@pytest.mark.parametrize("answer", ["Lee who drinks in the Speckled Swan", "Selwyn, drinks at The Speckled Swan"])
def test_somebody_with_a_name_who_drinks_there_is_asked_about(answer: str) -> None:
    assert attribute(answer, DIRECTORY).decision == "review"
