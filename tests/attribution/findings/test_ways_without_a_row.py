"""Answers that name nobody in further ways: a place of people, an evening, a doorway, a reason, another language."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute
from tests.attribution.people_of_quincy import quincy


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("patient already", Kind.EXISTING_CLIENT),
        ("I was here as a toddler, with the goldfish tank", Kind.EXISTING_CLIENT),
        ("we were one of yours in the old mill", Kind.EXISTING_CLIENT),
        ("we signed our wills with you in 1994", Kind.EXISTING_CLIENT),
        ("you MOTd our last two campers", Kind.EXISTING_CLIENT),
        ("folk at work", Kind.WORD_OF_MOUTH),
        ("wan at work", Kind.WORD_OF_MOUTH),
        ("lass at zumba", Kind.WORD_OF_MOUTH),
        ("some folk at the bowling club", Kind.WORD_OF_MOUTH),
        ("the couple we're buying from use you too", Kind.WORD_OF_MOUTH),
        ("the man who sold us the canoe", Kind.WORD_OF_MOUTH),
        ("صديقتي", Kind.WORD_OF_MOUTH),
        ("moja komšinica", Kind.WORD_OF_MOUTH),
        ("tētahi hoa", Kind.WORD_OF_MOUTH),
        ("μια φίλη", Kind.WORD_OF_MOUTH),
        ("storm prep evening at the town hall", Kind.EVENT),
        ("quiz night at the library", Kind.EVENT),
        ("tenants rights clinic last friday", Kind.EVENT),
        ("talk ye gave about wells in the hotel", Kind.EVENT),
        ("fella I got chatting to on the hard shoulder", Kind.WORD_OF_MOUTH),
        ("a gentleman in the next bed on the ward", Kind.WORD_OF_MOUTH),
        ("lady in the queue at the chemist", Kind.WORD_OF_MOUTH),
        ("su puesto en la pulga", Kind.EVENT),
        ("I live upstairs", Kind.ADVERTISEMENT),
        ("live across the road", Kind.ADVERTISEMENT),
        ("we're across the hall", Kind.ADVERTISEMENT),
        ("ye sponsor my nephew's team", Kind.ADVERTISEMENT),
        ("your name on the back of the team hoodies", Kind.ADVERTISEMENT),
        ("looked it up", Kind.SEARCH_ENGINE),
        ("maps", Kind.SEARCH_ENGINE),
    ],
)
def test_the_kind_is_known_and_nobody_is_asked_about(answer: str, kind: Kind) -> None:
    result = attribute(answer, quincy())
    assert [credit.source.kind for credit in result.introduced_by()] == [kind]
    assert result.decision == "auto"


@pytest.mark.parametrize(
    "answer",
    [
        "we're moving",
        "moving house",
        "my visa runs out in june",
        "licence expired",
        "got a letter from the council and panicked",
        "HMRC scared me",
        "water coming in through the skylight",
        "price was right",
        "best price",
        "my vet is retiring",
        "our dentist closed down",
        "it told me to talk to a local accountant, just looking",
        "misfortune",
        "lost a bet",
        "not sure anymore",
        "sat here ages trying to remember",
        "it's been on my list forever",
        "can I say later",
    ],
)
def test_a_reason_or_what_is_forgotten_is_no_source(answer: str) -> None:
    assert attribute(answer, quincy()).decision == "none"


@pytest.mark.parametrize(
    "answer",
    [
        "can't remember who, maybe Oskar Braddle",
        "couldn't tell you where, Braddle something",
        "the lady I bought the van from, Marge Kettle",
        "the family who bought our barn, the Plimpsolls",
        "I live upstairs with Kerstin Braddle",
        "man at work called Oskar Braddle",
        "folk at Braddle Motors",
        "got a letter from the council and Oskar Braddle sent me to you",
        "the other night at the gym",
        "last night at the pharmacy",
        "the eye clinic at the hospital",
        "girl at the vets",
        "my dentist, price was right",
        "my old barber who retired",
    ],
)
def test_whoever_may_be_found_is_asked_about(answer: str) -> None:
    assert attribute(answer, quincy()).decision == "review"


def test_what_a_listed_name_is_said_with_does_not_hide_it() -> None:
    for answer in ("Joe Ferrante at the quiz night at the library", "our lease runs out and Joe Ferrante sent us"):
        assert [credit.source.name for credit in attribute(answer, quincy()).introduced_by()] == ["Joe Ferrante"]


def test_a_turn_of_phrase_in_which_a_name_only_seems_to_be_is_nothing() -> None:
    price = Entry("71", "Price Realty", entity=Entity.BUSINESS, occupation="realtor")
    boys = Entry("72", "Walcott Old Boys", entity=Entity.BUSINESS, occupation="rugby club")
    directory = Directory([price, boys, Entry("73", "Mick Dunne", entity=Entity.PERSON, occupation="plumber")])
    for answer in ("price was right", "best price", "old age", "dunno", "dunno duck", "dunno, sorry"):
        assert attribute(answer, directory).decision == "none", answer
    for answer in ("price", "Price said so", "dunne", "Mick, I dunno"):
        assert attribute(answer, directory).decision == "review", answer
    assert attribute("price realty", directory).decision == "auto"


def test_a_trade_that_a_machine_said_to_get_is_nobody() -> None:
    for advice in ("it said to speak to a local accountant", "it said get an elder law attorney"):
        said = attribute(f"asked Claude about it, {advice} and you came up", quincy())
        assert [credit.source.name for credit in said.introduced_by()] == ["Claude"]
        assert said.decision == "auto"
    assert attribute("I spoke to my accountant", quincy()).decision == "review"
