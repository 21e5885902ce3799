"""Stickers, magnets and pens that a firm leaves behind, sets that are only loud, shops that sell papers, and a person
who is called as an assistant is."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute

DIRECTORY = Directory(
    [
        Entry("1", "Orla Finnbar", Kind.PARTNER, Entity.PERSON, "", "seamstress"),
        Entry("2", "Gus Pemberwick", Kind.PARTNER, Entity.PERSON, "", "roofer"),
    ]
)


def _names(answer: str) -> list[str]:
    return [credit.source.name for credit in attribute(answer, DIRECTORY).introduced_by()]


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("A fridge magnet came with the house", "Fridge magnet"),
        ("Got your name off a fridge magnet at my mother's", "Fridge magnet"),
        ("your magnet was already stuck on the water heater when we moved in", "Magnet"),
        ("the previous lot left your sticker on the fuse board", "Sticker"),
        ("there's a sticker of yours on the boiler", "Sticker"),
        ("it was on a pen she left behind. Not hers, YOUR pen", "Pen"),
        ("free pen with your number on it", "Pen"),
        ("a letter in the mail with a magnet in it, and the magnet on the fridge", "Mailer"),
        ("the magnet on your van", "Van"),
    ],
)
def test_what_a_firm_leaves_behind_is_a_source(answer: str, name: str) -> None:
    assert _names(answer) == [name]


@pytest.mark.parametrize("answer", ["I signed with a pen and went", "it sticks like a magnet"])
def test_other_things_are_none(answer: str) -> None:
    assert _names(answer) == []


@pytest.mark.parametrize(
    "answer",
    ["Gus Pemberwick had your magnet on the dash and peeled it off for me", "Orla Finnbar put your sticker on my box"],
)
def test_beside_somebody_it_is_only_what_they_had(answer: str) -> None:
    assert {"Magnet", "Sticker"}.isdisjoint(_names(answer))
    assert attribute(answer, DIRECTORY).introduced_by() or attribute(answer, DIRECTORY).suggestions


def test_a_number_on_a_magnet_that_led_nowhere_takes_nothing_from_who_told_the_client() -> None:
    told = "rang some number on a fridge magnet, disconnected. In the end Gus Pemberwick told me to ring you"
    assert _names(told) == ["Gus Pemberwick"]


@pytest.mark.parametrize(
    "answer",
    [
        "Orla Finnbar noticed the telly was up at 60 and gave me your number",
        "Orla Finnbar goes to you and stopped yelling at the tv, she told me",
        "Orla Finnbar in the paper shop told me",
    ],
)
def test_a_loud_set_and_a_paper_shop_are_no_advertisements(answer: str) -> None:
    assert _names(answer) == ["Orla Finnbar"]


def test_what_was_on_the_set_is_one() -> None:
    assert _names("your advert on the telly") == ["TV ad"]
    assert _names("heard you on the radio, it was loud") == ["Radio ad"]


@pytest.mark.parametrize(
    "answer",
    [
        "Claude gave me your name. Claude Oduya from my walking group, not the robot",
        "Alexa who did my nails, not the speaker",
    ],
)
def test_a_person_called_as_an_assistant_is_asked_about(answer: str) -> None:
    result = attribute(answer, DIRECTORY)
    assert result.decision == "review"
    assert all(credit.source.kind is not Kind.AI_ASSISTANT for credit in result.introduced_by())


@pytest.mark.parametrize(
    ("answer", "name"),
    [("Claude, the AI, not a person", "Claude"), ("asked Claude, I'm not a computer person", "Claude")],
)
def test_an_assistant_stays_one(answer: str, name: str) -> None:
    assert _names(answer) == [name]


def test_a_source_that_is_a_sentence_is_not_swallowed_by_the_next() -> None:
    assert set(_names("Google. The bus. I could not tell you the order")) == {"Google", "Transit ad"}


def test_what_was_read_off_a_truck_counts_beside_the_search() -> None:
    assert set(_names("I googled Saltby Air. Got the name off your truck at the lights")) == {"Google", "Truck"}


def test_a_site_that_was_declined_is_no_source() -> None:
    assert _names("there were two off MyBuilder but no thanks. Gus Pemberwick gave me your number") == [
        "Gus Pemberwick"
    ]
