"""Ways of telling that name nobody: events, whoever lives near, friends by a word, what everybody passes."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute

DIRECTORY = Directory(
    [
        Entry("1", "Walcott Tyres", Kind.PARTNER, Entity.BUSINESS, "", "tyres"),
        Entry("5", "Walcott Cycles", Kind.PARTNER, Entity.BUSINESS, "", "cycles"),
        Entry("2", "Pal & Sons", Kind.PARTNER, Entity.BUSINESS, "", "joiner"),
        Entry("3", "Les Marlow", Kind.PARTNER, Entity.PERSON, "", "cobbler"),
        Entry("4", "Grant Inlaw-Law", Kind.PARTNER, Entity.PERSON, "", "notary"),
    ]
)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("stand at the Royal County of Walcott Show", Kind.EVENT),
        ("free clinic at the Walcott Park library", Kind.EVENT),
        ("free wills night at the library in Thornby", Kind.EVENT),
        ("careers day at my son's school", Kind.EVENT),
        ("you spoke to our rotary club", Kind.EVENT),
        ("startup weekend, you were a judge", Kind.EVENT),
        ("Pal", Kind.WORD_OF_MOUTH),
        ("Lass at work", Kind.WORD_OF_MOUTH),
        ("brother in law", Kind.WORD_OF_MOUTH),
        ("gal pal from choir", Kind.WORD_OF_MOUTH),
        ("soused", Kind.WORD_OF_MOUTH),
        ("we have the maintenance plan", Kind.EXISTING_CLIENT),
        ("ongoing client", Kind.EXISTING_CLIENT),
        ("your office is above my hairdresser", Kind.ADVERTISEMENT),
        ("you're right across from the bakery", Kind.ADVERTISEMENT),
        ("passing on my bike", Kind.ADVERTISEMENT),
    ],
)
def test_the_kind_is_known_and_nobody_asked(answer: str, kind: Kind) -> None:
    result = attribute(answer, DIRECTORY)
    assert [credit.source.kind for credit in result.introduced_by()] == [kind]
    assert result.decision == "auto"


@pytest.mark.parametrize(
    "answer", ["tbc", "see attached", "is this compulsory", "cannae mind", "uffda", "too many to list"]
)
def test_there_is_nothing_to_ask(answer: str) -> None:
    assert attribute(answer, DIRECTORY).decision == "none"


def test_a_trade_that_an_assistant_said_to_get_is_no_source() -> None:
    result = attribute(
        "I asked chatgpt about the noise and it said call a licensed plumber and there you were", DIRECTORY
    )
    assert [credit.source.name for credit in result.introduced_by()] == ["ChatGPT"]
    assert result.decision == "auto"


def test_somebody_who_is_named_whole_beside_an_event_is_credited() -> None:
    result = attribute("Les Marlow at the home show told me about you", DIRECTORY)
    assert [credit.source.name for credit in result.introduced_by()] == ["Les Marlow"]
