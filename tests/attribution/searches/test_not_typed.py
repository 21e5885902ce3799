"""Words beside a search that nobody typed: what is no longer known, what was liked, advised, or the reason."""

import pytest

from attribution import attribute
from tests.attribution.people_of_quincy import quincy


@pytest.mark.parametrize(
    "answer",
    [
        "Google. I typed nothing special",
        "googled nothing in particular, you were there",
        "I put nothing clever into bing",
        "just searched, nothing more",
        "looked for someone local on google",
        "googled god knows what",
        "typed some random words",
        "google maps, wanted something with a ramp",
        "bing, needed a tiler fast",
        "I didn't like how my old barber treated me so I looked online",
        "claude said to look for somebody nearby who tunes harps and gave me you",
        "gemini told me to find a specialist who handles leases and listed you",
        "was looking for a builder who does lime plaster, a pal said you",
    ],
)
def test_what_tells_no_words_is_no_phrase(answer: str) -> None:
    assert attribute(answer, quincy()).keyword is None


@pytest.mark.parametrize(
    ("answer", "phrase"),
    [
        ("searched ramp builder as mother is unsteady", "ramp builder"),
        ("googled mobile barber because my dad can't walk", "mobile barber"),
        ("googled how long does grout take to dry as I was furious", "how long does grout take to dry"),
        ("google to find someone to mend a roof", "someone to mend a roof"),
        ("Siri, find me a locksmith. She found you", "locksmith"),
        ("asked my phone for somewhere to get a key cut", "somewhere to get a key cut"),
        ("my brother said to search for kiln repair so I did", "kiln repair"),
        ("googled odd jobs", "odd jobs"),
        ("typed in something like how to mend a kite", "how to mend a kite"),
        ("was lookin up kiln repair barrow", "kiln repair barrow"),
        ("was looking for a tiler online, I typed mosaic tiler wells", "mosaic tiler wells"),
    ],
)
def test_what_was_typed_is_told_apart_from_it(answer: str, phrase: str) -> None:
    assert attribute(answer, quincy()).keyword == phrase


def test_who_looked_for_it_and_found_the_firm_has_searched() -> None:
    told = attribute("was looking for a good vet in torquay and you came up", quincy())
    assert [str(credit.source.kind) for credit in told.introduced_by()] == ["search engine"]
