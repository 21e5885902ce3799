"""Magazines, sites and supplements by the form of what is said of them; a firm's sign by where one comes upon it."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute

DIRECTORY = Directory(
    [
        Entry("1", "Orla Finnbar", Kind.PARTNER, Entity.PERSON, "", "seamstress"),
        Entry("2", "Saltmarsh Sewing", Kind.PARTNER, Entity.BUSINESS, "", "haberdasher"),
        Entry("4", "Saltmarsh Motors", Kind.PARTNER, Entity.BUSINESS, "", "garage"),
        Entry("3", "Marsh Living", Kind.PARTNER, Entity.BUSINESS, "", "estate agent"),
    ]
)


def _names(answer: str) -> list[str]:
    return [credit.source.name for credit in attribute(answer, DIRECTORY).introduced_by()]


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("Saltmarsh Life, full page", "Magazine ad"),
        ("Harbour Living, inside front cover", "Magazine ad"),
        ("in Dales Homes, page 42", "Magazine ad"),
        ("the ad on Castanet", "Castanet"),
        ("a piece on Patch about you", "Patch"),
        ("advert on HarbourLive", "HarbourLive"),
        ("your ad on Saltby Online", "Saltby Online"),
        ("addy, the home lift out", "Newspaper ad"),
        ("the Tiser, in the liftout", "Newspaper ad"),
        ("the sign when you turn onto Abbott", "Walk-by"),
        ("your sign as you come off the bridge", "Walk-by"),
        ("an ad on Quillhaven", "Advertisement"),
    ],
)
def test_an_outlet_is_known_by_its_form(answer: str, name: str) -> None:
    assert _names(answer) == [name]
    assert attribute(answer, DIRECTORY).decision == "auto"


@pytest.mark.parametrize(
    "answer",
    [
        "I patched the roof",
        "got the paint on Castanet Street",
        "my life, one page after the other",
        "Marsh Living, full page",
    ],
)
def test_other_things_are_none(answer: str) -> None:
    assert {"Magazine ad", "Castanet", "Patch"}.isdisjoint(_names(answer))


def test_whose_fence_an_advertisement_is_on_is_asked() -> None:
    assert attribute("your ad on Kevin's fence", DIRECTORY).decision == "review"


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        ("lunch and learn at work, kept the handout", {"Event"}),
        ("you gave a talk at the library, I have the handout still", {"Event"}),
        (
            "first time was years ago. you helped me with the slip at the laundry, the girl at the front",
            {"Existing client"},
        ),
        ("a handout through the letterbox", {"Flyer"}),
    ],
)
def test_a_handout_is_that_of_the_talk(answer: str, names: set[str]) -> None:
    assert set(_names(answer)) == names


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("taxi with your name on it", "Transit ad"),
        ("in the theatre programme", "Program ad"),
        ("back of the parking ticket", "Advertisement"),
        ("card in the newsagents window", "Business card"),
        ("the sandwich board out the front", "Walk-by"),
        ("an email you sent", "Newsletter"),
        ("corflute on the verge", "Yard sign"),
        ("the lollipop sign on the footpath", "Walk-by"),
        ("vimos su anuncio en la parada", "Transit ad"),
        ("used u b4", "Existing client"),
    ],
)
def test_further_media_are_known(answer: str, name: str) -> None:
    assert _names(answer) == [name]


@pytest.mark.parametrize("answer", ["tooth fell out", "flooded kitchen!!!", "the ceiling collapsed"])
def test_what_happened_is_no_source(answer: str) -> None:
    assert attribute(answer, DIRECTORY).decision == "none"
